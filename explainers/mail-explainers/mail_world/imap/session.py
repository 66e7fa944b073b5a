"""One device's conversation with its box: what may be said when, and how it is answered.

Decides: the states of RFC 3501 section 3, who may say which command in them (the table is in
commands/), and when others' changes are told (view.py): no EXPUNGE while FETCH, STORE or SEARCH
runs, since numbers must hold still (section 7.4.1).

Strategy: `feed(bytes)` → `write(bytes)`. No input raises out of it: what is malformed is answered
with BAD, what can't be done with NO, and a bug of ours with NO [SERVERBUG] (RFC 5530). While the
client does not read (`pause`), nothing more is worked off.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from mail_world.imap import names, parser, words
from mail_world.imap.account import Account, AccountDoor
from mail_world.imap.commands import COMMANDS, INSIDE, OUTSIDE, SELECTED
from mail_world.imap.parser import BadSyntax, Command, Continue, Problem, Token
from mail_world.imap.store import Mailbox, Refused
from mail_world.imap.strings import nstring
from mail_world.imap.view import CONDSTORE, QRESYNC, REV2, View

MAX_BAD: Final = 20
"""Lines in a row that are no commands, before the server hangs up."""
MAX_SIGN_INS: Final = 10
"""Refused sign-ins before it does."""
AUTOLOGOUT: Final = 1800.0
"""Seconds without a word before a client is logged out (RFC 9051 section 5.4: no fewer)."""
NUMBERS_MATTER: Final = frozenset(["FETCH", "STORE", "SEARCH"])
BEFORE: Final = "IMAP4rev1 IMAP4rev2 LITERAL+ SASL-IR ID ENABLE IDLE"
AFTER: Final = (
    "IMAP4rev1 IMAP4rev2 LITERAL+ ID ENABLE IDLE NAMESPACE CHILDREN SPECIAL-USE LIST-EXTENDED "
    "LIST-STATUS STATUS=SIZE UNSELECT UIDPLUS MOVE MULTIAPPEND BINARY CONDSTORE QRESYNC ESEARCH "
    "SEARCHRES WITHIN OBJECTID QUOTA QUOTA=RES-STORAGE"
)


class Session(AccountDoor):
    """One connection; see the module's docstring.

    `accounts`: user → account. `write` takes bytes for the client, `close` ends the connection.
    `start_tls` begins TLS, None where it can't be had; `sealed` tells whether it is there already.
    `private`: nobody else can listen even without TLS, so that signing in needs none.
    """

    mechanisms: tuple[str, ...] = ("PLAIN",)
    """What AUTHENTICATE takes under TLS, of sasl.py."""

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
        self.accounts = accounts
        self.account: Account | None = None
        self.view: View | None = None
        self.enabled: set[str] = set()
        """Extensions that the client asked for (RFC 5161)."""
        self.start_tls, self.sealed, self.private = start_tls, sealed, private
        self._write, self._close = write, close
        self._open, self._paused = True, False
        self._assembler = parser.Assembler(parser.MAX_EARLY_LITERAL)
        self._idling = False
        self._awaited: Callable[[bytes], None] | None = None
        self._bad = self._refused_sign_ins = 0
        self.say(f"* OK [CAPABILITY {self.capabilities()}] ready")

    # -- in and out ------------------------------------------------------------------------------

    def feed(self, data: bytes) -> None:
        """Take bytes from the client and answer what they complete."""
        if self._open:
            self._assembler.feed(data)
            self._work_off()

    def pause(self) -> None:
        """Answer nothing more until `resume`: the client does not read what it asked for."""
        self._paused = True

    def resume(self) -> None:
        """Go on answering."""
        self._paused = False
        self._work_off()

    def lost(self) -> None:
        """Forget the connection: it is gone."""
        self._open = False
        self.unselect()

    def say(self, *parts: str | bytes) -> None:
        """Send one line, from parts."""
        line = b"".join(p if isinstance(p, bytes) else p.encode() for p in parts)
        self._write(line + b"\r\n")

    @property
    def patience(self) -> float | None:
        """Return how many seconds a client may be silent; None: it waits in IDLE.

        A server may log it out there, too (RFC 2177 section 3). Dovecot does not, nor does this.
        """
        return None if self._idling else AUTOLOGOUT

    @staticmethod
    def farewell(why: str) -> bytes:
        """Return what a client is told that is logged out (RFC 9051 section 7.1.5)."""
        return f"* BYE {why}\r\n".encode()

    def bye(self, words: str, tagged: str = "") -> None:
        """Say goodbye, then `tagged` if there is something to answer, and end the connection."""
        self._write(self.farewell(words))
        if tagged:
            self.say(tagged)
        self.lost()
        self._close()

    def _work_off(self) -> None:
        while (
            self._open
            and not self._paused
            and (self._awaited_line() if self._awaited else self._next())
        ):
            pass

    def _next(self) -> bool:
        match self._assembler.next():
            case None:
                return False
            case Continue():
                self.say("+ go ahead")
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
                self.bye("line too long")
            return False
        then, self._awaited = self._awaited, None
        if then is not None:
            then(line)
        return True

    # -- commands --------------------------------------------------------------------------------

    def _run(self, command: Command) -> None:
        def work() -> str | None:
            known = COMMANDS.get(command.name)
            if known is None or (command.uid and not known.uid):
                raise BadSyntax("Unknown command")
            self._allow(known.state)
            return known.load()(self, command)

        numbers_matter = command.name in NUMBERS_MATTER and not command.uid
        self._answer(command, work, expunged=not numbers_matter)

    def wait_for_line(self, command: Command, then: Callable[[bytes], str | None]) -> None:
        """Take the next line as the client's answer to `+`; `then` makes of it what OK says.

        It may wait for another one, and return None.
        """
        self._awaited = lambda line: self._answer(command, lambda: then(line))

    def _answer(
        self, command: Command, work: Callable[[], str | None], *, expunged: bool = True
    ) -> None:
        """Do something and say how it went; None: the answer comes later, or was given."""
        tag = command.tag
        try:
            done = work()
            self._bad = 0
            if done is None:
                return
            self._tell_changes(expunged=expunged, uid=command.uid)
            self.say(f"{tag} OK {done}")
        except Refused as error:
            self._tell_changes(expunged=expunged, uid=command.uid)
            self.say(f"{tag} NO {error}")
        except BadSyntax as error:
            self._refuse(Problem(tag, str(error)))
        except Exception:
            self.say(f"{tag} NO [SERVERBUG] Internal error")

    def _tell_changes(self, *, expunged: bool, uid: bool) -> None:
        if self.view is not None:
            self.view.tell_changes(expunged=expunged, uid=uid)

    def _refuse(self, problem: Problem) -> None:
        self._bad += 1
        self.say(f"{problem.tag} BAD {problem.text}")
        if problem.fatal or self._bad >= MAX_BAD:
            self.bye("too much that is no IMAP")

    def _allow(self, state: str) -> None:
        allowed = {
            OUTSIDE: self.account is None,
            INSIDE: self.account is not None,
            SELECTED: self.view is not None,
        }
        if not allowed.get(state, True):
            raise BadSyntax(f"Only in {state} state")

    # -- what commands rely on -------------------------------------------------------------------

    def capabilities(self) -> str:
        """Return what the server offers now (RFC 3501 section 7.2.1)."""
        if self.account is not None:
            return AFTER
        begins = " STARTTLS" * bool(self.start_tls and not self.sealed)
        if not (self.sealed or self.private):
            return BEFORE + begins + " LOGINDISABLED"
        return BEFORE + begins + "".join(f" AUTH={name}" for name in self.mechanisms)

    @staticmethod
    def expect(command: Command, count: int) -> list[Token]:
        """Return a command's arguments; raises BadSyntax unless there are so many."""
        if len(command.arguments) != count:
            raise BadSyntax(f"{command.name} takes {count or 'no'} argument{'s' * (count != 1)}")
        return command.arguments

    def read_name(self, token: Token, *, trim: bool = False) -> str | None:
        """Return the text of a mailbox's name, None if no mailbox can have it.

        `trim`: a separator at the end is passed over. Raises BadSyntax if it is no string.
        """
        given = words.text(token)
        given = given.removesuffix(names.SEPARATOR) if trim else given
        return names.canonical(given) if REV2 in self.enabled else names.decode(given)

    def spell(self, name: str) -> str:
        """Return a mailbox's name as it goes over the wire to this client."""
        return name if REV2 in self.enabled else names.encode(name)

    def quoted(self, name: str) -> bytes:
        """Return the same as a string."""
        return nstring(self.spell(name).encode())

    def owner(self) -> Account:
        """Return whose box this is; raises BadSyntax before signing in."""
        if self.account is None:
            raise BadSyntax(f"Only in {INSIDE} state")
        return self.account

    def selected(self) -> View:
        """Return the view of the selected mailbox; raises BadSyntax without one."""
        if self.view is None:
            raise BadSyntax(f"Only in {SELECTED} state")
        return self.view

    def writable(self) -> View:
        """Return the same; raises Refused if it is only for reading."""
        view = self.selected()
        if view.read_only:
            raise Refused("READ-ONLY", "Mailbox is read-only")
        return view

    def require_privacy(self) -> None:
        """Raise Refused where others could listen."""
        if not (self.sealed or self.private):
            raise Refused("PRIVACYREQUIRED", "Signing in is disabled before TLS")

    def enter(self, account: Account | None) -> str:
        """Let somebody in and return what OK says; raises Refused if it is nobody."""
        if account is None:
            self._refused_sign_ins += 1
            if self._refused_sign_ins >= MAX_SIGN_INS:
                self._bad = MAX_BAD
                raise BadSyntax("Too many sign-ins that failed")
            raise Refused("AUTHENTICATIONFAILED", "Invalid user name or password")
        self.account = account
        self._assembler.max_literal = parser.MAX_LITERAL
        return f"[CAPABILITY {self.capabilities()}] Logged in"

    def seal(self) -> None:
        """Begin TLS; what was said before must not count after it (RFC 3501 section 6.2.1)."""
        self._assembler = parser.Assembler(parser.MAX_EARLY_LITERAL)
        self.sealed = True
        if self.start_tls is not None:
            self.start_tls()

    def select(self, mailbox: Mailbox, *, read_only: bool) -> View:
        """Open a view of a mailbox."""
        self.unselect()
        self.view = View(mailbox, self.say, self._changed, self.enabled, read_only=read_only)
        return self.view

    def unselect(self) -> None:
        """Close the view, if there is one."""
        if self.view is not None:
            self.view.leave()
        self.view = None

    def enable_condstore(self) -> None:
        """Tell mod-sequences from now on (RFC 7162 section 3.1)."""
        if CONDSTORE not in self.enabled:
            self.enabled.add(CONDSTORE)
            if self.view is not None:
                self.say(f"* OK [HIGHESTMODSEQ {self.view.mailbox.modseq}] Highest")

    def highest(self, mailbox: Mailbox) -> str:
        """Return the code that says how far removals are told (RFC 7162 section 3.2.7)."""
        return f"[HIGHESTMODSEQ {mailbox.modseq}] " if QRESYNC in self.enabled else ""

    def idle(self, *, idling: bool) -> None:
        """Begin or stop telling changes as they happen (RFC 2177)."""
        self._idling = idling
        self._changed()

    def _changed(self) -> None:
        """Be told by the mailbox."""
        if self._idling and self.view is not None:
            self.view.tell_changes(expunged=True)
