"""Text that somebody pasted, read as one record, with the way back to where each sign stood.

People paste records as they find them: in quotes, in several strings, over several lines. What a
record comes to has columns; here they become lines and columns of what was pasted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MAX_TEXT: Final = 4_000
"""Characters of a pasted record that are read."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a text: line and column, from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Pasted:
    """A record, and the place of each of its characters in what was pasted.

    `cut`: there was more than MAX_TEXT; `unclosed`: where a quote opens that is not closed.
    """

    text: str
    places: tuple[Place, ...]
    cut: bool
    unclosed: Place | None

    def at(self, column: int) -> Place:
        """Return the place of a column of the record (from 1; 0 or past its end: the nearest)."""
        if not self.places:
            return Place(1, 1)
        return self.places[min(max(column, 1), len(self.places)) - 1]


def read_pasted(text: str) -> Pasted:
    """Read a pasted text; never raises.

    With quotes in it, what stands in them is the record; without, all of it is, a line break with
    the blanks around it being one space.

    >>> read_pasted('"v=spf1 mx" " -all"').text, read_pasted(" v=spf1\\n  -all ").text
    ('v=spf1 mx -all', 'v=spf1 -all')
    """
    signs = _placed(text[:MAX_TEXT])
    unclosed = None
    if '"' in text[:MAX_TEXT]:
        signs, unclosed = _quoted(signs)
    else:
        signs = _joined(signs)
    record = "".join(sign for sign, _ in signs)
    places = tuple(place for _, place in signs)
    return Pasted(record, places, len(text) > MAX_TEXT, unclosed)


Sign = tuple[str, Place]


def _placed(text: str) -> list[Sign]:
    signs = []
    line = column = 1
    for sign in text:
        signs.append((sign, Place(line, column)))
        line, column = (line + 1, 1) if sign == "\n" else (line, column + 1)
    return signs


def _quoted(signs: list[Sign]) -> tuple[list[Sign], Place | None]:
    kept: list[Sign] = []
    opened: Place | None = None
    escaped = False
    for sign, place in signs:
        if opened is None:
            opened = place if sign == '"' else None
        elif escaped or sign not in '"\\':
            kept.append((sign, place))
            escaped = False
        elif sign == "\\":
            escaped = True
        else:
            opened = None
    return kept, opened


def _joined(signs: list[Sign]) -> list[Sign]:
    kept: list[Sign] = []
    broken: Place | None = None
    for sign, place in signs:
        if sign in "\r\n":
            broken = broken or place
            continue
        if broken and sign in " \t":
            continue
        if broken and kept:
            while kept and kept[-1][0] in " \t":
                kept.pop()
            kept.append((" ", broken))
        broken = None
        kept.append((sign, place))
    while kept and kept[-1][0] in " \t":
        kept.pop()
    start = next((at for at, (sign, _) in enumerate(kept) if sign not in " \t"), len(kept))
    return kept[start:]
