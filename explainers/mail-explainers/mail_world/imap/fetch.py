"""What FETCH asks for, and how a mail answers (RFC 3501 sections 6.4.5 and 7.4.2).

Decides: the parts of a mail are cut from its own bytes, never rewritten, so that what a device
reads is what was delivered. The tree of parts (mime.py) is made only for those who ask for parts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mail_world.imap import header, words
from mail_world.imap.parser import Atom, BadSyntax, Token
from mail_world.imap.store import Message
from mail_world.imap.strings import nstring

if TYPE_CHECKING:
    from mail_world.imap.view import View

MACROS: Final = {
    "ALL": ("FLAGS", "INTERNALDATE", "RFC822.SIZE", "ENVELOPE"),
    "FAST": ("FLAGS", "INTERNALDATE", "RFC822.SIZE"),
    "FULL": ("FLAGS", "INTERNALDATE", "RFC822.SIZE", "ENVELOPE", "BODY"),
}
PLAIN_ITEMS: Final = frozenset(
    (
        *("FLAGS", "INTERNALDATE", "RFC822.SIZE", "UID", "ENVELOPE", "BODY", "BODYSTRUCTURE"),
        *("MODSEQ", "EMAILID", "THREADID"),
    )
)
OLD_NAMES: Final = {
    "RFC822": ("", False),
    "RFC822.HEADER": ("HEADER", True),
    "RFC822.TEXT": ("TEXT", False),
}
"""Older names of sections: what they stand for, and whether they only peek."""
SECTION: Final = re.compile(
    r"BODY(?P<peek>\.PEEK)?"
    r"\[(?P<section>(?P<path>[1-9]\d{0,4}(?:\.[1-9]\d{0,4})*)?(?:(?:(?<=\d)\.)?"
    r"(?P<what>HEADER\.FIELDS(?P<but>\.NOT)? \((?P<names>[^()]+)\)|HEADER|TEXT|MIME))?)\]"
    r"(?:<(?P<start>\d{1,10})\.(?P<count>[1-9]\d{0,9})>)?\Z",
    re.IGNORECASE,
)
BINARY: Final = re.compile(
    r"BINARY(?P<how>\.PEEK|\.SIZE)?\[(?P<path>[1-9]\d{0,4}(?:\.[1-9]\d{0,4})*)?\]"
    r"(?:<(?P<start>\d{1,10})\.(?P<count>[1-9]\d{0,9})>)?\Z",
    re.IGNORECASE,
)
"""A section with its transfer encoding undone (RFC 3516): binary.py."""
FIELD_NAME: Final = re.compile(r'("?)[!#-9;-~]{1,64}\1\Z')
MAX_ITEMS: Final = 100


@dataclass(frozen=True, slots=True)
class Item:
    """One thing asked of a mail: its name in the answer, and for a section what to cut."""

    name: str
    section: str | None = None
    peek: bool = True
    path: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    but: bool = False
    partial: tuple[int, int] | None = None


def items(token: Token) -> list[Item]:
    """Return what a FETCH asks for; raises BadSyntax."""
    if isinstance(token, Atom) and token.upper() in MACROS:
        return [Item(name) for name in MACROS[token.upper()]]
    wanted = token if isinstance(token, list) else [token]
    if not 0 < len(wanted) <= MAX_ITEMS:
        raise BadSyntax("Nothing to fetch, or too much")
    return [_item(each) for each in wanted]


def _item(token: Token) -> Item:
    if not isinstance(token, Atom):
        raise BadSyntax("Unknown FETCH item")
    name = token.upper()
    if name in PLAIN_ITEMS:
        return Item(name)
    if name in OLD_NAMES:
        stands_for, peek = OLD_NAMES[name]
        return Item(name, stands_for, peek)
    found = SECTION.match(token)
    if not found and (decoded := BINARY.match(token)):
        return _binary_item(decoded)
    if not found:
        raise BadSyntax("Unknown FETCH item")
    section, what = found["section"].upper(), (found["what"] or "").upper()
    path = _path(found)
    separated = section[len(found["path"] or "") :].startswith(".")
    if bool(path and what) != separated or (what == "MIME" and not path):
        raise BadSyntax("Bad section")
    names = (found["names"] or "").upper().split()
    if not all(FIELD_NAME.match(each) for each in names):
        raise BadSyntax("Bad header field name")
    partial = _partial(found)
    return Item(
        name=f"BODY[{section}]" + (f"<{partial[0]}>" if partial else ""),
        section=what.split(" ")[0],
        peek=found["peek"] is not None,
        path=path,
        names=tuple(each.strip('"') for each in names),
        but=bool(found["but"]),
        partial=partial,
    )


def _binary_item(found: re.Match[str]) -> Item:
    how, partial = (found["how"] or "").upper(), _partial(found)
    if how == ".SIZE" and partial:
        raise BadSyntax("BINARY.SIZE is of a whole part")
    name = f"BINARY{'.SIZE' if how == '.SIZE' else ''}[{found['path'] or ''}]"
    return Item(
        name=name + (f"<{partial[0]}>" if partial else ""),
        peek=how != "",
        path=_path(found),
        partial=partial,
    )


def _path(found: re.Match[str]) -> tuple[int, ...]:
    return tuple(map(int, found["path"].split("."))) if found["path"] else ()


def _partial(found: re.Match[str]) -> tuple[int, int] | None:
    return (int(found["start"]), int(found["count"])) if found["start"] else None


def answer(view: View, message: Message, item: Item) -> bytes:
    """Return `name value` for one item of one mail."""
    return item.name.encode() + b" " + _value(view, message, item)


def _value(view: View, message: Message, item: Item) -> bytes:
    match item.section, item.name:
        case None, "FLAGS":
            return view.flags_of(message)
        case None, "UID":
            return b"%d" % message.uid
        case None, "MODSEQ":
            return b"(%d)" % message.modseq
        case None, "RFC822.SIZE":
            return b"%d" % len(message.source)
        case None, "INTERNALDATE":
            return words.moment_text(message.received).encode()
        case None, "ENVELOPE":
            return header.envelope(message.source[: header.body_start(message.source)])
        case None, "EMAILID":
            from mail_world.imap.objects import email_id

            return f"({email_id(message)})".encode()
        case None, "THREADID":
            return b"NIL"
        case None, kind if kind.startswith("BINARY"):
            from mail_world.imap import binary

            return binary.value(message, item)
        case None, kind:
            from mail_world.imap.mime import parse
            from mail_world.imap.structure import structure

            return structure(parse(message.source), extended=kind == "BODYSTRUCTURE")
    data = cut(message.source, item)
    if data is not None and item.partial:
        start, count = item.partial
        data = data[start : start + count]
    return nstring(data)


def cut(source: bytes, item: Item) -> bytes | None:
    """Return the section of a mail that an item asks for; None if there is no such part."""
    if item.path:
        from mail_world.imap.mime import parse, part_at

        part = part_at(parse(source), item.path)
        if part is None:
            return None
        if item.section == "":
            return part.body
        if item.section == "MIME":
            return part.head
        if part.message is None:  # only a mail within has HEADER and TEXT
            return None
        source = part.body
    start = header.body_start(source)
    match item.section:
        case "":
            return source
        case "HEADER":
            return source[:start]
        case "TEXT":
            return source[start:]
    fields = header.fields(source[:start])
    wanted = [field for name, field in fields if (name.upper() in item.names) != item.but]
    return b"".join(wanted) + b"\r\n"
