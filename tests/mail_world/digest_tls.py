"""One line per scenario with real TLS, its records included: see digest.py."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator
from typing import get_args

from digest import canonical
from mail_world import CHOICES, Scenario, play
from mail_world.tls.authority import anchors, authority, issue
from mail_world.tls.stage import IDENTITIES

DOORS: tuple[dict[str, object], ...] = (
    {"port": 587, "security": "starttls"},
    {"port": 465, "security": "tls"},
    {"port": 465, "security": "starttls"},
    {"port": 587, "security": "tls"},
    {"port": 25, "security": "if-offered"},
)
OTHER_WAYS: tuple[dict[str, object], ...] = (
    {"photo": True},
    {"recipient": "unknown"},
    {"auth": "wrong"},
    {"line": "stripped"},
    {"line": "stripped", "security": "if-offered", "office": "plain-too"},
    {"friend": "greylist"},
    {"friend": "loop", "records": "right"},
    {"subject": "とても長い件名 🌸", "message": "." * 3 + "\n.\n..dots"},
)


def scenarios() -> Iterator[Scenario]:
    """Every door with both versions, every certificate with both kinds of app, and other ways."""
    for eyes, door in itertools.product(("tls13", "tls12"), DOORS):
        yield Scenario(eyes=eyes, **door)  # type: ignore[arg-type]
    for certificate, trust, eyes in itertools.product(
        get_args(CHOICES["certificate"]), get_args(CHOICES["trust"]), ("model", "tls12")
    ):
        yield Scenario(certificate=certificate, trust=trust, eyes=eyes)  # type: ignore[arg-type]
    for way in OTHER_WAYS:
        yield Scenario(eyes="tls13", **way)  # type: ignore[arg-type]


def certificates() -> Iterator[bytes]:
    """Every certificate of the world."""
    yield authority()
    yield anchors()[0].whole
    for make in IDENTITIES.values():
        yield from make().chain
    yield from issue("127.0.0.1", "::1", "*.example.jp", authority_bit=True).chain


def lines() -> list[str]:
    """One line per scenario and per certificate."""
    texts = [*(canonical(play(scenario)).encode() for scenario in scenarios()), *certificates()]
    return [f"{number} {hashlib.sha256(text).hexdigest()}" for number, text in enumerate(texts)]


if __name__ == "__main__":
    print("\n".join(lines()))  # noqa: T201
