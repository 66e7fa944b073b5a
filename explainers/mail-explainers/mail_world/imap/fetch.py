"""What FETCH asks for, and how a mail answers (RFC 3501 sections 6.4.5 and 7.4.2).

Decides: the parts of a mail are cut from its own bytes, never rewritten, so that what a device
reads is what was delivered. A string that can't be quoted goes out as a literal.

Missing so far: part numbers (`BODY[1.2]`) and BODYSTRUCTURE, which say BAD.
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from email.utils import getaddresses
from typing import Final

from mail_world.imap.parser import Atom, BadSyntax, Token
from mail_world.imap.store import Message

MACROS: Final = {
    "ALL": ("FLAGS", "INTERNALDATE", "RFC822.SIZE", "ENVELOPE"),
    "FAST": ("FLAGS", "INTERNALDATE", "RFC822.SIZE"),
}
PLAIN_ITEMS: Final = frozenset(["FLAGS", "INTERNALDATE", "RFC822.SIZE", "UID", "ENVELOPE"])
OLD_NAMES: Final = {
    "RFC822": ("BODY[]", False),
    "RFC822.HEADER": ("BODY[HEADER]", True),
    "RFC822.TEXT": ("BODY[TEXT]", False),
}
"""Older names of sections: what they stand for, and whether they only peek."""
SECTION: Final = re.compile(
    r"BODY(?P<peek>\.PEEK)?"
    r"\[(?P<section>|HEADER|TEXT|HEADER\.FIELDS(?P<but>\.NOT)? \((?P<names>[^()]+)\))\]"
    r"(?:<(?P<start>\d{1,10})\.(?P<count>[1-9]\d{0,9})>)?\Z",
    re.IGNORECASE,
)
FIELD_NAME: Final = re.compile(r"[!-9;-~]{1,64}\Z")
MONTHS: Final = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # noqa: SIM905
MAX_ADDRESSES: Final = 100
MAX_FIELD: Final = 8192
"""Bytes of an address field that an ENVELOPE looks at."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing asked of a mail: its name in the answer, and for a section what to cut."""

    name: str
    section: str | None = None
    peek: bool = True
    names: tuple[str, ...] = ()
    but: bool = False
    partial: tuple[int, int] | None = None


def items(token: Token) -> list[Item]:
    """Return what a FETCH asks for; raises BadSyntax."""
    if isinstance(token, Atom) and token.upper() in MACROS:
        return [Item(name) for name in MACROS[token.upper()]]
    wanted = token if isinstance(token, list) else [token]
    if not wanted:
        raise BadSyntax("Nothing to fetch")
    return [_item(each) for each in wanted]


def _item(token: Token) -> Item:
    if not isinstance(token, Atom):
        raise BadSyntax("Unknown FETCH item")
    name = token.upper()
    if name in PLAIN_ITEMS:
        return Item(name)
    if name in OLD_NAMES:
        stands_for, peek = OLD_NAMES[name]
        return Item(name, stands_for[5:-1], peek)
    found = SECTION.match(token)
    if not found:
        raise BadSyntax("Unknown FETCH item")
    names = tuple((found["names"] or "").upper().split())
    if not all(FIELD_NAME.match(each) for each in names):
        raise BadSyntax("Bad header field name")
    section = found["section"].upper()
    partial = (int(found["start"]), int(found["count"])) if found["start"] else None
    shown = f"BODY[{section}]" + (f"<{partial[0]}>" if partial else "")
    return Item(
        shown, section.split(" ")[0], found["peek"] is not None, names, bool(found["but"]), partial
    )


def answer(message: Message, item: Item) -> bytes:
    """Return `name value` for one item of one mail."""
    return item.name.encode() + b" " + _value(message, item)


def _value(message: Message, item: Item) -> bytes:
    match item.section, item.name:
        case None, "FLAGS":
            return flag_list(message)
        case None, "UID":
            return b"%d" % message.uid
        case None, "RFC822.SIZE":
            return b"%d" % len(message.source)
        case None, "INTERNALDATE":
            return _internal_date(message.received)
        case None, _:
            return envelope(message.source)
    data = cut(message.source, item)
    if item.partial:
        start, count = item.partial
        data = data[start : start + count]
    return nstring(data)


def flag_list(message: Message) -> bytes:
    """Return a mail's flags in parentheses."""
    return b"(" + " ".join(message.sorted_flags()).encode("ascii", "replace") + b")"


def cut(source: bytes, item: Item) -> bytes:
    """Return the section of a mail that an item asks for."""
    end = source.find(b"\r\n\r\n")
    head, body = (source, b"") if end < 0 else (source[: end + 4], source[end + 4 :])
    match item.section:
        case "":
            return source
        case "HEADER":
            return head
        case "TEXT":
            return body
    wanted = [field for name, field in fields(head) if (name.upper() in item.names) != item.but]
    return b"".join(wanted) + b"\r\n"


def fields(head: bytes) -> list[tuple[str, bytes]]:
    """Return the header fields as (name, whole field with its line ends), folded lines kept."""
    found: list[tuple[str, bytes]] = []
    for line in (
        head.splitlines(keepends=True)
        if b"\r" not in head
        else re.findall(rb"[^\n]*\n|[^\n]+\Z", head)
    ):
        if line[:1] in (b" ", b"\t") and found:
            name, field = found[-1]
            found[-1] = (name, field + line)
        elif b":" in line:
            found.append((line.split(b":", 1)[0].strip().decode("latin-1"), line))
    return found


# -- envelopes and strings ---------------------------------------------------------------------


def envelope(source: bytes) -> bytes:
    """Return the ENVELOPE structure (section 7.4.2)."""
    end = source.find(b"\r\n\r\n")
    head = source if end < 0 else source[: end + 2]
    values: dict[str, bytes] = {}
    for name, field in fields(head):
        value = re.sub(rb"\r?\n[ \t]", b" ", field.split(b":", 1)[1]).strip()
        values.setdefault(name.lower(), value)

    def people(name: str) -> bytes:
        given = values.get(name)
        if not given and name in ("sender", "reply-to"):
            given = values.get("from")
        return _addresses(given)

    return b"(%s)" % b" ".join(
        [
            nstring(values.get("date")),
            nstring(values.get("subject")),
            *(people(n) for n in ("from", "sender", "reply-to", "to", "cc", "bcc")),
            nstring(values.get("in-reply-to")),
            nstring(values.get("message-id")),
        ]
    )


def _addresses(value: bytes | None) -> bytes:
    if not value:
        return b"NIL"
    found = []
    for name, address in getaddresses([value[:MAX_FIELD].decode("latin-1")])[:MAX_ADDRESSES]:
        local, _, domain = address.rpartition("@")
        if local or domain:
            parts = (name, "", local or domain, domain if local else "")
            found.append(b"(%s)" % b" ".join(nstring(p.encode("latin-1") or None) for p in parts))
    return b"(%s)" % b"".join(found) if found else b"NIL"


def nstring(value: bytes | None) -> bytes:
    """Return bytes as NIL, a quoted string or a literal (section 4.3).

    >>> nstring(b'say "hi"'), nstring(b"a\\r\\nb"), nstring(None)
    (b'"say \\\\"hi\\\\""', b'{4}\\r\\na\\r\\nb', b'NIL')
    """
    if value is None:
        return b"NIL"
    if len(value) > 500 or re.search(rb"[\x00\r\n\x7f-\xff]", value):
        return b"{%d}\r\n%s" % (len(value), value)
    return b'"' + value.replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'


def _internal_date(seconds: int) -> bytes:
    t = time.gmtime(seconds)
    text = f'"{t[2]:2d}-{MONTHS[t[1] - 1]}-{t[0]:04d} {t[3]:02d}:{t[4]:02d}:{t[5]:02d} +0000"'
    return text.encode()
