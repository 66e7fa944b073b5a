"""The places of faults, marked in the very text that was pasted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from explainer_kit.markup import Child, Element, el
from mail_world.auth.lab import Finding

__all__ = ["marked"]

AROUND = 60
"""Characters of a line that are shown on either side of a mark."""
MOST = 6
"""So many places are shown."""
_WORD = re.compile(r"[^\s;\"']{1,80}|.?", re.DOTALL)


def marked(text: str, findings: Iterable[Finding]) -> Element | None:
    """Show each line of a pasted text that has a fault, the fault marked; None without any."""
    places: dict[int, set[int]] = {}
    for one in findings:
        places.setdefault(one.line, set()).add(one.column)
    if not places:
        return None
    lines = text.split("\n")
    shown = [
        el("code", {}, _line(lines[line - 1], sorted(columns)))
        for line, columns in sorted(places.items())[:MOST]
        if line <= len(lines)
    ]
    return el(
        "figure",
        {"class": "px-evidence"},
        el("figcaption", {"class": "px-help"}, "貼られた文字の、しるしのところ"),
        shown,
    )


def _line(line: str, columns: Sequence[int]) -> Iterator[Child]:
    done = max(0, columns[0] - 1 - AROUND)
    yield "…" if done else ""
    for column in columns[:MOST]:
        start = min(max(column - 1, done), len(line))
        found = _WORD.match(line, start)
        end = found.end() if found else start
        yield line[done:start] if start - done <= 2 * AROUND else f"…{line[start - AROUND : start]}"
        yield el("mark", {}, line[start:end] or "▲")
        done = max(end, start)
    yield line[done : done + AROUND]
    yield "…" if done + AROUND < len(line) else ""
