"""Commands about mailboxes as such: making, removing, renaming, subscribing (RFC 3501 section 6.3).

What there is, is told in listing.py. Whoever enabled IMAP4rev2 is told when a mailbox has another
name than the one that was said (RFC 9051 section 6.3.9.7).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mail_world.imap import words
from mail_world.imap.names import SEPARATOR
from mail_world.imap.parser import Command, Token
from mail_world.imap.store import Refused
from mail_world.imap.view import REV2

if TYPE_CHECKING:
    from mail_world.imap.session import Session

MAX_SUBSCRIBED: Final = 500


def _name(session: Session, token: Token, *, trim: bool = False) -> str:
    """Return a mailbox's name as text; raises Refused if no mailbox can have it."""
    name = session.read_name(token, trim=trim)
    if name is None:
        raise Refused("CANNOT", "Mailbox names are modified UTF-7")
    return name


def _tell_other_name(session: Session, name: str, old: str) -> None:
    if REV2 in session.enabled and name != old:
        from mail_world.imap.commands.listing import tell

        tell(session, name, old=old)


def namespace(session: Session, command: Command) -> str:
    """NAMESPACE (RFC 2342): one's own mailboxes, and nobody else's."""
    session.expect(command, 0)
    session.say(f'* NAMESPACE (("" "{SEPARATOR}")) NIL NIL')
    return "NAMESPACE completed"


def create(session: Session, command: Command) -> str:
    """CREATE (section 6.3.3); a separator at the end says no more than the name."""
    (token,) = session.expect(command, 1)
    name = _name(session, token, trim=True)
    mailbox = session.owner().create(name)
    _tell_other_name(session, name, words.text(token).removesuffix(SEPARATOR))
    return f"[MAILBOXID (F{mailbox.object_id})] CREATE completed"


def delete(session: Session, command: Command) -> str:
    """DELETE (section 6.3.4)."""
    (name,) = session.expect(command, 1)
    session.owner().delete(_name(session, name))
    return "DELETE completed"


def rename(session: Session, command: Command) -> str:
    """RENAME (section 6.3.5)."""
    old, new = session.expect(command, 2)
    name, former = _name(session, new, trim=True), _name(session, old)
    session.owner().rename(former, name)
    _tell_other_name(session, name, former)
    return "RENAME completed"


def subscribe(session: Session, command: Command) -> str:
    """SUBSCRIBE (section 6.3.6), to what there is."""
    (token,) = session.expect(command, 1)
    name, owner = _name(session, token), session.owner()
    if name not in owner.mailboxes:
        raise Refused("NONEXISTENT", "No such mailbox")
    if len(owner.subscribed) >= MAX_SUBSCRIBED:
        raise Refused("LIMIT", "Too many subscriptions")
    owner.subscribed.add(name)
    return "SUBSCRIBE completed"


def unsubscribe(session: Session, command: Command) -> str:
    """UNSUBSCRIBE (section 6.3.7), also from what is gone."""
    (token,) = session.expect(command, 1)
    session.owner().subscribed.discard(_name(session, token))
    return "UNSUBSCRIBE completed"
