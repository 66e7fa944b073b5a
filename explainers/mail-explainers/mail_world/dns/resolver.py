"""A resolver: questions, what they are answered with, and what can go wrong with them.

Decides: names are compared without case and without the last dot; a question takes one round
trip; an alias is followed to its end (RFC 1034 section 3.6.2); where mail for a domain goes
follows RFC 5321 section 5.1 (MX by preference, else the domain's own address) and RFC 7505 (a
null MX takes no mail). A server that fails or stays silent is no property of a zone: `faults` say
where that happens.

Refuses: nothing beyond what a zone holds: no wildcards, no caching, and so no TTLs.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

Zone = Mapping[tuple[str, str], tuple[str, ...]]
"""(name in lower case without the last dot, record type) → the records' data, as a master file
writes it: names may end in a dot, text stands in quotes (or is one string, without)."""
Status = Literal["ok", "NXDOMAIN", "NODATA", "SERVFAIL", "TIMEOUT"]
Fault = Literal["SERVFAIL", "TIMEOUT"]

ROUND_TRIP: Final = 0.008
"""Seconds that a question and its answer take: a resolver is near."""
PATIENCE: Final = 10.0
"""Seconds until silence is taken for an answer: two tries of five (resolv.conf(5))."""
MAX_CHAIN: Final = 8
"""Aliases that are followed one after another: what is longer is taken for a loop."""


class LookupFailed(LookupError):  # noqa: N818  what a DNS says is an answer, not our error
    """A question without the records that were asked for; a subclass says why."""


class NoName(LookupFailed):
    """The name does not exist (RFC 1035 section 4.1.1, RCODE 3: NXDOMAIN)."""


class NoData(LookupFailed):
    """The name exists, without a record of this type (RFC 2308 section 2.2: NODATA)."""


class ServerFailure(LookupFailed):
    """The servers could not say (RFC 1035 section 4.1.1, RCODE 2: SERVFAIL): ask again later."""


class TimedOut(LookupFailed):
    """Nobody answered."""


class NullMX(LookupFailed):
    """The domain says that it takes no mail (RFC 7505)."""


FAILURES: Final[Mapping[Status, type[LookupFailed]]] = {
    "NXDOMAIN": NoName,
    "NODATA": NoData,
    "SERVFAIL": ServerFailure,
    "TIMEOUT": TimedOut,
}
REASONS: Final[Mapping[Status, str]] = {
    "NXDOMAIN": "no such name",
    "NODATA": "no {} record",
    "SERVFAIL": "the name servers failed",
    "TIMEOUT": "no answer",
}

Notify = Callable[[str, str, str, str, str], None]
"""Called with (caller's address, type, name, answer, error) for every question."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question came to: `records` where `status` is `ok`, else none.

    `name` and `kind` are what was asked; `chain` the names that aliases led to, in order.
    """

    name: str
    kind: str
    status: Status
    records: tuple[str, ...] = ()
    chain: tuple[str, ...] = ()

    def found(self) -> tuple[str, ...]:
        """Return the records; raises the LookupFailed that the status stands for."""
        if self.status == "ok":
            return self.records
        reason = REASONS[self.status].format(self.kind)
        raise FAILURES[self.status](f"{self.name}: {reason}")


class Resolver:
    """Answers questions from a zone, on the network's clock, telling `notify` of each.

    `faults`: (name, record type) → what goes wrong with that question; with the type `*`, with
    every question about the name that the zone has no records for.
    """

    def __init__(
        self, zone: Zone, notify: Notify, faults: Mapping[tuple[str, str], Fault] | None = None
    ) -> None:
        self.zone = zone
        self.notify = notify
        self.faults = faults or {}

    def look_up(self, name: str, kind: str) -> Answer:
        """Answer a question; never raises. Pure: no clock, nobody told."""
        asked = name = name.rstrip(".").lower()
        chain: list[str] = []
        while True:
            status, records = self._own(name, kind)
            if status != "NODATA" or kind == "CNAME":
                return Answer(asked, kind, status, records, tuple(chain))
            alias = self.zone.get((name, "CNAME"))
            if not alias:
                return Answer(asked, kind, status, (), tuple(chain))
            name = alias[0].rstrip(".").lower()
            if len(chain) == MAX_CHAIN or name in (asked, *chain):
                return Answer(asked, kind, "SERVFAIL", (), tuple(chain))
            chain.append(name)

    def knows(self, name: str, kind: str) -> bool:
        """Tell whether this resolver can be asked about a name at all: here, about every one."""
        return True

    def _own(self, name: str, kind: str) -> tuple[Status, tuple[str, ...]]:
        """Return what the zone has at this very name."""
        if fault := self.faults.get((name, kind)):
            return fault, ()
        if found := self.zone.get((name, kind)):
            return "ok", found
        if fault := self.faults.get((name, "*")):
            return fault, ()
        # A name above others exists, too (RFC 8020).
        if any(known == name or known.endswith("." + name) for known, _ in self.zone):
            return "NODATA", ()
        return "NXDOMAIN", ()

    def answer(self, name: str, kind: str) -> tuple[str, ...]:
        """Return the records; raises LookupFailed. Pure: no clock, nobody told."""
        return self.look_up(name, kind).found()

    async def ask(self, caller: str, name: str, kind: str) -> tuple[str, ...]:
        """Ask as `caller` (an address): takes time and is heard. Raises LookupFailed."""
        answer = self.look_up(name, kind)
        await asyncio.sleep(PATIENCE if answer.status == "TIMEOUT" else ROUND_TRIP)
        error = "" if answer.status == "ok" else answer.status
        self.notify(caller, kind, name, ", ".join(answer.records), error)
        return answer.found()

    async def address(self, caller: str, host: str) -> str:
        """Return the address of a host; an address is its own.

        Raises socket.gaierror, as a machine's own resolver does.
        """
        if host.replace(".", "").isdigit() or ":" in host:
            return host
        try:
            return (await self.ask(caller, host, "A"))[0]
        except (ServerFailure, TimedOut):
            raise socket.gaierror(-3, "Temporary failure in name resolution") from None
        except LookupFailed:
            raise socket.gaierror(-2, "Name or service not known") from None

    async def mail_exchangers(self, caller: str, domain: str) -> list[str]:
        """Return the hosts that take mail for a domain, best first (RFC 5321 section 5.1).

        Raises NoName if there is no such domain, NullMX if it takes no mail, ServerFailure or
        TimedOut if that can't be told now.
        """
        try:
            records = await self.ask(caller, domain, "MX")
        except NoData:
            return [domain]
        pairs = sorted((int(preference), host) for preference, host in map(str.split, records))
        hosts = [host.rstrip(".") for _, host in pairs]
        if hosts == [""]:
            raise NullMX(f"{domain} takes no mail")
        return hosts
