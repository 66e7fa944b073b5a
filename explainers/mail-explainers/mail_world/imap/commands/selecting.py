"""Commands that open and close a mailbox, or tell its numbers (RFC 3501 section 6.3)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from mail_world.imap import names, words
from mail_world.imap.parser import BadSyntax, Command, Token
from mail_world.imap.store import Mailbox, Refused
from mail_world.imap.strings import nstring

if TYPE_CHECKING:
    from mail_world.imap.session import Session


def find(session: Session, name: Token, code: str = "NONEXISTENT") -> Mailbox:
    """Return the mailbox that is named; raises Refused with `code` if there is none."""
    mailbox = session.owner().find(words.text(name))
    if mailbox is None:
        raise Refused(code, "No such mailbox")
    return mailbox


def select(session: Session, command: Command) -> str:
    """SELECT and EXAMINE, with `(CONDSTORE)` if wanted (RFC 7162 section 3.1.8)."""
    name, *options = command.arguments or [[]]
    if options and (options[1:] or not isinstance(options[0], list)):
        raise BadSyntax(f"{command.name} takes a mailbox")
    listed = options[0] if options and isinstance(options[0], list) else []
    for option in listed:
        if words.atom(option) != "CONDSTORE":
            raise BadSyntax("Unknown option")
        session.unselect()
        session.enable_condstore()
    session.unselect()
    mailbox = find(session, name)
    read_only = command.name == "EXAMINE"
    view = session.select(mailbox, read_only=read_only)
    view.tell_flags()
    session.say(f"* {len(view)} EXISTS")
    session.say(f"* {len(view.recent)} RECENT")
    if (first := view.first_unseen()) is not None:
        session.say(f"* OK [UNSEEN {first}] First unseen")
    session.say(f"* OK [UIDVALIDITY {mailbox.uid_validity}] UIDs are valid")
    session.say(f"* OK [UIDNEXT {mailbox.uid_next}] Next UID")
    session.say(f"* OK [HIGHESTMODSEQ {mailbox.modseq}] Highest")
    mode = "READ-ONLY" if read_only else "READ-WRITE"
    return f"[{mode}] {command.name} completed"


def close(session: Session, command: Command) -> str:
    """CLOSE: remove what is marked as deleted, without telling this client."""
    session.expect(command, 0)
    view = session.selected()
    session.unselect()
    if not view.read_only:
        messages = view.mailbox.messages.items()
        view.mailbox.expunge([uid for uid, m in messages if "\\Deleted" in m.flags])
    return "CLOSE completed"


def unselect(session: Session, command: Command) -> str:
    """UNSELECT (RFC 3691): leave, and remove nothing."""
    session.expect(command, 0)
    session.unselect()
    return "UNSELECT completed"


STATUS_ITEMS: Final[Mapping[str, Callable[[Mailbox], int]]] = {
    "MESSAGES": lambda box: len(box.messages),
    "RECENT": lambda box: sum(uid >= box.recent_from for uid in box.messages),
    "UIDNEXT": lambda box: box.uid_next,
    "UIDVALIDITY": lambda box: box.uid_validity,
    "UNSEEN": lambda box: sum("\\Seen" not in m.flags for m in box.messages.values()),
    "HIGHESTMODSEQ": lambda box: box.modseq,
}


def status(session: Session, command: Command) -> str:
    """STATUS (section 6.3.10): numbers of a mailbox without selecting it."""
    name, items = session.expect(command, 2)
    if not isinstance(items, list) or not items:
        raise BadSyntax("STATUS takes a list of items")
    wanted = [words.atom(item) for item in items]
    if not all(item in STATUS_ITEMS for item in wanted):
        raise BadSyntax("Unknown STATUS item")
    mailbox = find(session, name)
    if "HIGHESTMODSEQ" in wanted:
        session.enable_condstore()
    told = " ".join(f"{item} {STATUS_ITEMS[item](mailbox)}" for item in wanted)
    session.say("* STATUS ", nstring(names.encode(mailbox.name).encode()), f" ({told})")
    return "STATUS completed"
