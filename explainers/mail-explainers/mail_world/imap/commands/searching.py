"""SEARCH (RFC 3501 section 6.4.4), and what RETURN makes of its answer (RFC 4731, RFC 5182).

Decides: without RETURN the answer is SEARCH, or ESEARCH for whoever enabled IMAP4rev2 (RFC 9051
section 6.4.4). What the keys mean is in search.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mail_world.imap import words
from mail_world.imap.parser import Atom, BadSyntax, Command, Token
from mail_world.imap.search import Candidate, Reader
from mail_world.imap.store import Message, Refused
from mail_world.imap.view import REV2, View

if TYPE_CHECKING:
    from mail_world.imap.session import Session

RESULTS: Final = ("MIN", "MAX", "COUNT", "ALL", "SAVE")


def search(session: Session, command: Command) -> str:
    """SEARCH and UID SEARCH; mails that were removed meanwhile are not found."""
    view = session.selected()
    tokens, results = returned(command.arguments)
    reader = Reader(tokens, view, session.owner().now())
    try:
        question = reader.read()
    except Refused:
        if results and "SAVE" in results:
            view.saved = set()
        raise
    if reader.modseq:
        session.enable_condstore()
    found = [
        (number, message)
        for number, message in view.numbered()
        if not message.expunged and question(Candidate(view, number, message))
    ]
    if results is None and REV2 not in session.enabled:
        numbers = "".join(f" {_number(command, each)}" for each in found)
        highest = max((message.modseq for _, message in found), default=0)
        told = f" (MODSEQ {highest})" if reader.modseq and found else ""
        session.say(f"* SEARCH{numbers}{told}")
    else:
        results = results or ["ALL"]
        if "SAVE" in results:
            _save(view, results, found)
        if results != ["SAVE"]:
            session.say(_answer(command, results, found, modseq=reader.modseq))
    return f"{'UID ' * command.uid}SEARCH completed"


def returned(tokens: list[Token]) -> tuple[list[Token], list[str] | None]:
    """Return the keys, and the results that RETURN asks for, None without it."""
    match tokens:
        case [Atom() as word, wanted, *rest] if word.upper() == "RETURN":
            results = words.listed(wanted)
            if not set(results) <= set(RESULTS):
                raise BadSyntax("Unknown result of SEARCH")
            return rest, results or ["ALL"]
    return tokens, None


def _number(command: Command, found: tuple[int, Message]) -> int:
    return found[1].uid if command.uid else found[0]


def _ends(results: list[str], found: list[tuple[int, Message]]) -> list[tuple[int, Message]]:
    """Return the first and the last, as far as they are asked for."""
    return [found[at] for name, at in (("MIN", 0), ("MAX", -1)) if name in results and found]


def _save(view: View, results: list[str], found: list[tuple[int, Message]]) -> None:
    """Keep what was found for `$`: the ends alone if just they were asked for (RFC 5182)."""
    whole = not {"MIN", "MAX"} & set(results) or {"ALL", "COUNT"} & set(results)
    view.saved = {message.uid for _, message in (found if whole else _ends(results, found))}


def _answer(
    command: Command, results: list[str], found: list[tuple[int, Message]], *, modseq: bool
) -> str:
    parts = [f'* ESEARCH (TAG "{command.tag}")']
    if command.uid:
        parts.append("UID")
    for name, at in (("MIN", 0), ("MAX", -1)):
        if name in results and found:
            parts.append(f"{name} {_number(command, found[at])}")
    if "COUNT" in results:
        parts.append(f"COUNT {len(found)}")
    if "ALL" in results and found:
        parts.append(f"ALL {words.set_text(_number(command, each) for each in found)}")
    if modseq and found:
        told = found if {"ALL", "COUNT"} & set(results) else _ends(results, found)
        parts.append(f"MODSEQ {max(message.modseq for _, message in told)}")
    return " ".join(parts)
