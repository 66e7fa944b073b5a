"""Bytes between two ends, cut into what one would call a line of dialogue.

Decides: where one saying ends and the next begins. In SMTP a command is a line, a reply is all
its lines (RFC 5321 section 4.2.1), a message runs to the lone dot. In IMAP a saying is a line
with its literals (RFC 9051 section 4.3). And what may not be repeated: passwords are masked here,
before anything is kept.

Pure and incremental: bytes in, units out, however the bytes were chopped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple, Protocol

from mail_world.transport import Side

MASK: Final = b"********"


class Unit(NamedTuple):
    """One saying: its tag and detail as in WorldEvent, and its bytes with secrets masked."""

    tag: str
    data: bytes
    detail: dict[str, str | int | bool]


class Transcript(Protocol):
    """Takes bytes of one side ("client" or "server"), gives the units they complete."""

    def feed(self, side: Side, data: bytes) -> Iterator[Unit]: ...


# -- SMTP --------------------------------------------------------------------------------------

SMTP_VERBS: Final = frozenset(
    (
        *("EHLO", "HELO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "BDAT"),
        *("RSET", "NOOP", "QUIT", "VRFY", "EXPN", "HELP"),
    )
)
AUTH_WITH_SECRET: Final = re.compile(rb"(AUTH\s+\S+\s+)\S.*", re.IGNORECASE | re.DOTALL)
ENHANCED: Final = re.compile(r"([245]\.\d{1,3}\.\d{1,3})(?: |$)")
"""An enhanced status code at the start of a reply's text (RFC 2034 section 4)."""


class SMTPTranscript:
    """Follows one SMTP connection."""

    def __init__(self) -> None:
        self._buffers = {"client": bytearray(), "server": bytearray()}
        self._verb = "CONNECT"
        self._expect = "command"
        self._reply: list[bytes] = []

    def feed(self, side: Side, data: bytes) -> Iterator[Unit]:
        """Yield what these bytes complete."""
        buffer = self._buffers[side]
        buffer += data
        while True:
            if side == "client" and self._expect == "message":
                end = _message_end(buffer)
            else:
                end = buffer.find(b"\n") + 1
            if not end:
                return
            taken = bytes(buffer[:end])
            del buffer[:end]
            if side == "client":
                yield self._said_by_client(taken)
            elif taken[3:4] == b"-":
                self._reply.append(taken)
            else:
                yield self._replied([*self._reply, taken])
                self._reply = []

    def _said_by_client(self, data: bytes) -> Unit:
        expected, self._expect = self._expect, "command"
        detail: dict[str, str | int | bool] = {"bytes": len(data)}
        if expected == "message":
            self._verb = "."
            return Unit("message", data, detail)
        if expected == "secret":
            return Unit("secret", MASK + b"\r\n", detail)
        verb = data.split(None, 1)[0].upper().decode("ascii", "replace") if data.strip() else ""
        known = verb in SMTP_VERBS
        self._verb = verb if known else "?"
        line = AUTH_WITH_SECRET.sub(rb"\1" + MASK, data.rstrip(b"\r\n")) + b"\r\n"
        return Unit(verb if known else "garbage", line, detail)

    def _replied(self, lines: list[bytes]) -> Unit:
        verb, data = self._verb, b"".join(lines)
        code = int(lines[0][:3]) if lines[0][:3].isdigit() else 0
        texts = [line[4:].decode("utf-8", "replace").strip() for line in lines]
        if code == 354:
            self._expect = "message"
        elif code == 334:
            self._expect = "secret"
        detail: dict[str, str | int | bool] = {"bytes": len(data), "code": code, "verb": verb}
        if found := ENHANCED.match(texts[0]):
            detail["enhanced"] = found[1]
            texts = [text.removeprefix(found[1]).strip() for text in texts]
        detail["text"] = "\n".join(texts)
        return Unit("greeting" if verb == "CONNECT" else "reply", data, detail)


def _message_end(buffer: bytearray) -> int:
    """Return where the message in DATA ends, its lone dot included, or 0 (RFC 5321 4.1.1.4)."""
    if buffer.startswith(b".\r\n"):
        return 3
    found = buffer.find(b"\r\n.\r\n")
    return found + 5 if found >= 0 else 0


# -- IMAP --------------------------------------------------------------------------------------

LITERAL: Final = re.compile(rb"\{(\d{1,9})\+?\}\r?\n\Z")
STRING: Final = rb'(?:"(?:[^"\\]|\\.)*"|[^\s"{]+)'
LOGIN: Final = re.compile(rb"(\S+ LOGIN (?:" + STRING + rb" )?).*", re.IGNORECASE | re.DOTALL)
AUTHENTICATE: Final = re.compile(rb"(\S+ AUTHENTICATE \S+ ).*", re.IGNORECASE | re.DOTALL)


class IMAPTranscript:
    """Follows one IMAP connection."""

    def __init__(self) -> None:
        self._buffers = {"client": bytearray(), "server": bytearray()}
        self._greeted = self._secret = False

    def feed(self, side: Side, data: bytes) -> Iterator[Unit]:
        """Yield what these bytes complete."""
        buffer = self._buffers[side]
        buffer += data
        while end := _imap_end(buffer):
            taken = bytes(buffer[:end])
            del buffer[:end]
            yield self._command(taken) if side == "client" else self._response(taken)

    def _command(self, data: bytes) -> Unit:
        detail: dict[str, str | int | bool] = {"bytes": len(data)}
        if self._secret:
            return Unit("secret", MASK + b"\r\n", detail)
        words = data.split()
        verb = words[1 if len(words) > 1 else 0].upper().decode("ascii", "replace") if words else ""
        if verb == "UID" and len(words) > 2:
            verb = words[2].upper().decode("ascii", "replace")
        self._secret = verb == "AUTHENTICATE"  # until it is answered: there may be more to ask
        line = data.rstrip(b"\r\n")
        for pattern in (LOGIN, AUTHENTICATE):
            line = pattern.sub(rb"\1" + MASK, line)
        detail["verb"] = verb
        return Unit(verb if verb.isalpha() else "garbage", line + b"\r\n", detail)

    def _response(self, data: bytes) -> Unit:
        detail: dict[str, str | int | bool] = {"bytes": len(data)}
        words = data.split(None, 3)
        first = words[0] if words else b""
        second = words[1].decode("ascii", "replace").upper() if len(words) > 1 else ""
        if not self._greeted:
            self._greeted = True
            return Unit("greeting", data, detail | {"status": second})
        if first == b"+":
            return Unit("continue", data, detail)
        if first == b"*":
            number = second.isdigit() and len(words) > 2
            status = words[2].decode("ascii", "replace").upper() if number else second
            return Unit("untagged", data, detail | {"status": status})
        self._secret = False
        return Unit("tagged", data, detail | {"status": second})


def _imap_end(buffer: bytearray) -> int:
    """Return where the first saying ends, its literals included, or 0."""
    at = 0
    while True:
        at = buffer.find(b"\n", at) + 1
        if not at:
            return 0
        found = LITERAL.search(bytes(buffer[max(0, at - 16) : at]))
        if not found:
            return at
        at += int(found[1])
        if at > len(buffer):
            return 0
