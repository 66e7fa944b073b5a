"""Which characters share a file: pure, from the headings' texts to lists of characters.

The first slice is what nearly every page needs: digits, and the kana, Latin and punctuation that
any heading uses, filled up with the kanji that most headings use. It is worth fetching ahead. All
others follow in the order of first use, oldest text first, so that a new article adds to the end
and leaves the files that readers already have as they are; titles go before what stands inside of
articles, since lists show many titles at once. What no known heading uses (the theme's own words,
the calendar's, the rest of the Latin alphabet) comes last: it costs a reader nothing until shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import batched

__all__ = ["Slice", "slices", "unicode_range"]

FIRST = 160
"""Glyphs in the first slice at most, kana and Latin not cut off: about 20 kB."""
NEXT = 32
"""Glyphs in each further slice: about 6 kB."""
_ALWAYS = " 0123456789"
_LATIN = "".join(map(chr, range(0x21, 0x7F)))


@dataclass(frozen=True)
class Slice:
    """The characters of one file, in code point order; `above` where it is worth a preload."""

    characters: str
    above: bool = False


def slices(
    titles: Sequence[str], headings: Sequence[str], others: Iterable[str] = ()
) -> Iterator[Slice]:
    """Share out all characters of the texts; titles and headings come oldest first.

    >>> next(slices(["春の便り"], ["梅が咲く"])).characters
    ' 0123456789がくのり便咲春梅'
    """
    used = Counter(character for text in [*titles, *headings] for character in sorted(set(text)))
    used.update(_ALWAYS)
    small = {character for character in used if _is_small(character)}
    kanji = sorted(used.keys() - small, key=lambda one: (-used[one], one))
    first = small | set(kanji[: max(0, FIRST - len(small))])
    yield Slice(_ordered(first), above=True)
    rest = [
        *_in_order_of_use(titles),
        *_in_order_of_use(headings),
        *_in_order_of_use(others),
    ]
    left = dict.fromkeys(one for one in rest if one not in first and one.isprintable())
    for group in batched((one for one in left if not one.isascii()), NEXT):
        yield Slice(_ordered(group))
    if latin := set(_LATIN) - first:
        yield Slice(_ordered(latin))


def unicode_range(characters: str) -> str:
    """A CSS unicode-range for characters in code point order.

    >>> unicode_range("ABC雪")
    'U+41-43,U+96ea'
    """
    runs: list[list[int]] = []
    for point in map(ord, characters):
        if runs and point == runs[-1][1] + 1:
            runs[-1][1] = point
        else:
            runs.append([point, point])
    return ",".join(f"U+{a:x}" if a == b else f"U+{a:x}-{b:x}" for a, b in runs)


def _is_small(character: str) -> bool:
    """Kana, Latin, punctuation: alphabets, which headings use up quickly."""
    return character.isprintable() and (
        ord(character) < 0x3400 or 0xFF00 <= ord(character) <= 0xFFEF
    )


def _in_order_of_use(texts: Iterable[str]) -> Iterator[str]:
    return (character for text in texts for character in text)


def _ordered(characters: Iterable[str]) -> str:
    return "".join(sorted(set(characters)))
