"""BODY and BODYSTRUCTURE: what a mail is made of, without its content (RFC 3501 section 7.4.2)."""

from __future__ import annotations

from typing import Final

from mail_world.imap import header, mime
from mail_world.imap.mime import Part
from mail_world.imap.strings import nstring

DEFAULT_ENCODING: Final = b"7BIT"


def structure(part: Part, *, extended: bool) -> bytes:
    """Return the structure of a part; `extended`: with what only BODYSTRUCTURE tells."""
    if part.is_multipart:
        inner = b"".join(structure(each, extended=extended) for each in part.parts)
        words = [inner, nstring(part.subkind.upper().encode())]
        if extended:
            words += [_parameters(part.parameters), *_extension(part)]
        return b"(%s)" % b" ".join(words)
    encoding = part.values.get("content-transfer-encoding", b"").upper() or DEFAULT_ENCODING
    words = [
        nstring(part.kind.upper().encode()),
        nstring(part.subkind.upper().encode()),
        _parameters(part.parameters or _usual_parameters(part)),
        nstring(part.values.get("content-id")),
        nstring(part.values.get("content-description")),
        nstring(encoding),
        b"%d" % len(part.body),
    ]
    if part.message is not None:
        inner = structure(part.message, extended=extended)
        words += [header.envelope(part.message.head), inner, _lines(part.body)]
    elif part.kind == "text":
        words.append(_lines(part.body))
    if extended:
        words += [nstring(part.values.get("content-md5")), *_extension(part)]
    return b"(%s)" % b" ".join(words)


def _usual_parameters(part: Part) -> list[tuple[bytes, bytes]]:
    """Text without a charset is US-ASCII (RFC 2046 section 4.1.2)."""
    return [(b"charset", b"us-ascii")] if part.kind == "text" else []


def _lines(body: bytes) -> bytes:
    unfinished = bool(body) and not body.endswith(b"\n")
    return b"%d" % (body.count(b"\n") + unfinished)


def _parameters(given: list[tuple[bytes, bytes]]) -> bytes:
    if not given:
        return b"NIL"
    words = (nstring(name.upper()) + b" " + nstring(value) for name, value in given)
    return b"(%s)" % b" ".join(words)


def _extension(part: Part) -> list[bytes]:
    """Disposition (RFC 2183), language (RFC 3282), location (RFC 2557)."""
    disposition = b"NIL"
    if given := part.values.get("content-disposition"):
        kind = given.partition(b";")[0].strip().upper()
        disposition = b"(%s %s)" % (nstring(kind), _parameters(mime.parameters(given)))
    languages = [tag.strip() for tag in part.values.get("content-language", b"").split(b",")]
    told = b" ".join(nstring(tag) for tag in languages if tag)
    return [
        disposition,
        b"(%s)" % told if told else b"NIL",
        nstring(part.values.get("content-location")),
    ]
