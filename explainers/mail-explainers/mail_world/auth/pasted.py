"""Text that somebody pasted, read as records, with the way back to where each sign stood.

People paste records as they find them: in quotes, in several strings, over several lines, with
what `dig`, `nslookup` or a DNS panel wrote before them. What a record comes to has columns; here
they become lines and columns of what was pasted.

Decides where one record ends and the next begins, which the text alone doesn't say: a line begins
a record if an owner and TXT stand before it, if it opens with v=spf1 or the like, or if it is a
quoted note of some other kind (`"site-verification=…"`); any other line goes on with the one above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

MAX_TEXT: Final = 4_000
"""Characters of a pasted text that are read."""
_TAGS: Final = "v|p|k|h|s|t|n|g|sp|np|adkim|aspf|psd|pct|rua|ruf|fo|rf|ri|redirect|exp"
_OWNER: Final = re.compile(
    r"[ \t]*(?:[^\s\"]+[ \t]+)?(?:(?:\d+[ \t]+)?(?:IN[ \t]+)?TXT[ \t]+|text[ \t]*=[ \t]*)",
    re.IGNORECASE,
)
_ASIDE: Final = re.compile(r"[ \t]*;(?:;|[ \t]*<<>>|[^\s;=]+[ \t]+IN[ \t])", re.IGNORECASE)
"""A comment of dig's; a lone semicolon at the beginning may be part of a record."""
_OPENING: Final = re.compile(r"\s*[\"(\s]*v=(?:spf1|dmarc1|dkim1)\b", re.IGNORECASE)
_OTHER: Final = re.compile(rf'[ \t]*"(?!(?:{_TAGS})=)[A-Za-z][\w.-]*=[^=";\s][^"]*"[ \t]*\Z')


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
    return _read(_placed(text[:MAX_TEXT]), cut=len(text) > MAX_TEXT)


def read_records(text: str) -> tuple[Pasted, ...]:
    """Read all records of a pasted text, each as read_pasted does; never raises.

    >>> two = 'a.test. 300 IN TXT "v=spf1 mx " "-all"\\n"note=1"\\nv=spf1\\n a -all'
    >>> [one.text for one in read_records(two)]
    ['v=spf1 mx -all', 'note=1', 'v=spf1 a -all']
    """
    cut = len(text) > MAX_TEXT
    read = [_read(signs, cut=cut) for signs in _apart(_placed(text[:MAX_TEXT]))]
    return tuple(one for one in read if one.text or one.unclosed)


Sign = tuple[str, Place]


def _apart(signs: list[Sign]) -> Iterator[list[Sign]]:
    """Cut a text into the signs of each record, without what stands before it or beside it."""
    record: list[Sign] = []
    for line in _lines(signs):
        text = "".join(sign for sign, _ in line)
        if _ASIDE.match(text):
            continue
        owner = _OWNER.match(text)
        if owner:
            line = line[owner.end() :]
        if owner or _OPENING.match(text) or _OTHER.match(text.rstrip("\r\n")):
            yield record
            record = []
        record += line
    yield record


def _lines(signs: list[Sign]) -> Iterator[list[Sign]]:
    line: list[Sign] = []
    for sign in signs:
        line.append(sign)
        if sign[0] == "\n":
            yield line
            line = []
    yield line


def _read(signs: list[Sign], *, cut: bool) -> Pasted:
    unclosed = None
    if any(sign == '"' for sign, _ in signs):
        signs, unclosed = _quoted(signs)
    else:
        signs = _joined(signs)
    record = "".join(sign for sign, _ in signs)
    return Pasted(record, tuple(place for _, place in signs), cut, unclosed)


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
