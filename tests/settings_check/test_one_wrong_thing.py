"""Right settings with one thing changed are never called right, unless the change is right too."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from settings_check import check, providers
from settings_check.model import case_of
from settings_check.providers import Provider
from settings_check.values import right_values

HOSTS = {"xserver": "sv1234.xserver.jp"}
ROWS = [row for row in providers.load() if row.offer and row.of("smtp")]
AUTHS = ("password", "app-password", "oauth2", "imap-password", "encrypted-password", "ntlm")
PORTS = ("25", "26", "110", "143", "465", "587", "993", "995", "2525", "991", "0", "abc")
SECURITIES = ("SSL/TLS", "STARTTLS", "none", "STARTTLS-if-available", "よくわからない")


def right(row: Provider) -> dict[str, Any]:
    domain = row.domains[0] if row.domains else "example.com"
    email = f"taro@{domain}"
    case = case_of({"email": email, "provider": row.id})
    sides: dict[str, dict[str, str]] = {
        side: right_values(case, side) for side in ("incoming", "outgoing")
    }
    for side in sides.values():
        side.setdefault("host", HOSTS.get(row.id, ""))
        side.setdefault("user", "my-own-id")
    return {"email": email, "provider": row.id, **sides}


def changed(settings: dict[str, Any], side: str, field: str, value: str) -> dict[str, Any]:
    copied = copy.deepcopy(settings)
    copied[side][field] = value
    return copied


def wrong_values(row: Provider, settings: dict[str, Any], side: str) -> Iterator[tuple[str, str]]:
    way = settings[side]
    kind = way.get("protocol", "smtp")
    pairs = {(str(server.port), server.security) for server in row.of(kind)}
    for auth in (*AUTHS, "none", "?"):
        if auth not in row.auth:
            yield "auth", auth
    for port in PORTS:
        if (port, way["security"]) not in pairs:
            yield "port", port
    for security in SECURITIES:
        if (way["port"], security) not in pairs:
            yield "security", security
    for host in ("localhost", "192.0.2.1", "mail", "imap.example.net", "smtp.example.net"):
        yield "host", host
    other = "outgoing" if side == "incoming" else "incoming"
    if settings[other]["host"] not in {server.host for server in row.of(kind)} | set(
        HOSTS.values()
    ):
        yield "host", settings[other]["host"]
    for user in ("hanako", "hanako@example.net", "ｔａｒｏ"):
        if row.username not in ("own-id", "as-told"):
            yield "user", user


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
@pytest.mark.parametrize("side", ["incoming", "outgoing"])
def test_one_wrong_field_is_never_called_right(row: Provider, side: str) -> None:
    settings = right(row)
    assert check(settings).verdict == "ok"
    for field, value in wrong_values(row, settings, side):
        verdict = check(changed(settings, side, field, value)).verdict
        assert verdict in ("error", "warn"), (field, value, verdict)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
@pytest.mark.parametrize("field", ["host", "port", "security", "auth", "user"])
def test_one_field_left_empty_is_never_called_right(row: Provider, field: str) -> None:
    settings = right(row)

    assert check(changed(settings, "incoming", field, "")).verdict != "ok"


def test_another_companys_address_is_never_right_with_these_servers() -> None:
    settings = right(next(row for row in ROWS if row.id == "gmail"))
    other = "taro@yahoo.co.jp"
    for side in ("incoming", "outgoing"):
        settings[side]["user"] = other

    assert check({**settings, "email": other}).verdict == "error"


def test_an_unknown_address_is_not_called_right_at_a_company_for_its_own_addresses() -> None:
    settings = right(next(row for row in ROWS if row.id == "ocn"))
    other = "taro@kaisha.example"
    for side in ("incoming", "outgoing"):
        settings[side]["user"] = other

    assert check({**settings, "email": other}).verdict == "unknown-provider"
