"""Parts with their transfer encoding undone (RFC 3516), and mails that came with NUL in them.

Decides: what is fetched is the bytes that were encoded, as far as they can be decoded; a mail
that is appended with NUL in a part has that part kept in base64 (section 4.4), since no other
answer than BINARY may have NUL.
"""

from __future__ import annotations

from base64 import encodebytes
from typing import Final

from mail_world.imap import decoding, header
from mail_world.imap.fetch import Item
from mail_world.imap.mime import Part, parse, part_at
from mail_world.imap.store import Message, Refused
from mail_world.imap.strings import nstring

ENCODING: Final = "content-transfer-encoding"


def value(message: Message, item: Item) -> bytes:
    """Return what BINARY and BINARY.SIZE answer; raises Refused if an encoding is unknown."""
    data = _decoded(message.source, item.path)
    if item.name.startswith("BINARY.SIZE"):
        return b"%d" % len(data or b"")
    if data is not None and item.partial:
        start, count = item.partial
        data = data[start : start + count]
    return b"~{%d}\r\n%s" % (len(data), data) if data and b"\0" in data else nstring(data)


def _decoded(source: bytes, path: tuple[int, ...]) -> bytes | None:
    if not path:
        return source
    part = part_at(parse(source), path)
    if part is None:
        return None
    data = decoding.plain(part.body, part.values.get(ENCODING, b""))
    if data is None:
        raise Refused("UNKNOWN-CTE", "Unknown Content-Transfer-Encoding")
    return data


def without_nul(source: bytes) -> bytes:
    """Return a mail with those parts in base64 that have NUL; a header stays as it came."""
    for part in parse(source).walk():
        if b"\0" in part.body and not part.parts:
            source = source.replace(part.head + part.body, _in_base64(part), 1)
    return source


def _in_base64(part: Part) -> bytes:
    kept = [field for name, field in header.fields(part.head) if name.lower() != ENCODING]
    body = encodebytes(part.body).replace(b"\n", b"\r\n")
    return b"".join([*kept, b"Content-Transfer-Encoding: base64\r\n\r\n", body])
