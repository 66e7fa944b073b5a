"""One thing that was found, and how all of them are told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import IntEnum

__all__ = ["Finding", "Grade", "as_draft", "lines", "sorted_findings"]


class Grade(IntEnum):
    """How grave it is; the graver the smaller."""

    ERROR = 0
    WARNING = 1
    NEWS = 2


HEADINGS = {
    Grade.ERROR: "直すところ",
    Grade.WARNING: "気をつけたいこと",
    Grade.NEWS: "お知らせ",
}


@dataclass(frozen=True)
class Finding:
    """The file, the line (from 1), and what there is to know, in Japanese.

    `always` marks an error that no build may pass over, not even a preview.

    >>> print(Finding("content/2026/a.md", 3, "題（Title）がありません"))
    content/2026/a.md:3: 題（Title）がありません
    """

    path: str
    line: int
    message: str
    grade: Grade = Grade.ERROR
    always: bool = False

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


def as_draft(finding: Finding) -> Finding:
    """Give the finding as it counts in a draft."""
    if finding.grade is not Grade.ERROR or finding.always:
        return finding
    return replace(finding, message=f"{finding.message}（下書き）", grade=Grade.WARNING)


def sorted_findings(findings: Iterable[Finding]) -> list[Finding]:
    """Give each finding once, the gravest first, then by place."""
    return sorted(set(findings), key=lambda one: (one.grade, one.path, one.line, one.message))


def lines(findings: Iterable[Finding]) -> Iterator[str]:
    """Tell all findings under their headings; nothing where there are none."""
    ordered = sorted_findings(findings)
    for grade, heading in HEADINGS.items():
        told = [one for one in ordered if one.grade is grade]
        if told:
            yield f"{heading}（{len(told)}）"
            yield from map(str, told)
