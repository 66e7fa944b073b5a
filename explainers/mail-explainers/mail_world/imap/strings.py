"""Strings as the server says them (RFC 3501 section 4.3): NIL, quoted, or a literal."""

from __future__ import annotations

import re
from typing import Final

MAX_QUOTED: Final = 500
_UNQUOTABLE: Final = re.compile(rb"[\x00\r\n\x7f-\xff]")


def nstring(value: bytes | None) -> bytes:
    """Return bytes as NIL, a quoted string or a literal.

    >>> nstring(b'say "hi"'), nstring(b"a\\r\\nb"), nstring(None)
    (b'"say \\\\"hi\\\\""', b'{4}\\r\\na\\r\\nb', b'NIL')
    """
    if value is None:
        return b"NIL"
    if len(value) > MAX_QUOTED or _UNQUOTABLE.search(value):
        return b"{%d}\r\n%s" % (len(value), value)
    return b'"' + value.replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'
