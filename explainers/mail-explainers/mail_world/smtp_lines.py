"""The SMTP connections that a provider has open, and how clients are sent away for now: 421.

Decides: whoever comes beyond the limit is greeted with 421 and cut off; so is whoever comes while
the service shuts down, and whoever is connected then is told at once (RFC 5321 sections 3.8 and
4.2.3). So is whoever gives no command for five minutes (section 4.5.3.2.7). A client takes it as
"come again" (4yz), and what it had not handed in yet stays with it.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from aiosmtpd.smtp import SMTP, syntax

from mail_world.smtp_status import enhanced

if TYPE_CHECKING:
    from mail_world.provider import Provider


class Lines:
    """The open connections of one provider; `closing`: no more are wanted."""

    def __init__(self, provider: Provider) -> None:
        self.provider = provider
        self.open: set[Line] = set()
        self.closing = False

    def reason(self, address: str) -> str:
        """Return why somebody who comes now is sent away, as a reply to say; empty: they stay."""
        host, most = self.provider.host.name, self.provider.rules.max_connections
        if self.closing:
            return f"421 4.3.2 {host} Service shutting down, closing transmission channel"
        if most is not None and len(self.open) >= most:
            return f"421 4.7.0 {host} Error: too many connections from {address}"
        return ""

    def shut_down(self) -> None:
        """Tell everybody who is connected, and whoever comes from now on, that this is the end."""
        self.closing = True
        for line in list(self.open):
            line.send_away(self.reason(""))


class Line(SMTP):
    """One connection: aiosmtpd's, counted, with an enhanced status code in each reply."""

    def __init__(self, lines: Lines, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self._lines = lines

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if self not in self._lines.open:  # STARTTLS makes the same connection once more
            address = str(transport.get_extra_info("peername")[0])
            if why := self._lines.reason(address):
                self.transport = transport
                self.send_away(why)
                return
            self._lines.open.add(self)
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        if self in self._lines.open:
            self._lines.open.discard(self)
            super().connection_lost(error)

    def data_received(self, data: bytes) -> None:
        if self in self._lines.open:
            super().data_received(data)

    def eof_received(self) -> bool | None:
        return super().eof_received() if self in self._lines.open else None

    async def push(self, status: str | bytes) -> None:
        """Say a reply; the address that aiosmtpd can't read in MAIL is the sender's (RFC 3463)."""
        reply = status if isinstance(status, str) else status.decode()
        if self.envelope is not None and self.envelope.mail_from is None:
            reply = reply.replace("553 5.1.3 ", "553 5.1.7 ")
        await super().push(enhanced(reply))

    @syntax("STARTTLS", when="tls_context")
    async def smtp_STARTTLS(self, arg: str) -> None:  # noqa: N802  named by aiosmtpd
        """Refuse to begin TLS inside of TLS, as Postfix does: what comes next is no handshake."""
        transport: Any = self.transport
        if transport.get_extra_info("sslcontext") is not None:
            await self.push("554 5.5.1 Error: TLS already active")
        else:
            await super().smtp_STARTTLS(arg)

    def _timeout_cb(self) -> None:
        """Send away whoever has said nothing for as long as aiosmtpd waits."""
        self.send_away(f"421 4.4.2 {self.hostname} Error: timeout exceeded")

    def send_away(self, why: str) -> None:
        """Say why, and hang up, unless that was done and TLS has its last words."""
        transport: Any = self.transport
        if not transport.is_closing():
            transport.write(f"{why}\r\n".encode())
            transport.close()
