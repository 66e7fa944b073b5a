"""One device's POP3 conversation: sign in, take copies, mark for removal, QUIT.

Decides: the states of RFC 1939: AUTHORIZATION, TRANSACTION, UPDATE. The list of mails is fixed at
sign-in; RETR removes nothing and marks nothing as read; DELE only marks, and removal happens at
QUIT alone (section 6), so that a connection that breaks loses no mail. One POP3 session at a time
has the box (section 4); IMAP sessions may be there too.

AUTH (RFC 5034) takes tokens and CRAM-MD5, where `mechanisms` says so.

Strategy: `feed(bytes)` → `write(bytes)`; no input raises out of it. Before TLS nobody signs in.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from mail_world.imap import Account, Message
from mail_world.imap.account import AccountDoor
from mail_world.imap.header import body_start
from mail_world.imap.names import INBOX
from mail_world.sasl import Exchange, begin

MAX_LINE: Final = 512
"""Bytes of a command with its line end (RFC 2449 section 4 has 255; passwords may be longer)."""
MAX_BAD: Final = 20
"""Refusals in a row before the server hangs up."""
AUTOLOGOUT: Final = 600.0
"""Seconds without a word before it does (RFC 1939 section 3: no fewer)."""
CAPABILITIES: Final = ("TOP", "UIDL", "PIPELINING", "RESP-CODES")

AUTHORIZATION, TRANSACTION, ANY = "AUTHORIZATION", "TRANSACTION", "any"


class Bad(Exception):  # noqa: N818
    """What is answered with -ERR."""


class Known(NamedTuple):
    """A command: the state it belongs to, how many arguments it takes, and what does it."""

    state: str
    counts: tuple[int, ...]
    run: Callable[[POP3Session, list[str]], None]


class POP3Session(AccountDoor):
    """One connection; see the module's docstring. The parameters are those of imap.Session."""

    mechanisms: tuple[str, ...] = ()
    """What AUTH takes under TLS, of sasl.py."""
    takes_passwords = True
    """Whether USER and PASS are there under TLS."""

    def __init__(
        self,
        accounts: Mapping[str, Account],
        write: Callable[[bytes], None],
        close: Callable[[], None] = lambda: None,
        *,
        start_tls: Callable[[], None] | None = None,
        sealed: bool = False,
        private: bool = False,
    ) -> None:
        self.accounts, self._write, self._close = accounts, write, close
        self._start_tls, self._sealed, self._private = start_tls, sealed, private
        self._buffer = bytearray()
        self._open, self._paused, self._skipping = True, False, False
        self._user = ""
        self._awaited: Callable[[bytes], None] | None = None
        """What takes the next line, if that is an answer to `+`."""
        self._account: Account | None = None
        self._messages: list[Message] = []
        self._deleted: set[int] = set()
        self._bad = 0
        self._say("+OK ready")

    # -- in and out --------------------------------------------------------------------------------

    def feed(self, data: bytes) -> None:
        """Take bytes from the client and answer what they complete."""
        if self._open:
            self._buffer += data
            self._work_off()

    def pause(self) -> None:
        """Answer nothing more until `resume`: the client does not read what it asked for."""
        self._paused = True

    def resume(self) -> None:
        """Go on answering."""
        self._paused = False
        self._work_off()

    def lost(self) -> None:
        """Forget the connection: what was only marked stays."""
        self._open = False
        if self._account is not None:
            self._account.pop3_locked = False
        self._account = None

    @property
    def patience(self) -> float:
        """Return how many seconds a client may be silent."""
        return AUTOLOGOUT

    @staticmethod
    def farewell(why: str) -> bytes:
        """Return what a client is told that is logged out: nothing (RFC 1939 section 3)."""
        return b""

    def _work_off(self) -> None:
        while self._open and not self._paused:
            end = self._buffer.find(b"\n")
            if end < 0 and len(self._buffer) <= MAX_LINE:
                return
            if end < 0:
                self._buffer.clear()
                self._skipping = True
                return
            line = bytes(self._buffer[:end]).removesuffix(b"\r")
            del self._buffer[: end + 1]
            too_long, self._skipping = self._skipping or len(line) > MAX_LINE, False
            self._answer(b"" if too_long else line)

    def _say(self, line: str | bytes) -> None:
        self._write((line if isinstance(line, bytes) else line.encode()) + b"\r\n")

    def _answer(self, line: bytes) -> None:
        name, _, rest = line.decode("utf-8", "replace").partition(" ")
        try:
            if self._awaited:
                then, self._awaited = self._awaited, None
                then(line)
                return
            known = COMMANDS.get(name.upper())
            if known is None:
                raise Bad("Unknown command")
            state = AUTHORIZATION if self._account is None else TRANSACTION
            if known.state not in (ANY, state):
                raise Bad(f"Not in {state} state")
            # A password may hold blanks: PASS has one argument, the rest of the line.
            arguments = [rest] if known.counts == (1,) and name.upper() == "PASS" else rest.split()
            if len(arguments) not in known.counts:
                raise Bad("Wrong number of arguments")
            known.run(self, arguments)
            self._bad = 0
        except Bad as error:
            self._say(f"-ERR {error}")
            self._bad += 1
        except Exception:
            self._say("-ERR [SYS/TEMP] Internal error")
        if self._open and self._bad >= MAX_BAD:
            self._end()

    def _end(self) -> None:
        self.lost()
        self._close()

    # -- AUTHORIZATION -----------------------------------------------------------------------------

    def capabilities(self, arguments: list[str]) -> None:
        """CAPA (RFC 2449)."""
        words = [*CAPABILITIES]
        if self.takes_passwords and (self._sealed or self._private):
            words.append("USER")
        if self.mechanisms and self._sealed:
            words.append(f"SASL {' '.join(self.mechanisms)}")
        if self._start_tls is not None and not self._sealed:
            words.append("STLS")
        self._lines("Capability list follows", [word.encode() for word in words])

    def stls(self, arguments: list[str]) -> None:
        """STLS (RFC 2595 section 4): what was said before must not count after it."""
        if self._start_tls is None or self._sealed:
            raise Bad("TLS is not available, or there already")
        self._say("+OK Begin TLS negotiation")
        self._buffer.clear()
        self._user, self._sealed = "", True
        self._start_tls()

    def user(self, arguments: list[str]) -> None:
        """USER: the same answer for everybody; who is here is nobody else's business."""
        if not (self._sealed or self._private):
            raise Bad("[AUTH] Signing in is disabled before TLS")
        if not self.takes_passwords:
            raise Bad("[AUTH] Passwords are not taken here")
        self._user = arguments[0]
        self._say("+OK")

    def password(self, arguments: list[str]) -> None:
        """PASS: the rest of the line is the password."""
        if not self._user:
            raise Bad("USER comes first")
        user, self._user = self._user, ""
        self._enter(self.by_password(user, arguments[0]))

    def authenticate(self, arguments: list[str]) -> None:
        """AUTH mechanism [initial response] (RFC 5034)."""
        name, *initial = arguments
        if name.upper() not in self.mechanisms or not self._sealed:
            raise Bad("[AUTH] This mechanism is not offered")
        exchange = begin(name.upper(), self)
        challenge = next(exchange)
        if initial and challenge:
            raise Bad("[AUTH] This mechanism is begun by the server")
        if initial:
            self._go_on(exchange, b"" if initial == ["="] else initial[0].encode())
        else:
            self._ask(exchange, challenge)

    def _ask(self, exchange: Exchange[Account], challenge: bytes) -> None:
        self._say(b"+ " + b64encode(challenge))
        self._awaited = lambda line: self._go_on(exchange, line)

    def _go_on(self, exchange: Exchange[Account], answer: bytes) -> None:
        """Give an answer to a mechanism, which may ask for another one."""
        if answer == b"*":
            raise Bad("Cancelled")
        try:
            challenge = exchange.send(b64decode(answer, validate=True))
        except StopIteration as end:
            self._enter(end.value)
        except ValueError:
            raise Bad("[AUTH] Not an answer of this mechanism") from None
        else:
            self._ask(exchange, challenge)

    def _enter(self, account: Account | None) -> None:
        """Open a box, or say that there is none for this user name and password."""
        if account is None:
            raise Bad("[AUTH] Invalid user name or password")
        if account.pop3_locked:
            raise Bad("[IN-USE] Another POP3 session has this box")
        account.pop3_locked, self._account = True, account
        self._messages = list(account.mailboxes[INBOX].messages.values())
        self._say(f"+OK {self._count()}")

    # -- TRANSACTION -------------------------------------------------------------------------------

    def stat(self, arguments: list[str]) -> None:
        """STAT: how many mails, how many bytes, without those marked."""
        left = [message for _, message in self._left()]
        self._say(f"+OK {len(left)} {sum(len(_crlf(m.source)) for m in left)}")

    def sizes(self, arguments: list[str]) -> None:
        """LIST [number]: sizes in bytes as RETR would send them."""
        self._tell(arguments, lambda message: str(len(_crlf(message.source))))

    def unique_ids(self, arguments: list[str]) -> None:
        """UIDL: UIDVALIDITY and UID together never name another mail (section 7)."""
        box = self._owner().mailboxes[INBOX]
        self._tell(arguments, lambda message: f"{box.uid_validity}.{message.uid}")

    def retrieve(self, arguments: list[str]) -> None:
        """RETR number: the whole mail; it stays."""
        source = _crlf(self._message(arguments[0]).source)
        self._lines(f"{len(source)} octets", _body_lines(source))

    def top(self, arguments: list[str]) -> None:
        """TOP n lines: the header, and so many lines of the body."""
        source = _crlf(self._message(arguments[0]).source)
        count, start = _number(arguments[1]), body_start(source)
        head = [*_body_lines(source[:start])]
        self._lines("top follows", [*head, *_body_lines(source[start:])[:count]])

    def delete(self, arguments: list[str]) -> None:
        """DELE number: mark for removal at QUIT."""
        self._message(arguments[0])
        self._deleted.add(_number(arguments[0]))
        self._say("+OK marked")

    def reset(self, arguments: list[str]) -> None:
        """RSET: take all marks back."""
        self._deleted.clear()
        self._say(f"+OK {self._count()}")

    def noop(self, arguments: list[str]) -> None:
        """NOOP."""
        self._say("+OK")

    def quit(self, arguments: list[str]) -> None:
        """QUIT: now, and only now, what was marked goes."""
        if self._account is not None:
            box = self._account.mailboxes[INBOX]
            marked = {self._messages[number - 1].uid for number in self._deleted}
            box.expunge([uid for uid in box.messages if uid in marked])
        self._say("+OK bye")
        self._end()

    # -- helpers -----------------------------------------------------------------------------------

    def _owner(self) -> Account:
        if self._account is None:
            raise Bad(f"Not in {AUTHORIZATION} state")
        return self._account

    def _left(self) -> list[tuple[int, Message]]:
        numbered = enumerate(self._messages, 1)
        return [(n, m) for n, m in numbered if n not in self._deleted]

    def _count(self) -> str:
        return f"{len(self._messages)} messages"

    def _message(self, word: str) -> Message:
        number = _number(word)
        if not 1 <= number <= len(self._messages) or number in self._deleted:
            raise Bad("No such message")
        return self._messages[number - 1]

    def _tell(self, arguments: list[str], what: Callable[[Message], str]) -> None:
        """Answer for one mail, or for all that are left."""
        if arguments:
            message = self._message(arguments[0])
            self._say(f"+OK {_number(arguments[0])} {what(message)}")
        else:
            self._lines("listing", [f"{n} {what(m)}".encode() for n, m in self._left()])

    def _lines(self, status: str, lines: list[bytes]) -> None:
        """Say lines, a dot before those that begin with one, and a dot alone (section 3)."""
        stuffed = [b"." * line.startswith(b".") + line for line in lines]
        self._say(b"\r\n".join([f"+OK {status}".encode(), *stuffed, b"."]))


def _number(word: str) -> int:
    if not word.isascii() or not word.isdecimal() or len(word) > 9:
        raise Bad("A number is needed here")
    return int(word)


def _crlf(source: bytes) -> bytes:
    """Return a mail as lines that end with CRLF, the last one too."""
    whole = source.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    return whole if whole.endswith(b"\r\n") or not whole else whole + b"\r\n"


def _body_lines(source: bytes) -> list[bytes]:
    return source.split(b"\r\n")[:-1]


COMMANDS: Final[Mapping[str, Known]] = {
    "CAPA": Known(ANY, (0,), POP3Session.capabilities),
    "STLS": Known(AUTHORIZATION, (0,), POP3Session.stls),
    "USER": Known(AUTHORIZATION, (1,), POP3Session.user),
    "PASS": Known(AUTHORIZATION, (1,), POP3Session.password),
    "AUTH": Known(AUTHORIZATION, (1, 2), POP3Session.authenticate),
    "QUIT": Known(ANY, (0,), POP3Session.quit),
    "STAT": Known(TRANSACTION, (0,), POP3Session.stat),
    "LIST": Known(TRANSACTION, (0, 1), POP3Session.sizes),
    "UIDL": Known(TRANSACTION, (0, 1), POP3Session.unique_ids),
    "RETR": Known(TRANSACTION, (1,), POP3Session.retrieve),
    "TOP": Known(TRANSACTION, (2,), POP3Session.top),
    "DELE": Known(TRANSACTION, (1,), POP3Session.delete),
    "RSET": Known(TRANSACTION, (0,), POP3Session.reset),
    "NOOP": Known(TRANSACTION, (0,), POP3Session.noop),
}
