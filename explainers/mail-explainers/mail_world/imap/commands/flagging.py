"""STORE and EXPUNGE (RFC 3501 section 6.4, RFC 4315, RFC 7162 section 3.1.3)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from mail_world.imap import words
from mail_world.imap.parser import Atom, BadSyntax, Command, Token
from mail_world.imap.store import SYSTEM_FLAGS, Refused

if TYPE_CHECKING:
    from mail_world.imap.session import Session

FLAG_CHANGES: Final[Mapping[str, Callable[[set[str], set[str]], set[str]]]] = {
    "FLAGS": lambda old, new: set(new),
    "+FLAGS": lambda old, new: old | new,
    "-FLAGS": lambda old, new: old - new,
}


def store(session: Session, command: Command) -> str:
    """STORE: a mail that somebody else removed is passed over, and the client told so."""
    numbers, *rest = command.arguments or [[]]
    unchanged_since = None
    if rest and isinstance(rest[0], list):
        unchanged_since = _unchanged_since(rest[0])
        del rest[0]
    if len(rest) < 2:
        raise BadSyntax("STORE takes messages, an item and flags")
    how, first, *more = words.atom(rest[0]), *rest[1:]
    listed = first if isinstance(first, list) and not more else [first, *more]
    given = words.flags(listed, SYSTEM_FLAGS)
    change = FLAG_CHANGES.get(how.removesuffix(".SILENT"))
    if change is None:
        raise BadSyntax("Unknown STORE item")
    silent = how.endswith(".SILENT")
    picked = session.selected().pick(numbers, uid=command.uid)
    view = session.writable()
    if unchanged_since is not None:
        session.enable_condstore()
    flags = view.mailbox.spelt(given)
    stale, gone = [], False
    for number, message in picked:
        if message.expunged:
            gone = True
        elif unchanged_since is not None and message.modseq > unchanged_since:
            stale.append(message.uid if command.uid else number)
        else:
            kept = view.mailbox.spelt(change(message.flags, flags))
            changed = view.set_flags(message, kept, shown=not silent)
            if not silent:
                view.answer(number, message, uid=command.uid)
            elif changed and view.tells_modseq:
                view.answer(number, message, uid=command.uid, flags=False)
    if gone:
        raise Refused("EXPUNGEISSUED", "Some of the messages no longer exist")
    modified = f"[MODIFIED {words.set_text(stale)}] " if stale else ""
    return f"{modified}{'UID ' * command.uid}STORE completed"


def _unchanged_since(given: list[Token]) -> int:
    match given:
        case [Atom() as word, number] if word.upper() == "UNCHANGEDSINCE":
            return words.number(number)
    raise BadSyntax("Unknown STORE modifier")


def expunge(session: Session, command: Command) -> str:
    """EXPUNGE; UID EXPUNGE only touches the UIDs it names (RFC 4315 section 2.1)."""
    arguments = session.expect(command, 1 if command.uid else 0)
    chosen = None
    if command.uid:
        chosen = {m.uid for _, m in session.selected().pick(arguments[0], uid=True)}
    view = session.writable()
    known = {message.uid for _, message in view.numbered()} if chosen is None else chosen
    messages = view.mailbox.messages.items()
    gone = [u for u, m in messages if u in known and "\\Deleted" in m.flags]
    view.mailbox.expunge(gone)
    code = session.highest(view.mailbox) if gone else ""
    return f"{code}{'UID ' * command.uid}EXPUNGE completed"
