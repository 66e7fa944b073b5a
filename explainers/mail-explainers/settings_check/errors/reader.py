"""Reading an error: which class of trouble it is, how sure that is, and by which words.

The text is levelled, its codes and its words are weighed, and a few readings of their own (a
known host that is spelled right, a port number in the text) settle what words alone can't. The
heaviest class wins; the next ones follow as further causes. Pure and deterministic; the work is
bounded by the levelled text's length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from settings_check.errors import (
    words_connecting,
    words_delivering,
    words_in_general,
    words_signing_in,
)
from settings_check.errors.advice import Advice, advice
from settings_check.errors.bounce import said
from settings_check.errors.codes import clues
from settings_check.errors.context import readings
from settings_check.errors.phrases import Signal, hits
from settings_check.errors.squash import Squashed, squash

__all__ = ["CLASSES", "Cause", "Reading", "read_error"]

CLASSES = (
    "credentials", "server-name", "encryption-port", "policy-auth", "quota-size", "rate",
    "recipient", "network", "other",
)  # fmt: skip
SIGNALS: tuple[Signal, ...] = (
    words_signing_in.SIGNALS + words_connecting.SIGNALS + words_delivering.SIGNALS
)

# A refusal by POP3 (RFC 1939 3) or IMAP (RFC 9051 7.1), where no reply code of SMTP stands by.
_OWN_BOX = re.compile(
    r"(?<!\w)-err |(?<![\w.])no \[(?:auth|alert|limit|unavail|inuse|over|contact)"
)
_SURE = 85
_FAIR = 50
_CLOSE = 4
_SPANS = 8


@dataclass(frozen=True)
class Cause:
    """One likely cause, as a class and a sentence."""

    kind: str
    message: str


@dataclass(frozen=True)
class Reading:
    """What the error says: class, causes in order, what to try first, how sure, by what words."""

    kind: str
    sub: str
    causes: tuple[Cause, ...]
    first: str
    confidence: str
    evidence: tuple[tuple[int, int], ...]

    def as_data(self) -> dict[str, object]:
        """Plain data of the command line's shape; evidence counts in code points."""
        return {
            "class": self.kind,
            "sub": self.sub,
            "causes": [{"class": cause.kind, "message": cause.message} for cause in self.causes],
            "first": self.first,
            "confidence": self.confidence,
            "evidence": [list(span) for span in self.evidence],
        }


@dataclass(frozen=True)
class _Weighed:
    kind: str
    sub: str
    weight: int
    start: int
    end: int


def read_error(text: str) -> Reading:
    """Read an error, a bounce or a log; any text is answered, if only with `other`."""
    parts = said(text)
    found: list[_Weighed] = []
    spoken, levelled = "", squash("")
    for part in parts:
        spoken, levelled = part, squash(part)
        found = sorted(_weigh(levelled), key=_heaviest_first)
        if found and found[0].weight >= _FAIR:
            break
    if not found:
        found = sorted(_lean(levelled), key=_heaviest_first)
    if not found:
        return _unknown()
    best = found[0]
    rest = _others(found, best)
    told = advice(best.kind, best.sub)
    causes = (Cause(best.kind, told.cause), *rest)
    return Reading(
        best.kind,
        best.sub,
        causes,
        told.first,
        _confidence(best, found),
        _evidence(text, spoken, levelled, [each for each in found if each.kind == best.kind]),
    )


def _weigh(levelled: Squashed) -> list[_Weighed]:
    found = list(_weighed(levelled))
    if _OWN_BOX.search(levelled.text):  # POP and IMAP answer the box's owner: no recipient there
        found = [each for each in found if each.kind not in ("recipient", "policy-auth")]
    return found


def _weighed(levelled: Squashed) -> Iterator[_Weighed]:
    for (kind, sub, weight), start, end in clues(levelled.text):
        yield _Weighed(kind, sub, weight, start, end)
    for row in SIGNALS:
        for start, end in hits(levelled.text, row):
            yield _Weighed(row.kind, row.sub, row.weight, start, end)
    for (kind, sub, weight), start, end in readings(levelled.text):
        yield _Weighed(kind, sub, weight, start, end)


def _heaviest_first(each: _Weighed) -> tuple[int, int, int]:
    return -each.weight, CLASSES.index(each.kind), each.start


def _lean(levelled: Squashed) -> Iterator[_Weighed]:
    """Single words, for a text in which nothing else was recognised."""
    for row in words_in_general.SIGNALS:
        for start, end in hits(levelled.text, row):
            yield _Weighed(row.kind, row.sub, row.weight, start, end)


def _others(found: list[_Weighed], best: _Weighed) -> tuple[Cause, ...]:
    """The next likely causes: other readings of the words, then what else looks the same."""
    causes: list[Cause] = []
    seen = {(best.kind, best.sub)}
    for each in found:
        if (each.kind, each.sub) not in seen and each.weight >= _FAIR and each.kind != "other":
            seen.add((each.kind, each.sub))
            causes.append(Cause(each.kind, advice(each.kind, each.sub).cause))
    for kind, sub in advice(best.kind, best.sub).alike:
        if (kind, sub) not in seen:
            seen.add((kind, sub))
            causes.append(Cause(kind, advice(kind, sub).cause))
    return tuple(causes[:3])


def _confidence(best: _Weighed, found: list[_Weighed]) -> str:
    rival = next((each.weight for each in found if each.kind != best.kind), 0)
    if best.weight >= _SURE and best.weight - rival >= _CLOSE:
        return "high"
    return "medium" if best.weight >= _FAIR else "low"


def _evidence(
    text: str, spoken: str, levelled: Squashed, found: list[_Weighed]
) -> tuple[tuple[int, int], ...]:
    """The words of the winning class, in the text that was given, at most eight places."""
    spans: list[tuple[int, int]] = []
    whole = text.startswith(spoken)
    for each in found[:_SPANS]:
        if each.end <= each.start:
            continue
        start, end = levelled.span(each.start, each.end)
        if not whole:  # taken from a bounce's parts: look the words up in what was pasted
            words = spoken[start:end]
            place = text.find(words)
            if place < 0:
                continue
            start, end = place, place + len(words)
        spans.append((start, end))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _unknown() -> Reading:
    told: Advice = advice("other", "unknown")
    return Reading("other", "unknown", (Cause("other", told.cause),), told.first, "low", ())
