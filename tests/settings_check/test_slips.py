"""Slips of the finger: each one in a known server's name is caught, and no right name is one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from settings_check import check, providers
from settings_check.providers import Provider, Server
from settings_check.slips import distance, nearest

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789-."
KNOWN = [
    (row, server)
    for row in providers.load()
    if row.known
    for server in row.servers
    if "{" not in server.host and not server.host[0].isdigit()
]


def ids(pair: tuple[Provider, Server]) -> str:
    return f"{pair[0].id} {pair[1].kind} {pair[1].port}"


def typed(row: Provider, server: Server, host: str) -> dict[str, Any]:
    """The row's settings with another host on the server's side."""
    domain = row.domains[0] if row.domains else "example.com"
    email = f"taro@{domain}"
    way = {
        "protocol": server.kind,
        "host": host,
        "port": str(server.port),
        "security": server.security,
        "auth": row.auth[0],
        "user": email,
    }
    side = "outgoing" if server.kind == "smtp" else "incoming"
    return {"email": email, "provider": row.id, side: way}


def found(row: Provider, server: Server, host: str) -> set[str]:
    report = check(typed(row, server, host))
    return {
        problem.rule
        for problem in report.problems
        if problem.field.endswith(".host") and problem.severity != "info"
    }


def slips(host: str) -> set[str]:
    """Every name that is one slip away: left out, put in, mistaken, swapped."""
    cuts = [(host[:place], host[place:]) for place in range(len(host) + 1)]
    gone = {a + b[1:] for a, b in cuts if b}
    swapped = {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    mistaken = {a + sign + b[1:] for a, b in cuts if b for sign in LETTERS}
    added = {a + sign + b for a, b in cuts for sign in LETTERS}
    return (gone | swapped | mistaken | added) - {host}


@pytest.mark.parametrize("pair", KNOWN, ids=ids)
def test_a_right_host_is_never_called_a_slip(pair: tuple[Provider, Server]) -> None:
    row, server = pair

    assert not found(row, server, server.host)


@pytest.mark.parametrize("pair", KNOWN, ids=ids)
@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_one_slip_in_a_known_host_is_caught(
    pair: tuple[Provider, Server], data: st.DataObject
) -> None:
    row, server = pair
    wrong = data.draw(st.sampled_from(sorted(slips(server.host))))
    right_too = {other.host for other in row.of(server.kind)} | set(row.also)
    if wrong in right_too:
        return

    assert found(row, server, wrong), wrong


@pytest.mark.parametrize("host", sorted({pair[1].host for pair in KNOWN}))
def test_one_slip_is_caught_too_where_the_provider_is_not_known(host: str) -> None:
    known = set(providers.fixed_hosts())
    for wrong in sorted(slips(host))[::61]:
        if wrong in known:
            continue
        report = check({"email": "info@kaisha.example", "incoming": {"host": wrong}})
        assert report.verdict in ("error", "warn"), wrong


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [
        ("gmail.com", "gmail.com", 0),
        ("gmial.com", "gmail.com", 1),
        ("gmal.com", "gmail.com", 1),
        ("gmaill.com", "gmail.com", 1),
        ("gnail.con", "gmail.com", 2),
        ("abc", "xyz", 3),
    ],
)
def test_slips_are_counted_one_by_one(one: str, other: str, steps: int) -> None:
    assert distance(one, other, 2) == steps


@given(st.text(max_size=12), st.text(max_size=12))
def test_the_way_back_is_as_long_as_the_way_there(one: str, other: str) -> None:
    assert distance(one, other, 3) == distance(other, one, 3)


def test_the_first_of_equally_near_names_is_taken() -> None:
    assert nearest("imap.example.co", ["imap.example.cc", "imap.example.ca"]) == "imap.example.cc"
