"""The sender's mail app: aiosmtplib, driven by what a settings screen offers.

Decides what a mail app does: connect as told (STARTTLS, TLS from the start, or neither); sign in
if it was given a password and the server offers it under TLS; else go on without, as curl does,
so that the server's own refusal is what the user meets. A password never goes out in the clear.
It waits half a minute for a server to speak.

The app has no opinions about errors: it reports the stage that it had reached, with the server's
reply or the library's words.
"""

from __future__ import annotations

import ssl
from base64 import b64encode
from dataclasses import dataclass, field
from typing import Any, Final, Literal

import aiosmtplib

from mail_world.places import (
    HANA,
    NOT_HERS,
    OFFICE_MAIL,
    OTHER_DOMAIN,
    PHONE_HOST,
    WRONG_PASSWORD,
    Person,
)
from mail_world.record import OFFICE, PHONE, Stage
from mail_world.recorder import Recorder
from mail_world.sasl import DUMMY, OAUTHBEARER, show_token
from mail_world.scenario import Scenario, Security
from mail_world.sealed import SealedContext

Method = Literal["password", "hashed", "token", "none", "other"]

PATIENCE: Final = 30
"""Seconds that the app waits for the server to connect or to answer."""
NO_STARTTLS: Final = "STARTTLS is not offered by the server"
PASSWORDS: Final = {"right": HANA.password, "wrong": WRONG_PASSWORD}


def envelope_sender(scenario: Scenario) -> str:
    """Return the address that MAIL FROM gives."""
    return NOT_HERS if scenario.sender == "not-owned" else HANA.address


def author(scenario: Scenario) -> Person:
    """Return who the letter says to be from: who the app's settings name."""
    if scenario.sender == "other-domain":
        return HANA._replace(address=f"hana@{OTHER_DOMAIN}")
    return HANA._replace(address=envelope_sender(scenario))


@dataclass(frozen=True, slots=True)
class Submission:
    """What the screen for sending says: where to, how, and as whom.

    `method`: how the app signs in: by `password`, by a digest of it (`hashed`: CRAM-MD5, RFC 2195),
    by a `token` (OAuth 2.0, in `password`), not at all (`none`), or in a way that this app knows
    and no server here offers (`other`).
    `sender` is the address of the envelope.
    """

    host: str
    port: int
    security: Security
    user: str
    password: str
    sender: str
    method: Method = "password"


def submission_of(scenario: Scenario) -> Submission:
    """Return what the screen of はな's app says in a scenario."""
    return Submission(
        host=OFFICE_MAIL.name,
        port=scenario.port,
        security=scenario.security,
        user=HANA.address,
        password=PASSWORDS.get(scenario.auth, ""),
        sender=envelope_sender(scenario),
        method="none" if scenario.auth == "none" else "password",
    )


@dataclass(slots=True)
class SendingApp:
    """One attempt to send; `stage` and `error` or `code` tell afterwards how far it came.

    `tls` is the context that the app seals with.
    """

    screen: Submission
    recorder: Recorder
    tls: Any = field(default_factory=SealedContext)
    stage: Stage = "connect"
    code: int = 0
    error: str = ""
    _client: aiosmtplib.SMTP = field(init=False)

    def __post_init__(self) -> None:
        self._client = aiosmtplib.SMTP(
            hostname=self.screen.host,
            port=self.screen.port,
            use_tls=self.screen.security == "tls",
            start_tls=False,
            local_hostname=f"[{PHONE_HOST.address}]",
            source_address=(PHONE_HOST.address, 0),
            tls_context=self.tls,
            timeout=PATIENCE,
        )

    async def send(self, recipient: str, mail: bytes) -> bool:
        """Send the mail; return whether the office took it."""
        try:
            await self._converse(recipient, mail)
        except aiosmtplib.SMTPResponseException as error:
            self.code, self.error = error.code, f"{error.code} {error.message}"
        except aiosmtplib.SMTPTimeoutError as error:
            # Not connected, or connected and never greeted: the library's cause tells.
            if isinstance(error.__cause__, aiosmtplib.SMTPTimeoutError):
                self.stage = "greeting" if self.stage == "connect" else self.stage
            self._give_up(str(error))
        except (aiosmtplib.SMTPException, OSError) as error:
            cause = error.__cause__ or error
            if isinstance(cause, ssl.SSLError):
                self.stage = "tls"
            self.error = str(cause.args[-1] if isinstance(cause, OSError) else error)
        else:
            self.stage = "done"
        self._report()
        await self._leave()
        return self.stage == "done"

    def _report(self) -> None:
        """Tell the user how it ended."""
        if self.stage == "done":
            self.recorder.decide("sent", PHONE, "sent", target=OFFICE)
            return
        detail = {"stage": self.stage, "code": self.code, "error": self.error}
        self.recorder.decide("not-sent", PHONE, self.error, detail)

    async def _converse(self, recipient: str, mail: bytes) -> None:
        client = self._client
        await client.connect()
        self.stage = "greeting"
        await client.ehlo()
        if self.screen.security in ("starttls", "if-offered"):
            await self._seal()
        self.stage = "sign-in"
        await self._sign_in()
        self.stage = "sender"
        options = [f"SIZE={len(mail)}"]
        if client.supports_extension("8bitmime"):
            options.append("BODY=8BITMIME")
        await client.mail(self.screen.sender, options=options)
        self.stage = "recipient"
        await client.rcpt(recipient)
        self.stage = "data"
        await client.data(mail)

    async def _seal(self) -> None:
        """Begin TLS where it is offered; where it is not, go on or stop, as the app is set."""
        client = self._client
        if client.supports_extension("starttls"):
            self.stage = "tls"
            await client.starttls()
            await client.ehlo()
            return
        goes_on = self.screen.security == "if-offered"
        self.recorder.decide("no-starttls", PHONE, NO_STARTTLS, {"goes-on": goes_on})
        if not goes_on:
            self.stage = "no-tls"
            raise aiosmtplib.SMTPException(NO_STARTTLS)

    async def _sign_in(self) -> None:
        """Sign in, if there is a password and the server takes one (or the app is careless)."""
        client, screen = self._client, self.screen
        offered = client.server_auth_methods
        sealed = client.get_transport_info("sslcontext") is not None
        careless = screen.security == "if-offered" and not sealed
        if screen.method == "none":
            self._skip("not-asked")
        elif screen.method == "password" and (offered not in ([], ["cram-md5"]) or careless):
            await client.auth_plain(screen.user, screen.password)
        elif screen.method == "hashed" and "cram-md5" in offered:
            await client.auth_crammd5(screen.user, screen.password)
        elif screen.method == "token" and OAUTHBEARER.lower() in offered:
            await self._show_token()
        elif screen.method == "token" and "xoauth2" in offered:
            await client.auth_xoauth2(screen.user, screen.password)
        else:
            self._skip("not-offered")

    async def _show_token(self) -> None:
        """Sign in by OAUTHBEARER (RFC 7628), which aiosmtplib does not have."""
        screen, client = self.screen, self._client
        shown = show_token(OAUTHBEARER, screen.user, screen.password, screen.host, screen.port)
        reply = await client.execute_command(b"AUTH", OAUTHBEARER.encode(), b64encode(shown))
        if reply.code == aiosmtplib.SMTPStatus.auth_continue:  # why not; the refusal comes after it
            reply = await client.execute_command(b64encode(DUMMY[OAUTHBEARER]))
        if reply.code != aiosmtplib.SMTPStatus.auth_successful:
            raise aiosmtplib.SMTPAuthenticationError(reply.code, reply.message)

    def _skip(self, why: str) -> None:
        self.recorder.decide("sign-in-skipped", PHONE, why, {"why": why})

    def _give_up(self, words: str) -> None:
        self.error = words
        self.recorder.decide(
            "timed-out",
            PHONE,
            words,
            {"stage": self.stage, "seconds": PATIENCE},
            kind="clock",
        )

    async def _leave(self) -> None:
        """Say goodbye if there is still somebody to say it to."""
        if self._client.is_connected:
            try:
                await self._client.quit()
            except (aiosmtplib.SMTPException, OSError):
                self._client.close()
