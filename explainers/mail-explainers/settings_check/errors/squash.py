"""An error's text made comparable, with the way back to where each letter stood.

Programs break lines, repeat the reply code on each line, write full-width letters, and write
サーバ or サーバー. All of that is levelled here, once for texts and once for phrases; `origin`
keeps the place in the pasted text, so that what was recognised can be highlighted there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["LIMIT", "Squashed", "squash"]

LIMIT = 60_000
"""How many characters are read: of a longer text, the first and the last half of this."""

_RUN = re.compile(r"[!-~]+|.", re.DOTALL)
_CONTINUED = re.compile(r"(?<![\w.])[2-5]\d\d-(?:[245]\.\d{1,3}\.\d{1,3})?[ ]?")
_BLANK = frozenset("\t\n\v\f\r \x85\u00a0\u3000")
_GONE = frozenset("ー\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad")
_QUOTES = dict.fromkeys("’‘`´", "'") | dict.fromkeys("“”„«»", '"')


@dataclass(frozen=True)
class Squashed:
    """The levelled text; letter i of it stood at `origin[i]` in the text that was given."""

    text: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the given text of a stretch of the levelled one (code points)."""
        return self.origin[start], self.origin[end - 1] + 1


@lru_cache(maxsize=4096)
def _letter(sign: str) -> str:
    if sign in _QUOTES:
        return _QUOTES[sign]
    folded = unicodedata.normalize("NFKC", sign).lower()
    return folded if len(folded) == 1 else sign.lower()[:1]


def squash(given: str) -> Squashed:
    """Lower case, half width, one blank for many, none beside Japanese, reply codes once.

    >>> squash("送信 サーバー　ＯＫ").text
    '送信サバok'
    """
    signs: list[str] = []
    origin: list[int] = []
    pending, last = -1, ""
    for place, run in _runs(given):
        if run in _GONE:
            continue
        if run in _BLANK:
            pending = place if last and pending < 0 else pending
            continue
        level = run.lower().replace("`", "'") if run.isascii() else _letter(run)
        if pending >= 0:
            if last < "\u2e80" and level[0] < "\u2e80":
                signs.append(" ")
                origin.append(pending)
            pending = -1
        signs.append(level)
        origin.extend(range(place, place + len(run)))
        last = level[-1]
    return _once(Squashed("".join(signs), tuple(origin)))


def _runs(given: str) -> Iterator[tuple[int, str]]:
    """Stretches of ASCII letters, and every other sign alone, with their places."""
    if len(given) <= LIMIT:
        parts = [(0, given)]
    else:
        late = len(given) - LIMIT // 2
        parts = [(0, given[: LIMIT // 2]), (late, given[late:])]
    for start, part in parts:
        for found in _RUN.finditer(part):
            yield start + found.start(), found[0]


def _once(squashed: Squashed) -> Squashed:
    """Leave out the codes that continued reply lines repeat (RFC 5321 4.2.1)."""
    kept: list[tuple[int, int]] = []
    start, seen = 0, False
    for found in _CONTINUED.finditer(squashed.text):
        if seen:
            kept.append((start, found.start()))
            start = found.end()
        seen = True
    if not kept:
        return squashed
    kept.append((start, len(squashed.text)))
    return Squashed(
        "".join(squashed.text[a:b] for a, b in kept),
        tuple(place for a, b in kept for place in squashed.origin[a:b]),
    )
