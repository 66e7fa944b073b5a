"""What checking SPF came to, term by term: plain frozen data (RFC 7208)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mail_world.dns import Status

Result = Literal["none", "neutral", "pass", "fail", "softfail", "temperror", "permerror"]
"""RFC 7208 section 2.6."""
Via = Literal["start", "include", "redirect"]
Outcome = Literal[
    "matched", "no-match", "not-reached", "unanswered", "error", "used", "unused", "ignored"
]
"""Of a mechanism: the first five; of a modifier: the last five. `unanswered`: what it needs could
not be asked here (Resolver.knows), so it is taken for no match."""


@dataclass(frozen=True, slots=True)
class LookUp:
    """A question to the DNS; `void`: it counts towards the two without an answer."""

    name: str
    kind: str
    status: Status
    records: tuple[str, ...]
    void: bool


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a record and what became of it.

    `column`: where it stands in the record, from 1. `qualifier`: the result if it matches
    (mechanisms only). `target`: the name or network that it is about, macros expanded. `counted`:
    it was one of the ten terms that may ask the DNS (section 4.6.4). `nested`: the evaluation
    that an include or a redirect led to.
    """

    text: str
    column: int
    kind: Literal["mechanism", "modifier"]
    name: str
    qualifier: str
    target: str
    outcome: Outcome
    counted: bool
    look_ups: tuple[LookUp, ...]
    nested: Evaluation | None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A domain's record, evaluated; `record` None: it has none. `look_ups`: asking for it."""

    domain: str
    via: Via
    record: str | None
    terms: tuple[Term, ...]
    result: Result | None
    look_ups: tuple[LookUp, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """Why there is a temperror or permerror: at `term`, `column` (from 1) of `domain`'s record.

    Without a term (column 0), it is the record as a whole. `message` is machine text.
    """

    message: str
    domain: str
    term: str
    column: int


@dataclass(frozen=True, slots=True)
class SPFReport:
    """All of one check.

    `identity`: what was checked, `domain` its domain; `mechanism`: the one that matched, empty if
    none did; `explanation`: of a fail, the domain owner's own words. `counted` and `void` are
    held against ten and two (section 4.6.4).
    """

    result: Result
    identity: Literal["mailfrom", "helo"]
    domain: str
    address: str
    mechanism: str
    explanation: str
    counted: int
    void: int
    fault: Fault | None
    evaluation: Evaluation
