"""What the values of a scenario mean in the world: zones, rules of the offices, the road.

Tables of what somebody has published or set up. Nothing is decided here: the same servers, with
their one set of policies, make of it what they make of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

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
FEW_HOPS: Final = 5
"""Received lines that are too many in the story of a loop: few, so that it can be told."""
OURS: Final = "v=spf1 mx -all"
SOMEBODY_ELSES: Final = "v=spf1 ip4:192.0.2.99 -all"
REJECT: Final = "v=DMARC1; p=reject"
QUARANTINE: Final = "v=DMARC1; p=quarantine"


Keys = Literal["published", "retired"]


@dataclass(frozen=True, slots=True)
class Standing:
    """What a domain has published, and whether its office seals: None for "nothing"."""

    spf: str | None
    keys: Keys | None
    """Which records of the office's keys: those that it signs with, or those of others."""
    policy: str | None

    @property
    def signs(self) -> bool:
        """Whether the office puts a DKIM seal on what it sends."""
        return self.keys is not None


STANDINGS: Final[Mapping[Records, Standing]] = {
    "right": Standing(OURS, "published", REJECT),
    "no-spf": Standing(None, "published", REJECT),
    "broken-seal": Standing(OURS, "retired", REJECT),
    "wrong-spf": Standing(SOMEBODY_ELSES, None, QUARANTINE),
    "nothing": Standing(None, None, None),
    "reject": Standing(SOMEBODY_ELSES, "retired", REJECT),
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
    if standing.keys:
        zone |= dict(_key_records(standing.keys))
    if standing.policy:
        zone[f"_dmarc.{DOMAIN}", "TXT"] = (f'"{standing.policy}"',)
    # Its owner asks to refuse what neither its own office nor its own key stands for.
    zone[f"_dmarc.{OTHER_DOMAIN}", "TXT"] = (f'"{REJECT}"',)
    return zone


def _key_records(which: Keys) -> Iterator[tuple[tuple[str, str], tuple[str, ...]]]:
    from mail_world.auth.stage_keys import STAGE_KEYS  # the auth room: only where somebody looks

    for key in STAGE_KEYS:
        yield (f"{key.selector}._domainkey.{DOMAIN}", "TXT"), (getattr(key, which),)


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
        max_connections=0 if scenario.friend == "crowded" else None,
        max_received=_hops(scenario),
    )
