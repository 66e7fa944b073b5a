"""A laboratory: pasted records and a mail's envelope in, a report of every verdict out.

Decides: the records stand in a small zone of their own, and everything else about the world is
unknown, since nobody is asked: what a record needs beyond what was pasted is `unanswered`, and the
report says so (`certain`), unless the pasted zone is said to be the whole world.

Refuses: nothing. Any text comes to a report: it is read up to a bound (pasted.py, MAX_ZONE), never
run, and no address is ever contacted.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from typing import Final, Literal

from mail_world.auth.dkim_key import KeyRecord, read_key
from mail_world.auth.dmarc import DMARCReport, Identifier, canonical, evaluate_dmarc
from mail_world.auth.dmarc_record import PolicyRecord, is_record, read_policy
from mail_world.auth.fields import domains_in
from mail_world.auth.pasted import Pasted, Place, read_pasted
from mail_world.auth.spf import check_spf
from mail_world.auth.spf_report import SPFReport
from mail_world.auth.tags import Problem
from mail_world.dns import Answer, Resolver, Zone
from mail_world.dns.zone_file import ZoneError, quote, read_zone

Where = Literal["spf", "dkim", "dmarc", "zone", "domain", "address", "sender", "author"]
Outcome = Literal["accept", "quarantine", "reject", "undecided"]

MAX_ZONE: Final = 20_000
"""Characters of a pasted master file that are read."""
MAX_NAME: Final = 400
"""Characters of each of the short texts that are read."""
MAX_SPF_TERMS: Final = 10
MAX_SPF_VOID: Final = 2
"""RFC 7208 section 4.6.4."""


@dataclass(frozen=True, slots=True)
class Question:
    """What was pasted.

    `domain`: whose records these are; `spf`, `dkim`, `dmarc`: its records; `selector`: of the key;
    `address`: the sending host's; `helo`, `sender` (MAIL FROM), `author` (From): as a receiver
    sees them. `seal`: whether the mail bears a DKIM signature of `domain` that fits the key.
    `zone`: further records, as a master file; `whole`: that zone is all there is in the world.
    """

    domain: str = ""
    spf: str = ""
    dkim: str = ""
    dmarc: str = ""
    selector: str = "default"
    address: str = ""
    helo: str = ""
    sender: str = ""
    author: str = ""
    seal: Literal["valid", "broken", "none"] = "none"
    zone: str = ""
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault (`fatal`), or something to know, in what was pasted; `message` is machine text."""

    where: Where
    message: str
    line: int
    column: int
    fatal: bool


@dataclass(frozen=True, slots=True)
class LabReport:
    """All that the laboratory found.

    `spf`, `key`, `policy`, `dmarc`: None where there was nothing to judge. `unanswered`: (name,
    type) of what nobody could be asked; `certain` if there is none. `outcome`: what the owner
    asks a receiver to do with this mail; `undecided`: there is no verdict. `counted` and `void`
    are SPF's, to be held against MAX_SPF_TERMS and MAX_SPF_VOID.
    """

    findings: tuple[Finding, ...]
    spf: SPFReport | None
    key: KeyRecord | None
    seal: Literal["pass", "fail", "permerror", "none"]
    policy: PolicyRecord | None
    dmarc: DMARCReport | None
    counted: int
    void: int
    unanswered: tuple[tuple[str, str], ...]
    certain: bool
    outcome: Outcome


class _LabResolver(Resolver):
    """Answers from what was pasted; of the rest it knows nothing, unless that is the world."""

    def __init__(self, zone: Zone, *, whole: bool) -> None:
        super().__init__(zone, lambda *_: None)
        self.whole = whole
        self.unanswered: dict[tuple[str, str], None] = {}

    def knows(self, name: str, kind: str) -> bool:
        return self.whole or super().look_up(name, kind).status not in ("NXDOMAIN", "NODATA")

    def look_up(self, name: str, kind: str) -> Answer:
        answer = super().look_up(name, kind)
        if self.whole or answer.status not in ("NXDOMAIN", "NODATA"):
            return answer
        self.unanswered[answer.name, kind] = None
        return Answer(answer.name, kind, "NODATA", (), answer.chain)


def examine(question: Question) -> LabReport:
    """Judge what was pasted. Pure; never raises."""
    findings: list[Finding] = []
    domain = canonical(question.domain[:MAX_NAME].strip())
    if domain is None:
        findings.append(Finding("domain", "not a domain name", 1, 1, fatal=True))
    pasted = {
        "spf": read_pasted(question.spf),
        "dkim": read_pasted(question.dkim),
        "dmarc": read_pasted(question.dmarc),
    }
    for name, text in pasted.items():
        findings += _of_text(name, text)  # type: ignore[arg-type]
    key = _key(pasted["dkim"], findings)
    policy = _policy(pasted["dmarc"], findings)
    zone = _zone(question, domain, pasted, findings)
    resolver = _LabResolver(zone, whole=question.whole)
    spf = _spf(question, domain, resolver, pasted["spf"], findings)
    seal = _seal(question, key)
    dmarc = _dmarc(question, domain, resolver, spf, seal, findings)
    return LabReport(
        findings=tuple(findings),
        spf=spf,
        key=key,
        seal=seal,
        policy=policy,
        dmarc=dmarc,
        counted=spf.counted if spf else 0,
        void=spf.void if spf else 0,
        unanswered=tuple(resolver.unanswered),
        certain=not resolver.unanswered,
        outcome=_outcome(dmarc),
    )


def _finding(where: Where, message: str, place: Place, *, fatal: bool = True) -> Finding:
    return Finding(where, message, place.line, place.column, fatal)


def _of_text(where: Where, text: Pasted) -> list[Finding]:
    """Tell what is wrong with a pasted text, whatever it was meant to be."""
    found = []
    if text.cut:
        found.append(_finding(where, "too long: the rest is not read", text.at(len(text.text))))
    if text.unclosed:
        found.append(_finding(where, "a quote that is not closed", text.unclosed))
    odd = next((at for at, sign in enumerate(text.text) if not " " <= sign <= "~"), None)
    if odd is not None:
        message = f"U+{ord(text.text[odd]):04X}: a character that no record has"
        found.append(_finding(where, message, text.at(odd + 1)))
    return found


def _key(text: Pasted, findings: list[Finding]) -> KeyRecord | None:
    if not text.text:
        return None
    key = read_key(text.text)
    findings += _placed("dkim", key.problems, text)
    return key


def _policy(text: Pasted, findings: list[Finding]) -> PolicyRecord | None:
    if not text.text:
        return None
    if not is_record(text.text):
        findings.append(_finding("dmarc", "v=DMARC1 does not come first", text.at(1)))
        return None
    policy = read_policy(text.text)
    findings += _placed("dmarc", policy.problems, text, fatal=not policy.applies)
    findings += _placed("dmarc", policy.notes, text, fatal=False)
    return policy


def _placed(
    where: Where, problems: tuple[Problem, ...], text: Pasted, *, fatal: bool = True
) -> list[Finding]:
    return [_finding(where, one.message, text.at(one.column), fatal=fatal) for one in problems]


def _zone(
    question: Question,
    domain: str | None,
    pasted: dict[str, Pasted],
    findings: list[Finding],
) -> Zone:
    """Put all that was pasted into one zone; the records come before what the zone says."""
    records: dict[tuple[str, str], tuple[str, ...]] = {}
    if len(question.zone) > MAX_ZONE:
        findings.append(Finding("zone", "too long: it is not read", 1, 1, fatal=True))
    else:
        try:
            records |= read_zone(question.zone, domain or "")
        except ZoneError as error:
            findings.append(Finding("zone", error.message, error.line, error.column, fatal=True))
    if domain is not None:
        selector = question.selector[:MAX_NAME].strip().lower()
        names = {"spf": domain, "dkim": f"{selector}._domainkey.{domain}"}
        names["dmarc"] = f"_dmarc.{domain}"
        for kind, name in names.items():
            if pasted[kind].text:
                records[name, "TXT"] = (quote(pasted[kind].text),)
    return records


def _spf(
    question: Question,
    domain: str | None,
    resolver: Resolver,
    text: Pasted,
    findings: list[Finding],
) -> SPFReport | None:
    if text.text and not re.match(r"(?i)v=spf1( |\Z)", text.text):
        findings.append(_finding("spf", "v=spf1 does not come first", text.at(1)))
    address = question.address[:MAX_NAME].strip()
    try:
        ipaddress.ip_address(address)
    except ValueError:
        findings.append(Finding("address", "not an IP address", 1, 1, fatal=True))
        return None
    helo = question.helo[:MAX_NAME].strip()
    sender = question.sender[:MAX_NAME].strip().removeprefix("<").removesuffix(">")
    if not helo and not sender:
        findings.append(Finding("sender", "neither MAIL FROM nor HELO", 1, 1, fatal=True))
        return None
    report = check_spf(resolver, address, sender, helo)
    fault = report.fault
    if fault and fault.domain.lower() == domain and text.text:
        findings.append(_finding("spf", fault.message, text.at(fault.column)))
    return report


def _seal(
    question: Question, key: KeyRecord | None
) -> Literal["pass", "fail", "permerror", "none"]:
    """What a signature would come to with this key."""
    if question.seal == "none":
        return "none"
    if key is None or key.problems or key.revoked:
        return "permerror"
    return "pass" if question.seal == "valid" else "fail"


def _dmarc(
    question: Question,
    domain: str | None,
    resolver: Resolver,
    spf: SPFReport | None,
    seal: str,
    findings: list[Finding],
) -> DMARCReport | None:
    authors = domains_in(question.author[:MAX_NAME])
    if not authors:
        findings.append(Finding("author", "no address in From", 1, 1, fatal=True))
        return None
    identifiers = []
    if spf:
        identifiers.append(Identifier("spf", spf.domain, spf.result))
    if domain is not None and seal != "none":
        identifiers.append(Identifier("dkim", domain, seal))
    return evaluate_dmarc(resolver, authors, identifiers)


def _outcome(dmarc: DMARCReport | None) -> Outcome:
    if dmarc is None or dmarc.result in ("temperror", "permerror"):
        return "undecided"
    return "accept" if dmarc.disposition == "none" else dmarc.disposition
