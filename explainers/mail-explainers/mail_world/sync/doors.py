"""Who is let in: each device has an app password of its own, and one can be withdrawn.

Decides: the server knows a device by the line it calls from, where a provider would know it by its
app password: the box has one password here (a model). A device that was signed out is cut off at
once and refused from then on.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Final

from mail_world.imap import Account, IMAPServer
from mail_world.pop3 import POP3Server
from mail_world.session_server import SHUTTING_DOWN, Sessions, caller_of

SIGNED_OUT: Final = "Signed out"


class Doorkeeper:
    """The list of devices that are signed in, as a provider's settings page shows it."""

    def __init__(self, accounts: Mapping[str, Account]) -> None:
        self.accounts = accounts
        self.withdrawn: set[str] = set()
        self.sessions = Sessions()

    def for_caller(self, address: str) -> Mapping[str, Account]:
        """Return the accounts that somebody calling from this address can sign in to."""
        return {} if address in self.withdrawn else self.accounts

    def withdraw(self, address: str) -> None:
        """Sign a device out: its connections end, and no new one gets in."""
        self.withdrawn.add(address)
        self.sessions.log_out(SIGNED_OUT, address)

    def restart(self) -> None:
        """End all connections, as a server does that is started again."""
        self.sessions.log_out(SHUTTING_DOWN)


class IMAPDoor(IMAPServer):
    """IMAP behind the doorkeeper."""

    def __init__(self, keeper: Doorkeeper) -> None:
        super().__init__(keeper.accounts, sessions=keeper.sessions)
        self.keeper = keeper

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._accounts = self.keeper.for_caller(caller_of(transport))
        super().connection_made(transport)


class POP3Door(POP3Server):
    """POP3 behind the doorkeeper."""

    def __init__(self, keeper: Doorkeeper) -> None:
        super().__init__(keeper.accounts, sessions=keeper.sessions)
        self.keeper = keeper

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._accounts = self.keeper.for_caller(caller_of(transport))
        super().connection_made(transport)
