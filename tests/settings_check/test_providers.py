"""The author's table of providers: what is put forward has a dated public source, and no typos."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from settings_check import RULES, check, providers
from settings_check.encryption_port import PAIRS
from settings_check.model import case_of
from settings_check.providers import Provider
from settings_check.values import right_values

ROWS = providers.load()
OFFERED = [row for row in ROWS if row.offer]


def ids(row: Provider) -> str:
    return row.id


@pytest.mark.parametrize("row", OFFERED, ids=ids)
def test_what_is_put_forward_has_a_public_source_and_its_date(row: Provider) -> None:
    assert row.source_url.startswith("https://")
    assert date.fromisoformat(row.source_date) <= date(2026, 12, 31)
    assert row.servers
    assert row.auth


@pytest.mark.parametrize("row", ROWS, ids=ids)
def test_every_word_in_a_row_is_one_that_is_understood(row: Provider) -> None:
    forms = {"address", "local-part", "either", "local-part.domain", "own-id", "as-told"}
    assert row.match in ("exact", "suffix")
    assert row.username in forms
    assert row.username_incoming in forms | {""}
    assert {server.kind for server in row.servers} <= set(PAIRS)
    assert {server.security for server in row.servers} <= {"SSL/TLS", "STARTTLS"}
    assert set(row.closed) | set(row.unsure) <= set(PAIRS)


@pytest.mark.parametrize("row", [row for row in ROWS if row.oauthbearer], ids=ids)
def test_a_way_to_show_a_token_has_a_record_of_the_server_that_says_so(row: Provider) -> None:
    assert "oauth2" in row.auth
    assert {server.kind for server in row.servers}.issuperset(row.oauthbearer)
    assert all(url.startswith("https://") for url in row.oauthbearer_urls)
    assert row.oauthbearer_urls


@pytest.mark.parametrize("row", [row for row in ROWS if row.cram_md5], ids=ids)
def test_an_encrypted_password_is_called_cram_md5_where_autoconfigs_word_means_that_alone(
    row: Provider,
) -> None:
    assert "encrypted-password" in row.auth
    assert {server.kind for server in row.servers}.issuperset(row.cram_md5)
    assert "pop3" not in row.cram_md5  # CRAM-MD5 or APOP
    assert "thunderbird/autoconfig" in row.source_url


def test_no_two_rows_share_an_id_or_a_domain() -> None:
    names = [row.id for row in ROWS]
    domains = [domain for row in ROWS for domain in row.domains]

    assert len(names) == len(set(names))
    assert len(domains) == len(set(domains))


def test_a_dead_host_is_nobodys_right_host() -> None:
    dead = {host for row in ROWS for host in row.dead_hosts + row.old_hosts}

    assert not dead & set(providers.fixed_hosts())


@pytest.mark.parametrize("row", [row for row in ROWS if not row.offer], ids=ids)
def test_a_row_without_a_dated_source_offers_no_value(row: Provider) -> None:
    domain = row.domains[0] if row.domains else "example.com"
    case = case_of({"email": f"taro@{domain}", "provider": row.id})

    assert right_values(case, "incoming") == {}
    assert right_values(case, "outgoing") == {}


def test_a_source_is_old_the_day_after_its_year() -> None:
    row = max(OFFERED, key=lambda each: each.source_date)
    day = date.fromisoformat(row.source_date) + timedelta(days=365)

    assert row not in providers.stale(day)
    assert row in providers.stale(day + timedelta(days=1))


@pytest.mark.parametrize("row", OFFERED, ids=ids)
def test_an_address_alone_gets_values_that_are_then_called_right(row: Provider) -> None:
    """What is put forward is judged as any settings are: the table agrees with its rules."""
    domain = row.domains[0] if row.domains else "example.com"
    email = f"taro@{domain}"
    case = case_of({"email": email, "provider": row.id})
    incoming, outgoing = right_values(case, "incoming"), right_values(case, "outgoing")
    if row.username in ("own-id", "as-told"):
        incoming["user"] = outgoing["user"] = "my-own-id"
    if row.id == "xserver":
        incoming["host"] = outgoing["host"] = "sv1234.xserver.jp"
    report = check({"email": email, "provider": row.id, "incoming": incoming, "outgoing": outgoing})

    assert report.verdict == "ok", report


def test_an_address_alone_is_incomplete_and_its_values_are_named() -> None:
    report = check({"email": "taro@icloud.com"})

    assert report.verdict == "incomplete"
    assert report.first_fix is None
    named = {problem.field: problem.fix for problem in report.problems}
    assert named["incoming.host"] == "imap.mail.me.com"
    assert named["incoming.user"] == "taro"
    assert named["outgoing.user"] == "taro@icloud.com"
    assert named["outgoing.port"] == "587"


def test_an_address_of_no_known_provider_is_sent_to_the_official_guide() -> None:
    report = check({"email": "taro@asahi-net.or.jp"})

    assert report.verdict == "incomplete"
    assert "公式の案内の値を入れてください" in (report.problems[0].fix or "")


def test_every_rule_has_a_public_source_with_its_date() -> None:
    for rule in RULES:
        assert rule.source.url.startswith("https://")
        date.fromisoformat(rule.source.date)
    assert len({rule.id for rule in RULES}) == len(RULES)
