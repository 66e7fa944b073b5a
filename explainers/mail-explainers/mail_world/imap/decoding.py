"""Text as people read it: headers and bodies decoded, so that SEARCH can find words in them.

Decides: what can't be decoded stays as it is, with marks for what is lost; nothing raises. Only
charsets that mail uses are asked of the codecs: some others take time without bound.
"""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from typing import Final

from mail_world.imap import header
from mail_world.imap.mime import Part

_WORD: Final = re.compile(rb"=\?([^?\s]{1,40})\?([bBqQ])\?([^?\s]{0,2000})\?=")
_BETWEEN: Final = re.compile(rb"(\?=)[ \t]+(?==\?)")
_CHARSETS: Final = re.compile(
    r"(?:us-?ascii|utf-?(?:8|16)|iso-?8859-\d+|iso-?2022-(?:jp|kr)[\w-]*|shift_?jis|sjis|cp932|"
    r"windows-\d+|euc-(?:jp|kr)|gb(?:k|2312|18030)|big5|koi8-[ru])\Z",
    re.IGNORECASE | re.ASCII,
)
_NOT_BASE64: Final = re.compile(rb"[^A-Za-z0-9+/]")
_SPACE_AT_END: Final = re.compile(rb"[ \t]+(?=\r?\n|\Z)")
"""Added on the way, and to be deleted (RFC 2045 section 6.7, rule 3)."""
MAX_TEXT: Final = 1 << 20
"""Bytes of a part that are looked into."""


def text(data: bytes, charset: str) -> str:
    """Return bytes as text; a charset that is unknown counts as UTF-8."""
    name = charset if _CHARSETS.match(charset) else "utf-8"
    try:
        return data.decode(name, "replace")
    except LookupError:
        return data.decode("utf-8", "replace")


def field_text(value: bytes) -> str:
    """Return a field's value with its encoded words decoded (RFC 2047).

    >>> field_text(b"=?utf-8?B?44Gv44Gq?= <hana@example.jp>")
    'はな <hana@example.jp>'
    """
    value = _BETWEEN.sub(rb"\1", value)
    found, at = [], 0
    for word in _WORD.finditer(value):
        found.append(text(value[at : word.start()], "utf-8"))
        found.append(_word(word))
        at = word.end()
    return "".join([*found, text(value[at:], "utf-8")])


def _word(word: re.Match[bytes]) -> str:
    charset = word[1].decode("ascii", "replace").partition("*")[0]
    try:
        if word[2] in b"bB":
            data = b64decode(word[3] + b"=" * (-len(word[3]) % 4))
        else:
            data = binascii.a2b_qp(word[3], header=True)
    except ValueError:
        return text(word[0], "utf-8")
    return text(data, charset)


def header_text(part: Part) -> str:
    """Return all fields of a part's header as text."""
    found = header.fields(part.head[:MAX_TEXT])
    return "\n".join(f"{name}: {field_text(header.value(field))}" for name, field in found)


def body_text(part: Part) -> str:
    """Return the text of all parts that are text, and the headers of mails within."""
    found = []
    for each in part.walk():
        if each.message is not None:
            found.append(header_text(each.message))
        elif each.kind == "text" and not each.parts:
            charset = dict(each.parameters).get(b"charset", b"utf-8").decode("ascii", "replace")
            found.append(text(_plain(each), charset))
    return "\n".join(found)


def _plain(part: Part) -> bytes:
    data = part.body[:MAX_TEXT]
    found = plain(data, part.values.get("content-transfer-encoding", b""))
    return data if found is None else found


def plain(data: bytes, encoding: bytes) -> bytes | None:
    """Undo a transfer encoding (RFC 2045 section 6); None if it is unknown.

    >>> plain(b"44Gv\\r\\n44Gq\\r\\n", b"Base64").decode()
    'はな'
    """
    match encoding.strip().lower():
        case b"base64":
            kept = _NOT_BASE64.sub(b"", data.partition(b"=")[0])
            kept = kept[:-1] if len(kept) % 4 == 1 else kept
            return b64decode(kept + b"=" * (-len(kept) % 4))
        case b"quoted-printable":
            return binascii.a2b_qp(_SPACE_AT_END.sub(b"", data))
        case b"" | b"7bit" | b"8bit" | b"binary":
            return data
    return None
