"""A mail provider: its domain, its people's boxes, and the counter where mail is handed in.

Decides, as handlers that aiosmtpd asks (it is unmodified and speaks all of SMTP itself):

- `Counter` is submission (RFC 6409): only users, only after signing in, only under TLS, only with
  an address of their own; for whoever they write to.
- `Exchange` is the MX (RFC 5321): from anybody, but only for people of this domain. It relays for
  nobody and offers no sign-in.

Both stamp what they take with a Received line, and put it into a box or into the queue.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any, Final

from aiosmtpd.smtp import (
    SMTP,
    AuthResult,
    Envelope,
    LoginPassword,
    Session,
    TLSSetupException,
)

from mail_world import letter
from mail_world.imap import Account
from mail_world.network import Network
from mail_world.places import Host, Person
from mail_world.recorder import Recorder
from mail_world.sealed import SealedContext

MAX_MAIL: Final = 10 * 1024 * 1024
"""Bytes that a server takes, as its SIZE says (RFC 1870)."""
AUTH_REQUIRED: Final = "530 5.7.0 Authentication required"
IDENT: Final = "ESMTP"


class Provider:
    """A domain, the accounts in it, and how its servers reach the world."""

    def __init__(
        self, network: Network, recorder: Recorder, domain: str, host: Host, people: list[Person]
    ) -> None:
        self.network, self.recorder = network, recorder
        self.domain, self.host, self.actor = domain, host, host.actor
        self.tls = SealedContext((host.name,))
        self.accounts = {
            person.address: Account(person.address, person.password, network.wall)
            for person in people
        }
        self.forward: Callable[[str, str, bytes, str, int], None] | None = None
        """Takes mail for other domains: (sender, recipient, mail, queue id, connection)."""

    def serve_smtp(self) -> None:
        """Listen on 587, 465 and 25 of this provider's host."""
        ports: tuple[tuple[int, type[Counter | Exchange], bool], ...] = (
            (587, Counter, False),
            (465, Counter, True),
            (25, Exchange, False),
        )
        for port, policy, implicit in ports:
            self.serve_port(port, policy, implicit=implicit)

    def serve_port(self, port: int, policy: type[Counter | Exchange], *, implicit: bool) -> None:
        """Listen on one port with a policy; `implicit`: TLS from the first byte (RFC 8314)."""

        def server() -> SMTP:
            handler = policy(self)
            return SMTP(
                handler,
                hostname=self.host.name,
                ident=IDENT,
                loop=self.network,
                data_size_limit=MAX_MAIL,
                tls_context=None if implicit else self.tls,  # type: ignore[arg-type]
                require_starttls=policy is Counter,
                # aiosmtpd knows only of its own STARTTLS: on 465 all is under TLS already.
                auth_require_tls=not implicit,
                authenticator=handler.authenticate,
            )

        self.network.listen(self.host.address, port, server, self.tls if implicit else None)

    def takes(self, address: str) -> bool:
        """Tell whether the address is in this provider's domain."""
        return address.rpartition("@")[2].lower() == self.domain

    def account(self, address: str) -> Account | None:
        """Return whose address this is (without case, as providers do), or None."""
        return self.accounts.get(address.lower())

    def accept(self, sender: str, recipients: list[str], mail: bytes, stamp: Stamp) -> str:
        """Put a mail on its way to each recipient and return its queue id."""
        queue_id = f"{random.getrandbits(40):010X}"
        self.recorder.decide(
            "queued",
            self.actor,
            queue_id,
            {"id": queue_id, "from": sender, "to": ", ".join(recipients), "bytes": len(mail)},
            conn=stamp.conn,
        )
        for recipient in recipients:
            whole = stamp.line(self, queue_id, recipient) + mail
            if self.takes(recipient):
                self.deliver(sender, recipient, whole, conn=stamp.conn)
            elif self.forward:
                self.forward(sender, recipient, whole, queue_id, stamp.conn)
        return queue_id

    def deliver(self, sender: str, recipient: str, mail: bytes, *, conn: int = 0) -> None:
        """Put a mail into its box: final delivery adds Return-Path (RFC 5321 section 4.4)."""
        account = self.accounts[recipient.lower()]
        whole = f"Return-Path: <{sender}>\r\n".encode() + mail
        uid = account.deliver(whole)
        self.recorder.decide(
            "delivered",
            self.actor,
            f"{recipient} INBOX {uid}",
            {"mailbox": recipient, "uid": uid, "bytes": len(whole)},
            conn=conn,
        )


class Stamp:
    """What a Received line says of how a mail came (RFC 5321 section 4.4, RFC 3848)."""

    def __init__(self, server: SMTP, session: Session) -> None:
        transport: Any = server.transport
        self.conn: int = transport.get_extra_info("conn")
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
        conn = transport.get_extra_info("conn")
        self.provider.recorder.decide(tag, self.provider.actor, text, detail, conn=conn)

    def check_local(self, server: SMTP, envelope: Envelope, address: str) -> str:
        """Accept a recipient of this domain if there is one."""
        if self.provider.account(address) is None:
            self.note("recipient-refused", server, address, address=address, code=550)
            return f"550 5.1.1 <{address}>: Recipient address rejected: User unknown"
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
            self.provider.network.call_exception_handler({"exception": error})
        return "451 4.3.0 Error: local error in processing"

    async def handle_DATA(  # noqa: N802  named by aiosmtpd
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        mail = bytes(envelope.original_content or b"")
        sender = (envelope.mail_from or "").strip("<>")
        stamp = Stamp(server, session)
        queue_id = self.provider.accept(sender, list(envelope.rcpt_tos), mail, stamp)
        return f"250 2.0.0 Ok: queued as {queue_id}"


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
