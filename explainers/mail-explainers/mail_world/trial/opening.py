"""The reading apps of a trial: the standard library's imaplib and poplib, as a mail app uses them.

Decides: connect as told (STARTTLS, TLS from the start, or neither), sign in, and list what is in
the box with its subjects. Where the server does not take a password before TLS, it is not shown
one. A digest of one is shown over IMAP alone: for POP nobody's data say how. The apps have no
opinions about errors: they report the stage that they had reached, with the server's line or the
library's words.
"""

from __future__ import annotations

import base64
import imaplib
import poplib
import ssl
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from mail_world.blocking import BlockingSocket
from mail_world.network import Network
from mail_world.places import PHONE_HOST
from mail_world.reading import HEADERS, MemoryIMAP4
from mail_world.record import PHONE, Detail
from mail_world.recorder import Recorder
from mail_world.sasl import CRAM_MD5, DUMMY, TOKENS, show_token
from mail_world.sealed import SealedContext
from mail_world.sending import NO_STARTTLS, PATIENCE
from mail_world.sync.wire import DevicePOP3
from mail_world.trial.company import Screen


class Stopped(Exception):  # noqa: N818  the app stops, it does not break
    """The app does not go on; the words say why."""


@dataclass(slots=True)
class ReadingApp:
    """One look into the box; `stage`, `reply` and `error` tell afterwards how far it came.

    `reply` is the server's own line where that ended it, `error` the library's words.
    """

    network: Network
    recorder: Recorder
    screen: Screen
    stage: str = "connect"
    reply: str = ""
    error: str = ""
    subjects: list[str] = field(default_factory=list)

    def look(self) -> bool:
        """Open the box and list it; return whether that went well."""
        talk = self._imap if self.screen.kind == "imap" else self._pop3
        try:
            talk()
        except TimeoutError as error:
            self.error = str(error) or "timed out"
            detail: Detail = {"stage": self.stage, "seconds": PATIENCE}
            self.recorder.decide("timed-out", PHONE, self.error, detail, kind="clock")
        except ssl.SSLError as error:
            self.stage, self.error = "tls", str(error.args[-1])
        except (imaplib.IMAP4.error, poplib.error_proto) as error:
            self.reply = self.error = _words(error)
        except Stopped as error:
            self.error = str(error)
        except OSError as error:
            self.error = str(error.args[-1])
        else:
            self.stage = "done"
            return True
        detail = {"stage": self.stage, "error": self.error}
        self.recorder.decide("not-opened", PHONE, self.error, detail)
        return False

    def _context(self) -> SealedContext | None:
        return SealedContext() if self.screen.security == "tls" else None

    # -- IMAP ------------------------------------------------------------------------------------

    def _imap(self) -> None:
        screen = self.screen
        client = _PatientIMAP4(self, screen.host, screen.port, self._context())
        try:
            self._seal_imap(client)
            self.stage = "sign-in"
            self._sign_in_imap(client)
            self.stage = "listing"
            _, counts = client.select("INBOX", readonly=True)
            if int(counts[0] or 0):
                _, answers = client.fetch("1:*", HEADERS)
                self.subjects = [_subject(one[1]) for one in answers if isinstance(one, tuple)]
            self._tell()
        finally:
            if client.state != "LOGOUT":
                client.logout()

    def _seal_imap(self, client: imaplib.IMAP4) -> None:
        if self.screen.security not in ("starttls", "if-offered"):
            return
        if "STARTTLS" in client.capabilities:
            self.stage = "tls"
            client.starttls(SealedContext())
            return
        self._no_starttls()

    def _sign_in_imap(self, client: imaplib.IMAP4) -> None:
        self._require_sign_in()
        offered, secret = client.capabilities, self.screen.password
        if not secret or "LOGINDISABLED" in offered:
            raise self._skip("not-offered")
        if self.screen.secret == "hashed":
            if f"AUTH={CRAM_MD5}" not in offered:
                raise self._skip("not-offered")
            client.login_cram_md5(self.screen.user, secret)
            return
        if self.screen.secret != "token":
            client.login(client._quote(self.screen.user), secret)
            return
        mechanism = self._mechanism(one.removeprefix("AUTH=") for one in offered)
        # Asked once more, it was refused: nothing but the dummy is left to say.
        answers = iter((self._shown(mechanism), DUMMY[mechanism]))
        client.authenticate(mechanism, lambda _: next(answers))

    # -- POP3 ------------------------------------------------------------------------------------

    def _pop3(self) -> None:
        screen = self.screen
        client = _PatientPOP3(self, screen.host, screen.port, self._context())
        try:
            offered = client.capa()
            if screen.security in ("starttls", "if-offered"):
                if "STLS" in offered:
                    self.stage = "tls"
                    client.stls(SealedContext())  # type: ignore[arg-type]
                    offered = client.capa()
                else:
                    self._no_starttls()
            self.stage = "sign-in"
            self._sign_in_pop3(client, offered)
            self.stage = "listing"
            numbers = [int(line.split()[0]) for line in client.list()[1]]
            self.subjects = [_subject(b"\r\n".join(client.top(each, 0)[1])) for each in numbers]
            self._tell()
        finally:
            client.quit()

    def _sign_in_pop3(self, client: poplib.POP3, offered: Any) -> None:
        self._require_sign_in()
        secret = self.screen.password
        if self.screen.secret == "token":
            mechanism = self._mechanism(offered.get("SASL", ()))
            _auth(client, mechanism, self._shown(mechanism))
            return
        if not secret or self.screen.secret == "hashed" or "USER" not in offered:
            raise self._skip("not-offered")
        client.user(self.screen.user)
        client.pass_(secret)

    # -- both ------------------------------------------------------------------------------------

    def _require_sign_in(self) -> None:
        if self.screen.secret == "none":
            raise self._skip("not-asked")

    def _mechanism(self, offered: Iterable[str]) -> str:
        """Return how a token is shown here, the standard's own way if there is a choice."""
        known = set(offered)
        for mechanism in TOKENS:
            if mechanism in known:
                return mechanism
        raise self._skip("not-offered")

    def _shown(self, mechanism: str) -> bytes:
        screen = self.screen
        return show_token(mechanism, screen.user, screen.password, screen.host, screen.port)

    def _skip(self, why: str) -> Stopped:
        self.recorder.decide("sign-in-skipped", PHONE, why, {"why": why})
        return Stopped(why)

    def _no_starttls(self) -> None:
        goes_on = self.screen.security == "if-offered"
        self.recorder.decide("no-starttls", PHONE, NO_STARTTLS, {"goes-on": goes_on})
        if not goes_on:
            self.stage = "no-tls"
            raise Stopped(NO_STARTTLS)

    def _tell(self) -> None:
        shown = " / ".join(self.subjects)
        self.recorder.decide("listed", PHONE, shown, {"mails": len(self.subjects), "shows": shown})


class _PatientIMAP4(MemoryIMAP4):
    """imaplib's client, which tells its app once the line is open."""

    def __init__(self, app: ReadingApp, host: str, port: int, tls: SealedContext | None) -> None:
        self._app = app
        super().__init__(app.network, host, port, PHONE_HOST.address, tls)

    def open(self, host: str = "", port: int = 143, timeout: float | None = None) -> None:
        super().open(host, port, timeout)
        self._app.stage = "greeting"


class _PatientPOP3(DevicePOP3):
    """poplib's client, which tells its app once the line is open."""

    def __init__(self, app: ReadingApp, host: str, port: int, tls: SealedContext | None) -> None:
        self._app = app
        super().__init__(app.network, host, port, PHONE_HOST.address, tls)

    def _create_socket(self, timeout: float | None) -> BlockingSocket:
        sock = super()._create_socket(timeout)
        self._app.stage = "greeting"
        return sock


def _auth(client: poplib.POP3, mechanism: str, answer: bytes) -> None:
    """Show a token in one line (RFC 5034); poplib has the passwords' commands alone."""
    ask: Any = client
    said = ask._shortcmd(f"AUTH {mechanism} {base64.b64encode(answer).decode()}")
    if said.startswith(b"+ "):  # why it was not taken; the refusal comes after one word more
        ask._shortcmd(base64.b64encode(DUMMY[mechanism]).decode())


def _subject(head: bytes) -> str:
    from email import message_from_bytes
    from email.header import decode_header, make_header

    return str(make_header(decode_header(message_from_bytes(head).get("Subject", ""))))


def _words(error: Exception) -> str:
    said = error.args[0] if error.args else ""
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
