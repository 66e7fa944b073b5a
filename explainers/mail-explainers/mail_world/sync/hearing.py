"""What is kept of what devices and the server said: the dialogue, as both ends see it.

Decides: what an eavesdropper would see is not kept (send_flow shows that); one event a line of
dialogue, with passwords masked, as in `record`. POP3's few lines are cut here.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from mail_world.record import MAX_DATA, Detail, Kind, Leg, WorldEvent
from mail_world.recorder import readable
from mail_world.transcript import MASK, IMAPTranscript, SMTPTranscript, Transcript, Unit
from mail_world.transport import Address, Side

IMAPS, POP3S, SMTP = 993, 995, 25
NOTHING: Final[Detail] = {}


class POP3Transcript:
    """Follows one POP3 connection, line by line (RFC 1939 section 3)."""

    def __init__(self) -> None:
        self._buffers = {"client": bytearray(), "server": bytearray()}
        self._greeted = False

    def feed(self, side: Side, data: bytes) -> Iterator[Unit]:
        """Yield what these bytes complete: a command, or as much of an answer as came at once."""
        buffer = self._buffers[side]
        buffer += data
        end = buffer.rfind(b"\n") + 1
        taken = bytes(buffer[:end])
        del buffer[:end]
        if not taken:
            return
        verb = taken.split(None, 1)[0].upper().decode("ascii", "replace") if taken.strip() else ""
        detail: dict[str, str | int | bool] = {"bytes": len(taken), "verb": verb}
        if side == "client":
            yield Unit(verb, b"PASS " + MASK + b"\r\n" if verb == "PASS" else taken, detail)
        else:
            yield Unit("reply" if self._greeted else "greeting", taken, detail)
            self._greeted = True


TRANSCRIPTS: Final[Mapping[int, Callable[[], Transcript]]] = {
    IMAPS: IMAPTranscript,
    POP3S: POP3Transcript,
    SMTP: SMTPTranscript,
}


class _Line:
    def __init__(self, actors: Mapping[Side, str], transcript: Transcript) -> None:
        self.actors, self.transcript = actors, transcript


class Hearing:
    """Listens (it is the network's Ear) and keeps events; `actors`: address → who that is."""

    def __init__(self, actors: Mapping[str, str]) -> None:
        self.events: list[WorldEvent] = []
        self.now_ms: Callable[[], int] = lambda: 0
        self._actors = actors
        self._lines: dict[int, _Line] = {}

    def take(self) -> tuple[WorldEvent, ...]:
        """Return what was heard since the last time."""
        events = tuple(self.events)
        self.events.clear()
        return events

    # -- what parties tell (provider.Notes) --------------------------------------------------------

    def decide(
        self,
        tag: str,
        actor: str,
        text: str,
        detail: Detail = NOTHING,
        *,
        conn: int = 0,
        leg: Leg = "",
        kind: Kind = "decision",
    ) -> None:
        """Note that a party came to a decision."""
        self._add(conn, actor, actor, kind, text, None, tag, detail, leg)

    # -- what the network tells (transport.Ear) ----------------------------------------------------

    def opened(self, conn: int, client: Address, server: Address, host: str) -> None:
        actors: dict[Side, str] = {
            "client": self._actors[client[0]],
            "server": self._actors[server[0]],
        }
        self._lines[conn] = _Line(actors, TRANSCRIPTS[server[1]]())
        detail: Detail = {"host": host, "address": server[0], "port": server[1]}
        source, target = actors["client"], actors["server"]
        self._add(
            conn, source, target, "decision", f"{host}:{server[1]}", None, "connected", detail
        )

    def refused(self, client: Address, server: Address, host: str, why: str) -> None:
        self.decide("connection-refused", self._actors[client[0]], f"{host}:{server[1]} {why}")

    def said(self, conn: int, side: Side, data: bytes, sealed: bool) -> None:
        line = self._lines[conn]
        source = line.actors[side]
        target = line.actors["server" if side == "client" else "client"]
        for unit in line.transcript.feed(side, data):
            text, kept = readable(unit.data), unit.data[:MAX_DATA]
            self._add(conn, source, target, "data", text, kept, unit.tag, unit.detail)

    def carried(self, conn: int, side: Side, data: bytes) -> None:
        """Keep nothing: see the module's docstring."""

    def sealed(self, conn: int, side: Side, host: str) -> None:
        """Keep nothing."""

    def broken(self, conn: int, side: Side, error: ssl.SSLError) -> None:
        self.decide("tls-failed", self._lines[conn].actors[side], str(error.args[-1]), conn=conn)

    def overlooked(self, conn: int, side: Side, error: ssl.SSLError) -> None:
        """Keep nothing: no app at home is careless."""

    def _add(
        self,
        conn: int,
        source: str,
        target: str,
        kind: Kind,
        text: str,
        data: bytes | None,
        tag: str,
        detail: Detail,
        leg: Leg = "",
    ) -> None:
        event = WorldEvent(self.now_ms(), conn, source, target, kind, text, data, tag, detail, leg)
        self.events.append(event)
