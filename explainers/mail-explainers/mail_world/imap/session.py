"""One device's conversation with its box: what may be said when, and what is answered.

Decides: the states of RFC 3501 section 3, a table of commands, and the session's own view of the
selected mailbox. Sequence numbers belong to this view; what others change is told at the times
that section 5.5 allows (no EXPUNGE while FETCH or STORE runs).

Strategy: `feed(bytes)` → `write(bytes)`. No input raises out of it: what is malformed is answered
with BAD, what can't be done with NO, and a bug of ours with NO [SERVERBUG] (RFC 5530).
Before TLS there is no LOGIN (LOGINDISABLED, RFC 2595).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from mail_world.imap import parser
from mail_world.imap.fetch import Item, answer, flag_list, items
from mail_world.imap.parser import Atom, BadSyntax, Command, Continue, Problem, Token
from mail_world.imap.store import SYSTEM_FLAGS, Account, Mailbox, Message

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
        self.mailbox: Mailbox | None = None
        self.read_only = False
        self._write, self._close, self._start_tls = write, close, start_tls
        self._sealed, self._open = sealed, True
        self._assembler = parser.Assembler()
        self._view: list[int] = []
        self._told: dict[int, tuple[str, ...]] = {}
        self._idling: str | None = None
        self._bad = 0
        self._say(f"* OK [CAPABILITY {self._capabilities()}] ready")

    # -- in and out ------------------------------------------------------------------------------

    def feed(self, data: bytes) -> None:
        """Take bytes from the client and answer what they complete."""
        if not self._open:
            return
        self._assembler.feed(data)
        while self._open and (self._end_idle() if self._idling else self._next()):
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
                self._bad = 0
                self._run(command)
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
        known = COMMANDS.get(command.name)
        try:
            if known is None or (command.uid and not known.uid):
                raise BadSyntax("Unknown command")
            self._allow(known.state)
            done = known.run(self, command)
            if done is None:
                return
            self._tell_changes(expunged=command.uid or command.name not in ("FETCH", "STORE"))
            self._say(f"{command.tag} OK {done}")
        except No as error:
            self._say(f"{command.tag} NO {error}")
        except BadSyntax as error:
            self._refuse(Problem(command.tag, str(error)))
        except Exception:
            self._say(f"{command.tag} NO [SERVERBUG] Internal error")

    def _allow(self, state: str) -> None:
        allowed = {
            ANY: True,
            OUTSIDE: self.account is None,
            INSIDE: self.account is not None,
            SELECTED: self.mailbox is not None,
        }[state]
        if not allowed:
            raise BadSyntax(f"Only in {state} state")

    # -- any state, and before signing in --------------------------------------------------------

    def _capabilities(self) -> str:
        words = ["IMAP4rev1", "IDLE"]
        if self.account is None and not self._sealed:
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
        if not self._sealed:
            raise No("[PRIVACYREQUIRED] LOGIN is disabled before TLS")
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
        self.mailbox, self.read_only = mailbox, command.name == "EXAMINE"
        mailbox.watchers.append(self._changed)
        self._view = sorted(mailbox.messages)
        self._told = {uid: m.sorted_flags() for uid, m in mailbox.messages.items()}
        flags = " ".join(SYSTEM_FLAGS)
        self._say(f"* FLAGS ({flags})")
        kept = "" if self.read_only else rf"{flags} \*"
        self._say(f"* OK [PERMANENTFLAGS ({kept})] Flags that are kept")
        self._say(f"* {len(self._view)} EXISTS")
        self._say("* 0 RECENT")  # \Recent is left out on purpose, as RFC 9051 does
        unseen = (n for n, m in self._numbered() if "\\Seen" not in m.flags)
        if (first := next(unseen, None)) is not None:
            self._say(f"* OK [UNSEEN {first}] First unseen")
        self._say(f"* OK [UIDVALIDITY {mailbox.uid_validity}] UIDs are valid")
        self._say(f"* OK [UIDNEXT {mailbox.uid_next}] Next UID")
        mode = "READ-ONLY" if self.read_only else "READ-WRITE"
        return f"[{mode}] {command.name} completed"

    def idle(self, command: Command) -> None:
        self._expect(command, 0)
        self._say("+ idling")
        self._idling = command.tag
        self._tell_changes(expunged=True)

    def _end_idle(self) -> bool:
        line = self._assembler.line()
        if line is None:
            if self._assembler.waiting > parser.MAX_LINE:
                self._hang_up("too much that is not DONE")
            return False
        tag, self._idling = self._idling, None
        if line.upper() == b"DONE":
            self._say(f"{tag} OK IDLE terminated")
        else:
            self._refuse(Problem(tag or "*", "Expected DONE"))
        return True

    # -- selected --------------------------------------------------------------------------------

    def close_mailbox(self, command: Command) -> str:
        self._expect(command, 0)
        if self.mailbox and not self.read_only:
            gone = [u for u, m in self.mailbox.messages.items() if "\\Deleted" in m.flags]
            self._unwatch()
            self.mailbox.expunge(gone)
        self._unselect()
        return "CLOSE completed"

    def fetch(self, command: Command) -> str:
        numbers, what = self._expect(command, 2)
        wanted = items(what)
        if command.uid and not any(item.name == "UID" for item in wanted):
            wanted.insert(0, Item("UID"))
        for number, message in self._pick(numbers, uid=command.uid):
            self._fetch_one(number, message, wanted)
        return "FETCH completed"

    def _fetch_one(self, number: int, message: Message, wanted: list[Item]) -> None:
        shown = list(wanted)
        if self.mailbox and not self.read_only and any(not item.peek for item in shown):
            seen = {*message.flags, "\\Seen"}
            self._told[message.uid] = tuple(sorted(seen))
            changed = self.mailbox.set_flags(message, seen)
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
        picked = self._pick(numbers, uid=command.uid)
        if self.mailbox is None or self.read_only:
            raise No("[READ-ONLY] Mailbox is read-only")
        for number, message in picked:
            wanted = change(message.flags, flags)
            if len(wanted) > MAX_FLAGS:
                raise No("[LIMIT] Too many flags on one message")
            self._told[message.uid] = tuple(sorted(wanted))
            self.mailbox.set_flags(message, wanted)
            if not how.endswith(".SILENT"):
                uid = f"UID {message.uid} " if command.uid else ""
                self._say(f"* {number} FETCH ({uid}FLAGS ", flag_list(message), ")")
        return "STORE completed"

    # -- the view --------------------------------------------------------------------------------

    def _expect(self, command: Command, count: int) -> list[Token]:
        if len(command.arguments) != count:
            raise BadSyntax(f"{command.name} takes {count or 'no'} argument{'s' * (count != 1)}")
        return command.arguments

    def _numbered(self) -> list[tuple[int, Message]]:
        """Return the mails of the view that still are there, with their numbers."""
        found = self.mailbox.messages if self.mailbox else {}
        return [(n, found[uid]) for n, uid in enumerate(self._view, 1) if uid in found]

    def _pick(self, token: Token, *, uid: bool) -> list[tuple[int, Message]]:
        """Return the mails that a set names; raises BadSyntax for a number beyond the last."""
        if uid:
            ranges = parser.number_set(token, self._view[-1] if self._view else 0)
        else:
            ranges = parser.number_set(token, len(self._view))
            if any(low < 1 or high > len(self._view) for low, high in ranges):
                raise BadSyntax("No such message number")
        return [
            (number, message)
            for number, message in self._numbered()
            if any(low <= (message.uid if uid else number) <= high for low, high in ranges)
        ]

    def _changed(self) -> None:
        """Be told by the mailbox: pass it on at once while the client idles (RFC 2177)."""
        if self._idling is not None:
            self._tell_changes(expunged=True)

    def _tell_changes(self, *, expunged: bool) -> None:
        """Tell what others changed since the last time."""
        if self.mailbox is None:
            return
        messages = self.mailbox.messages
        for uid in [u for u in self._view if u not in messages] if expunged else []:
            self._say(f"* {self._view.index(uid) + 1} EXPUNGE")
            self._view.remove(uid)
            del self._told[uid]
        new = [uid for uid in sorted(messages) if uid not in self._told]
        if new:
            self._view += new
            self._say(f"* {len(self._view)} EXISTS")
            self._told |= {uid: messages[uid].sorted_flags() for uid in new}
        for number, message in self._numbered():
            if self._told[message.uid] != message.sorted_flags():
                self._told[message.uid] = message.sorted_flags()
                self._say(f"* {number} FETCH (FLAGS ", flag_list(message), ")")

    def _unwatch(self) -> None:
        if self.mailbox and self._changed in self.mailbox.watchers:
            self.mailbox.watchers.remove(self._changed)

    def _unselect(self) -> None:
        self._unwatch()
        self.mailbox, self._idling = None, None
        self._view, self._told = [], {}


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
    "LOGIN": Known(OUTSIDE, Session.login),
    "SELECT": Known(INSIDE, Session.select),
    "EXAMINE": Known(INSIDE, Session.select),
    "IDLE": Known(INSIDE, Session.idle),
    "CHECK": Known(SELECTED, Session.noop),
    "CLOSE": Known(SELECTED, Session.close_mailbox),
    "FETCH": Known(SELECTED, Session.fetch, uid=True),
    "STORE": Known(SELECTED, Session.store, uid=True),
}
