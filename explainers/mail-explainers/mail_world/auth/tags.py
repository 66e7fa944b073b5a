"""Lists of tags, `v=DKIM1; p=…`, with the place of each: keys, signatures, DMARC records.

The syntax is RFC 6376 section 3.2. What can't be read is told and left out; whether that spoils
the whole is for those who know the list to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_TAG: Final = re.compile(r"\s*([A-Za-z][A-Za-z0-9_]*)\s*=\s*(.*?)\s*\Z", re.DOTALL)
_VALUE: Final = re.compile(r"[\x21-\x3a\x3c-\x7e\s]*\Z")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag; `column` and `value_column` say where its name and its value stand, from 1."""

    name: str
    value: str
    column: int
    value_column: int


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a text, and at which column, from 1. `message` is machine text."""

    message: str
    column: int


@dataclass(frozen=True, slots=True)
class Tags:
    """A list of tags as it was written, and what in it could not be read."""

    tags: tuple[Tag, ...]
    problems: tuple[Problem, ...]

    def get(self, name: str) -> Tag | None:
        """Return the first tag of this name (names have case)."""
        return next((tag for tag in self.tags if tag.name == name), None)

    @property
    def repeated(self) -> Tag | None:
        """The first tag whose name was there before."""
        names: set[str] = set()
        for tag in self.tags:
            if tag.name in names:
                return tag
            names.add(tag.name)
        return None


def read_tags(text: str) -> Tags:
    """Read a list of tags; never raises.

    >>> [(tag.name, tag.value, tag.column) for tag in read_tags("v=DKIM1; p= AB").tags]
    [('v', 'DKIM1', 1), ('p', 'AB', 10)]
    """
    tags: list[Tag] = []
    problems: list[Problem] = []
    start = 0
    pieces = text.split(";")
    for number, piece in enumerate(pieces):
        column = start + len(piece) - len(piece.lstrip()) + 1
        start += len(piece) + 1
        if not piece.strip():
            if number < len(pieces) - 1:
                problems.append(Problem("nothing between two semicolons", column))
            continue
        found = _TAG.match(piece)
        if not found:
            problems.append(Problem("not of the form name=value", column))
            continue
        name, value = found.groups()
        value_column = start - len(piece) + found.start(2)
        if not _VALUE.match(value):
            at = next(i for i, sign in enumerate(value) if not _VALUE.match(sign))
            problems.append(Problem("a character that no value has", value_column + at))
            continue
        tags.append(Tag(name, value, column, value_column))
    return Tags(tuple(tags), tuple(problems))
