"""Bytes of a POP3 connection, cut into what one would call a line of dialogue.

Decides where an answer ends: at its line, or for what is listed or read at the lone dot (RFC 1939
section 3). Commands may come ahead of their answers (PIPELINING), so those are waited for in turn.
Passwords are masked before anything is kept. Shape and use: transcript.py.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from typing import Final

from mail_world.transcript import MASK, Unit
from mail_world.transport import Side

PASS: Final = re.compile(rb"(PASS |AUTH \S+ ).*", re.IGNORECASE | re.DOTALL)
LISTS: Final = frozenset(["CAPA", "RETR", "TOP"])
LISTS_WITHOUT_NUMBER: Final = frozenset(["LIST", "UIDL"])
DOT: Final = b"\r\n.\r\n"


class POP3Transcript:
    """Follows one POP3 connection."""

    def __init__(self) -> None:
        self._buffers = {"client": bytearray(), "server": bytearray()}
        self._waiting = deque([("CONNECT", False)])
        """Commands without an answer yet, and whether that would be many lines."""
        self._secret = False

    def feed(self, side: Side, data: bytes) -> Iterator[Unit]:
        """Yield what these bytes complete."""
        buffer = self._buffers[side]
        buffer += data
        while end := buffer.find(b"\n") + 1 if side == "client" else self._answer_end(buffer):
            taken = bytes(buffer[:end])
            del buffer[:end]
            yield self._command(taken) if side == "client" else self._answer(taken)

    def _command(self, data: bytes) -> Unit:
        if self._secret:
            self._secret = False
            self._waiting.append(("AUTH", False))
            return Unit("secret", MASK + b"\r\n", {"bytes": len(data)})
        words = data.split()
        verb = words[0].upper().decode("ascii", "replace") if words else ""
        self._secret = verb == "AUTH"
        many = verb in LISTS or (verb in LISTS_WITHOUT_NUMBER and len(words) == 1)
        self._waiting.append((verb, many))
        line = PASS.sub(rb"\1" + MASK, data.rstrip(b"\r\n")) + b"\r\n"
        return Unit(verb if verb.isalpha() else "garbage", line, {"bytes": len(data), "verb": verb})

    def _answer_end(self, buffer: bytearray) -> int:
        many = bool(self._waiting) and self._waiting[0][1] and buffer.startswith(b"+OK")
        if not many:
            return buffer.find(b"\n") + 1
        found = buffer.find(DOT)
        return found + len(DOT) if found >= 0 else 0

    def _answer(self, data: bytes) -> Unit:
        verb = self._waiting.popleft()[0] if self._waiting else ""
        status = data.split(None, 1)[0].decode("ascii", "replace") if data.strip() else ""
        self._secret = verb == "AUTH" and status == "+"
        detail: dict[str, str | int | bool] = {"bytes": len(data), "status": status, "verb": verb}
        return Unit("greeting" if verb == "CONNECT" else "reply", data, detail)
