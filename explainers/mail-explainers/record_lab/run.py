"""From the form's settings to a Report: the laboratory's report, and what of it is to be mended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import cast

from explainer_kit.controls import Settings, Value
from explainer_kit.report import Fix, Problem, Report
from explainer_kit.story import Action
from mail_world.auth.lab import LabReport, Question, examine

from record_lab.about_spf import open_questions
from record_lab.findings import findings

__all__ = ["NAME", "examined", "question_of", "simulate"]

NAME = "record_lab"
_RECORDS = ("spf", "dkim", "dmarc", "zone")


def question_of(settings: Mapping[str, Value]) -> Question:
    """The settings as the laboratory's question."""
    words = {name: value for name, value in settings.items() if isinstance(value, str)}
    return Question(whole=bool(settings["whole"]), **words)  # type: ignore[arg-type]


@lru_cache(maxsize=2)
def examined(question: Question) -> LabReport:
    """Examine a question; the verdict and the papers below it ask for the same."""
    return examine(question)


def simulate(settings: Settings, actions: Sequence[Action]) -> Report:
    """Judge what was pasted; there is nothing to act on, so actions are not read."""
    question = question_of(settings)
    lab = examined(question)
    empty = not any(str(settings[name]).strip() for name in _RECORDS)
    found = findings(question, lab, empty=empty)
    serious = [one for one in found if one.severity != "info"]
    verdict = _verdict(question, lab, found, empty=empty)
    first = serious[0] if serious and verdict != "ok" else None
    return Report(
        explainer=NAME,
        settings=settings,
        verdict=verdict,
        first_fix=None if first is None else _fix(first),
        problems=tuple(found),
    )


def _fix(first: Problem) -> Fix:
    return Fix(first.field, first.field, first.to, first.rule, first.message)


def _verdict(question: Question, lab: LabReport, found: Sequence[Problem], *, empty: bool) -> str:
    missing = any(one.rule == "missing" for one in found)
    if empty or lab.dmarc is None or (missing and lab.spf is None and lab.seal == "none"):
        return "incomplete"
    match lab.dmarc.result:
        case "temperror" | "permerror":
            return "undecided"
        case "none":
            asked = not question.whole and lab.policy is not None
            return "depends" if asked else "no-policy"
        case "fail":
            return "depends" if open_questions(lab) else cast(str, lab.dmarc.disposition)
    severities = {one.severity for one in found}
    return "mend" if "error" in severities else "warn" if "warn" in severities else "ok"
