"""Real TLS in a run of the world: who shows which certificate, and who looks at it.

A table and two contexts: what is wrong with the certificate of the sender's office is the
scenario's, all other servers have theirs in order.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from mail_world.clock import EPOCH
from mail_world.places import OFFICE_MAIL
from mail_world.scenario import Certificate, Scenario
from mail_world.tls.authority import DAY, ISSUED, LIFE, STRANGER, Identity, anchors, issue
from mail_world.tls.connection import TLSContext, Version

RENTED: Final = "sv123.rental.example"
"""The name that a rented server has by itself, whatever domain lives there."""
NAME: Final = OFFICE_MAIL.name

IDENTITIES: Final[Mapping[Certificate, Callable[[], Identity]]] = {
    "right": lambda: issue(NAME),
    "expired": lambda: issue(NAME, begin=EPOCH - LIFE - 4 * DAY),
    "not-yet": lambda: issue(NAME, begin=EPOCH + 9 * DAY),
    "self-signed": lambda: issue(NAME, issuer=NAME, begin=ISSUED),
    "unknown": lambda: issue(NAME, issuer=STRANGER),
    "no-chain": lambda: issue(NAME, send=False),
    "wrong-name": lambda: issue(f"*.{RENTED.partition('.')[2]}", RENTED),
}
"""What the sender's office shows: in order; run out four days ago; valid from nine days on; signed
by itself; signed by somebody whom no phone knows; without the authority between; for another
name."""


class RealSeals:
    """The contexts of one run (sealed.Seals)."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._newest: Version = "1.2" if scenario.eyes == "tls12" else "1.3"

    def server(self, host: str) -> TLSContext:
        """Return what the server of this name seals with."""
        identity = IDENTITIES[self._scenario.certificate]() if host == NAME else issue(host)
        return TLSContext(identity, newest=self._newest)

    def client(self, *, check: bool = True, careless: bool = False) -> TLSContext:
        """Return what a client seals with; one that does not check takes any certificate."""
        return TLSContext(anchors=anchors() if check else None, careless=careless)
