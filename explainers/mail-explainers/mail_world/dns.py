"""A small DNS: a zone of records, and a resolver whose questions can be heard.

Decides: names are compared without case and without the last dot; a question takes one round
trip; where mail for a domain goes follows RFC 5321 section 5.1 (MX by preference, else the
domain's own address) and RFC 7505 (a null MX takes no mail).

Refuses: nothing beyond what a zone does not hold. Room to grow: a record is (name, type) → texts
in zone-file form, so TXT, AAAA or PTR are more rows; a full resolver (CNAME, TTL, servers) can
replace `Zone.answer` without its callers knowing.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Mapping
from typing import Final

Zone = Mapping[tuple[str, str], tuple[str, ...]]
"""(name, record type) → the records' data, as a zone file writes it."""

ROUND_TRIP: Final = 0.008
"""Seconds that a question and its answer take: a resolver is near."""


class NoName(LookupError):  # noqa: N818  named as the field names it: NXDOMAIN
    """The name does not exist (RFC 1035 section 4.1.1, RCODE 3: NXDOMAIN)."""


class NoData(LookupError):  # noqa: N818  likewise: NODATA (RFC 2308 section 2.2)
    """The name exists, without a record of this type."""


class NullMX(LookupError):  # noqa: N818  likewise (RFC 7505)
    """The domain says that it takes no mail."""


Notify = Callable[[str, str, str, str, str], None]
"""Called with (caller's address, type, name, answer, error) for every question."""


class Resolver:
    """Answers questions from a zone, on the network's clock, telling `notify` of each."""

    def __init__(self, zone: Zone, notify: Notify) -> None:
        self.zone = zone
        self.notify = notify

    def answer(self, name: str, kind: str) -> tuple[str, ...]:
        """Return the records; raises NoName or NoData. Pure: no clock, nobody told."""
        name = name.rstrip(".").lower()
        found = self.zone.get((name, kind))
        if found is not None:
            return found
        if any(known == name or known.endswith("." + name) for known, _ in self.zone):
            raise NoData(f"{name}: no {kind} record")
        raise NoName(f"{name}: no such name")

    async def ask(self, caller: str, name: str, kind: str) -> tuple[str, ...]:
        """Ask as `caller` (an address): takes time and is heard. Raises NoName or NoData."""
        await asyncio.sleep(ROUND_TRIP)
        try:
            found = self.answer(name, kind)
        except LookupError as error:
            code = "NXDOMAIN" if isinstance(error, NoName) else "NODATA"
            self.notify(caller, kind, name, "", code)
            raise
        self.notify(caller, kind, name, ", ".join(found), "")
        return found

    async def address(self, caller: str, host: str) -> str:
        """Return the address of a host; an address is its own.

        Raises socket.gaierror, as a machine's own resolver does.
        """
        if host.replace(".", "").isdigit():
            return host
        try:
            return (await self.ask(caller, host, "A"))[0]
        except LookupError:
            raise socket.gaierror(-2, "Name or service not known") from None

    async def mail_exchangers(self, caller: str, domain: str) -> list[str]:
        """Return the hosts that take mail for a domain, best first (RFC 5321 section 5.1).

        Raises NoName if there is no such domain, NullMX if it takes no mail.
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
