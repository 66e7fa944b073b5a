"""One device's conversation with its box: what may be said when, and what is answered.

Decides: the states of RFC 3501 section 3 and a table of commands. What others change in the
selected mailbox (view.py) is told at the times that section 5.5 allows: no EXPUNGE while FETCH or
STORE runs, since numbers must hold still.

Strategy: `feed(bytes)` → `write(bytes)`. No input raises out of it: what is malformed is answered
with BAD, what can't be done with NO, and a bug of ours with NO [SERVERBUG] (RFC 5530).
Before TLS there is no LOGIN (LOGINDISABLED, RFC 2595).
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from mail_world.imap import parser
from mail_world.imap.fetch import Item, answer, flag_list, items
from mail_world.imap.parser import Atom, BadSyntax, Command, Continue, Problem, Token
from mail_world.imap.store import SYSTEM_FLAGS, Account, Message
from mail_world.imap.view import View

MAX_BAD: Final = 20
"""Lines in a row that are no commands, before the server hangs up."""
MAX_FLAGS: Final = 64
"""Flags that one mail can have."""
ANY, OUTSIDE, INSIDE, SELECTED = "any", "not authenticated", "authenticated", "selected"


class No(Exception):  # noqa: N818  IMAP's own word for it
    """A command that is understood and refused; the message is what NO will say."""


class Known(NamedTuple):
    """A command: when it may be said, and what does it."""

    state: str
    run: Callable[[Session, Command], str | None]
    uid: bool = False


class Session:
    """One connection; see the module's docstring.

    `accounts`: user → account. `write` takes bytes for the client, `close` ends the connection.
    `start_tls` begins TLS, None where it can't be had; `sealed` tells whether it is there already.
    """

    def __init__(
        self,
        accounts: Mapping[str, Account],
        write: Callable[[bytes], None],
        close: Callable[[], None] = lambda: None,
        *,
        start_tls: Callable[[], None] | None = None,
        sealed: bool = False,
    ) -> None:
        self.accounts = accounts
        self.account: Account | None = None
        self.view: View | None = None
        self._write, self._close, self._start_tls = write, close, start_tls
        self._sealed, self._open = sealed, True
        self._assembler = parser.Assembler()
        self._idling = False
        self._awaited: Callable[[bytes], None] | None = None
        self._bad = 0
        self._say(f"* OK [CAPABILITY {self._capabilities()}] ready")

    # -- in and out ------------------------------------------------------------------------------

    def feed(self, data: bytes) -> None:
        """Take bytes from the client and answer what they complete."""
        if not self._open:
            return
        self._assembler.feed(data)
        while self._open and (self._awaited_line() if self._awaited else self._next()):
            pass

    def lost(self) -> None:
        """Forget the connection: it is gone."""
        self._open = False
        self._unselect()

    def _next(self) -> bool:
        match self._assembler.next():
            case None:
                return False
            case Continue():
                self._say("+ go ahead")
            case Problem() as problem:
                self._refuse(problem)
            case Command() as command:
                self._run(command)
        return True

    def _awaited_line(self) -> bool:
        """Take a line that is no command: an answer to `+`."""
        line = self._assembler.line()
        if line is None:
            if self._assembler.waiting > parser.MAX_LINE:
                self._hang_up("line too long")
            return False
        then, self._awaited = self._awaited, None
        if then is not None:
            then(line)
        return True

    def _say(self, *parts: str | bytes) -> None:
        line = b"".join(p if isinstance(p, bytes) else p.encode() for p in parts)
        self._write(line + b"\r\n")

    def _refuse(self, problem: Problem) -> None:
        self._bad += 1
        self._say(f"{problem.tag} BAD {problem.text}")
        if problem.fatal or self._bad >= MAX_BAD:
            self._hang_up("too much that is no IMAP")

    def _hang_up(self, words: str) -> None:
        self._say(f"* BYE {words}")
        self.lost()
        self._close()

    def _run(self, command: Command) -> None:
        def work() -> str | None:
            known = COMMANDS.get(command.name)
            if known is None or (command.uid and not known.uid):
                raise BadSyntax("Unknown command")
            self._allow(known.state)
            return known.run(self, command)

        numbers_matter = command.name in ("FETCH", "STORE") and not command.uid
        self._answer(command.tag, work, expunged=not numbers_matter)

    def _answer(self, tag: str, work: Callable[[], str | None], *, expunged: bool = True) -> None:
        """Do something and say how it went; None: the answer comes later, or was given."""
        try:
            done = work()
            self._bad = 0
            if done is None:
                return
            if self.view is not None:
                self.view.tell_changes(expunged=expunged)
            self._say(f"{tag} OK {done}")
        except No as error:
            self._say(f"{tag} NO {error}")
        except BadSyntax as error:
            self._refuse(Problem(tag, str(error)))
        except Exception:
            self._say(f"{tag} NO [SERVERBUG] Internal error")

    def _allow(self, state: str) -> None:
        allowed = {
            ANY: True,
            OUTSIDE: self.account is None,
            INSIDE: self.account is not None,
            SELECTED: self.view is not None,
        }[state]
        if not allowed:
            raise BadSyntax(f"Only in {state} state")

    # -- any state, and before signing in --------------------------------------------------------

    def _capabilities(self) -> str:
        words = ["IMAP4rev1", "IDLE", "LITERAL+"]
        if self.account is None and self._sealed:
            words += ["SASL-IR", "AUTH=PLAIN"]
        elif self.account is None:
            words += ["STARTTLS"] * bool(self._start_tls) + ["LOGINDISABLED"]
        return " ".join(words)

    def capability(self, command: Command) -> str:
        self._expect(command, 0)
        self._say(f"* CAPABILITY {self._capabilities()}")
        return "CAPABILITY completed"

    def noop(self, command: Command) -> str:
        self._expect(command, 0)
        return f"{command.name} completed"

    def logout(self, command: Command) -> None:
        self._expect(command, 0)
        self._say("* BYE see you")
        self._say(f"{command.tag} OK LOGOUT completed")
        self.lost()
        self._close()

    def starttls(self, command: Command) -> None:
        self._expect(command, 0)
        if self._start_tls is None or self._sealed:
            raise BadSyntax("TLS is not available, or there already")
        self._say(f"{command.tag} OK Begin TLS negotiation now")
        self._assembler = parser.Assembler()  # what came before TLS must not count after it
        self._sealed = True
        self._start_tls()

    def login(self, command: Command) -> str:
        user, password = map(parser.text, self._expect(command, 2))
        return self._sign_in(user, password)

    def authenticate(self, command: Command) -> str | None:
        """AUTHENTICATE PLAIN (RFC 4616), with its answer at once (RFC 4959) or when asked for."""
        mechanism, *initial = command.arguments or [Atom("")]
        if parser.text(mechanism).upper() != "PLAIN" or len(initial) > 1:
            raise No("Unsupported authentication mechanism")
        if initial:
            return self._plain(parser.text(initial[0]).encode())
        self._say("+ ")
        self._awaited = lambda line: self._answer(command.tag, lambda: self._plain(line))
        return None

    def _plain(self, answer: bytes) -> str:
        try:
            _, user, password = b64decode(answer, validate=True).decode().split("\0")
        except ValueError as error:
            raise BadSyntax("Cancelled, or not PLAIN") from error
        return self._sign_in(user, password)

    def _sign_in(self, user: str, password: str) -> str:
        if not self._sealed:
            raise No("[PRIVACYREQUIRED] Signing in is disabled before TLS")
        account = self.accounts.get(user.lower())
        if account is None or account.password != password:
            raise No("[AUTHENTICATIONFAILED] Invalid user name or password")
        self.account = account
        return f"[CAPABILITY {self._capabilities()}] Logged in"

    # -- signed in -------------------------------------------------------------------------------

    def select(self, command: Command) -> str:
        (name,) = self._expect(command, 1)
        self._unselect()
        mailbox = self.account.find(parser.text(name)) if self.account else None
        if mailbox is None:
            raise No("[NONEXISTENT] No such mailbox")
        read_only = command.name == "EXAMINE"
        self.view = View(mailbox, self._say, self._changed, read_only=read_only)
        flags = " ".join(SYSTEM_FLAGS)
        self._say(f"* FLAGS ({flags})")
        kept = "" if read_only else rf"{flags} \*"
        self._say(f"* OK [PERMANENTFLAGS ({kept})] Flags that are kept")
        self._say(f"* {len(self.view)} EXISTS")
        self._say("* 0 RECENT")  # \Recent is left out on purpose, as RFC 9051 does
        if (first := self.view.first_unseen()) is not None:
            self._say(f"* OK [UNSEEN {first}] First unseen")
        self._say(f"* OK [UIDVALIDITY {mailbox.uid_validity}] UIDs are valid")
        self._say(f"* OK [UIDNEXT {mailbox.uid_next}] Next UID")
        mode = "READ-ONLY" if read_only else "READ-WRITE"
        return f"[{mode}] {command.name} completed"

    def idle(self, command: Command) -> None:
        self._expect(command, 0)
        self._say("+ idling")
        self._idling = True
        self._awaited = lambda line: self._answer(command.tag, lambda: self._end_idle(line))
        self._changed()

    def _end_idle(self, line: bytes) -> str:
        self._idling = False
        if line.upper() != b"DONE":
            raise BadSyntax("Expected DONE")
        return "IDLE terminated"

    # -- selected --------------------------------------------------------------------------------

    def close_mailbox(self, command: Command) -> str:
        self._expect(command, 0)
        view = self._selected()
        view.leave()
        if not view.read_only:
            messages = view.mailbox.messages.items()
            view.mailbox.expunge([uid for uid, m in messages if "\\Deleted" in m.flags])
        self._unselect()
        return "CLOSE completed"

    def fetch(self, command: Command) -> str:
        numbers, what = self._expect(command, 2)
        wanted = items(what)
        if command.uid and not any(item.name == "UID" for item in wanted):
            wanted.insert(0, Item("UID"))
        view = self._selected()
        for number, message in view.pick(numbers, uid=command.uid):
            self._fetch_one(view, number, message, wanted)
        return "FETCH completed"

    def _fetch_one(self, view: View, number: int, message: Message, wanted: list[Item]) -> None:
        shown = list(wanted)
        if not view.read_only and any(not item.peek for item in shown):
            changed = view.set_flags(message, {*message.flags, "\\Seen"})
            if changed and not any(item.name == "FLAGS" for item in shown):
                shown.append(Item("FLAGS"))
        answers = b" ".join(answer(message, item) for item in shown)
        self._say(f"* {number} FETCH (", answers, ")")

    def store(self, command: Command) -> str:
        if len(command.arguments) < 3:
            raise BadSyntax("STORE needs messages, an item and flags")
        numbers, item, *rest = command.arguments
        flags = parser.flags(
            rest[0] if len(rest) == 1 and isinstance(rest[0], list) else rest, SYSTEM_FLAGS
        )
        how = item.upper() if isinstance(item, Atom) else ""
        change = FLAG_CHANGES.get(how.removesuffix(".SILENT"))
        if change is None:
            raise BadSyntax("Unknown STORE item")
        view = self._selected()
        picked = view.pick(numbers, uid=command.uid)
        if view.read_only:
            raise No("[READ-ONLY] Mailbox is read-only")
        for number, message in picked:
            wanted = change(message.flags, flags)
            if len(wanted) > MAX_FLAGS:
                raise No("[LIMIT] Too many flags on one message")
            view.set_flags(message, wanted)
            if not how.endswith(".SILENT"):
                uid = f"UID {message.uid} " if command.uid else ""
                self._say(f"* {number} FETCH ({uid}FLAGS ", flag_list(message), ")")
        return "STORE completed"

    # -- helpers ---------------------------------------------------------------------------------

    def _expect(self, command: Command, count: int) -> list[Token]:
        if len(command.arguments) != count:
            raise BadSyntax(f"{command.name} takes {count or 'no'} argument{'s' * (count != 1)}")
        return command.arguments

    def _selected(self) -> View:
        if self.view is None:
            raise BadSyntax(f"Only in {SELECTED} state")
        return self.view

    def _changed(self) -> None:
        """Be told by the mailbox: pass it on at once while the client idles (RFC 2177)."""
        if self._idling and self.view is not None:
            self.view.tell_changes(expunged=True)

    def _unselect(self) -> None:
        if self.view is not None:
            self.view.leave()
        self.view = None


FLAG_CHANGES: Final[Mapping[str, Callable[[set[str], set[str]], set[str]]]] = {
    "FLAGS": lambda old, new: set(new),
    "+FLAGS": lambda old, new: old | new,
    "-FLAGS": lambda old, new: old - new,
}
COMMANDS: Final[Mapping[str, Known]] = {
    "CAPABILITY": Known(ANY, Session.capability),
    "NOOP": Known(ANY, Session.noop),
    "LOGOUT": Known(ANY, Session.logout),
    "STARTTLS": Known(OUTSIDE, Session.starttls),
    "AUTHENTICATE": Known(OUTSIDE, Session.authenticate),
    "LOGIN": Known(OUTSIDE, Session.login),
    "SELECT": Known(INSIDE, Session.select),
    "EXAMINE": Known(INSIDE, Session.select),
    "IDLE": Known(INSIDE, Session.idle),
    "CHECK": Known(SELECTED, Session.noop),
    "CLOSE": Known(SELECTED, Session.close_mailbox),
    "FETCH": Known(SELECTED, Session.fetch, uid=True),
    "STORE": Known(SELECTED, Session.store, uid=True),
}
