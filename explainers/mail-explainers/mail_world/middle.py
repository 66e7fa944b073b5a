"""Somebody on the way: takes STARTTLS out of what an office offers (RFC 3207 section 6).

Decides: only between the sender's phone and its office, and only before anything is sealed: the
line `250-STARTTLS` leaves the office, and a line of the same length that means nothing arrives, as
was seen of real boxes on real lines. All else passes untouched, and is listened to.
"""

from __future__ import annotations

from typing import Final

from mail_world.places import PHONE_HOST
from mail_world.recorder import Recorder
from mail_world.transport import MemoryTransport

OFFER: Final = b"250-STARTTLS\r\n"
NOTHING: Final = b"250-XXXXXXXX\r\n"


class Stripper:
    """A network's `tamper` that strips; the recorder hears what was really carried on."""

    def __init__(self, recorder: Recorder) -> None:
        self.recorder = recorder

    def __call__(self, end: MemoryTransport, data: bytes) -> bytes:
        """Return what arrives of what one end wrote."""
        peer = end.get_extra_info("peername")[0]
        if end.side != "server" or peer != PHONE_HOST.address or OFFER not in data:
            return data
        altered = data.replace(OFFER, NOTHING)
        self.recorder.altered(end.conn, altered)
        return altered
