"""A network in memory: hosts, ports, and connections that take time.

Decides: a connection is two ends (transport.py) with a delay between them, and opens in a round
trip: the server hears of it after half of it. A port nobody listens on refuses; an address nobody
has swallows everything, and the caller gives up after as long as Linux does. Names are looked up
by the `lookup` that the network is given (dns).
"""

from __future__ import annotations

import asyncio
import errno
from asyncio import sslproto
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Final

from mail_world.clock import EPOCH, VirtualLoop
from mail_world.transport import Address, Ear, MemoryTransport

Factory = Callable[[], asyncio.BaseProtocol]

LATENCY: Final = 0.02
"""Seconds from one end to the other."""
SYN_GIVES_UP: Final = 127.0
"""Seconds after which Linux stops asking for a connection (tcp_syn_retries = 6)."""


class _Seal(sslproto.SSLProtocol):
    """asyncio's TLS layer, which also says aloud why a handshake failed.

    Hack: when a handshake fails, asyncio closes and leaves the alert in the buffer (seen up to
    3.14); mail programs send it (RFC 8446 section 6.2), and so does this.
    """

    if TYPE_CHECKING:

        def _process_outgoing(self) -> None: ...

    def _on_handshake_complete(self, handshake_exc: BaseException | None) -> None:
        if handshake_exc is not None:
            self._process_outgoing()
        super()._on_handshake_complete(handshake_exc)


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
        self.shut: set[tuple[str, int]] = set()
        """(caller's address, port): calls from there to that port vanish, as in a filter."""
        self.tamper: Callable[[MemoryTransport, bytes], bytes] | None = None
        """What somebody on the way makes of the bytes that an end writes, if there is somebody."""
        self.connections = 0
        self._listeners: dict[Address, tuple[Factory, Any]] = {}
        self._ends: list[MemoryTransport] = []

    @property
    def loop(self) -> asyncio.AbstractEventLoop:
        """The loop that servers here run in: this one."""
        return self

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
        return _Seal(
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
        there = any(address == server[0] for address, _ in self._listeners)
        if not there or (client[0], server[1]) in self.shut:
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
