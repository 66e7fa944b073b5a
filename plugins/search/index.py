"""The index file: all texts of the blog in few bytes, packed for one small decoder in the page.

Layout, before zlib: 4 bytes of length (big-endian), a JSON head of that many bytes, then the bodies
one after another. In the bodies, each letter is its rank by frequency: the commonest 192 take one
byte, the others two. UTF-8 spends three on each Japanese letter, which a compressor never wins
back: on 287,000 letters of Japanese prose, deflate gave 0.82 bytes a letter from UTF-8, 0.61 from
ranks. Hosts rarely compress unknown file types, so the file comes compressed.

The head: `{"format": 1, "letters": the letters by rank, "articles": [[address, title, date,
category, [tags], [other words], letters in its body]], "readings": [[reading, word]]}`. Addresses
start at the site's root, without a slash.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

__all__ = ["FORMAT", "Entry", "pack"]

FORMAT = 1
ONE_BYTE = 192
MOST_LETTERS = ONE_BYTE + (256 - ONE_BYTE) * 256
_RARE = "〓"  # printers' sign for a letter that is not at hand


@dataclass(frozen=True)
class Entry:
    """What one article or page gives to the index."""

    address: str
    title: str
    date: str
    category: str
    tags: tuple[str, ...]
    words: tuple[str, ...]
    body: str


def pack(entries: Sequence[Entry], readings: Iterable[tuple[str, str]]) -> bytes:
    """Pack the entries, and those readings, pairs of (reading, word), that have a use in them."""
    bodies = [entry.body.replace("\0", "") for entry in entries]
    letters = _by_rank("".join(bodies))
    head = {
        "format": FORMAT,
        "letters": "".join(letters),
        "articles": [
            [
                entry.address,
                entry.title,
                entry.date,
                entry.category,
                list(entry.tags),
                list(entry.words),
                len(body),
            ]
            for entry, body in zip(entries, bodies, strict=True)
        ],
        "readings": [list(pair) for pair in _useful(entries, readings)],
    }
    first = json.dumps(head, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    rest = "".join(bodies).translate(_codes(letters)).encode("latin-1")
    return zlib.compress(len(first).to_bytes(4, "big") + first + rest, 9)


def _by_rank(text: str) -> list[str]:
    """The commonest letter first; equal ones by code point: equal texts give equal bytes."""
    counts = Counter(text)
    letters = sorted(counts, key=lambda letter: (-counts[letter], letter))
    if len(letters) > MOST_LETTERS:
        letters = [*letters[: MOST_LETTERS - 1], _RARE]
    return letters


class _Codes(dict[int, str]):
    """For str.translate: a letter's code point to its bytes, each as one Latin-1 letter."""

    def __missing__(self, _: int) -> str:
        return self[ord(_RARE)]


def _codes(letters: Sequence[str]) -> _Codes:
    return _Codes((ord(letter), _code(rank)) for rank, letter in enumerate(letters))


def _code(rank: int) -> str:
    if rank < ONE_BYTE:
        return chr(rank)
    high, low = divmod(rank - ONE_BYTE, 256)
    return chr(ONE_BYTE + high) + chr(low)


def _useful(entries: Sequence[Entry], readings: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """A reading whose word stands nowhere in the blog finds nothing: it stays at home."""
    everything = "\n".join(
        part
        for entry in entries
        for part in (entry.title, entry.category, *entry.tags, *entry.words, entry.body)
    )
    return sorted({pair for pair in readings if pair[1] in everything and pair[0] != pair[1]})
