"""Which characters share a file: pure, from the headings' texts to lists of characters.

A page must not pay for another page's headings, and the files must stay few. So the first slice is
what nearly every page needs: the digits, what is `always` shown, and the characters that most
headings use, which are kana at first. It is worth fetching ahead. All others follow in the order of
first use, oldest text first, so that one article's characters lie together, and a new article adds
to the end and leaves the files that readers already have as they are; titles go before what stands
inside of articles, since lists show many titles at once. What no known heading uses (the calendar's
words, the rest of the Latin alphabet) comes last: it costs a reader nothing until shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import batched, chain

__all__ = ["Slice", "slices", "unicode_range"]

FIRST = 72
"""Glyphs in the first slice: about 8 kB."""
NEXT = 20
"""Glyphs in each further slice of headings: about 4 kB."""
LAST = 48
"""Glyphs in each slice of what no known heading uses."""
_DIGITS = " 0123456789"
_LATIN = "".join(map(chr, range(0x21, 0x7F)))


@dataclass(frozen=True)
class Slice:
    """The characters of one file, in code point order; `above` where it is worth a preload."""

    characters: str
    above: bool = False


def slices(
    titles: Sequence[str],
    headings: Sequence[str],
    others: Iterable[str] = (),
    always: str = "",
) -> Iterator[Slice]:
    """Share out all characters of the texts; titles and headings come oldest first.

    >>> next(slices(["春の便り"], ["梅が咲く"])).characters
    ' 0123456789がくのり便咲春梅'
    """
    used = Counter(chain.from_iterable(map(set, [*titles, *headings])))
    ranked = sorted(used, key=lambda one: (-used[one], one))
    first = dict.fromkeys(filter(str.isprintable, [*_DIGITS, *always]))
    room = max(0, FIRST - len(first))
    first |= dict.fromkeys([one for one in ranked if one not in first and one.isprintable()][:room])
    yield Slice(_ordered(first), above=True)
    shown = set(first)
    for texts, size in (([*titles, *headings], NEXT), ([*others, _LATIN], LAST)):
        left = dict.fromkeys(
            one for text in texts for one in text if one.isprintable() and one not in shown
        )
        shown |= left.keys()
        for group in batched(left, size):
            yield Slice(_ordered(group))


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


def _ordered(characters: Iterable[str]) -> str:
    return "".join(sorted(set(characters)))
