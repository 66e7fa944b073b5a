"""DMARC policy records: what an owner asks for, and what in the record can't be read.

Source: RFC 9989 sections 4.7, 4.8 and 4.10.1 (section numbers as in draft-ietf-dmarc-dmarcbis-41
of 2025-04-04, which became the RFC). Decides where that leaves room: a tag that is there twice
spoils the record, as in any list of tags (RFC 6376 section 3.2); values have no case, names have.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal, cast

from mail_world.auth.tags import Problem, Tag, Tags, read_tags

Policy = Literal["none", "quarantine", "reject"]
Mode = Literal["r", "s"]
PSD = Literal["y", "n", "u"]

POLICIES: Final = ("none", "quarantine", "reject")
KNOWN: Final = ("v", "p", "sp", "np", "adkim", "aspf", "psd", "t", "rua", "ruf", "fo")
REMOVED: Final = ("pct", "rf", "ri")
"""Tags of RFC 7489 that RFC 9989 has no more (appendix C.5.2)."""
_BEGINS: Final = re.compile(r"[vV][ \t]*=[ \t]*DMARC1[ \t]*(?:;|\Z)")
_URI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s,!;]+(?:![0-9]+[kmgtKMGT]?)?\Z")


@dataclass(frozen=True, slots=True)
class PolicyRecord:
    """A record, read: every tag with its default where it is missing or unreadable.

    `sp`, `np`: None where they are not given. `applies`: False if a fault in p, sp or np leaves
    nothing to go by (no rua either); `forgiven`: such a fault makes it p=none (section 4.10.1).
    `problems`: faults, none of which is fatal unless `applies` is False; `notes`: tags that are
    no faults but have no effect. Both with their columns.
    """

    text: str
    p: Policy
    sp: Policy | None
    np: Policy | None
    adkim: Mode
    aspf: Mode
    psd: PSD
    t: bool
    rua: tuple[str, ...]
    applies: bool
    forgiven: bool
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]

    def for_subdomain(self, *, exists: bool) -> tuple[str, Policy]:
        """Return (tag, policy) for a subdomain: np, sp and p, in this order (section 4.7)."""
        if not exists and self.np:
            return "np", self.np
        return ("sp", self.sp) if self.sp else ("p", self.p)


def is_record(text: str) -> bool:
    """Tell whether a TXT record is meant as a policy record: v=DMARC1 comes first (section 4.7)."""
    return bool(_BEGINS.match(text))


def read_policy(text: str) -> PolicyRecord:
    """Read a policy record (one for which is_record is true). Never raises.

    >>> read_policy("v=DMARC1; p=reject; sp=none").for_subdomain(exists=True)
    ('sp', 'none')
    """
    tags = read_tags(text)
    problems = list(tags.problems)
    repeated = tags.repeated
    if repeated:
        problems.append(Problem(f"{repeated.name}= twice", repeated.column))
    policies = {name: _policy(tags, name, problems) for name in ("p", "sp", "np")}
    faulty = any(tags.get(name) and value is None for name, value in policies.items())
    rua = tuple(_addresses(tags, "rua", problems))
    _addresses(tags, "ruf", problems)
    forgiven = faulty and bool(rua)
    if forgiven:
        policies = dict.fromkeys(policies)
    return PolicyRecord(
        text=text,
        p=policies["p"] or "none",
        sp=policies["sp"],
        np=policies["np"],
        adkim=cast(Mode, _choice(tags, "adkim", "rs", "r", problems)),
        aspf=cast(Mode, _choice(tags, "aspf", "rs", "r", problems)),
        psd=cast(PSD, _choice(tags, "psd", "ynu", "u", problems)),
        t=_choice(tags, "t", "yn", "n", problems) == "y",
        rua=rua,
        applies=repeated is None and (forgiven or not faulty),
        forgiven=forgiven,
        problems=tuple(sorted(problems, key=_column)),
        notes=tuple(_notes(tags)),
    )


def _column(problem: Problem) -> int:
    return problem.column


def _policy(tags: Tags, name: str, problems: list[Problem]) -> Policy | None:
    tag = tags.get(name)
    if tag is None:
        return None
    if tag.value.lower() in POLICIES:
        return cast(Policy, tag.value.lower())
    problems.append(_unreadable(tag))
    return None


def _choice(tags: Tags, name: str, values: str, default: str, problems: list[Problem]) -> str:
    tag = tags.get(name)
    if tag is None:
        return default
    if len(tag.value) == 1 and tag.value.lower() in values:
        return tag.value.lower()
    problems.append(_unreadable(tag))
    return default


def _unreadable(tag: Tag) -> Problem:
    return Problem(f"{tag.name}={tag.value[:40]}: no such value", tag.value_column)


def _addresses(tags: Tags, name: str, problems: list[Problem]) -> list[str]:
    """Return the addresses that can be read; a size after "!" is dropped (section 4.8)."""
    tag = tags.get(name)
    if tag is None:
        return []
    found = []
    at = tag.value_column
    for piece in tag.value.split(","):
        address = piece.strip()
        if _URI.match(address):
            found.append(address.partition("!")[0])
        else:
            blank = len(piece) - len(piece.lstrip())
            problems.append(Problem(f"{name}: not an address to report to", at + blank))
        at += len(piece) + 1
    return found


def _notes(tags: Tags) -> list[Problem]:
    notes = []
    for tag in tags.tags:
        if tag.name in REMOVED:
            notes.append(Problem(f"{tag.name}= has no effect any more", tag.column))
        elif tag.name not in KNOWN:
            notes.append(Problem(f"{tag.name[:40]}= is not known", tag.column))
    return notes
