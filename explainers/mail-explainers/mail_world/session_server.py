"""Ties a sans-IO session (IMAP, POP3) to an asyncio transport, in memory or over TCP.

The only part of them with I/O. Decides: STARTTLS, and that a client which does not read what it
asked for is not answered further, so that nothing piles up. A client may speak in the same breath
as it ends its handshake: what it says waits until its answer can go out under TLS, too. Whoever
says nothing for too long is logged out (the session knows how long that is), and so is everybody
when the service shuts down, in the words that the protocol has for it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any, ClassVar, Final, Protocol

if TYPE_CHECKING:
    from mail_world.imap.account import Account


AUTOLOGOUT: Final = "Autologout: nothing was said for too long"
SHUTTING_DOWN: Final = "Server shutting down"
LOOK_AGAIN: Final = 600.0
"""Seconds until the next look at a client that may be silent for as long as it likes."""


class Conversation(Protocol):
    """What a session does for its server.

    `patience`: seconds of silence after which it ends, None while there is no such end.
    """

    @property
    def patience(self) -> float | None: ...
    def feed(self, data: bytes) -> None: ...
    def pause(self) -> None: ...
    def resume(self) -> None: ...
    def lost(self) -> None: ...


class Sessions:
    """The connections that servers of IMAP and POP3 have open; `closing`: no more are wanted."""

    def __init__(self) -> None:
        self.open: list[SessionServer] = []
        self.closing = False

    def shut_down(self) -> None:
        """Log everybody out, and whoever comes from now on."""
        self.closing = True
        self.log_out(SHUTTING_DOWN)

    def log_out(self, why: str, caller: str | None = None) -> None:
        """Log out everybody who is there, or who calls from this address."""
        for one in self.open[:]:
            if caller in (None, caller_of(one.transport)):
                one.send_away(why)


class SessionServer(asyncio.Protocol):
    """One connection. `tls`: the context for STARTTLS; None where TLS is there from the start.

    `sessions`: where it is noted while it is open. `trusts_loopback`: a client on this machine may
    sign in without TLS, as Dovecot lets it (its setting disable_plaintext_auth exempts local
    addresses).
    """

    kind: ClassVar[Any]
    """The class of the session: made from accounts, write, close, start_tls, sealed, private.

    Its `farewell(why)` gives the bytes with which a client is logged out.
    """

    def __init__(
        self,
        accounts: Mapping[str, Account],
        tls: Any = None,
        *,
        sessions: Sessions | None = None,
        trusts_loopback: bool = False,
    ) -> None:
        self._accounts, self._tls, self._trusts_loopback = accounts, tls, trusts_loopback
        self._sessions = sessions or Sessions()
        self._heard_at = 0.0
        self._timer: asyncio.TimerHandle | None = None
        self.transport: Any = None
        self._session: Conversation | None = None
        self._sealing: asyncio.Task[None] | None = None
        self._early: bytearray | None = None
        """What came while TLS was about to begin; None at any other time."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        if self._sessions.closing:
            self.send_away(SHUTTING_DOWN)
            return
        self._sessions.open.append(self)
        self._session = self.make_session(
            self._accounts,
            lambda data: self.transport.write(data),
            lambda: self.transport.close(),
            start_tls=self._start_tls if self._tls is not None else None,
            sealed=transport.get_extra_info("sslcontext") is not None,
            private=self._trusts_loopback and ip_address(caller_of(transport)).is_loopback,
        )
        self._heard_at = asyncio.get_running_loop().time()
        self._watch()

    @property
    def make_session(self) -> Callable[..., Any]:
        """What makes this connection's session."""
        make: Callable[..., Any] = type(self).kind
        return make

    def data_received(self, data: bytes) -> None:
        self._heard_at = asyncio.get_running_loop().time()
        if self._early is not None:
            self._early += data
        elif self._session:
            self._session.feed(data)

    def pause_writing(self) -> None:
        """The client reads slower than it asks."""
        if self._session:
            self._session.pause()
            self.transport.pause_reading()

    def resume_writing(self) -> None:
        if self._session:
            self.transport.resume_reading()
            self._session.resume()

    def connection_lost(self, exc: Exception | None) -> None:
        self._forget()

    def send_away(self, why: str) -> None:
        """Log the client out: say what the protocol says then, and hang up."""
        self._forget()
        if self._early is None:  # no word can be put between those of a handshake
            self.transport.write(type(self).kind.farewell(why))
        self.transport.close()

    def _forget(self) -> None:
        """Take no notice of the client any more."""
        if self._timer is not None:
            self._timer.cancel()
        if self._session is not None:
            self._session.lost()
            self._sessions.open.remove(self)
        self._session = None

    def _watch(self) -> None:
        """Log the client out if it has been silent for too long, or look again when that may be."""
        loop = asyncio.get_running_loop()
        patience = self._session.patience if self._session else None
        ends = loop.time() + LOOK_AGAIN if patience is None else self._heard_at + patience
        if ends <= loop.time():
            self.send_away(AUTOLOGOUT)
        else:
            self._timer = loop.call_at(ends, self._watch)

    def _start_tls(self) -> None:
        self._early = bytearray()
        self._sealing = asyncio.get_running_loop().create_task(self._seal())

    async def _seal(self) -> None:
        loop = asyncio.get_running_loop()
        self._early = bytearray()  # what was said in the clear must not count (RFC 3501 6.2.1)
        try:
            self.transport = await loop.start_tls(self.transport, self, self._tls, server_side=True)
        except OSError:  # the handshake failed, and asyncio has closed the connection
            self.transport.close()
            self._forget()
            return
        early, self._early = bytes(self._early), None
        if early:
            self.data_received(early)


def caller_of(transport: asyncio.BaseTransport) -> str:
    """Return the address that a connection comes from."""
    return str(transport.get_extra_info("peername")[0])
