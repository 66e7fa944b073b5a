"""DMARC: does the name in From stand behind the mail, and what does its owner ask for if not?

Source: RFC 9989 (section numbers as in draft-ietf-dmarc-dmarcbis-41 of 2025-04-04, which became
the RFC): discovery 4.10.1, the tree walk 4.10, organizational domains 4.10.2, a receiver's steps
5.3. Every question is told, with what was concluded from it.

Decides where the RFC leaves it to receivers: a DNS error is a temperror and asks for nothing
(5.3.6); a mail without exactly one author domain is a permerror (5.3.1). Whether to follow what
the owner asks for is the receiver's affair, not decided here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from mail_world.auth.dmarc_record import Mode, Policy, PolicyRecord, is_record, read_policy
from mail_world.dns import Resolver, Status
from mail_world.dns.zone_file import texts

Result = Literal["pass", "fail", "none", "temperror", "permerror"]
"""RFC 9989 section 9.2 (registered for Authentication-Results)."""
Role = Literal["author", "organization", "psd"]

MAX_QUERIES: Final = 8
"""Questions of one tree walk (section 4.10)."""
MAX_IDENTIFIERS: Final = 12
"""Authenticated identifiers that are held against the author domain."""
WEAKER: Final[dict[Policy, Policy]] = {
    "reject": "quarantine", "quarantine": "none", "none": "none",
}  # fmt: skip
"""What t=y makes of a policy (section 4.7)."""


@dataclass(frozen=True, slots=True)
class Identifier:
    """A domain that SPF (its MAIL FROM identity) or DKIM (a d=) was asked about, with the result.

    Only a `pass` makes it an Authenticated Identifier (section 4.3).
    """

    method: Literal["spf", "dkim"]
    domain: str
    result: str


@dataclass(frozen=True, slots=True)
class Visit:
    """One question of a walk: `record` where exactly one policy record came back.

    `discarded`: how many records were not, or too many, policy records. `stops`: psd= ended the
    walk here.
    """

    domain: str
    status: Status
    record: PolicyRecord | None
    discarded: int
    stops: bool


@dataclass(frozen=True, slots=True)
class Walk:
    """A tree walk from `start`; `organization`: the Organizational Domain it led to, by `rule`.

    `rule`: `psd=n`, `psd=y` (one label below it), `fewest-labels`, `itself` (no record at all).
    """

    start: str
    visits: tuple[Visit, ...]
    organization: str
    rule: Literal["psd=n", "psd=y", "fewest-labels", "itself"]


@dataclass(frozen=True, slots=True)
class Alignment:
    """An identifier held against the author domain.

    `mode`: what the record asks for; `identical`, `aligned`: what was found; `organization`: the
    identifier's, empty where there was no need to look.
    """

    identifier: Identifier
    mode: Mode
    identical: bool
    organization: str
    aligned: bool


@dataclass(frozen=True, slots=True)
class DMARCReport:
    """All of one evaluation.

    `policy_domain`, `role`: whose record applies, and what it is to the author domain. `tag`:
    where `policy` is from (`p`, `sp`, `np`); `testing`: t=y. `disposition`: what the owner asks
    for, for this mail: `none` unless the result is `fail`. `exists`: whether the author domain
    does, None if nobody had to ask. `queries`: questions for records, over all walks.
    """

    result: Result
    reason: str
    author: str
    walks: tuple[Walk, ...] = ()
    policy_domain: str = ""
    role: Role | None = None
    record: PolicyRecord | None = None
    exists: bool | None = None
    tag: str = ""
    policy: Policy = "none"
    testing: bool = False
    alignments: tuple[Alignment, ...] = ()
    disposition: Policy = "none"
    queries: int = 0


class _CannotAsk(Exception):  # noqa: N818  an outcome: temperror
    """A question that the DNS could not answer."""


class _Asker:
    """Asks for policy records, each name once, and walks."""

    def __init__(self, resolver: Resolver) -> None:
        self.resolver = resolver
        self.known: dict[str, Visit] = {}
        self.walks: dict[str, Walk] = {}

    def visit(self, domain: str) -> Visit:
        """Ask for a domain's record (section 4.10, steps 1, 2, 5 and 6)."""
        if domain not in self.known:
            self.known[domain] = self._ask(domain)
        visit = self.known[domain]
        if visit.status in ("SERVFAIL", "TIMEOUT"):
            raise _CannotAsk(f"_dmarc.{domain}: {visit.status}")
        return visit

    def _ask(self, domain: str) -> Visit:
        answer = self.resolver.look_up(f"_dmarc.{domain}", "TXT")
        found = [b"".join(strings).decode("utf-8", "replace") for strings in texts(answer.records)]
        meant = [text for text in found if is_record(text)]
        record = read_policy(meant[0]) if len(meant) == 1 else None
        discarded = len(found) - (1 if record else 0)
        stops = record is not None and record.psd != "u"
        return Visit(domain, answer.status, record, discarded, stops)

    def walk(self, start: str) -> Walk:
        """Walk up from a domain and find its Organizational Domain (section 4.10.2)."""
        if start not in self.walks:
            visits = []
            for domain in walked(start):
                visits.append(self.visit(domain))
                if visits[-1].stops:
                    break
            self.walks[start] = _concluded(start, tuple(visits))
        return self.walks[start]


def walked(start: str) -> Iterator[str]:
    """Yield the domains that a tree walk asks about, at most MAX_QUERIES (section 4.10).

    >>> list(walked("a.mail.example.com"))
    ['a.mail.example.com', 'mail.example.com', 'example.com', 'com']
    """
    yield start
    labels = start.split(".")
    for left in range(min(len(labels) - 1, MAX_QUERIES - 1), 0, -1):
        yield ".".join(labels[-left:])


def _concluded(start: str, visits: tuple[Visit, ...]) -> Walk:
    found = [visit for visit in visits if visit.record and visit.record.applies]
    for visit in found:
        if visit.record and visit.record.psd == "n":
            return Walk(start, visits, visit.domain, "psd=n")
        if visit.record and visit.record.psd == "y" and visit.domain != start:
            count = visit.domain.count(".") + 2
            return Walk(start, visits, ".".join(start.split(".")[-count:]), "psd=y")
    if found:
        return Walk(start, visits, found[-1].domain, "fewest-labels")
    return Walk(start, visits, start, "itself")


def evaluate_dmarc(
    resolver: Resolver, authors: Sequence[str], identifiers: Sequence[Identifier]
) -> DMARCReport:
    """Evaluate DMARC for the domains in From (one, in a proper mail). Never raises.

    `identifiers`: what SPF and each DKIM signature came to.
    """
    if len(authors) != 1:
        return DMARCReport("permerror", f"{len(authors)} author domains (section 5.3.1)", "")
    author = canonical(authors[0])
    if author is None:
        return DMARCReport("permerror", "the author domain is no domain name", authors[0])
    asker = _Asker(resolver)
    told: dict[str, object] = {}
    try:
        report = _evaluate(asker, author, identifiers, told)
    except _CannotAsk as error:
        report = DMARCReport("temperror", str(error), author, **told)  # type: ignore[arg-type]
    values = {name: getattr(report, name) for name in DMARCReport.__dataclass_fields__}
    return DMARCReport(
        **values | {"walks": tuple(asker.walks.values()), "queries": len(asker.known)}
    )


def canonical(domain: str) -> str | None:
    """Return a domain in lower case, as A-labels, without its last dot; None if it is none."""
    try:
        domain = domain if domain.isascii() else domain.encode("idna").decode()
    except UnicodeError:
        return None
    domain = domain.removesuffix(".").lower()
    fits = 0 < len(domain) <= 253 and all(0 < len(label) < 64 for label in domain.split("."))
    return domain if fits and not any(sign <= " " or sign == "\x7f" for sign in domain) else None


def _evaluate(
    asker: _Asker, author: str, identifiers: Sequence[Identifier], told: dict[str, object]
) -> DMARCReport:
    found = _discover(asker, author)
    if found is None:
        return DMARCReport("none", "no policy record applies", author)
    domain, role, record = found
    told |= {"policy_domain": domain, "role": role, "record": record, "testing": record.t}
    if not record.applies:
        reason = "the policy record can't be gone by (section 4.10.1)"
        return DMARCReport("permerror", reason, author, **told)  # type: ignore[arg-type]
    exists: bool | None = None
    tag, policy = "p", record.p
    if role != "author":
        exists = _exists(asker, author)
        tag, policy = record.for_subdomain(exists=exists)
    told |= {"exists": exists, "tag": tag, "policy": policy}
    alignments = tuple(
        _align(asker, author, record, identifier) for identifier in identifiers[:MAX_IDENTIFIERS]
    )
    told["alignments"] = alignments
    if any(alignment.aligned for alignment in alignments):
        return DMARCReport("pass", "", author, **told)  # type: ignore[arg-type]
    told["disposition"] = WEAKER[policy] if record.t else policy
    passed = any(alignment.identifier.result == "pass" for alignment in alignments)
    reason = "nothing that passed is aligned" if passed else "nothing passed"
    return DMARCReport("fail", reason, author, **told)  # type: ignore[arg-type]


def _discover(asker: _Asker, author: str) -> tuple[str, Role, PolicyRecord] | None:
    """Find the record that applies, and to whom it belongs (section 4.10.1)."""
    own = asker.visit(author).record
    if own:
        return author, "author", own
    walk = asker.walk(author)
    records = {visit.domain: visit.record for visit in walk.visits if visit.record}
    if record := records.get(walk.organization):
        return walk.organization, "organization", record
    last = walk.visits[-1]
    if last.record and last.record.psd == "y":
        return last.domain, "psd", last.record
    # A record that can't be gone by makes no organization; it is what the owner has, all the same.
    return (last_of[0], "organization", last_of[1]) if (last_of := _last(records)) else None


def _last(records: dict[str, PolicyRecord]) -> tuple[str, PolicyRecord] | None:
    broken = [(domain, record) for domain, record in records.items() if not record.applies]
    return broken[-1] if broken and len(broken) == len(records) else None


def _exists(asker: _Asker, author: str) -> bool:
    """Tell whether a domain exists: anything but NXDOMAIN (section 3.2.13, RFC 8020)."""
    status = asker.resolver.look_up(author, "A").status
    if status in ("SERVFAIL", "TIMEOUT"):
        raise _CannotAsk(f"{author}: {status}")
    return status != "NXDOMAIN"


def _align(asker: _Asker, author: str, record: PolicyRecord, identifier: Identifier) -> Alignment:
    """Hold one identifier against the author domain (section 4.10.2)."""
    mode = record.aspf if identifier.method == "spf" else record.adkim
    domain = canonical(identifier.domain)
    identical = domain == author
    passed = identifier.result == "pass" and domain is not None
    if not passed or identical or mode == "s" or domain is None:
        return Alignment(identifier, mode, identical, "", passed and identical)
    organization = asker.walk(domain).organization
    aligned = organization == asker.walk(author).organization
    return Alignment(identifier, mode, identical, organization, aligned)
