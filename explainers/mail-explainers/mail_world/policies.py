"""Who may hand in which mail: the policies of both kinds of server, as handlers for aiosmtpd.

Decides (aiosmtpd is unmodified and speaks all of SMTP itself):

- `Counter` is submission (RFC 6409): only users, only after signing in, only under TLS, only with
  an address of their own; for whoever they write to.
- `Exchange` is the MX (RFC 5321): from anybody, but only for people of this domain. It relays for
  nobody and offers no sign-in.

What a provider asks for beyond that is in its rules (rules.py). Both stamp what they take with a
Received line. A mail that is larger than EHLO said is refused with 552 (RFC 1870 section 6), and so
is one for a full box (RFC 5321 section 4.2.3): as soon as the announced size tells, else after the
mail.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from aiosmtpd.smtp import (
    MISSING,
    SMTP,
    AuthResult,
    Envelope,
    LoginPassword,
    Session,
    TLSSetupException,
)

from mail_world import letter
from mail_world.imap import Refused
from mail_world.rules import GREYLISTED_FOR, MAX_MAIL
from mail_world.sasl import TOKENS, begin
from mail_world.smtp_sasl import Answered, hold
from mail_world.smtp_status import KEYWORD

if TYPE_CHECKING:
    from mail_world.provider import Provider

AUTH_REQUIRED: Final = "530 5.7.0 Authentication required"
TOO_LARGE: Final = "552 5.3.4 Message size exceeds fixed limit"
TOO_MANY_HOPS: Final = "554 5.4.6 Error: too many hops"
APP_PASSWORD: Final = "534 5.7.9 Application-specific password required"
OAUTH_ONLY: Final = "535 5.7.8 Error: sign-in by password is turned off, use OAUTHBEARER or XOAUTH2"
PASSWORDS: Final = ("LOGIN", "PLAIN")
"""Mechanisms that show a password."""
UNKNOWN_MECHANISM: Final = "504 5.5.4 Unrecognized authentication type"


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

    def greeting(self, session: Session, hostname: str, responses: list[str]) -> list[str]:
        """Return the answer to EHLO with the provider's limit (RFC 1870), and status codes."""
        session.host_name = hostname
        *begin, last = responses
        return [
            *(f"250-SIZE {MAX_MAIL}" if line.startswith("250-SIZE") else line for line in begin),
            f"250-{KEYWORD}",
            last,
        ]

    def too_large(self, server: SMTP, size: int) -> bool:
        """Tell whether a mail is larger than EHLO said that it may be."""
        if size > MAX_MAIL:
            self.note("too-large", server, f"{size}", bytes=size, limit=MAX_MAIL)
        return size > MAX_MAIL

    def check_local(self, server: SMTP, envelope: Envelope, address: str) -> str:
        """Accept a recipient of this domain if there is one, with room for the mail."""
        account = self.provider.account(address)
        if account is None:
            self.note("recipient-refused", server, address, address=address, code=550)
            return f"550 5.1.1 <{address}>: Recipient address rejected: User unknown"
        try:
            account.require_room(_declared_size(envelope))
        except Refused:
            if self.provider.rules.full_for_now:
                return self.defer(server, address, 452, "4.2.2", "Mailbox is full", "full")
            self.note("recipient-refused", server, address, address=address, code=552)
            return f"552 5.2.2 <{address}>: Recipient address rejected: Mailbox is full"
        return self.take(server, envelope, address)

    def defer(
        self, server: SMTP, address: str, code: int, status: str, words: str, why: str
    ) -> str:
        """Ask the client to come again (RFC 5321 section 4.2.1: 4yz)."""
        self.note("recipient-deferred", server, address, address=address, code=code, why=why)
        return f"{code} {status} <{address}>: Recipient address rejected: {words}"

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
        if self.too_large(server, len(mail)):
            return TOO_LARGE
        if (hops := received_lines(mail)) > self.provider.rules.max_received:
            self.note("loop-found", server, f"{hops}", hops=hops)
            return TOO_MANY_HOPS
        filed = await self.judge(mail, sender, stamp)
        if isinstance(filed, str):
            return filed
        try:
            queue_id = self.provider.accept(sender, list(envelope.rcpt_tos), mail, stamp, filed)
        except Refused:
            if self.provider.rules.full_for_now:
                return "452 4.2.2 Mailbox is full"
            return "552 5.2.2 Mailbox is full"
        return f"250 2.0.0 Ok: queued as {queue_id}"

    async def judge(self, mail: bytes, sender: str, stamp: Stamp) -> Filed | str:
        """Return where a mail goes, or the reply that refuses it: here, all go into the box."""
        return NOT_JUDGED


class Filed(NamedTuple):
    """Where a mail goes: the folder of its box, fields to put on top of it, and why if judged."""

    folder: str
    fields: bytes
    why: str = ""


NOT_JUDGED: Final = Filed("INBOX", b"")


def received_lines(mail: bytes) -> int:
    """Count the offices that a mail has come through (RFC 5321 section 6.3).

    >>> received_lines(b"Received: by a\\r\\nreceived: by b\\r\\nTo: c\\r\\n\\r\\nReceived: not")
    2
    """
    head = mail.split(b"\r\n\r\n", 1)[0].lower()
    return sum(line.startswith(b"received:") for line in head.split(b"\r\n"))


def _declared_size(envelope: Envelope, options: Sequence[str] = ()) -> int:
    """Return the size that MAIL FROM announced (RFC 1870), or the least a mail has."""
    given = (*envelope.mail_options, *options)
    found = [o[5:] for o in given if o.upper().startswith("SIZE=")]
    return int(found[0]) if found and found[0].isdecimal() else 1


class Counter(_Policy):
    """Submission: see the module's docstring. A fresh one for each connection."""

    def authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object
    ) -> AuthResult:
        """Check a user name (the address) and password; `mechanism` says how they came."""
        if not isinstance(data, LoginPassword):
            return AuthResult(success=False, handled=False)
        user = data.login.decode("utf-8", "replace")
        return self.judge_user(server, user, self.refused(user, data.password))

    def judge_user(
        self, server: SMTP, user: str, refused: tuple[str, str | None] | None
    ) -> AuthResult:
        """Let a user in, or say why not: as `refused` says."""
        if refused is None:
            self.note("signed-in", server, user, user=user)
            data = LoginPassword(user.encode(), b"")
            return AuthResult(success=True, handled=False, auth_data=data)
        why, message = refused
        self.note("sign-in-refused", server, user, user=user, why=why)
        return AuthResult(success=False, handled=False, message=message)

    async def handle_AUTH(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, arguments: list[str]
    ) -> Any:
        """Take what EHLO says; who takes tokens alone says so to whoever shows a password."""
        mechanism = arguments[0]
        asked_for = mechanism in self.mechanisms or (
            mechanism in PASSWORDS and set(TOKENS).issuperset(self.mechanisms)
        )
        return MISSING if asked_for else UNKNOWN_MECHANISM

    async def auth_OAUTHBEARER(  # noqa: N802  named by aiosmtpd
        self, server: SMTP, arguments: list[str]
    ) -> AuthResult:
        """AUTH by one of the mechanisms of sasl.py."""
        door = CounterDoor(self, server)
        try:
            found = await hold(server, begin(arguments[0], door), arguments[1:])
        except Answered:
            return AuthResult(success=False, handled=True)
        return found or door.refusal

    auth_XOAUTH2 = auth_CRAM__MD5 = auth_OAUTHBEARER  # noqa: N815

    def refused(self, user: str, secret: bytes) -> tuple[str, str | None] | None:
        """Tell why somebody is not let in, and the reply if it is not the usual one; else None."""
        account = self.provider.account(user)
        asked = self.provider.rules.sign_in
        right = account is not None and account.password.encode() == secret
        if asked == "oauth":
            return "oauth-only", OAUTH_ONLY
        if right and asked != "password":
            return "app-password", APP_PASSWORD
        return None if right else ("wrong", None)

    def token_refused(self, user: str, token: str) -> tuple[str, str | None] | None:
        """Tell the same of a bearer's token."""
        account = self.provider.account(user)
        return None if account is not None and account.token == token else ("wrong", None)

    def digest_refused(
        self, user: str, shown: Callable[[str], bool]
    ) -> tuple[str, str | None] | None:
        """Tell the same of a digest of a password."""
        account = self.provider.account(user)
        return None if account is not None and shown(account.password) else ("wrong", None)

    @property
    def mechanisms(self) -> tuple[str, ...]:
        """What EHLO says of signing in."""
        return TOKENS if self.provider.rules.sign_in == "oauth" else PASSWORDS

    async def handle_EHLO(  # noqa: N802
        self,
        server: SMTP,
        session: Session,
        envelope: Envelope,
        hostname: str,
        responses: list[str],
    ) -> list[str]:
        offered = " ".join(("250-AUTH", *self.mechanisms))
        return [
            offered if line.startswith("250-AUTH") else line
            for line in self.greeting(session, hostname, responses)
        ]

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if not session.authenticated:
            return AUTH_REQUIRED
        signed_in: Any = session.auth_data
        user = signed_in.login.decode("utf-8", "replace")
        if self.too_large(server, _declared_size(envelope, options)):
            return TOO_LARGE
        if not self.owns(user, address):
            self.note("sender-refused", server, address, address=address, user=user)
            return f"553 5.7.1 <{address}>: Sender address rejected: not owned by user {user}"
        if self.provider.rules.spent:
            self.note("too-many", server, user, user=user)
            return f"450 4.7.1 Error: too much mail from {session.peer[0]}"  # type: ignore[index]
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 Ok"

    def owns(self, user: str, address: str) -> bool:
        """Tell whether a user may send from an address (RFC 6409 section 6.1)."""
        return address.lower() == user.lower()

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.provider.takes(address):
            return self.check_local(server, envelope, address)
        if self.provider.forward is None:
            self.note("recipient-refused", server, address, address=address, code=550)
            return f"550 5.4.4 <{address}>: Recipient address rejected: No route to that domain"
        return self.take(server, envelope, address)


class CounterDoor:
    """Who comes in at a counter (sasl.Door); `refusal` is for whoever does not."""

    def __init__(self, counter: Counter, server: SMTP) -> None:
        self.counter, self.server = counter, server
        self.host = server.hostname
        self.refusal = AuthResult(success=False, handled=False)

    def by_password(self, user: str, password: str) -> AuthResult | None:
        """Let nobody in: aiosmtpd takes the passwords."""
        return None

    def by_token(self, user: str, token: str) -> AuthResult | None:
        """Check a token."""
        return self._judge(user, self.counter.token_refused(user, token))

    def by_digest(self, user: str, shown: Callable[[str], bool]) -> AuthResult | None:
        """Check a digest of a password."""
        return self._judge(user, self.counter.digest_refused(user, shown))

    def _judge(self, user: str, refused: tuple[str, str | None] | None) -> AuthResult | None:
        result = self.counter.judge_user(self.server, user, refused)
        if result.success:
            return result
        self.refusal = result
        return None


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
        greeting = self.greeting(session, hostname, responses)
        return [line for line in greeting if not line.startswith("250-AUTH")]

    async def handle_AUTH(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, arguments: list[str]
    ) -> str:
        return "503 5.5.1 Error: authentication not enabled"

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.too_large(server, _declared_size(envelope, options)):
            return TOO_LARGE
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 Ok"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.provider.takes(address):
            if self.provider.account(address) and self.is_stranger(session, envelope, address):
                words = f"Greylisted, please try again in {GREYLISTED_FOR} seconds"
                return self.defer(server, address, 450, "4.7.1", words, "greylisted")
            return self.check_local(server, envelope, address)
        self.note("relay-refused", server, address, address=address, code=554)
        return f"554 5.7.1 <{address}>: Relay access denied"

    def is_stranger(self, session: Session, envelope: Envelope, address: str) -> bool:
        """Tell whether who comes, from whom and for whom, has not been known for long enough."""
        if not self.provider.rules.greylists:
            return False
        who = (session.peer[0], envelope.mail_from or "", address)  # type: ignore[index]
        now = self.provider.network.wall()
        return now - self.provider.first_seen.setdefault(who, now) < GREYLISTED_FOR

    async def judge(self, mail: bytes, sender: str, stamp: Stamp) -> Filed | str:
        """Check who sent a mail, where the provider's rules ask for it (checks.py)."""
        checks = self.provider.checks
        return await checks.judge(mail, sender, stamp) if checks else NOT_JUDGED
