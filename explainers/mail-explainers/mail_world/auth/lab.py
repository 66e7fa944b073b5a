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

from mail_world.auth.dkim_key import TOO_SHORT, KeyRecord, read_key
from mail_world.auth.dmarc import DMARCReport, Identifier, canonical, evaluate_dmarc
from mail_world.auth.dmarc_record import PolicyRecord, is_record, read_policy
from mail_world.auth.fields import domains_in
from mail_world.auth.pasted import Pasted, Place, read_records
from mail_world.auth.spf import check_spf
from mail_world.auth.spf_report import SPFReport
from mail_world.auth.tags import Problem
from mail_world.dns import Answer, Resolver, Zone
from mail_world.dns.zone_file import ZoneError, quote, read_zone

Where = Literal["spf", "dkim", "dmarc", "zone", "domain", "signer", "address", "sender", "author"]
Outcome = Literal["accept", "quarantine", "reject", "undecided"]
Seal = Literal["pass", "fail", "policy", "permerror", "none"]
"""What the signature comes to (RFC 8601 section 2.7.1)."""

MAX_ZONE: Final = 20_000
"""Characters of a pasted master file that are read."""
MAX_NAME: Final = 400
"""Characters of each of the short texts that are read."""
NOBODY: Final = "0.0.0.0"
"""An address that no host sends from (RFC 1122 section 3.2.1.3): it leads to a record's end."""
MAX_SPF_TERMS: Final = 10
MAX_SPF_VOID: Final = 2
"""RFC 7208 section 4.6.4."""


@dataclass(frozen=True, slots=True)
class Question:
    """What was pasted.

    `domain`: whose records these are; `spf`, `dkim`, `dmarc`: its records, each with whatever
    stands beside it (pasted.py); `selector`: of the key. `signer`: the d= of the mail's signature,
    whose key then is in `dkim`; empty for `domain`. `address`: the sending host's; `helo`, `sender`
    (MAIL FROM), `author` (From): as a receiver sees them. `seal`: whether the mail bears a DKIM
    signature that fits the key. `zone`: further records, as a master file; `whole`: that zone is
    all there is in the world.
    """

    domain: str = ""
    spf: str = ""
    dkim: str = ""
    dmarc: str = ""
    selector: str = "default"
    signer: str = ""
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

    `read`: every record that was read from the three texts, and from which of them. `spf`, `key`,
    `policy`, `dmarc`: None where there was nothing to judge. `own_spf`: what the pasted SPF record
    would come to, where it was not the one that the mail asks for, or where there is no mail: for
    its address, or else for NOBODY. `unanswered`: (name,
    type) of what nobody could be asked; `certain` if there is none. `outcome`: what the owner
    asks a receiver to do with this mail; `undecided`: there is no verdict. `counted` and `void`
    are SPF's, to be held against MAX_SPF_TERMS and MAX_SPF_VOID.
    """

    findings: tuple[Finding, ...]
    read: tuple[tuple[Where, str], ...]
    spf: SPFReport | None
    own_spf: SPFReport | None
    key: KeyRecord | None
    signer: str
    seal: Seal
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
    domain = _name("domain", question.domain, findings)
    signer = _name("signer", question.signer, findings) if question.signer.strip() else domain
    pasted: dict[Where, tuple[Pasted, ...]] = {
        "spf": read_records(question.spf),
        "dkim": read_records(question.dkim),
        "dmarc": read_records(question.dmarc),
    }
    meant = {where: _meant(where, records) for where, records in pasted.items()}
    for where, records in meant.items():
        for text in records:
            findings += _of_text(where, text)
    key = _key(meant["dkim"], findings)
    policy = _policy(meant["dmarc"], findings)
    zone = _zone(question, domain, signer, pasted, findings)
    resolver = _LabResolver(zone, whole=question.whole)
    spf = _spf(question, domain, resolver, meant["spf"], findings)
    trial = resolver if spf is None else _LabResolver(zone, whole=question.whole)
    own = _own_spf(domain, trial, spf, meant["spf"], findings)
    seal = _seal(question, key, len(meant["dkim"]))
    dmarc = _dmarc(question, signer, resolver, spf, seal, findings)
    return LabReport(
        findings=tuple(findings),
        read=tuple((where, one.text) for where, records in pasted.items() for one in records),
        spf=spf,
        own_spf=own,
        key=key,
        signer=signer or "",
        seal=seal,
        policy=policy,
        dmarc=dmarc,
        counted=spf.counted if spf else 0,
        void=spf.void if spf else 0,
        unanswered=tuple(resolver.unanswered),
        certain=not resolver.unanswered,
        outcome=_outcome(dmarc),
    )


def _name(where: Where, text: str, findings: list[Finding]) -> str | None:
    name = canonical(text[:MAX_NAME].strip())
    if name is None:
        findings.append(Finding(where, "not a domain name", 1, 1, fatal=True))
    return name


_MEANT: Final[dict[str, re.Pattern[str]]] = {
    "spf": re.compile(r"(?i)v=spf1( |\Z)"),
    "dkim": re.compile(r"(?i)\s*v\s*=\s*DKIM1\b|(?:.*;)?\s*p\s*="),
    "dmarc": re.compile(r"(?i)\s*v\s*=\s*DMARC1\b"),
}


def _meant(where: Where, records: tuple[Pasted, ...]) -> tuple[Pasted, ...]:
    """Leave out what is no record of this kind, unless there is nothing else."""
    fitting = tuple(one for one in records if _MEANT[where].match(one.text))
    return fitting or records[:1]


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


def _key(records: tuple[Pasted, ...], findings: list[Finding]) -> KeyRecord | None:
    if not records or not records[0].text:
        return None
    key = read_key(records[0].text)
    findings += _placed("dkim", key.problems, records[0])
    if len(records) > 1:
        findings.append(_finding("dkim", "several keys under one name", records[1].at(1)))
    return key


def _policy(records: tuple[Pasted, ...], findings: list[Finding]) -> PolicyRecord | None:
    if not records or not records[0].text:
        return None
    text = records[0]
    if len(records) > 1:
        findings.append(_finding("dmarc", "several policy records", records[1].at(1)))
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
    signer: str | None,
    pasted: dict[Where, tuple[Pasted, ...]],
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
    selector = question.selector[:MAX_NAME].strip().lower()
    names: dict[Where, str | None] = {
        "spf": domain,
        "dkim": signer and f"{selector}._domainkey.{signer}",
        "dmarc": domain and f"_dmarc.{domain}",
    }
    for kind, name in names.items():
        if name and (found := [quote(one.text) for one in pasted[kind] if one.text]):
            records[name, "TXT"] = tuple(found)
    return records


def _spf(
    question: Question,
    domain: str | None,
    resolver: Resolver,
    pasted: tuple[Pasted, ...],
    findings: list[Finding],
) -> SPFReport | None:
    if pasted and pasted[0].text and not _MEANT["spf"].match(pasted[0].text):
        findings.append(_finding("spf", "v=spf1 does not come first", pasted[0].at(1)))
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
    findings += _spf_fault(report, domain, pasted)
    return report


def _spf_fault(report: SPFReport, domain: str | None, pasted: tuple[Pasted, ...]) -> list[Finding]:
    """Tell a fault in the pasted record; one in a record that it leads to is in the report."""
    fault = report.fault
    if not fault or fault.domain.lower() != domain or not pasted:
        return []
    whole = pasted[1] if not fault.term and len(pasted) > 1 else pasted[0]
    return [_finding("spf", fault.message, whole.at(fault.column))]


def _own_spf(
    domain: str | None,
    resolver: Resolver,
    checked: SPFReport | None,
    pasted: tuple[Pasted, ...],
    findings: list[Finding],
) -> SPFReport | None:
    """Try the pasted record, where the mail's own names do not lead to it, or there is no mail."""
    if domain is None or not pasted or (checked and checked.domain.lower() == domain):
        return None
    address = checked.address if checked else NOBODY
    report = check_spf(resolver, address, f"postmaster@{domain}", domain)
    findings += _spf_fault(report, domain, pasted)
    return report


def _seal(question: Question, key: KeyRecord | None, keys: int) -> Seal:
    """What a signature would come to with this key (RFC 6376 section 6.1.2, RFC 8301)."""
    if question.seal == "none":
        return "none"
    if key is None or keys > 1 or key.unusable:
        return "permerror"
    if key.kind == "rsa" and key.bits < TOO_SHORT:
        return "policy"
    return "pass" if question.seal == "valid" else "fail"


def _dmarc(
    question: Question,
    signer: str | None,
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
    if signer is not None and seal != "none":
        identifiers.append(Identifier("dkim", signer, seal))
    return evaluate_dmarc(resolver, authors, identifiers)


def _outcome(dmarc: DMARCReport | None) -> Outcome:
    if dmarc is None or dmarc.result in ("temperror", "permerror"):
        return "undecided"
    return "accept" if dmarc.disposition == "none" else dmarc.disposition
