"""Who is let in: each device has an app password of its own, and one can be withdrawn.

Decides: the server knows a device by the line it calls from, where a provider would know it by its
app password: the box has one password here (a model). A device that was signed out is cut off at
once and refused from then on.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from mail_world.imap import Account, IMAPServer
from mail_world.pop3 import POP3Server


class Doorkeeper:
    """The list of devices that are signed in, as a provider's settings page shows it."""

    def __init__(self, accounts: Mapping[str, Account]) -> None:
        self.accounts = accounts
        self.withdrawn: set[str] = set()
        self._lines: list[tuple[str, Any]] = []

    def for_caller(self, address: str) -> Mapping[str, Account]:
        """Return the accounts that somebody calling from this address can sign in to."""
        return {} if address in self.withdrawn else self.accounts

    def came(self, address: str, transport: Any) -> None:
        """Note a connection."""
        self._lines = [line for line in self._lines if not line[1].is_closing()]
        self._lines.append((address, transport))

    def withdraw(self, address: str) -> None:
        """Sign a device out: its connections end, and no new one gets in."""
        self.withdrawn.add(address)
        self.cut(address)

    def cut(self, address: str = "") -> None:
        """End the connections from this address, or all, as a restart does."""
        for caller, transport in self._lines:
            if address in ("", caller):
                transport.close()


class _Door:
    """What both kinds of server do before they let somebody speak."""

    keeper: Doorkeeper

    def admitted(self, transport: asyncio.BaseTransport) -> Mapping[str, Account]:
        address = str(transport.get_extra_info("peername")[0])
        self.keeper.came(address, transport)
        return self.keeper.for_caller(address)


class IMAPDoor(_Door, IMAPServer):
    """IMAP behind the doorkeeper."""

    def __init__(self, keeper: Doorkeeper) -> None:
        super().__init__(keeper.accounts)
        self.keeper = keeper

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._accounts = self.admitted(transport)
        super().connection_made(transport)


class POP3Door(_Door, POP3Server):
    """POP3 behind the doorkeeper."""

    def __init__(self, keeper: Doorkeeper) -> None:
        super().__init__(keeper.accounts)
        self.keeper = keeper

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._accounts = self.admitted(transport)
        super().connection_made(transport)
