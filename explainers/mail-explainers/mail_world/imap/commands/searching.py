"""SEARCH (RFC 3501 section 6.4.4); what the keys mean is in search.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mail_world.imap.parser import Command
from mail_world.imap.search import Candidate, Reader

if TYPE_CHECKING:
    from mail_world.imap.session import Session


def search(session: Session, command: Command) -> str:
    """SEARCH and UID SEARCH; mails that were removed meanwhile are not found."""
    view = session.selected()
    reader = Reader(command.arguments, view)
    question = reader.read()
    if reader.modseq:
        session.enable_condstore()
    found = [
        (number, message)
        for number, message in view.numbered()
        if not message.expunged and question(Candidate(view, number, message))
    ]
    numbers = "".join(f" {message.uid if command.uid else number}" for number, message in found)
    highest = max((message.modseq for _, message in found), default=0)
    told = f" (MODSEQ {highest})" if reader.modseq and found else ""
    session.say(f"* SEARCH{numbers}{told}")
    return f"{'UID ' * command.uid}SEARCH completed"
