"""What a rule is: a row with a condition, a severity, its words, and the source they stand on.

A condition looks at a case and yields hits; the row's `message` and `fix` are filled from the
hit's words. Values that the reader typed are cut short before they enter a sentence; escaping is
the business of whoever draws them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from explainer_kit.report import Problem

from settings_check.model import Case

__all__ = ["GROUPS", "Finding", "Hit", "Rule", "Source", "shown"]

GROUPS = ("credentials", "server-name", "encryption-port")
"""The order in which the article looks, and in which settings are mended."""


@dataclass(frozen=True)
class Source:
    """Where a rule comes from, and when that was published (YYYY-MM-DD)."""

    url: str
    date: str


@dataclass(frozen=True)
class Hit:
    """One place where a rule applies; `to` is the right value where one can be named."""

    field: str
    to: str | None = None
    severity: str = ""
    words: dict[str, str] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True)
class Rule:
    """One row of the table. `severity` is error, warn or info; a hit may say otherwise."""

    id: str
    group: str
    severity: str
    message: str
    fix: str
    source: Source
    condition: Callable[[Case], Iterator[Hit]]


@dataclass(frozen=True)
class Finding:
    """A hit with its rule: what the reader is told about one field."""

    rule: Rule
    hit: Hit

    @property
    def severity(self) -> str:
        """error, warn or info."""
        return self.hit.severity or self.rule.severity

    @property
    def message(self) -> str:
        """What is wrong, as a Japanese sentence."""
        return self.rule.message.format_map({"to": self.hit.to or "", **self.hit.words})

    @property
    def fix(self) -> str:
        """What to do, as a Japanese sentence."""
        words = {"to": self.hit.to or "公式の案内の値", **self.hit.words}
        return self.rule.fix.format_map(words)

    def problem(self) -> Problem:
        """The finding as reports carry it."""
        return Problem(
            rule=self.rule.id,
            severity=self.severity,
            field=self.hit.field,
            message=self.message,
            fix=self.fix or None,
            source_url=self.hit.words.get("source_url") or self.rule.source.url,
            source_date=self.hit.words.get("source_date") or self.rule.source.date,
            to=self.hit.to,
        )


def shown(value: str, limit: int = 60) -> str:
    """A reader's value as it may stand in a sentence: cut short."""
    return value if len(value) <= limit else value[:limit] + "…"
