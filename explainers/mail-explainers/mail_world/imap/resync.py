"""What a device that comes back is told of what went on meanwhile (RFC 7162 section 3.2).

Decides: only what concerns the UIDs that the device knows is told: first those that are gone, in
one line, then what changed. With another UIDVALIDITY nothing is told: all that it knows is void.
Message numbers that it may bring to narrow this (section 3.2.5.2) are read and not needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mail_world.imap import words
from mail_world.imap.parser import BadSyntax, Token
from mail_world.imap.view import View

if TYPE_CHECKING:
    from mail_world.imap.session import Session


def resync(session: Session, view: View, given: list[Token]) -> None:
    """Tell what SELECT's QRESYNC asks for; `given`: UIDVALIDITY, mod-sequence, UIDs, numbers."""
    validity, since, uids = _read(given, view.mailbox.uid_next - 1)
    if validity != view.mailbox.uid_validity:
        return
    tell_vanished(session, view, since, uids)
    for number, message in view.numbered():
        if message.modseq > since and words.holds(uids, message.uid):
            view.answer(number, message, uid=True)


def _read(given: list[Token], last: int) -> tuple[int, int, list[tuple[int, int]]]:
    if not 2 <= len(given) <= 4:
        raise BadSyntax("QRESYNC takes UIDVALIDITY, a mod-sequence and what is known")
    validity, since = words.number(given[0], words.MAX_NUMBER), words.number(given[1])
    uids = [(1, last)]
    more = given[2:]
    if more and not isinstance(more[0], list):
        uids = words.number_set(more.pop(0), last)
    match more:
        case []:
            pass
        case [[numbers, their_uids]]:
            words.number_set(numbers, last)
            words.number_set(their_uids, last)
        case _:
            raise BadSyntax("Bad QRESYNC")
    return validity, since, uids


def tell_vanished(session: Session, view: View, since: int, uids: list[tuple[int, int]]) -> None:
    """Tell which of these UIDs were removed since, but those that are told later as news."""
    here = {message.uid for _, message in view.numbered()}
    gone = [uid for uid in view.mailbox.vanished(since) if uid not in here]
    told = words.set_text(uid for uid in gone if words.holds(uids, uid))
    if told:
        session.say(f"* VANISHED (EARLIER) {told}")
