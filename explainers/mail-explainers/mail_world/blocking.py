"""A "blocking socket" for libraries that were never asynchronous (imaplib, smtplib, poplib).

Decides: `recv()` is the only place where such a library waits, so `recv()` runs the world until
bytes have come. No thread is needed, which a page would not give us. Time-outs are virtual
seconds and raise TimeoutError as a real socket does.
"""

from __future__ import annotations

import asyncio
import io
from typing import Any

from mail_world.network import Network


class BlockingSocket:
    """As much of socket.socket as the standard library's mail clients use.

    Connects on construction, from the address `source`; `tls` seals it from the first byte.
    Raises what Network.create_connection raises, and TimeoutError after `timeout` seconds.
    """

    def __init__(
        self,
        network: Network,
        host: str,
        port: int,
        *,
        source: str,
        tls: Any = None,
        timeout: float | None = None,
    ) -> None:
        self._network = network
        self._timeout = timeout
        self._wire = _Wire()
        connecting = network.create_connection(
            lambda: self._wire, host, port, ssl=tls, local_addr=(source, 0)
        )
        self._transport: Any
        self._transport, _ = network.run(asyncio.wait_for(connecting, timeout))

    def start_tls(self, tls: Any, host: str) -> None:
        """Seal the connection from here on (STARTTLS)."""
        sealing = self._network.start_tls(self._transport, self._wire, tls, server_hostname=host)
        self._transport = self._network.run(asyncio.wait_for(sealing, self._timeout))

    def recv(self, size: int) -> bytes:
        """Return at least one byte, or none at the end of the stream."""
        if not self._wire.ready():
            self._wire.woken = self._network.create_future()
            try:
                self._network.run(asyncio.wait_for(self._wire.woken, self._timeout))
            except TimeoutError:
                raise TimeoutError("timed out") from None
        data = bytes(self._wire.data[:size])
        del self._wire.data[:size]
        return data

    def sendall(self, data: bytes) -> None:
        """Send; raises BrokenPipeError if the connection is gone."""
        if self._transport.is_closing():
            raise BrokenPipeError("Broken pipe")
        self._transport.write(bytes(data))

    def makefile(self, mode: str = "rb", *_: Any, **__: Any) -> io.BufferedReader:
        """Return a buffered reader over recv()."""
        return io.BufferedReader(_Reader(self))

    def settimeout(self, timeout: float | None) -> None:
        self._timeout = timeout

    def gettimeout(self) -> float | None:
        return self._timeout

    def shutdown(self, how: int) -> None:
        """Do nothing: close() says goodbye, and no library here half-closes."""

    def close(self) -> None:
        self._transport.close()


class _Wire(asyncio.Protocol):
    """Collects what arrives and wakes the reader."""

    def __init__(self) -> None:
        self.data = bytearray()
        self.ended = False
        self.woken: asyncio.Future[None] | None = None

    def ready(self) -> bool:
        return bool(self.data) or self.ended

    def _wake(self) -> None:
        if self.woken is not None and not self.woken.done():
            self.woken.set_result(None)

    def data_received(self, data: bytes) -> None:
        self.data += data
        self._wake()

    def eof_received(self) -> bool:
        self.ended = True
        self._wake()
        return False

    def connection_lost(self, exc: Exception | None) -> None:
        self.ended = True
        self._wake()


class _Reader(io.RawIOBase):
    def __init__(self, sock: BlockingSocket) -> None:
        self._sock = sock

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._sock.recv(len(buffer))
        buffer[: len(data)] = data
        return len(data)
