"""SPF: may this address send for that name (RFC 7208)? With an account of every term.

Decides: pyspf knows the grammar, the macros and the networks; the order in which terms are looked
at is ours, so that every term, look-up and record within a record can be told. A record is read
whole before any of it is evaluated (section 4.6); ten terms that ask the DNS at most, and two
questions without an answer (section 4.6.4). `exp` is asked for only on a fail (section 6.2).

Refuses: to read more than MAX_RECORD characters of a record.
"""

from __future__ import annotations

import contextlib
import ipaddress
import re
from collections.abc import Iterator
from typing import Any, Final

from mail_world.auth._libraries import spf as pyspf
from mail_world.auth.spf_report import (
    Evaluation,
    Fault,
    LookUp,
    Outcome,
    Result,
    SPFReport,
    Term,
    Via,
)
from mail_world.clock import EPOCH
from mail_world.dns import Resolver
from mail_world.dns.zone_file import texts

MAX_RECORD: Final = 4_000
"""Characters of one record that are read: far more than an answer has room for."""
COUNTED: Final = ("a", "mx", "ptr", "exists", "include", "redirect")
"""Terms that count towards the ten (RFC 7208 section 4.6.4)."""
_TERM: Final = re.compile("[^ ]+")


class _Term:
    """A term while it is looked at."""

    def __init__(self, text: str, column: int) -> None:
        self.text, self.column = text, column
        self.kind, self.name, self.qualifier, self.target = "mechanism", "", "", ""
        self.cidr = 0
        self.outcome: Outcome = "not-reached"
        self.counted = False
        self.look_ups: list[LookUp] = []
        self.nested: _Record | None = None

    def freeze(self) -> Term:
        return Term(
            text=self.text,
            column=self.column,
            kind="modifier" if self.kind == "modifier" else "mechanism",
            name=self.name,
            qualifier=self.qualifier,
            target=self.target,
            outcome=self.outcome,
            counted=self.counted,
            look_ups=tuple(self.look_ups),
            nested=self.nested.freeze() if self.nested else None,
        )


class _Record:
    """A record while it is evaluated."""

    def __init__(self, domain: str, via: Via) -> None:
        self.domain, self.via = domain, via
        self.text: str | None = None
        self.terms: list[_Term] = []
        self.result: Result | None = None
        self.look_ups: list[LookUp] = []

    def freeze(self) -> Evaluation:
        terms = tuple(term.freeze() for term in self.terms)
        return Evaluation(
            self.domain, self.via, self.text, terms, self.result, tuple(self.look_ups)
        )


class _Query(pyspf.query):  # type: ignore[misc]
    """pyspf's query, asking the world's resolver and evaluating in our own order."""

    def __init__(self, resolver: Resolver, wall: int, **identity: Any) -> None:
        super().__init__(timeout=0, querytime=0, **identity)
        self.resolver = resolver
        self.t = str(wall)
        self.heard: list[LookUp] = []
        self.error_at: tuple[_Record, _Term | None] | None = None
        self.mechanism_text = ""

    # -- what pyspf asks for --------------------------------------------------------------------

    def dns(
        self, name: str, qtype: str, cnames: object = None, ignore_void: bool = False
    ) -> list[Any]:
        """Answer as pyspf expects it: a list, empty where there is nothing."""
        name = str(name).rstrip(".").lower()
        if not all(0 < len(label) < 64 for label in name.split(".")):
            return []
        if found := self.cache.get((name, qtype)):
            return list(found)
        answer = self.resolver.look_up(name, qtype)
        known = self.resolver.knows(name, qtype)
        void = answer.status in ("NXDOMAIN", "NODATA") and known and not ignore_void
        self.heard.append(LookUp(name, qtype, answer.status, answer.records, void))
        if answer.status in ("SERVFAIL", "TIMEOUT"):
            raise pyspf.TempError(f"DNS {answer.status}")
        if answer.records:
            self.cache[name, qtype] = _as_pyspf(qtype, answer.records)
            return list(self.cache[name, qtype])
        if void:
            self.void_lookups += 1
            if self.void_lookups > pyspf.MAX_VOID_LOOKUPS:
                raise pyspf.PermError(f"Void lookup limit of {pyspf.MAX_VOID_LOOKUPS} exceeded")
        return []

    def validated_ptrs(self) -> list[str]:
        """Return the client's names that lead back to it; what can't be told is left out.

        Section 5.5: ten names at most, an error of the DNS is no match and skips a name.
        """
        names: list[str] = []
        try:
            pointers = self.dns_ptr(self.i)[: pyspf.MAX_PTR]
        except pyspf.TempError:
            return names
        for name in pointers:
            with contextlib.suppress(pyspf.TempError):
                if self.cidrmatch(self.dns_a(name, self.A), self.cidrmax):
                    names.append(name)
        return names

    def expand(self, s: str, stripdot: bool = True) -> str:
        """Expand macros; what pyspf stumbles over is a syntax error."""
        try:
            return str(super().expand(s, stripdot))
        except (ValueError, IndexError, OverflowError):
            raise pyspf.PermError("invalid macro", s) from None

    # -- our own order --------------------------------------------------------------------------

    def evaluate(self, record: _Record) -> Result:
        """Evaluate a domain's record, told in `record`; raises pyspf's errors."""
        was: str = self.d
        self.d: str = record.domain
        try:
            record.result = self._evaluate(record)
            return record.result
        except (pyspf.PermError, pyspf.TempError) as error:
            temporary = isinstance(error, pyspf.TempError)
            record.result = "temperror" if temporary else "permerror"
            if self.error_at is None:
                self.error_at = (record, None)
            raise
        finally:
            self.d = was

    def _evaluate(self, record: _Record) -> Result:
        with _Listening(self, record.look_ups):
            record.text = self.dns_spf(record.domain)
        if record.text is None:
            return "none"
        if len(record.text) > MAX_RECORD:
            raise pyspf.PermError("Record is too long")
        record.terms = [_Term(m[0], m.start() + 1) for m in _TERM.finditer(record.text)][1:]
        for term in record.terms:
            with self._at(record, term):
                self._read(term, record)
        for term in record.terms:
            if term.kind == "mechanism":
                with self._at(record, term):
                    matched = self._matches(term)
                term.outcome = "matched" if matched else self._missed(term)
                if matched:
                    return self._matched(record, term)
        return self._unmatched(record)

    def _read(self, term: _Term, record: _Record) -> None:
        """Take a term apart; raises PermError at a fault in its syntax."""
        modifier = pyspf.RE_MODIFIER.match(term.text)
        if not modifier:
            _, term.name, term.target, term.cidr, term.qualifier = self.validate_mechanism(
                term.text
            )
            return
        term.kind, term.name = "modifier", modifier[1].lower()
        value = term.text[modifier.end() :]
        if term.name not in ("redirect", "exp"):
            term.outcome = "ignored"
            self.expand(value)  # an unknown modifier has macros too (section 6)
            return
        if sum(other.name == term.name for other in record.terms if other.kind == "modifier") > 1:
            raise pyspf.PermError(f"{term.name}= MUST appear at most once", term.text)
        term.target = self.expand_domain(value)
        if not term.target:
            raise pyspf.PermError(f"{term.name} has empty domain", term.text)
        term.outcome = "unused"

    def _matches(self, term: _Term) -> bool:
        if term.name in COUNTED:
            term.counted = True
            self.check_lookups()
        match term.name:
            case "all":
                return True
            case "include":
                term.nested = _Record(term.target, "include")
                result = self.evaluate(term.nested)
                if result == "none" and self.resolver.knows(term.target, "TXT"):
                    raise pyspf.PermError("No valid SPF record for included domain", term.text)
                return result == "pass"
            case "exists":
                return bool(self.dns_a(term.target, "A"))
            case "a":
                found = self.dns_a(term.target, self.A)
            case "mx":
                found = self.dns_mx(term.target)
            case "ptr":
                return bool(pyspf.domainmatch(self.validated_ptrs(), term.target))
            case _:  # ip4, ip6: of the client's own kind only
                found = [term.target] if (term.name == "ip6") == (self.v == "ip6") else []
        return bool(self.cidrmatch(found, term.cidr))

    def _missed(self, term: _Term) -> Outcome:
        """Tell a term that does not match from one that nobody could be asked about."""
        asked = term.look_ups + (term.nested.look_ups if term.nested else [])
        known = all(self.resolver.knows(one.name, one.kind) for one in asked)
        return "no-match" if known else "unanswered"

    def _matched(self, record: _Record, term: _Term) -> Result:
        result: Result = term.qualifier  # type: ignore[assignment]
        if record.via != "include":
            self.mechanism_text = term.text
            if result == "fail":
                self._explain(record)
        return result

    def _unmatched(self, record: _Record) -> Result:
        """No mechanism fits: go where redirect says, else it is neutral (section 4.7)."""
        redirect = next((t for t in record.terms if t.name == "redirect"), None)
        if redirect is None:
            return "neutral"
        redirect.outcome, redirect.counted = "used", True
        with self._at(record, redirect):
            self.check_lookups()
            via: Via = "include" if record.via == "include" else "redirect"
            redirect.nested = _Record(redirect.target, via)
            result = self.evaluate(redirect.nested)
            if result == "none" and not self.resolver.knows(redirect.target, "TXT"):
                redirect.outcome = "unanswered"
                return "neutral"
            if result == "none":
                raise pyspf.PermError("redirect domain has no SPF record", redirect.target)
        return result

    def _explain(self, record: _Record) -> None:
        """Fetch the owner's explanation; a fault in it is no fault (section 6.2)."""
        for term in record.terms:
            if term.name == "exp":
                try:
                    with _Listening(self, term.look_ups):
                        told = self.get_explanation(term.target)
                except (pyspf.PermError, pyspf.TempError):
                    return
                if told:
                    term.outcome = "used"
                    self.set_explanation(told)

    def _at(self, record: _Record, term: _Term) -> _Place:
        return _Place(self, record, term)


class _Listening:
    """While it lasts, look-ups are kept in `look_ups`."""

    def __init__(self, query: _Query, look_ups: list[LookUp]) -> None:
        self.query, self.look_ups = query, look_ups

    def __enter__(self) -> None:
        self.was, self.query.heard = self.query.heard, self.look_ups

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: object) -> None:
        self.query.heard = self.was


class _Place(_Listening):
    """Likewise, for a term; an error within is this term's, unless one within it has it."""

    def __init__(self, query: _Query, record: _Record, term: _Term) -> None:
        super().__init__(query, term.look_ups)
        self.record, self.term = record, term

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: object) -> None:
        super().__exit__(kind, error, trace)
        if kind is not None and issubclass(kind, (pyspf.PermError, pyspf.TempError)):
            self.term.outcome = "error"
            if self.query.error_at is None:
                self.query.error_at = (self.record, self.term)


def _as_pyspf(kind: str, records: tuple[str, ...]) -> list[Any]:
    if kind == "TXT":
        return list(texts(records))
    if kind == "MX":
        pairs = (record.split() for record in records)
        return [(int(preference), host.rstrip(".")) for preference, host in pairs]
    return [record.rstrip(".") for record in records]


def check_spf(
    resolver: Resolver,
    address: str,
    sender: str,
    helo: str,
    *,
    receiver: str = "",
    explanation: str = "",
    wall: int = EPOCH,
) -> SPFReport:
    """Check whether `address` may send for MAIL FROM `sender` (or for `helo`, if that is empty).

    `receiver` and `wall` (seconds since 1970) are what %{r} and %{t} say; `explanation` what a
    fail says if the record has nothing to say. Raises ValueError if `address` is no IP address;
    everything else is an outcome.
    """
    ipaddress.ip_address(address)
    query = _Query(resolver, wall, i=address, s=sender, h=helo, receiver=receiver or None)
    query.void_lookups = query.lookups = 0
    query.perm_error = None
    query.set_default_explanation(explanation)
    record = _Record(query.d, "start")
    fault = None
    try:
        result = query.evaluate(record)
    except (pyspf.PermError, pyspf.TempError) as error:
        at, term = query.error_at or (record, None)
        result = "temperror" if isinstance(error, pyspf.TempError) else "permerror"
        fault = Fault(
            str(error.msg), at.domain, term.text if term else "", term.column if term else 0
        )
    return SPFReport(
        result=result,
        identity="helo" if query.ident == "helo" else "mailfrom",
        domain=query.o,
        address=query.c,
        mechanism=query.mechanism_text if fault is None else "",
        explanation=query.exps["fail"] if result == "fail" else "",
        counted=query.lookups,
        void=query.void_lookups,
        fault=fault,
        evaluation=record.freeze(),
    )


def every_term(evaluation: Evaluation) -> Iterator[Term]:
    """Yield all terms, those of records within records after the term that led there."""
    for term in evaluation.terms:
        yield term
        if term.nested:
            yield from every_term(term.nested)
