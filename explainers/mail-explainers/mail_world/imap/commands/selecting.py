"""Commands that open and close a mailbox, or tell its numbers (RFC 3501 section 6.3)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from mail_world.imap import words
from mail_world.imap.parser import Atom, BadSyntax, Command, Token
from mail_world.imap.store import Mailbox, Refused
from mail_world.imap.view import QRESYNC, REV2

if TYPE_CHECKING:
    from mail_world.imap.session import Session


def find(session: Session, name: Token, code: str = "NONEXISTENT") -> Mailbox:
    """Return the mailbox that is named; raises Refused with `code` if there is none."""
    mailbox = session.owner().mailboxes.get(session.read_name(name) or "")
    if mailbox is None:
        raise Refused(code, "No such mailbox")
    return mailbox


def select(session: Session, command: Command) -> str:
    """SELECT and EXAMINE, with `(CONDSTORE)` or `(QRESYNC (…))` if wanted (RFC 7162)."""
    name, *options = command.arguments or [[]]
    known, condstore = _options(session, options)
    if session.view is not None:
        session.unselect()
        session.say("* OK [CLOSED] Previous mailbox is closed")
    if condstore:
        session.enable_condstore()
    mailbox = find(session, name)
    read_only = command.name == "EXAMINE"
    view = session.select(mailbox, read_only=read_only)
    view.tell_flags()
    view.tell_count()
    first = view.first_unseen()
    if first is not None and REV2 not in session.enabled:
        session.say(f"* OK [UNSEEN {first}] First unseen")
    session.say(f"* OK [UIDVALIDITY {mailbox.uid_validity}] UIDs are valid")
    session.say(f"* OK [UIDNEXT {mailbox.uid_next}] Next UID")
    session.say(f"* OK [HIGHESTMODSEQ {mailbox.modseq}] Highest")
    session.say(f"* OK [MAILBOXID (F{mailbox.object_id})] Ok")
    if REV2 in session.enabled:
        from mail_world.imap.commands.listing import tell

        tell(session, mailbox.name, old=words.text(name))
    if known is not None:
        from mail_world.imap.resync import resync

        resync(session, view, known)
    mode = "READ-ONLY" if read_only else "READ-WRITE"
    return f"[{mode}] {command.name} completed"


def _options(session: Session, given: list[Token]) -> tuple[list[Token] | None, bool]:
    """Return what QRESYNC brings, None without it, and whether CONDSTORE is asked for."""
    match given:
        case []:
            return None, False
        case [[Atom() as word]] if word.upper() == "CONDSTORE":
            return None, True
        case [[Atom() as word, list() as known]] if word.upper() == QRESYNC:
            if QRESYNC not in session.enabled:
                raise BadSyntax("QRESYNC must be enabled first")
            return known, False
    raise BadSyntax("SELECT takes a mailbox, and CONDSTORE or QRESYNC")


def close(session: Session, command: Command) -> str:
    """CLOSE: remove what is marked as deleted, without telling this client."""
    session.expect(command, 0)
    view = session.selected()
    session.unselect()
    box = view.mailbox
    deleted = [uid for uid, m in box.messages.items() if "\\Deleted" in m.flags]
    if view.read_only or not deleted:
        return "CLOSE completed"
    box.expunge(deleted)
    return session.highest(box) + "CLOSE completed"


def unselect(session: Session, command: Command) -> str:
    """UNSELECT (RFC 3691): leave, and remove nothing."""
    session.expect(command, 0)
    session.unselect()
    return "UNSELECT completed"


STATUS_ITEMS: Final[Mapping[str, Callable[[Mailbox], int | str]]] = {
    "MESSAGES": lambda box: len(box.messages),
    "RECENT": lambda box: sum(uid >= box.recent_from for uid in box.messages),
    "UIDNEXT": lambda box: box.uid_next,
    "UIDVALIDITY": lambda box: box.uid_validity,
    "UNSEEN": lambda box: sum("\\Seen" not in m.flags for m in box.messages.values()),
    "HIGHESTMODSEQ": lambda box: box.modseq,
    "DELETED": lambda box: sum("\\Deleted" in m.flags for m in box.messages.values()),
    "SIZE": lambda box: sum(len(m.source) for m in box.messages.values()),
    "MAILBOXID": lambda box: f"(F{box.object_id})",
}


def status(session: Session, command: Command) -> str:
    """STATUS (section 6.3.10): numbers of a mailbox without selecting it."""
    name, items = session.expect(command, 2)
    wanted = status_items(items)
    tell_status(session, find(session, name), wanted)
    return "STATUS completed"


def status_items(token: Token) -> list[str]:
    """Return the items that STATUS is asked for; raises BadSyntax."""
    wanted = words.listed(token)
    if not wanted or not all(item in STATUS_ITEMS for item in wanted):
        raise BadSyntax("Unknown STATUS item, or none")
    return wanted


def tell_status(session: Session, mailbox: Mailbox, wanted: list[str]) -> None:
    """Tell a mailbox's numbers."""
    if "HIGHESTMODSEQ" in wanted:
        session.enable_condstore()
    told = " ".join(f"{item} {STATUS_ITEMS[item](mailbox)}" for item in wanted)
    session.say("* STATUS ", session.quoted(mailbox.name), f" ({told})")
