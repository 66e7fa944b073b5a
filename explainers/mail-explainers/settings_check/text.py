"""What a paste brings along: full-width letters, invisible characters, quotes, blanks, prefixes.

Each field is cleaned before it is judged, and what was cleaned away is remembered, because a
settings screen will not clean it. Only the first `LIMIT` characters of a field are looked at, so
that no paste takes long; nothing here raises.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["LIMIT", "Cleaned", "clean", "clean_address", "clean_host", "clean_port", "fold"]

LIMIT = 2_000
"""How much of one field is read: the longest right value has 254 characters (RFC 5321 4.5.3.1)."""

# Zero-width, direction and joining marks, soft hyphen, byte-order mark, halves of letters.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_QUOTES = "\"'`<>()[]{}「」『』【】＜＞\u00ab\u00bb\u2018\u2019\u201a\u201b\u201c\u201d\u201e"
_TRAILING = "。、，．,.;:；：!！・"
_SCHEME = re.compile(
    r"^(?:[a-z][a-z0-9+\-]{0,15}:/{1,3}|(?:https?|imaps?|pop3?s?|smtps?|ssl|tls|mailto):(?!\d+$))",
    re.IGNORECASE,
)
_HOST_PORT = re.compile(r"^(?P<host>[^:]*):\s*(?P<port>\d{1,6})$")
_MAILTO = re.compile(r"^mailto:", re.IGNORECASE)
_ROUNDS = 40
# An old docomo or au address, quoted as RFC 5321 4.1.2 wants it: "taro."@docomo.ne.jp
_QUOTED_LOCAL = re.compile(r'^"[^"@]{1,64}"@[^"]+$')
# Signs that look like the hyphen, the dot or the at sign but are not, after NFKC.
_LOOKALIKE = str.maketrans({
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
    "\u30fc": "-", "\u3002": ".", "\u00b7": ".", "\u30fb": ".",
})  # fmt: skip


@dataclass(frozen=True)
class Cleaned:
    """A field as it should have been typed; `changed` says that the reader typed it otherwise.

    `port` is a port number that stood in the same field, or "".
    """

    value: str
    changed: bool
    port: str = ""


def fold(raw: str) -> str:
    """Full-width to half-width, invisible and control characters away, blanks as one space.

    >>> fold("ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ\\u200b")
    'taro@example.jp'
    """
    visible = _INVISIBLE.sub("", raw[:LIMIT])
    folded = unicodedata.normalize("NFKC", visible)
    return " ".join(_CONTROL.sub(" ", _INVISIBLE.sub("", folded)).split())


def _settled(step: Callable[[str], str], value: str) -> str:
    """What remains when the step changes nothing more: layers are peeled one by one."""
    for _ in range(_ROUNDS):
        peeled = step(value)
        if peeled == value:
            break
        value = peeled
    return value


def clean(raw: str) -> Cleaned:
    """A field of plain text (a user name): folded, without quotes around it.

    >>> clean(" “taro” ")
    Cleaned(value='taro', changed=True, port='')
    """
    value = fold(raw).strip(_QUOTES + " ")
    return Cleaned(value, value != raw)


def clean_address(raw: str) -> Cleaned:
    """A mail address, also from `mailto:` or `名前 <address>`; blanks in it are taken out.

    >>> clean_address("mailto:taro@example.jp。").value
    'taro@example.jp'
    """
    value = _settled(_address, fold(raw))
    return Cleaned(value, value != raw)


def _address(value: str) -> str:
    if "<" in value and "@" in value:
        inner = value.rpartition("<")[2].partition(">")[0]
        value = inner if "@" in inner else value
    if not _QUOTED_LOCAL.match(value):
        value = value.strip(_QUOTES + " ")
    value = _MAILTO.sub("", value).rstrip(_TRAILING + " ")
    local, at, domain = value.rpartition("@")
    return (local + at + domain.translate(_LOOKALIKE)).replace(" ", "")


def clean_host(raw: str) -> Cleaned:
    """A server's name alone: no scheme, no path, no port, no user, no blanks; lower case.

    >>> clean_host("https://imap.gmail.com:993/mail")
    Cleaned(value='imap.gmail.com', changed=True, port='993')
    """
    value = fold(raw).translate(_LOOKALIKE)
    port = ""
    for _ in range(_ROUNDS):
        before = value
        value = _SCHEME.sub("", value.strip(_QUOTES + _TRAILING + " "))
        value = value.replace("\\", "/").partition("/")[0].partition("?")[0].rpartition("@")[2]
        found = _HOST_PORT.match(value)
        if found is not None:
            value, port = found["host"], found["port"]
        value = value.replace(" ", "")
        if value == before:
            break
    return Cleaned(value.lower(), value.lower() != raw.lower(), port)


def clean_port(raw: str) -> Cleaned:
    """A port number as ASCII digits; anything else in the field stays, to be shown.

    >>> clean_port("９９３")
    Cleaned(value='993', changed=True, port='')
    """
    value = fold(raw).strip(_QUOTES + _TRAILING + " ")
    return Cleaned(value, value != raw)
