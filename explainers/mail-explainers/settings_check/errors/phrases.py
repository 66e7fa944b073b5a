"""How phrases are found: plain words in a levelled text, with `*` for a short gap between them.

No regular expressions run over what a reader pasted: each phrase costs one or two searches, and
only its first occurrences are looked at, so that no text however hostile takes long.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from settings_check.errors.squash import squash

__all__ = ["Signal", "hits", "signals"]

_GAP = 70
_OCCURRENCES = 20


@dataclass(frozen=True)
class Signal:
    """Phrases that speak for one class and sub with one weight (10 to 100)."""

    kind: str
    sub: str
    weight: int
    phrases: tuple[tuple[str, ...], ...]


def signals(table: str) -> tuple[Signal, ...]:
    """Read a table: a line `class sub weight` opens a group, the lines below are its phrases.

    >>> signals('''rate greylist 80
    ... greylisted | try*later''')[0].phrases
    (('greylisted',), ('try', 'later'))
    """
    rows: list[Signal] = []
    head: tuple[str, str, int] | None = None
    phrases: list[tuple[str, ...]] = []
    for line in [*table.strip().splitlines(), ""]:
        words = line.split()
        opens = len(words) == 3 and words[2].isdigit() and words[0].replace("-", "").isalpha()
        if (opens or not words) and head is not None and phrases:
            rows.append(Signal(*head, tuple(phrases)))
            phrases = []
        if opens:
            head = (words[0], words[1], int(words[2]))
        elif words:
            phrases += [
                tuple(_level(part) for part in phrase.strip().split("*"))
                for phrase in line.split("|")
                if phrase.strip()
            ]
    return tuple(rows)


def _level(part: str) -> str:
    """A phrase levelled like a text, but keeping a blank at either end."""
    inner = squash(part).text
    before = " " if part[:1] == " " else ""
    after = " " if part[-1:] == " " else ""
    return before + inner + after


def hits(text: str, row: Signal) -> Iterator[tuple[int, int]]:
    """Where a signal's phrases stand in a levelled text, the first place of each phrase."""
    for parts in row.phrases:
        found = _first(text, parts)
        if found is not None:
            yield found


def _first(text: str, parts: tuple[str, ...]) -> tuple[int, int] | None:
    start = text.find(parts[0])
    for _ in range(_OCCURRENCES):
        if start < 0:
            return None
        end = start + len(parts[0])
        for part in parts[1:]:
            place = text.find(part, end, end + _GAP + len(part))
            if place < 0:
                break
            end = place + len(part)
        else:
            return start, end
        start = text.find(parts[0], start + 1)
    return None
