"""What the values of a scenario mean in the world: zones, rules of the offices, the road.

Tables of what somebody has published or set up. Nothing is decided here: the same servers, with
their one set of policies, make of it what they make of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from mail_world.dns import Zone
from mail_world.places import (
    OTHER_DOMAIN,
    REMOTE_MX,
    REMOTE_MX2,
    SILENT_DOMAIN,
    ZONE,
)
from mail_world.rules import MAX_RECEIVED, Rules, SignIn
from mail_world.scenario import Office, Records, Scenario

DOMAIN: Final = "example.jp"
SELECTOR: Final = "aki"
KEY: Final = hashlib.sha256(b"the world's key for aki._domainkey.example.jp").digest()
"""An Ed25519 private key (RFC 8463) for a stage: it guards nothing."""
RETIRED: Final = "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
"""A key record that is not KEY's: the public key of the example in RFC 8463 appendix A.2."""
FEW_HOPS: Final = 5
"""Received lines that are too many in the story of a loop: few, so that it can be told."""
OURS: Final = "v=spf1 mx -all"
SOMEBODY_ELSES: Final = "v=spf1 ip4:192.0.2.99 -all"
REJECT: Final = "v=DMARC1; p=reject"
QUARANTINE: Final = "v=DMARC1; p=quarantine"


@dataclass(frozen=True, slots=True)
class Standing:
    """What a domain has published, and whether its office seals: None for "nothing"."""

    spf: str | None
    key: str | None
    """The key record; `ours` for the one that belongs to KEY."""
    policy: str | None

    @property
    def signs(self) -> bool:
        """Whether the office puts a DKIM seal on what it sends."""
        return self.key is not None


STANDINGS: Final[Mapping[Records, Standing]] = {
    "right": Standing(OURS, "ours", REJECT),
    "no-spf": Standing(None, "ours", REJECT),
    "broken-seal": Standing(OURS, RETIRED, REJECT),
    "wrong-spf": Standing(SOMEBODY_ELSES, None, QUARANTINE),
    "nothing": Standing(None, None, None),
    "reject": Standing(SOMEBODY_ELSES, RETIRED, REJECT),
}
"""What the sender's domain has published; `unasked` has no row: nobody looks."""


SIGN_IN: Final[Mapping[Office, SignIn]] = {"app-password": "app-password", "oauth-only": "oauth"}
"""What the sender's office wants to see; where it has no row, the everyday password."""


def zone_of(scenario: Scenario) -> Zone:
    """Return the world's DNS for a scenario."""
    zone = dict(ZONE)
    if scenario.recipient == "null-mx":
        zone[SILENT_DOMAIN, "MX"] = ("0 .",)
    if scenario.friend == "second":
        zone["example.org", "MX"] = (f"10 {REMOTE_MX.name}", f"20 {REMOTE_MX2.name}")
        zone[REMOTE_MX2.name, "A"] = (REMOTE_MX2.address,)
    standing = STANDINGS.get(scenario.records)
    if standing is None:
        return zone
    if standing.spf:
        zone[DOMAIN, "TXT"] = (f'"{standing.spf}"',)
    if standing.key:
        zone[f"{SELECTOR}._domainkey.{DOMAIN}", "TXT"] = (f'"{_key_record(standing.key)}"',)
    if standing.policy:
        zone[f"_dmarc.{DOMAIN}", "TXT"] = (f'"{standing.policy}"',)
    # Its owner asks to refuse what neither its own office nor its own key stands for.
    zone[f"_dmarc.{OTHER_DOMAIN}", "TXT"] = (f'"{REJECT}"',)
    return zone


def _key_record(key: str) -> str:
    from mail_world.auth.dkim import public_record  # the auth room: only where somebody looks

    return public_record(KEY) if key == "ours" else key


def _hops(scenario: Scenario) -> int:
    return FEW_HOPS if scenario.friend == "loop" else MAX_RECEIVED


def office_rules(scenario: Scenario) -> Rules:
    """Return how the sender's office takes mail."""
    standing = STANDINGS.get(scenario.records)
    return Rules(
        sign_in=SIGN_IN.get(scenario.office, "password"),
        without_tls=scenario.office == "plain-too",
        spent=scenario.office == "busy",
        seals=standing is not None and standing.signs,
        max_received=_hops(scenario),
    )


def friend_rules(scenario: Scenario) -> Rules:
    """Return how the recipient's office takes mail."""
    return Rules(
        greylists=scenario.friend == "greylist",
        full_for_now=scenario.friend == "full-for-now",
        checks=scenario.records != "unasked",
        max_received=_hops(scenario),
    )
