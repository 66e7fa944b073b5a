"""A network in memory: hosts, ports, connections that take time, and ears on every wire.

Decides: a connection is two ends with a delay between them. It opens in a round trip (the server
hears of it after half of it), bytes arrive in order and whole, closing says goodbye after what
was said before. A port nobody listens on refuses; an address nobody has swallows everything, and
the caller gives up after as long as Linux does.

An `Ear` hears each byte twice: `said` is what an end says, in the clear; `carried` is what the
wire carries, where TLS makes that something else. Names are looked up by the `lookup` that the
network is given (dns.py).
"""

from __future__ import annotations

import asyncio
import collections
import errno
import ssl
from asyncio import sslproto
from collections.abc import Awaitable, Callable
from typing import Any, Final, Literal, Protocol

from mail_world.clock import EPOCH, VirtualLoop

Address = tuple[str, int]
Side = Literal["client", "server"]
Factory = Callable[[], asyncio.BaseProtocol]

LATENCY: Final = 0.02
"""Seconds from one end to the other."""
SYN_GIVES_UP: Final = 127.0
"""Seconds after which Linux stops asking for a connection (tcp_syn_retries = 6)."""


class Ear(Protocol):
    """Somebody who hears all that happens on a network; `side` is the end that acts."""

    def opened(self, conn: int, client: Address, server: Address, host: str) -> None: ...
    def refused(self, client: Address, server: Address, host: str, why: str) -> None: ...
    def said(self, conn: int, side: Side, data: bytes, sealed: bool) -> None: ...
    def carried(self, conn: int, side: Side, data: bytes) -> None: ...
    def sealed(self, conn: int, side: Side, host: str) -> None: ...
    def broken(self, conn: int, side: Side, error: ssl.SSLError) -> None: ...


class Network(VirtualLoop):
    """A virtual loop whose connections stay in memory."""

    def __init__(
        self,
        ear: Ear,
        lookup: Callable[[str, str], Awaitable[str]] | None = None,
        latency: float = LATENCY,
        epoch: int = EPOCH,
    ) -> None:
        super().__init__(epoch)
        self.ear = ear
        self.lookup = lookup
        self.latency = latency
        self.connections = 0
        self._listeners: dict[Address, tuple[Factory, Any]] = {}
        self._ends: list[MemoryTransport] = []

    def listen(self, address: str, port: int, factory: Factory, tls: Any = None) -> None:
        """Serve a port of an address; with `tls`, sealed from the first byte."""
        self._listeners[address, port] = (factory, tls)

    async def create_connection(  # type: ignore[override]
        self,
        protocol_factory: Factory,
        host: str | None = None,
        port: int | None = None,
        *,
        ssl: Any = None,
        server_hostname: str | None = None,
        local_addr: tuple[str, int] | None = None,
        ssl_handshake_timeout: float | None = None,
        **_: Any,
    ) -> tuple[asyncio.BaseTransport, asyncio.BaseProtocol]:
        """Connect to host:port from `local_addr`, sealed if `ssl` is a context.

        Raises socket.gaierror for an unknown name, ConnectionRefusedError, TimeoutError, or
        ssl.SSLError if sealing fails.
        """
        host, port = host or "", port or 0
        caller = (local_addr or ("192.0.2.1", 0))[0]
        address = await self.lookup(caller, host) if self.lookup else host
        client, server = (caller, 49152 + self.connections), (address, port)
        factory, tls = await self._knock(client, server, host)
        self.connections += 1
        near = MemoryTransport(self, self.connections, "client", client, server)
        far = MemoryTransport(self, self.connections, "server", server, client)
        near.peer, far.peer = far, near
        self._ends += [near, far]
        self.ear.opened(near.conn, client, server, host)
        served = factory()
        far.begin(self._seal(served, tls, None, server_side=True) if tls else served)
        try:
            await asyncio.sleep(self.latency)
            protocol = protocol_factory()
            if ssl is None:
                near.begin(protocol)
                return near, protocol
            waiter = self.create_future()
            seal = self._seal(
                protocol, ssl, waiter, host=server_hostname or host, limit=ssl_handshake_timeout
            )
            near.begin(seal)
            transport: asyncio.BaseTransport = seal._app_transport
            await waiter
            return transport, protocol
        except BaseException:  # cancelled by a time-out, or the seal failed
            near.abort()
            raise

    def shut_down(self) -> None:
        """Drop all connections, and let both ends of each know, before closing."""
        for end in self._ends:
            end.abort()
        self.run_until(lambda: not self._ready)
        super().shut_down()

    def _seal(
        self,
        protocol: asyncio.BaseProtocol,
        tls: Any,
        waiter: asyncio.Future[None] | None,
        *,
        host: str | None = None,
        server_side: bool = False,
        known: bool = False,
        limit: float | None = None,
    ) -> Any:
        """Return asyncio's own TLS layer around a protocol; `known`: it is connected already.

        `Any`: its transport and its SSL object are asyncio's internals (aiosmtpd uses them too).
        """
        return sslproto.SSLProtocol(
            self,
            protocol,
            tls,
            waiter,  # type: ignore[arg-type]
            server_side,
            host,
            call_connection_made=not known,
            ssl_handshake_timeout=limit,  # type: ignore[arg-type]
        )

    async def _knock(self, client: Address, server: Address, host: str) -> tuple[Factory, Any]:
        """Wait for the far end to hear of the call; raises if nobody takes it."""
        if not any(address == server[0] for address, _ in self._listeners):
            await asyncio.sleep(SYN_GIVES_UP)
            self.ear.refused(client, server, host, "timed-out")
            raise TimeoutError(errno.ETIMEDOUT, "Connection timed out")
        await asyncio.sleep(self.latency)
        try:
            return self._listeners[server]
        except KeyError:
            await asyncio.sleep(self.latency)
            self.ear.refused(client, server, host, "refused")
            raise ConnectionRefusedError(errno.ECONNREFUSED, "Connection refused") from None

    async def start_tls(  # type: ignore[override]
        self,
        transport: Any,
        protocol: asyncio.BaseProtocol,
        sslcontext: Any,
        *,
        server_side: bool = False,
        server_hostname: str | None = None,
        ssl_handshake_timeout: float | None = None,
        ssl_shutdown_timeout: float | None = None,
    ) -> asyncio.BaseTransport:
        """Seal an open connection (STARTTLS) and return the transport to use from now on."""
        waiter = self.create_future()
        seal = self._seal(
            protocol,
            sslcontext,
            waiter,
            host=server_hostname,
            server_side=server_side,
            known=True,
            limit=ssl_handshake_timeout,
        )
        transport.set_protocol(seal)
        self.call_soon(seal.connection_made, transport)
        sealed: asyncio.BaseTransport = seal._app_transport
        await waiter
        return sealed


class MemoryTransport(asyncio.Transport):
    """One end of a connection."""

    _start_tls_compatible = True

    def __init__(self, loop: Network, conn: int, side: Side, here: Address, there: Address) -> None:
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
        self._send(data)

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

    def said(self, data: bytes) -> None:
        self._transport.loop.ear.said(self._transport.conn, self._transport.side, data, sealed=True)
