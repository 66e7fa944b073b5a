"""Commands that put mails into mailboxes, and those that ask how much room there is.

APPEND, COPY and MOVE tell the new UIDs (RFC 4315, RFC 6851) and are whole or not at all; the room
is one for all folders (RFC 9208), so MOVE needs none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mail_world.imap import names, words
from mail_world.imap.commands.selecting import find
from mail_world.imap.parser import BadSyntax, Command, String
from mail_world.imap.store import MAX_MESSAGES, SYSTEM_FLAGS, Mailbox, Message, Refused
from mail_world.imap.strings import nstring
from mail_world.imap.view import View

if TYPE_CHECKING:
    from mail_world.imap.session import Session

ROOT: Final = ""
"""The name of the one quota root."""


def append(session: Session, command: Command) -> str:
    """APPEND mailbox [(flags)] ["date-time"] mail (RFC 3501 section 6.3.11)."""
    if not 2 <= len(command.arguments) <= 4:
        raise BadSyntax("APPEND takes a mailbox, flags, a date and a mail")
    name, *options, mail = command.arguments
    if not isinstance(mail, String):
        raise BadSyntax("APPEND takes a mail as a literal")
    flags: set[str] = set()
    if options and isinstance(options[0], list):
        flags = words.flags(options[0], SYSTEM_FLAGS)
        del options[0]
    received = words.moment(options.pop(0)) if options else None
    if options:
        raise BadSyntax("APPEND takes flags before a date")
    mailbox = find(session, name, "TRYCREATE")
    message = session.owner().append(mailbox, bytes(mail), flags, received)
    return f"[APPENDUID {mailbox.uid_validity} {message.uid}] APPEND completed"


def copy(session: Session, command: Command) -> str:
    """COPY (RFC 3501 section 6.4.7): whole or not at all."""
    _, picked, target = _what_and_where(session, command)
    session.owner().require_room(sum(len(message.source) for message in picked))
    told = _copy(picked, target)
    return f"{told}{command.name} completed"


def move(session: Session, command: Command) -> str:
    """MOVE (RFC 6851): the new UIDs are told first, then the removals, then OK."""
    view, picked, target = _what_and_where(session, command)
    session.writable()
    told = _copy(picked, target)
    if told:
        session.say(f"* OK {told}Moved")
    view.mailbox.expunge([message.uid for message in picked])
    return f"{command.name} completed"


def _what_and_where(session: Session, command: Command) -> tuple[View, list[Message], Mailbox]:
    numbers, name = session.expect(command, 2)
    view = session.selected()
    picked = [message for _, message in view.pick(numbers, uid=command.uid)]
    target = find(session, name, "TRYCREATE")
    if any(message.expunged for message in picked):
        raise Refused("EXPUNGEISSUED", "Some of the messages no longer exist")
    if len(target.messages) + len(picked) > MAX_MESSAGES:
        raise Refused("LIMIT", "Too many messages in that mailbox")
    return view, picked, target


def _copy(picked: list[Message], target: Mailbox) -> str:
    if not picked:
        return ""
    for message in picked:  # a keyword too many must be found before anything is copied
        target.spelt(message.flags)
    copies = [target.append(m.source, m.received, m.flags) for m in picked]
    old, new = (words.set_text(m.uid for m in each) for each in (picked, copies))
    return f"[COPYUID {target.uid_validity} {old} {new}] "


# -- room ------------------------------------------------------------------------------------------


def get_quota(session: Session, command: Command) -> str:
    """GETQUOTA (RFC 9208 section 4.1.1)."""
    (root,) = session.expect(command, 1)
    if words.text(root) != ROOT:
        raise Refused("NONEXISTENT", "No such quota root")
    _tell_quota(session)
    return "GETQUOTA completed"


def get_quota_root(session: Session, command: Command) -> str:
    """GETQUOTAROOT (RFC 9208 section 4.1.2)."""
    (name,) = session.expect(command, 1)
    mailbox = find(session, name)
    told = nstring(names.encode(mailbox.name).encode())
    session.say("* QUOTAROOT ", told, f' "{ROOT}"')
    _tell_quota(session)
    return "GETQUOTAROOT completed"


def set_quota(session: Session, command: Command) -> str:
    """SETQUOTA (RFC 9208 section 4.1.3): refused to everybody."""
    session.expect(command, 2)
    raise Refused("NOPERM", "Room is not for the user to give")


def _tell_quota(session: Session) -> None:
    """Tell room in units of 1024 bytes, what is used rounded up (RFC 9208 section 5.1)."""
    owner = session.owner()
    limits = ""
    if owner.quota is not None:
        limits = f"STORAGE {-(-owner.used // 1024)} {owner.quota // 1024}"
    session.say(f'* QUOTA "{ROOT}" ({limits})')
