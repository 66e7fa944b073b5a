"""imaplib and poplib on a wire in memory, with what a device needs beside them.

Decides: nothing of the protocols. IDLE (RFC 2177) is spelt out here, since imaplib learned it only
in Python 3.14; `waiting` tells whether the server has said something of its own accord.
"""

from __future__ import annotations

import poplib
from typing import Any, Final

from mail_world.blocking import BlockingSocket
from mail_world.network import Network
from mail_world.reading import MemoryIMAP4

PATIENCE: Final = 30
"""Virtual seconds that a device waits for an answer."""
CHUNK: Final = 65536
IDLE_TAG: Final = b"IDLE1"


class EagerSocket(BlockingSocket):
    """A socket that can be asked whether something has come."""

    @property
    def waiting(self) -> bool:
        """Tell whether recv() would return at once."""
        return self._wire.ready()


class DeviceIMAP4(MemoryIMAP4):
    """imaplib's client for a device that stays connected."""

    def open(self, host: str = "", port: int = 143, timeout: float | None = None) -> None:
        self.host, self.port = host, port
        self.sock: EagerSocket = EagerSocket(
            self._network, host, port, source=self._source, tls=self._tls, timeout=timeout
        )
        self._heard = bytearray()

    def read(self, size: int) -> bytes:
        while len(self._heard) < size and self._hear():
            pass
        return self._take(size)

    def readline(self) -> bytes:
        while b"\n" not in self._heard and self._hear():
            pass
        return self._take(self._heard.find(b"\n") + 1 or len(self._heard))

    def _hear(self) -> bool:
        data = self.sock.recv(CHUNK)
        self._heard += data
        return bool(data)

    def _take(self, size: int) -> bytes:
        taken = bytes(self._heard[:size])
        del self._heard[:size]
        return taken

    @property
    def waiting(self) -> bool:
        """Tell whether the server has said something that nobody has read, or hung up."""
        return bool(self._heard) or self.sock.waiting

    def begin_idle(self) -> None:
        """Ask to be told of changes as they happen; raises `abort` if the connection is gone."""
        self.send(IDLE_TAG + b" IDLE\r\n")
        self._skip_to(b"+")

    def end_idle(self) -> list[bytes]:
        """Say DONE; return what was told meanwhile, a line each."""
        self.send(b"DONE\r\n")
        return self._skip_to(IDLE_TAG)

    def _skip_to(self, start: bytes) -> list[bytes]:
        passed: list[bytes] = []
        while line := self.readline():
            if line.startswith(start):
                return passed
            passed.append(line)
        raise self.abort("connection lost")


class DevicePOP3(poplib.POP3):
    """poplib's client with its socket taken from the world's network."""

    def __init__(self, network: Network, host: str, port: int, source: str, tls: Any) -> None:
        self._network, self._source, self._tls = network, source, tls
        super().__init__(host, port, PATIENCE)

    def _create_socket(self, timeout: float | None) -> BlockingSocket:
        return BlockingSocket(
            self._network, self.host, self.port, source=self._source, tls=self._tls, timeout=timeout
        )
