"""Taking a bounce apart: what the mail system says, without the mail that it sends back.

Python's `email` reads the report (RFC 3464): its human part and the fields of the delivery
status. The mail that came back is left out, because its words are the reader's own. A bounce
without MIME is cut at the line with which it announces the original.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from email.message import Message

__all__ = ["said"]

_LOOKS_LIKE_MAIL = re.compile(
    r"\A\s*(?:From \S+ .*\n)?(?:[A-Za-z][A-Za-z0-9\-]{1,40}:.*\n(?:[ \t].*\n)*){2,}"
)
_HEAD = 20_000
_PARTS = 60
_ANSWER = 1_200
_LEAST = 200
_FIELDS = ("diagnostic-code", "status", "action")
_RETURNED = ("message/rfc822", "text/rfc822-headers", "message/partial")
_TAG = re.compile(r"<[^<>]{0,500}>")
# How relays introduce the answer of the server that refused.
_QUOTED = re.compile(
    r"\bsaid:|diagnostic[- ]code:|<<<|mail server after [^:\n]{1,60}(?::\s*\S{1,200})?:|"
    r"\breason:|server returned:?|returned was:|the response (?:from the remote server )?was:|"
    r"responded:|refused to\s+talk to me:|did not accept[^:\n]{0,60}:|response:|応答:|エラー内容:",
    re.IGNORECASE,
)
_CUTS = (
    "below this line is a copy of the message",
    "this is a copy of the message",
    "original message follows",
    "undelivered message follows",
    "unsent message below",
    "unsent message follows",
    "returned message follows",
    "returned message header",
    "original message header",
    "message header follows",
    "header of the original message",
    "headers of the original message",
    "the header page of your",
    "----- original message -----",
    "----- original message header",
    "----- unsent message",
    "----- message header follows",
    "--- returned message",
    "content-type: message/rfc822",
    "content-type: text/rfc822-headers",
    "\nreceived: from",
    "\nreturn-path: ",
    "below is a copy of the original message",
    "original-message-headers",
    "\nmessage-id:",
    "元のメッセージ",
    "元のメール",
)


def said(text: str) -> tuple[str, ...]:
    """What mail systems say in a paste, the most telling part first, all of it last.

    The most telling part is what the refusing server answered (the Diagnostic-Code, what stands
    after "said:"); of a text without such a part, all of it is the only one.
    """
    parts: list[str] = []
    rest = text
    if len(text) > 300 and _LOOKS_LIKE_MAIL.match(text[:_HEAD]):
        status, spoken = _taken_apart(text)
        parts.append(status)
        rest = spoken if spoken.strip() else text.partition("\n\n")[2] or text
    rest = _cut(rest)
    parts += ["\n".join(_answers(rest)), rest]
    return tuple(part for part in parts if part.strip())


def _answers(text: str) -> list[str]:
    """The stretches in which a relay quotes the server that it talked to."""
    found: list[str] = []
    for count, start in enumerate(_QUOTED.finditer(text)):
        end = text.find("\n\n", start.end(), start.end() + _ANSWER)
        found.append(text[start.end() : end if end >= 0 else start.end() + _ANSWER])
        if count > 5:
            break
    return found


def _cut(text: str) -> str:
    lowered = text.lower() if text.isascii() else "".join(
        sign.lower() if sign.isascii() else sign for sign in text
    )  # fmt: skip
    places = [place for cut in _CUTS if (place := lowered.find(cut, 60)) > 0]
    if not places or (min(places) < _LEAST and len(text) > 2 * _LEAST):
        return text  # the marker stands at the head: what follows is all there is
    return text[: min(places)]


def _taken_apart(text: str) -> tuple[str, str]:
    """The fields of the delivery status, and the words for people; ("", "") if unreadable."""
    from email import message_from_string  # only a bounce pays for it
    from email.message import Message

    status: list[str] = []
    words: list[str] = []
    try:
        stack: list[Message] = [message_from_string(text)]
        for _ in range(_PARTS):
            if not stack:
                break
            part = stack.pop()
            kind = part.get_content_type()
            inner = part.get_payload()
            if kind == "message/delivery-status":
                status += _status(part)
            elif kind in _RETURNED:
                continue
            elif isinstance(inner, list):
                stack += [each for each in reversed(inner) if isinstance(each, Message)]
            elif kind == "text/plain" or kind.startswith("multipart/"):
                words.append(_decoded(part))
            elif kind == "text/html" and not any(words):
                words.append(_TAG.sub(" ", _decoded(part)[:_HEAD]))
    except (LookupError, ValueError, TypeError, AttributeError, AssertionError, RecursionError):
        return "", ""  # a mail that even `email` cannot read is read as plain text
    return "\n".join(status), "\n".join(words)


def _status(part: Message) -> list[str]:
    from email.message import Message

    inner = part.get_payload()
    found: list[str] = []
    if isinstance(inner, list):
        for block in inner:
            if isinstance(block, Message):
                for name in _FIELDS:
                    found += [f"{name}: {value}" for value in block.get_all(name, [])]
    return found


def _decoded(part: Message) -> str:
    plain = part.get_payload()
    if isinstance(plain, str) and not plain.isascii():
        return plain  # pasted letters, no bytes: there is nothing left to decode
    body = part.get_payload(decode=True)
    if not isinstance(body, bytes):
        return str(plain)
    charset = part.get_content_charset() or "utf-8"
    try:
        return body.decode(charset, "replace")
    except LookupError:
        return body.decode("utf-8", "replace")
