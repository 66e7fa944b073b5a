"""One end of a connection in memory, and the ears that hear what passes.

Decides: bytes arrive in order and whole, after the network's latency; closing says goodbye after
what was said before; whatever reaches a closed end is lost. Every byte is heard where it is
written: as what was said, or, under TLS, as what the wire carries (and then what was said is heard
inside of the seal).
"""

from __future__ import annotations

import asyncio
import collections
import ssl
from asyncio import sslproto
from collections.abc import Callable
from typing import Any, Literal, Protocol

Address = tuple[str, int]
Side = Literal["client", "server"]


class Ear(Protocol):
    """Somebody who hears all that happens on a network; `side` is the end that acts."""

    def opened(self, conn: int, client: Address, server: Address, host: str) -> None: ...
    def refused(self, client: Address, server: Address, host: str, why: str) -> None: ...
    def said(self, conn: int, side: Side, data: bytes, sealed: bool) -> None: ...
    def carried(self, conn: int, side: Side, data: bytes) -> None: ...
    def sealed(self, conn: int, side: Side, host: str) -> None: ...
    def broken(self, conn: int, side: Side, error: ssl.SSLError) -> None: ...
    def overlooked(self, conn: int, side: Side, error: ssl.SSLError) -> None: ...


class Wire(Protocol):
    """What a transport needs of its network: a loop with a latency and an ear."""

    ear: Ear
    latency: float
    tamper: Callable[[MemoryTransport, bytes], bytes] | None

    def call_soon(self, callback: Any, *args: Any) -> Any: ...
    def call_later(self, delay: float, callback: Any, *args: Any) -> Any: ...


class MemoryTransport(asyncio.Transport):
    """One end of a connection."""

    _start_tls_compatible = True

    def __init__(self, loop: Wire, conn: int, side: Side, here: Address, there: Address) -> None:
        super().__init__({"sockname": here, "peername": there, "conn": conn})
        self.loop = loop
        self.conn = conn
        self.side: Side = side
        self.peer: MemoryTransport
        self._protocol: Any = None
        self._outbox: collections.deque[bytes | None] = collections.deque()
        self._inbox: collections.deque[bytes | None] = collections.deque()
        self._paused = self._closing = self._said_eof = False

    # -- protocol --------------------------------------------------------------------------------

    def begin(self, protocol: asyncio.BaseProtocol) -> None:
        """Give this end its protocol and whatever has arrived before it was ready."""
        self.set_protocol(protocol)
        protocol.connection_made(self)
        self.loop.call_soon(self._deliver)

    def set_protocol(self, protocol: asyncio.BaseProtocol) -> None:
        self._protocol = protocol
        if isinstance(protocol, sslproto.SSLProtocol):
            # Hack: asyncio shows its SSL object only after the handshake; we listen from before.
            sealed: Any = protocol
            sealed._sslobj.witness = _Inside(self)

    def get_protocol(self) -> asyncio.BaseProtocol:
        protocol: asyncio.BaseProtocol = self._protocol
        return protocol

    # -- writing ---------------------------------------------------------------------------------

    def write(self, data: bytes | bytearray | memoryview) -> None:
        if self._closing or not data:
            return
        data = bytes(data)
        if isinstance(self._protocol, sslproto.SSLProtocol):
            self.loop.ear.carried(self.conn, self.side, data)
        else:
            self.loop.ear.said(self.conn, self.side, data, sealed=False)
        self._send(self.loop.tamper(self, data) if self.loop.tamper else data)

    def _send(self, data: bytes | None) -> None:
        self._outbox.append(data)
        self.loop.call_later(self.loop.latency, self._arrive)

    def _arrive(self) -> None:
        self.peer._receive(self._outbox.popleft())

    def can_write_eof(self) -> bool:
        return True

    def write_eof(self) -> None:
        if not self._said_eof:
            self._said_eof = True
            self._send(None)

    # -- reading ---------------------------------------------------------------------------------

    def _receive(self, data: bytes | None) -> None:
        self._inbox.append(data)
        self._deliver()

    def _deliver(self) -> None:
        while self._inbox and self._protocol is not None and not self._paused:
            data = self._inbox.popleft()
            if self._closing:
                continue
            if data is None:
                if not self._protocol.eof_received():
                    self.close()
            elif isinstance(self._protocol, asyncio.BufferedProtocol):
                self._fill(self._protocol, memoryview(data))
            else:
                self._protocol.data_received(data)

    @staticmethod
    def _fill(protocol: asyncio.BufferedProtocol, data: memoryview) -> None:
        while data:
            buffer = memoryview(protocol.get_buffer(len(data)))
            count = min(len(buffer), len(data))
            buffer[:count] = data[:count]
            protocol.buffer_updated(count)
            data = data[count:]

    def pause_reading(self) -> None:
        self._paused = True

    def resume_reading(self) -> None:
        self._paused = False
        self.loop.call_soon(self._deliver)

    def is_reading(self) -> bool:
        return not self._paused and not self._closing

    # -- closing ---------------------------------------------------------------------------------

    def close(self) -> None:
        if self._closing:
            return
        self.write_eof()
        self._closing = True
        self.loop.call_soon(self._lose, None)

    def abort(self) -> None:
        self._force_close(None)

    def _force_close(self, exc: BaseException | None) -> None:
        """Close at once; the name that asyncio.sslproto calls."""
        if self._closing:
            return
        self.write_eof()
        self._closing = True
        self.loop.call_soon(self._lose, exc)

    def _lose(self, exc: BaseException | None) -> None:
        protocol, self._protocol = self._protocol, None
        if protocol is not None:
            protocol.connection_lost(exc)

    def is_closing(self) -> bool:
        return self._closing

    # -- flow control: memory has room -----------------------------------------------------------

    def set_write_buffer_limits(self, high: int | None = None, low: int | None = None) -> None:
        """Do nothing: all fits."""

    def get_write_buffer_size(self) -> int:
        return 0


class _Inside:
    """The witness of one end's seal: passes on what is said inside of it."""

    def __init__(self, transport: MemoryTransport) -> None:
        self._transport = transport

    def established(self, host: str) -> None:
        self._transport.loop.ear.sealed(self._transport.conn, self._transport.side, host)

    def failed(self, error: ssl.SSLError) -> None:
        self._transport.loop.ear.broken(self._transport.conn, self._transport.side, error)

    def overlooked(self, error: ssl.SSLError) -> None:
        self._transport.loop.ear.overlooked(self._transport.conn, self._transport.side, error)

    def said(self, data: bytes) -> None:
        self._transport.loop.ear.said(self._transport.conn, self._transport.side, data, sealed=True)
