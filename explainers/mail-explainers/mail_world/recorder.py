"""The world's memory: hears the network and the parties, and keeps a list of events.

Decides: which actor an address belongs to, which leg of the journey a connection is, and how much
of what was said is kept (record.py has the bounds). Everything goes into one list in the order in
which it happened. Nothing is invented here: data and wire come from the taps, look-ups from the
resolver, decisions from the party that decides.
"""

from __future__ import annotations

import re
import ssl
from collections.abc import Callable, Mapping
from typing import Final, Literal, cast

from mail_world import tls_records
from mail_world.places import ACTOR_AT, IMAP_PORTS, POP3_PORTS
from mail_world.record import (
    FRIEND,
    MAX_DATA,
    MAX_HELLO,
    MAX_READ,
    MAX_TEXT,
    MAX_WIRE,
    OFFICE,
    PHONE,
    REMOTE,
    Connection,
    Detail,
    Kind,
    Leg,
    Reply,
    WorldEvent,
)
from mail_world.tls_records import TLSRecord
from mail_world.transcript import IMAPTranscript, SMTPTranscript, Transcript, Unit
from mail_world.transcript_pop3 import POP3Transcript
from mail_world.transport import Address, Side

UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
"""What neither a page nor an SVG can show: controls, and what XML has no room for."""
NOTHING: Final[Detail] = {}
WHYS: Final = {
    7: "bad-signature",
    9: "not-yet-valid",
    10: "expired",
    18: "self-signed",
    19: "unknown-root",
    20: "unknown-issuer",
    62: "wrong-name",
}
"""What is wrong with a certificate, by OpenSSL's number (X509_V_ERR_…)."""


Tongue = Literal["smtp", "imap", "pop3"]
TRANSCRIPTS: Final[Mapping[Tongue, Callable[[], Transcript]]] = {
    "smtp": SMTPTranscript,
    "imap": IMAPTranscript,
    "pop3": POP3Transcript,
}


def usual_tongue(port: int) -> Tongue:
    """Return what is spoken at a port by custom."""
    return "imap" if port in IMAP_PORTS else "pop3" if port in POP3_PORTS else "smtp"


class _Line:
    """A connection as the recorder sees it."""

    def __init__(
        self,
        conn: int,
        leg: Leg,
        client: Address,
        server: Address,
        host: str,
        at_ms: int,
        tongue: Tongue,
    ) -> None:
        self.conn, self.leg, self.host, self.opened_ms = conn, leg, host, at_ms
        self.server = server
        self.actors = {"client": ACTOR_AT[client[0]], "server": ACTOR_AT[server[0]]}
        self.smtp = tongue == "smtp"
        self.transcript = TRANSCRIPTS[tongue]()
        self.sealed = False
        self.hidden: set[Side] = set()
        """Ends that have changed to a cipher: from there on nothing they write can be read."""


class Recorder:
    """Listens (it is the network's Ear) and keeps events, replies and connections.

    `tongue`: port → what the server there speaks; `leg`: (caller, server) → the part of the
    journey that a connection is.
    """

    def __init__(
        self,
        tongue: Callable[[int], Tongue] = usual_tongue,
        leg: Callable[[Address, Address], Leg] | None = None,
    ) -> None:
        self._tongue, self._leg = tongue, leg or _leg
        self.events: list[WorldEvent] = []
        self.replies: list[Reply] = []
        self.now_ms: Callable[[], int] = lambda: 0
        self.listening = True
        self.look: Callable[[TLSRecord, bool], Detail] | None = None
        """Reads what stands in the clear in real records (tls/seen.py); None for the model's."""
        self.legs: dict[str, Leg] = {
            PHONE: "submission",
            OFFICE: "relay",
            REMOTE: "relay",
            FRIEND: "reading",
        }
        """What each actor is busy with; the phone turns to `notice` when it opens its box."""
        self._lines: dict[int, _Line] = {}

    @property
    def connections(self) -> tuple[Connection, ...]:
        """All connections so far."""
        return tuple(
            Connection(
                conn=line.conn,
                leg=line.leg,
                source=line.actors["client"],
                target=line.actors["server"],
                host=line.host,
                address=line.server[0],
                port=line.server[1],
                opened_ms=line.opened_ms,
                sealed=line.sealed,
            )
            for line in self._lines.values()
        )

    # -- what parties tell -----------------------------------------------------------------------

    def decide(
        self,
        tag: str,
        actor: str,
        text: str,
        detail: Detail = NOTHING,
        *,
        target: str | None = None,
        conn: int = 0,
        leg: Leg = "",
        kind: Kind = "decision",
    ) -> None:
        """Note that a party came to a decision; a connection has its own leg."""
        leg = leg or (self._lines[conn].leg if conn in self._lines else self.leg_of(actor))
        self._add(conn, actor, target or actor, kind, text, None, tag, detail, leg, False)

    def looked_up(self, caller: str, kind: str, name: str, answer: str, error: str) -> None:
        """Note a question to the DNS and its answer (dns.Notify)."""
        actor = ACTOR_AT[caller]
        detail = {"name": name, "error" if error else "answer": error or answer}
        text = f"{name} {kind} → {answer or error}"
        self._add(0, actor, actor, "dns", text, None, kind, detail, self.leg_of(actor), False)

    def leg_of(self, actor: str) -> Leg:
        """Return the leg that an actor's doings between connections belong to."""
        return self.legs.get(actor, "")

    # -- what the network tells (transport.Ear) ----------------------------------------------------

    def opened(self, conn: int, client: Address, server: Address, host: str) -> None:
        leg, tongue = self._leg(client, server), self._tongue(server[1])
        line = _Line(conn, leg, client, server, host, self.now_ms(), tongue)
        self._lines[conn] = line
        self.decide(
            "connected",
            line.actors["client"],
            f"{host}:{server[1]} ({server[0]})",
            {"host": host, "address": server[0], "port": server[1]},
            target=line.actors["server"],
            conn=conn,
        )

    def refused(self, client: Address, server: Address, host: str, why: str) -> None:
        actor = ACTOR_AT[client[0]]
        self.decide(
            "connection-refused",
            actor,
            f"{host}:{server[1]} {why}",
            {"host": host, "address": server[0], "port": server[1], "why": why},
            target=ACTOR_AT.get(server[0], actor),
            leg=self._leg(client, server),
        )

    def said(self, conn: int, side: Side, data: bytes, sealed: bool) -> None:
        line = self._lines[conn]
        source, target = self._ends(line, side)
        for unit in line.transcript.feed(side, data):
            if side == "server" and line.smtp:
                self._note_reply(line, source, unit)
            self._add(
                conn,
                source,
                target,
                "data",
                readable(unit.data),
                unit.data[:MAX_DATA],
                unit.tag,
                unit.detail,
                line.leg,
                sealed,
            )

    def carried(self, conn: int, side: Side, data: bytes) -> None:
        line = self._lines[conn]
        source, target = self._ends(line, side)
        for piece in tls_records.split_records(data):
            detail: dict[str, str | int | bool]
            if isinstance(piece, bytes):
                tag, text, detail = "raw", f"{len(piece)} バイト", {"length": len(piece)}
            else:
                tag = "record"
                text = f"TLS 0x{piece.type:02x} {len(piece.body)} バイト"
                detail = {"type": piece.type, "length": len(piece.body)}
                detail["name"] = tls_records.TYPE_NAMES[piece.type]
                if host := tls_records.asked_host(piece):
                    detail["host"] = host
                if self.look:
                    detail |= self.look(piece, side in line.hidden)
                if piece.type == tls_records.CHANGE_CIPHER_SPEC:
                    line.hidden.add(side)
            hello = detail.get("type") == tls_records.HANDSHAKE
            most = MAX_READ if "messages" in detail else MAX_HELLO if hello else MAX_WIRE
            taste = bytes(piece)[:most]
            self._add(conn, source, target, "wire", text, taste, tag, detail, line.leg, True)

    def altered(self, conn: int, data: bytes) -> None:
        """Note what somebody on the way made of what a server said."""
        line = self._lines[conn]
        source, target = self._ends(line, "server")
        detail: Detail = {"length": len(data)}
        self._add(
            conn, source, target, "wire", readable(data), data, "altered", detail, line.leg, False
        )

    def sealed(self, conn: int, side: Side, host: str) -> None:
        line = self._lines[conn]
        line.sealed = True
        if side == "client":
            source, target = self._ends(line, side)
            self.decide(
                "tls-established",
                source,
                f"TLS: {host}",
                {"host": host},
                target=target,
                conn=conn,
            )

    def broken(self, conn: int, side: Side, error: ssl.SSLError) -> None:
        source, target = self._ends(self._lines[conn], side)
        text = str(error.args[-1])
        detail: dict[str, str | int | bool] = {"error": text}
        if isinstance(error, ssl.SSLCertVerificationError):
            detail["why"] = WHYS.get(getattr(error, "verify_code", 0), "wrong-name")
        self.decide("tls-failed", source, text, detail, target=target, conn=conn)

    def overlooked(self, conn: int, side: Side, error: ssl.SSLError) -> None:
        source, target = self._ends(self._lines[conn], side)
        text = str(error.args[-1])
        detail: Detail = {"error": text, "why": WHYS[getattr(error, "verify_code", 0)]}
        self.decide("certificate-overlooked", source, text, detail, target=target, conn=conn)

    # -- keeping ---------------------------------------------------------------------------------

    @staticmethod
    def _ends(line: _Line, side: Side) -> tuple[str, str]:
        other = "server" if side == "client" else "client"
        return line.actors[side], line.actors[other]

    def _note_reply(self, line: _Line, actor: str, unit: Unit) -> None:
        if self.listening:
            self.replies.append(
                Reply(
                    at_ms=self.now_ms(),
                    conn=line.conn,
                    actor=actor,
                    host=line.host,
                    leg=line.leg,
                    verb=str(unit.detail["verb"]),
                    code=int(unit.detail["code"]),
                    enhanced=cast("str | None", unit.detail.get("enhanced")),
                    text=str(unit.detail["text"]),
                    event=len(self.events),
                )
            )

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
        leg: Leg,
        sealed: bool,
    ) -> None:
        if self.listening:
            self.events.append(
                WorldEvent(
                    self.now_ms(), conn, source, target, kind, text, data, tag, detail, leg, sealed
                )
            )


def readable(data: bytes) -> str:
    """Return bytes as text that can be shown: line ends as line breaks, the unprintable escaped.

    >>> readable(b"250-mx\\r\\n250 OK\\r\\n")
    '250-mx\\n250 OK'
    """
    text = data.decode("utf-8", "backslashreplace").replace("\r\n", "\n").removesuffix("\n")
    text = UNPRINTABLE.sub(lambda found: f"\\x{ord(found[0]):02x}", text)
    return text if len(text) <= MAX_TEXT else text[: MAX_TEXT - 1] + "…"


def _leg(client: Address, server: Address) -> Leg:
    caller = ACTOR_AT[client[0]]
    if server[1] in (*IMAP_PORTS, *POP3_PORTS):
        return "notice" if caller == PHONE else "reading"
    if caller == REMOTE:
        return "return"
    return "relay" if caller == OFFICE else "submission"
