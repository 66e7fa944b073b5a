"""What is to be mended, and in which order: first what breaks a record, then what the mail meets.

A rule looks at the laboratory's report and yields what it finds; nothing here evaluates a record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from explainer_kit.report import Problem
from mail_world.auth.lab import MAX_SPF_TERMS, LabReport, Question

from record_lab import about_dkim, about_dmarc, about_spf
from record_lab.machine import tell
from record_lab.mends import mended
from record_lab.notes import note

__all__ = ["findings"]

SEVERITIES = ("error", "warn", "info")
LATER = ("spf-fail", "spf-none", "spf-unaligned", "dkim-unaligned", "dkim-broken", "dkim-unsealed")
"""What is of the mail, and of no record: records are mended first."""
INPUTS = ("domain", "address", "sender", "author", "signer")

type Rule = Callable[[Question, LabReport], Iterator[Problem]]
_RULES: Sequence[Rule] = (*about_spf.RULES, *about_dkim.RULES, *about_dmarc.RULES)


def findings(question: Question, lab: LabReport, *, empty: bool) -> list[Problem]:
    """All findings, gravest first; of an empty page, only where to begin."""
    if empty:
        words = "まだ何も貼られていません。「公開しているレコード」をひらいて、入れてみてください。"
        return [
            note(
                "begin",
                "info",
                "domain",
                words,
                "ドメインと、三つのうちの一つだけでもかまいません。",
            )
        ]
    found = [
        *_in_the_texts(question, lab),
        *(one for rule in _RULES for one in rule(question, lab)),
    ]
    return sorted(found, key=_order)


def _order(one: Problem) -> tuple[int, bool]:
    return SEVERITIES.index(one.severity), one.rule in LATER


def _in_the_texts(question: Question, lab: LabReport) -> Iterator[Problem]:
    """The laboratory's own findings, each with its place."""
    told: set[tuple[str, int, int]] = set()
    for one in sorted(lab.findings, key=lambda one: (not one.fatal, one.line, one.column)):
        if (one.where, one.line, one.column) in told:
            continue  # two readers of one text may stumble at the same sign
        told.add((one.where, one.line, one.column))
        words = tell(one.message)
        text = str(getattr(question, one.where))
        if one.where in INPUTS and not text.strip():
            # Without a domain no record has a name; a mail may come later.
            severity = "error" if one.where == "domain" else "info"
            said = "まだ入っていません。"
            yield note("missing", severity, one.where, said, words.fix, words.section)
            continue
        removed = one.message.endswith("has no effect any more")
        severity = "error" if one.fatal else "info" if removed else "warn"
        yield note(
            f"{one.where}-text",
            severity,
            one.where,
            f"{_place(text, one.line, one.column)}{words.message}",
            words.fix,
            words.section,
            to=mended(question, lab, one),
        )


def _place(text: str, line: int, column: int) -> str:
    if "\n" in text.strip("\n"):
        return f"{line}行目の{column}文字目："
    return f"{column}文字目：" if len(text) > 1 else ""


assert MAX_SPF_TERMS == 10, "the words say ten"
