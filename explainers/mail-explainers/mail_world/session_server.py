"""Ties a sans-IO session (IMAP, POP3) to an asyncio transport, in memory or over TCP.

The only part of them with I/O. Decides: STARTTLS, and that a client which does not read what it
asked for is not answered further, so that nothing piles up.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

if TYPE_CHECKING:
    from mail_world.imap.account import Account


class Conversation(Protocol):
    """What a session does for its server."""

    def feed(self, data: bytes) -> None: ...
    def pause(self) -> None: ...
    def resume(self) -> None: ...
    def lost(self) -> None: ...


class SessionServer(asyncio.Protocol):
    """One connection. `tls`: the context for STARTTLS; None where TLS is there from the start."""

    kind: ClassVar[Callable[..., Any]]
    """The class of the session: made from accounts, write, close, start_tls and sealed."""

    def __init__(self, accounts: Mapping[str, Account], tls: Any = None) -> None:
        self._accounts, self._tls = accounts, tls
        self._transport: Any = None
        self._session: Conversation | None = None
        self._sealing: asyncio.Task[None] | None = None
        self._early: bytearray | None = None
        """What the client says right behind its handshake: answered once our end is sealed too."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self._session = type(self).kind(
            self._accounts,
            lambda data: self._transport.write(data),
            lambda: self._transport.close(),
            start_tls=self._start_tls if self._tls is not None else None,
            sealed=transport.get_extra_info("sslcontext") is not None,
        )

    def data_received(self, data: bytes) -> None:
        if self._early is not None:
            self._early += data
        elif self._session:
            self._session.feed(data)

    def pause_writing(self) -> None:
        """The client reads slower than it asks."""
        if self._session:
            self._session.pause()
            self._transport.pause_reading()

    def resume_writing(self) -> None:
        if self._session:
            self._transport.resume_reading()
            self._session.resume()

    def connection_lost(self, exc: Exception | None) -> None:
        if self._session:
            self._session.lost()

    def _start_tls(self) -> None:
        self._sealing = asyncio.get_running_loop().create_task(self._seal())

    async def _seal(self) -> None:
        loop = asyncio.get_running_loop()
        self._early = bytearray()
        try:
            self._transport = await loop.start_tls(
                self._transport, self, self._tls, server_side=True
            )
        except OSError:  # the handshake failed, and asyncio has closed the connection
            self._transport.close()
            return
        early, self._early = bytes(self._early), None
        if early:
            self.data_received(early)
