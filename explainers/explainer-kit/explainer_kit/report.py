"""A Report: an explainer's verdict on what the reader has typed, frozen plain data.

Where a Story tells what happened, a Report says what is wrong and the one thing to change first;
it may carry a Story that shows it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from explainer_kit.controls import Value
from explainer_kit.story import FORMAT, Plain, Story, canonical

__all__ = ["Fix", "Problem", "Report"]


@dataclass(frozen=True)
class Fix:
    """The one thing to change first: its class, the field, the value to put there, the rule."""

    kind: str
    field: str
    to: str | None
    rule: str
    message: str


@dataclass(frozen=True)
class Problem:
    """One finding, with the source of the rule and that source's date (YYYY-MM-DD).

    `fix` is a sentence for the reader; `to` the very value to put into the field, where there is
    one: the page offers it as one tap.
    """

    rule: str
    severity: str
    field: str
    message: str
    fix: str | None
    source_url: str
    source_date: str
    to: str | None = None


@dataclass(frozen=True)
class Report:
    """A verdict with its findings in the order in which to mend them."""

    explainer: str
    settings: Mapping[str, Value]
    verdict: str
    first_fix: Fix | None
    problems: tuple[Problem, ...] = ()
    story: Story | None = None

    def as_data(self) -> dict[str, Plain]:
        """Plain data in the shape of contracts, ready for JSON."""
        first = self.first_fix
        return {
            "format": FORMAT,
            "explainer": self.explainer,
            "settings": dict(self.settings),
            "verdict": self.verdict,
            "first_fix": None
            if first is None
            else {
                "class": first.kind,
                "field": first.field,
                "to": first.to,
                "rule": first.rule,
                "message": first.message,
            },
            "problems": [
                {
                    "rule": problem.rule,
                    "severity": problem.severity,
                    "field": problem.field,
                    "message": problem.message,
                    "fix": problem.fix,
                    "source_url": problem.source_url,
                    "source_date": problem.source_date,
                    "to": problem.to,
                }
                for problem in self.problems
            ],
            "story": None if self.story is None else self.story.as_data(),
        }

    def to_bytes(self) -> bytes:
        """Canonical bytes, as of a Story."""
        return canonical(self.as_data())
