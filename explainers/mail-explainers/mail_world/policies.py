"""Who may hand in which mail: the policies of both kinds of server, as handlers for aiosmtpd.

Decides (aiosmtpd is unmodified and speaks all of SMTP itself):

- `Counter` is submission (RFC 6409): only users, only after signing in, only under TLS, only with
  an address of their own; for whoever they write to.
- `Exchange` is the MX (RFC 5321): from anybody, but only for people of this domain. It relays for
  nobody and offers no sign-in.

Both stamp what they take with a Received line. A full box is refused with 552 (RFC 5321 section
4.2.3), at RCPT if the announced size already is too much, else after the mail.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from aiosmtpd.smtp import (
    SMTP,
    AuthResult,
    Envelope,
    LoginPassword,
    Session,
    TLSSetupException,
)

from mail_world import letter
from mail_world.imap import Refused

if TYPE_CHECKING:
    from mail_world.provider import Provider

AUTH_REQUIRED: Final = "530 5.7.0 Authentication required"


class Stamp:
    """What a Received line says of how a mail came (RFC 5321 section 4.4, RFC 3848)."""

    def __init__(self, server: SMTP, session: Session) -> None:
        transport: Any = server.transport
        self.conn: int = transport.get_extra_info("conn", 0)
        self.sealed = transport.get_extra_info("sslcontext") is not None
        self.helo = session.host_name or "unknown"
        self.address = session.peer[0]  # type: ignore[index]
        self.protocol = "ESMTP" if session.extended_smtp else "SMTP"
        if session.extended_smtp:
            self.protocol += "S" * self.sealed + "A" * bool(session.authenticated)

    def line(self, provider: Provider, queue_id: str, recipient: str) -> bytes:
        """Return the Received line of a provider's server."""
        return (
            f"Received: from {self.helo} ([{self.address}])\r\n"
            f"\tby {provider.host.name} with {self.protocol} id {queue_id}\r\n"
            f"\tfor <{recipient}>; {letter.mail_date(provider.network.wall())}\r\n"
        ).encode()


class _Policy:
    """What both kinds of server share: they know their provider and can tell of decisions."""

    def __init__(self, provider: Provider) -> None:
        self.provider = provider

    def note(self, tag: str, server: SMTP, text: str, **detail: str | int | bool) -> None:
        transport: Any = server.transport
        conn = transport.get_extra_info("conn", 0)
        self.provider.recorder.decide(tag, self.provider.actor, text, detail, conn=conn)

    def check_local(self, server: SMTP, envelope: Envelope, address: str) -> str:
        """Accept a recipient of this domain if there is one, with room for the mail."""
        account = self.provider.account(address)
        if account is None:
            self.note("recipient-refused", server, address, address=address, code=550)
            return f"550 5.1.1 <{address}>: Recipient address rejected: User unknown"
        try:
            account.require_room(_declared_size(envelope))
        except Refused:
            self.note("recipient-refused", server, address, address=address, code=552)
            return f"552 5.2.2 <{address}>: Recipient address rejected: Mailbox is full"
        return self.take(server, envelope, address)

    def take(self, server: SMTP, envelope: Envelope, address: str) -> str:
        envelope.rcpt_tos.append(address)
        self.note("recipient-accepted", server, address, address=address)
        return "250 2.1.5 Ok"

    def authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object
    ) -> AuthResult:
        return AuthResult(success=False, handled=False)

    async def handle_exception(self, error: Exception) -> str:
        """Report a fault of ours; a client that hung up or failed to seal is none."""
        if not isinstance(error, TLSSetupException | EOFError | OSError):
            self.provider.network.loop.call_exception_handler({"exception": error})
        return "451 4.3.0 Error: local error in processing"

    async def handle_DATA(  # noqa: N802  named by aiosmtpd
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        mail = bytes(envelope.original_content or b"")
        sender = (envelope.mail_from or "").strip("<>")
        stamp = Stamp(server, session)
        try:
            queue_id = self.provider.accept(sender, list(envelope.rcpt_tos), mail, stamp)
        except Refused:
            return "552 5.2.2 Mailbox is full"
        return f"250 2.0.0 Ok: queued as {queue_id}"


def _declared_size(envelope: Envelope) -> int:
    """Return the size that MAIL FROM announced (RFC 1870), or the least a mail has."""
    found = [o[5:] for o in envelope.mail_options if o.upper().startswith("SIZE=")]
    return int(found[0]) if found and found[0].isdecimal() else 1


class Counter(_Policy):
    """Submission: see the module's docstring. A fresh one for each connection."""

    def authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object
    ) -> AuthResult:
        """Check a user name (the address) and password."""
        if not isinstance(data, LoginPassword):
            return AuthResult(success=False, handled=False)
        user = data.login.decode("utf-8", "replace")
        account = self.provider.account(user)
        right = account is not None and account.password.encode() == data.password
        self.note("signed-in" if right else "sign-in-refused", server, user, user=user)
        return AuthResult(success=right, handled=False, auth_data=data)

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if not session.authenticated:
            return AUTH_REQUIRED
        signed_in: Any = session.auth_data
        user = signed_in.login.decode("utf-8", "replace")
        if address.lower() != user.lower():
            return f"553 5.7.1 <{address}>: Sender address rejected: not owned by user {user}"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 Ok"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.provider.takes(address):
            return self.check_local(server, envelope, address)
        if self.provider.forward is None:
            self.note("recipient-refused", server, address, address=address, code=550)
            return f"550 5.4.4 <{address}>: Recipient address rejected: No route to that domain"
        return self.take(server, envelope, address)


class Exchange(_Policy):
    """The MX: see the module's docstring. A fresh one for each connection."""

    async def handle_EHLO(  # noqa: N802
        self,
        server: SMTP,
        session: Session,
        envelope: Envelope,
        hostname: str,
        responses: list[str],
    ) -> list[str]:
        session.host_name = hostname
        return [line for line in responses if not line.startswith("250-AUTH")]

    async def handle_AUTH(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, arguments: list[str]
    ) -> str:
        return "503 5.5.1 Error: authentication not enabled"

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 Ok"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.provider.takes(address):
            return self.check_local(server, envelope, address)
        self.note("relay-refused", server, address, address=address, code=554)
        return f"554 5.7.1 <{address}>: Relay access denied"
