"""FETCH (RFC 3501 section 6.4.5), with CHANGEDSINCE and VANISHED (RFC 7162 3.1.4, 3.2.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mail_world.imap import words
from mail_world.imap.fetch import Item, answer, items
from mail_world.imap.parser import BadSyntax, Command, Token
from mail_world.imap.store import Message, Refused
from mail_world.imap.view import QRESYNC, View

if TYPE_CHECKING:
    from mail_world.imap.session import Session

MAX_ANSWER: Final = 200 * 1024 * 1024
"""Bytes after which one FETCH says no more: all of a full box, some times over."""


def fetch(session: Session, command: Command) -> str:
    """FETCH and UID FETCH; a mail that is read without PEEK becomes \\Seen."""
    if len(command.arguments) not in (2, 3):
        raise BadSyntax("FETCH takes messages and items")
    numbers, what, *modifiers = command.arguments
    wanted = items(what)
    since, vanished = _changed_since(modifiers)
    if vanished and not (command.uid and QRESYNC in session.enabled):
        raise BadSyntax("VANISHED is for UID FETCH, when QRESYNC is enabled")
    names = [item.name for item in wanted]
    if command.uid and "UID" not in names:
        wanted.insert(0, Item("UID"))
    if since is not None and "MODSEQ" not in names:
        wanted.append(Item("MODSEQ"))
    view = session.selected()
    picked = view.pick(numbers, uid=command.uid)
    if any(item.name == "MODSEQ" for item in wanted):
        session.enable_condstore()
    if since is not None and vanished:
        from mail_world.imap.resync import tell_vanished

        ranges = words.number_set(numbers, view.mailbox.uid_next - 1)
        tell_vanished(session, view, since, ranges)
    said = 0
    for number, message in picked:
        if since is None or message.modseq > since:
            said += _fetch_one(session, view, number, message, wanted)
        if said > MAX_ANSWER:
            raise Refused("LIMIT", "That is too much at once")
    return "FETCH completed"


def _changed_since(modifiers: list[Token]) -> tuple[int | None, bool]:
    """Return the mod-sequence of CHANGEDSINCE, and whether VANISHED stands behind it."""
    match modifiers:
        case []:
            return None, False
        case [[word, number, *more]] if words.atom(word) == "CHANGEDSINCE":
            if more and words.listed(more) != ["VANISHED"]:
                raise BadSyntax("Unknown FETCH modifier")
            return words.number(number), bool(more)
    raise BadSyntax("Unknown FETCH modifier")


def _fetch_one(
    session: Session, view: View, number: int, message: Message, wanted: list[Item]
) -> int:
    """Answer for one mail, and return how many bytes that took."""
    shown = list(wanted)
    marks = not view.read_only and any(not item.peek for item in shown)
    if marks and view.set_flags(message, {*message.flags, "\\Seen"}, shown=True):
        names = [item.name for item in shown]
        shown += [Item("FLAGS")] * ("FLAGS" not in names)
        shown += [Item("MODSEQ")] * (view.tells_modseq and "MODSEQ" not in names)
    answers = b" ".join(answer(view, message, item) for item in shown)
    session.say(f"* {number} FETCH (", answers, ")")
    return len(answers)
