"""This machine as a ground for servers: real sockets on loopback, real time.

Decides: a server asks for the port of its service (25, 993, …) and gets the port that was given
for it on the command line, or a free one. All are opened together, or none stays open.
"""

from __future__ import annotations

import asyncio
import errno
import time
from collections.abc import Callable, Mapping
from typing import Any, Final

from mail_world.record import Detail, Kind, Leg
from mail_world.tcp.errors import ServeError

HOST: Final = "127.0.0.1"


class LoopbackGround:
    """Listens on 127.0.0.1. `ports`: service's port → port to use, 0 for a free one."""

    def __init__(self, ports: Mapping[int, int]) -> None:
        self.loop: asyncio.AbstractEventLoop = asyncio.get_running_loop()
        self._ports = ports
        self._wanted: list[tuple[int, Callable[[], asyncio.BaseProtocol], Any]] = []
        self._servers: list[asyncio.Server] = []

    @staticmethod
    def wall() -> float:
        """Return seconds since 1970."""
        return time.time()

    def listen(
        self, address: str, port: int, factory: Callable[[], asyncio.BaseProtocol], tls: Any = None
    ) -> None:
        """Note that a service wants to be reached; the address is always loopback."""
        self._wanted.append((port, factory, tls))

    async def open(self) -> dict[int, int]:
        """Open all ports and return service's port → port; raises ServeError."""
        opened: dict[int, int] = {}
        for service, factory, tls in self._wanted:
            port = self._ports[service]
            try:
                server = await self.loop.create_server(factory, HOST, port, ssl=tls)
            except OSError as error:
                self.close()
                raise ServeError(_why(port, error)) from error
            self._servers.append(server)
            opened[service] = server.sockets[0].getsockname()[1]
        return opened

    def close(self) -> None:
        """Stop listening."""
        for server in self._servers:
            server.close()


def _why(port: int, error: OSError) -> str:
    match error.errno:
        case errno.EADDRINUSE:
            return f"ポート {port} は、ほかのプログラムが使っています"
        case errno.EACCES:
            return f"ポート {port} を開く権限がありません（1024 より大きな番号をどうぞ）"
    return f"ポート {port} を開けません（{error.strerror}）"


class Silent:
    """Takes note of no decision: over TCP nobody tells a story."""

    def decide(
        self,
        tag: str,
        actor: str,
        text: str,
        detail: Detail | None = None,
        *,
        conn: int = 0,
        leg: Leg = "",
        kind: Kind = "decision",
    ) -> None:
        """Do nothing."""
