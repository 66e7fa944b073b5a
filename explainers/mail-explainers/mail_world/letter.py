"""Words become a mail: MIME, by the standard library, with nothing of the reader's lost.

Decides: text travels as UTF-8, in the clear bytes of the DATA wherever that is lawful (8BITMIME,
RFC 6152: lines of at most 998 bytes, no NUL), else as base64. Line ends of any kind become CRLF;
the client doubles leading dots. A subject is one line: whatever would end it (and so begin a
header of somebody else's making) becomes a blank.

What the platform would make differently is made here: the multipart boundary (email derives it
from the machine's word size).
"""

from __future__ import annotations

import random
import re
from datetime import datetime, timedelta, timezone
from email.header import Header
from email.message import Message
from email.policy import Compat32
from email.utils import format_datetime, formataddr, make_msgid
from typing import Final

from mail_world import photo
from mail_world.places import Person
from mail_world.scenario import Scenario

JAPAN: Final = timezone(timedelta(hours=9))
MAX_LINE: Final = 998
"""Bytes in a line of a message, without its CRLF (RFC 5322 section 2.1.1)."""
BREAKS: Final = re.compile(r"\r\n|\r|\n")
NOT_IN_A_LINE: Final = re.compile("[\x00-\x1f\x7f\x80-\x9f\u2028\u2029]+")
"""Controls and line separators: whatever some parser might take for the end of a header."""
MAIL_POLICY: Final = Compat32(linesep="\r\n", cte_type="8bit")


def one_line(text: str) -> str:
    """Return text that is safe in a header: one line, no controls.

    >>> one_line("hi\\r\\nBcc: all@example.com")
    'hi Bcc: all@example.com'
    """
    return NOT_IN_A_LINE.sub(" ", sound(text)).strip()


def sound(text: str) -> str:
    """Return text that UTF-8 can carry: lone surrogates become U+FFFD, pairs become one."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def header(text: str) -> str | Header:
    """Return a header value: ASCII as it is, all else as encoded words (RFC 2047)."""
    plain = text.isascii() and "=?" not in text and len(text) <= 70
    return text if plain else Header(text, "utf-8", maxlinelen=76, header_name="Subject")


def mail_date(wall: float) -> str:
    """Return a Date header's value in Japan's time for seconds since 1970."""
    return format_datetime(datetime.fromtimestamp(wall, JAPAN))


def text_part(text: str) -> Message:
    """Return a text/plain part: 8bit where lawful, else base64."""
    lines = BREAKS.split(sound(text))
    if lines[-1] != "":
        lines.append("")
    body = "\r\n".join(lines).encode()
    part = Message(MAIL_POLICY)
    part["Content-Type"] = 'text/plain; charset="utf-8"'
    if b"\0" in body or any(len(line) > MAX_LINE for line in body.split(b"\r\n")):
        part["Content-Transfer-Encoding"] = "base64"
        part.set_payload(_base64(body))
    else:
        part["Content-Transfer-Encoding"] = "8bit"
        part.set_payload(body.decode("ascii", "surrogateescape"))
    return part


LARGE: Final = "(the large picture)\r\n"
"""Stands for the large picture's lines until the mail is written: email is slow with megabytes."""


def photo_part(scenario: Scenario) -> Message:
    """Return the picture as an attachment."""
    large = scenario.size == "large"
    name, kind = (photo.LARGE_NAME, "bmp") if large else (photo.NAME, "png")
    part = Message(MAIL_POLICY)
    part["Content-Type"] = f'image/{kind}; name="{name}"'
    part["Content-Transfer-Encoding"] = "base64"
    part["Content-Disposition"] = f'attachment; filename="{name}"'
    part.set_payload(LARGE if large else _base64(photo.PNG))
    return part


def multipart(kind: str, *parts: Message, **parameters: str) -> Message:
    """Return a multipart of this kind with a boundary that is the same on every machine."""
    whole = Message(MAIL_POLICY)
    whole.add_header("Content-Type", f"multipart/{kind}", **parameters)
    if any(part["Content-Transfer-Encoding"] == "8bit" for part in parts):
        whole["Content-Transfer-Encoding"] = "8bit"  # RFC 2045 section 6.4
    whole.set_boundary(f"=_{random.getrandbits(64):016x}")
    for part in parts:
        whole.attach(part)
    return whole


def compose(scenario: Scenario, sender: Person, recipient: str, wall: float) -> bytes:
    """Return the mail that the scenario asks for, with CRLF line ends; `wall` dates it."""
    text = text_part(scenario.message)
    mail = multipart("mixed", text, photo_part(scenario)) if scenario.photo else text
    domain = sender.address.partition("@")[2]
    whole = finish(
        mail,
        [
            ("Date", mail_date(wall)),
            ("From", formataddr((sender.name, sender.address))),
            ("To", recipient),
            ("Subject", header(one_line(scenario.subject))),
            ("Message-ID", make_msgid(domain=domain)),
        ],
    )
    if not scenario.photo or scenario.size == "small":
        return whole
    head, tail = whole.rsplit(LARGE.encode(), 1)  # the last one: words may say the same
    return head + photo.large().encode() + tail


def finish(mail: Message, headers: list[tuple[str, str | Header]]) -> bytes:
    """Return the mail's bytes with these headers before those of its content."""
    content = mail.items()
    for name in mail.keys():  # noqa: SIM118  Message is no mapping: iterating it gives nothing
        del mail[name]
    for name, value in [*headers, ("MIME-Version", "1.0"), *content]:
        mail[name] = value  # type: ignore[assignment]  # a Header is lawful
    return mail.as_bytes(policy=MAIL_POLICY)


def _base64(data: bytes) -> str:
    from base64 import encodebytes

    return encodebytes(data).decode().replace("\n", "\r\n")
