"""Commands that put mails into mailboxes, and those that ask how much room there is.

APPEND, COPY and MOVE tell the new UIDs (RFC 4315, RFC 6851) and are whole or not at all; the room
is one for all folders (RFC 9208), so MOVE needs none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mail_world.imap import words
from mail_world.imap.commands.selecting import find
from mail_world.imap.parser import BadSyntax, Command, Literal, Token
from mail_world.imap.store import MAX_MESSAGES, SYSTEM_FLAGS, Mailbox, Message, Refused
from mail_world.imap.view import View

if TYPE_CHECKING:
    from mail_world.imap.session import Session

ROOT: Final = ""
"""The name of the one quota root."""


def append(session: Session, command: Command) -> str:
    """APPEND mailbox, then [(flags)] ["date-time"] mail (RFC 3501 section 6.3.11).

    Several mails come in or none (RFC 3502).
    """
    name, *rest = command.arguments or [[]]
    mails = [_mail(rest)]
    while rest:
        mails.append(_mail(rest))
    mailbox, owner = find(session, name, "TRYCREATE"), session.owner()
    owner.require_room(sum(len(source) for source, _, _ in mails))
    _require_places(mailbox, len(mails))
    for _, flags, _ in mails:  # a keyword too many must be found before anything is stored
        mailbox.spelt(flags)
    stored = [owner.append(mailbox, source, flags, when) for source, flags, when in mails]
    uids = words.set_text(message.uid for message in stored)
    return f"[APPENDUID {mailbox.uid_validity} {uids}] APPEND completed"


def _mail(rest: list[Token]) -> tuple[bytes, set[str], int | None]:
    """Take one mail off APPEND's words: its bytes, its flags, when it came; raises BadSyntax."""
    flags: set[str] = set()
    if rest and isinstance(rest[0], list):
        flags = words.flags(rest[0], SYSTEM_FLAGS)
        del rest[0]
    received = None
    if rest and not isinstance(rest[0], Literal):
        received = words.moment(rest.pop(0))
    if not rest or not isinstance(rest[0], Literal):
        raise BadSyntax("APPEND takes a mailbox, flags, a date and a mail as a literal")
    source = bytes(rest[0])
    del rest[0]
    if b"\0" in source:
        from mail_world.imap.binary import without_nul

        source = without_nul(source)
    return source, flags, received


def _require_places(mailbox: Mailbox, count: int) -> None:
    if len(mailbox.messages) + count > MAX_MESSAGES:
        raise Refused("LIMIT", "Too many messages in that mailbox")


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
    return f"{session.highest(view.mailbox) if picked else ''}{command.name} completed"


def _what_and_where(session: Session, command: Command) -> tuple[View, list[Message], Mailbox]:
    numbers, name = session.expect(command, 2)
    view = session.selected()
    picked = [message for _, message in view.pick(numbers, uid=command.uid)]
    target = find(session, name, "TRYCREATE")
    if any(message.expunged for message in picked):
        raise Refused("EXPUNGEISSUED", "Some of the messages no longer exist")
    _require_places(target, len(picked))
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
    session.say("* QUOTAROOT ", session.quoted(mailbox.name), f' "{ROOT}"')
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
