"""The header of a mail: where it ends, its fields, and the ENVELOPE made of them.

Decides: fields are cut from the mail's own bytes (RFC 5322 section 2.2), folded lines kept; line
ends may be CRLF or LF, since APPEND takes what it is given. Bounded: a field is looked at up to
MAX_FIELD bytes.
"""

from __future__ import annotations

import re
from typing import Final

from mail_world.imap import addresses
from mail_world.imap.strings import nstring

MAX_HEAD: Final = 64 * 1024
"""Bytes of a header that are looked into for its fields' values."""
MAX_FIELD: Final = 8192
"""Bytes of a field that are looked into."""
_END: Final = re.compile(rb"\A\r?\n|\n\r?\n")
_LINE: Final = re.compile(rb"[^\n]*\n|[^\n]+\Z")
_FOLD: Final = re.compile(rb"\r?\n[ \t]+")


def body_start(source: bytes) -> int:
    """Return where the body begins: behind the first empty line, or at the end.

    >>> body_start(b"A: b\\r\\n\\r\\nbody"), body_start(b"\\r\\nbody"), body_start(b"A: b")
    (8, 2, 4)
    """
    found = _END.search(source)
    return found.end() if found else len(source)


def fields(head: bytes) -> list[tuple[str, bytes]]:
    """Return the header fields as (name, whole field with its line ends), folded lines kept."""
    found: list[tuple[str, list[bytes]]] = []
    for line in _LINE.findall(head):
        if line[:1] in (b" ", b"\t") and found:
            found[-1][1].append(line)
        elif b":" in line:
            found.append((line.split(b":", 1)[0].strip().decode("latin-1"), [line]))
    return [(name, b"".join(lines)) for name, lines in found]


def value(field: bytes) -> bytes:
    """Return the value of a whole field, unfolded, cut to MAX_FIELD.

    >>> value(b"Subject: one\\r\\n two\\r\\n")
    b'one two'
    """
    return _FOLD.sub(b" ", field.partition(b":")[2][:MAX_FIELD]).strip()


def values(head: bytes) -> dict[str, bytes]:
    """Return each field's first value by its name in small letters."""
    found: dict[str, bytes] = {}
    for name, field in fields(head[:MAX_HEAD]):
        if name.lower() not in found:
            found[name.lower()] = value(field)
    return found


def envelope(head: bytes) -> bytes:
    """Return the ENVELOPE structure (RFC 3501 section 7.4.2)."""
    known = values(head)

    def people(name: str) -> bytes:
        given = known.get(name)
        if not given and name in ("sender", "reply-to"):
            given = known.get("from")
        return _addresses(given)

    return b"(%s)" % b" ".join(
        [
            nstring(known.get("date")),
            nstring(known.get("subject")),
            *(people(n) for n in ("from", "sender", "reply-to", "to", "cc", "bcc")),
            nstring(known.get("in-reply-to")),
            nstring(known.get("message-id")),
        ]
    )


def _addresses(given: bytes | None) -> bytes:
    found = addresses.read((given or b"").decode("latin-1"))
    told = (
        b" ".join(
            nstring(None if part is None else part.encode("latin-1"))
            for part in (each.name or None, each.route or None, each.local, each.domain)
        )
        for each in found
    )
    return b"(%s)" % b"".join(b"(%s)" % each for each in told) if found else b"NIL"
