"""Where a line of Japanese may end: BudouX's opinion, corrected by words that stay whole.

Pure: text and words in, places out. Refused are breaks inside a protected word, breaks before what
must not begin a line (JIS X 4051: closing brackets, small kana, ー) or after what must not end one
(opening brackets), and breaks inside a run of Latin letters, which the browser breaks at spaces.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

import budoux

__all__ = ["Breaker", "ends"]

_NEVER_FIRST = frozenset(
    "、。，．・：；？！?!,.)]}）］｝〕〉》」』】’”ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶー～〜…‥々ゝゞ"
)
_NEVER_LAST = frozenset("（［｛〔〈《「『【‘“([{")


class Breaker:
    """Finds phrase ends in headings, with one list of protected words.

    >>> Breaker(["紅葉さんぽ"]).split("京都の紅葉さんぽ")
    ['京都の', '紅葉さんぽ']
    """

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._words = tuple(sorted(set(words)))
        self._parse = budoux.load_default_japanese_parser().parse
        self.split = lru_cache(maxsize=None)(self._split)

    def _split(self, text: str) -> list[str]:
        """The phrases of a text, in order; together they are the text."""
        kept = sorted(ends(text, self._parse(text), self._words))
        return [text[a:b] for a, b in zip([0, *kept], [*kept, len(text)], strict=True)]


def ends(text: str, phrases: Iterable[str], words: Iterable[str]) -> set[int]:
    """The ends of `phrases` where a line of `text` may break, the text's own end left out.

    >>> sorted(ends("法然院まで歩く", ["法然", "院まで", "歩く"], ["法然院"]))
    [5]
    """
    places = set(_places(phrases)) - {0, len(text)}
    inside = {place for word in words if word in text for place in _inside(text, word)}
    return {place for place in places - inside if _may_break(text, place)}


def _places(phrases: Iterable[str]) -> Iterator[int]:
    place = 0
    for phrase in phrases:
        place += len(phrase)
        yield place


def _inside(text: str, word: str) -> Iterator[int]:
    start = text.find(word)
    while start >= 0:
        yield from range(start + 1, start + len(word))
        start = text.find(word, start + 1)


def _may_break(text: str, place: int) -> bool:
    before, after = text[place - 1], text[place]
    latin = before.isascii() and after.isascii()
    return not latin and before not in _NEVER_LAST and after not in _NEVER_FIRST
