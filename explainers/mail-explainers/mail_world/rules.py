"""How a provider's servers are set up: plain data, which the policies go by (policies.py)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

SignIn = Literal["password", "app-password", "oauth"]

MAX_MAIL: Final = 10 * 1024 * 1024
"""Bytes that a server takes, as its SIZE says (RFC 1870)."""
MAX_RECEIVED: Final = 100
"""RFC 5321 section 6.3 wants no smaller limit; servers in use count to between 25 and 100."""
GREYLISTED_FOR: Final = 300
"""Seconds that a stranger has to stay away before coming again (RFC 6647 section 5)."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What servers ask for; as it stands, what a provider asks for that needs no story.

    Of submission: `sign_in`: with the everyday password, with an app password (the everyday one is
    refused: RFC 4954 section 6, 534), or by OAuth alone (RFC 7628); `without_tls`: passwords and
    mail are taken in the clear, too; `spent`: the user has sent as much as is allowed for now.
    Of both SMTP servers: `max_connections`: more at once are sent away with 421 (None: no limit).
    Of the way out: `seals`: a DKIM signature is put on.
    Of the exchange: `greylists`: whoever is not known yet is asked to come again (RFC 6647);
    `full_for_now`: a box without room asks to come again (452) rather than refusing (552);
    `checks`: SPF, DKIM and DMARC decide where a mail goes; `max_received`: a mail with more
    Received lines goes round in circles (RFC 5321 section 6.3).
    """

    sign_in: SignIn = "password"
    without_tls: bool = False
    spent: bool = False
    seals: bool = False
    greylists: bool = False
    full_for_now: bool = False
    checks: bool = False
    max_received: int = MAX_RECEIVED
    max_connections: int | None = None
