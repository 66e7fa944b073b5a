"""Over the whole table: what a trial comes to never contradicts what the rules say of the settings.

Every company that can be modelled, its right settings, and one thing wrong with them at a time
(then two); what the rules call right goes through to the end, and a trial that stops does so for
something that the rules have named, in the look that they named it in.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from explainer_kit import Report, find
from mail_story.trial import ENDINGS
from settings_check import providers
from settings_check.check import findings
from settings_check.credentials import right_user
from settings_check.model import case_of
from settings_check.providers import Provider
from settings_check.ready import SIDES, Ready
from settings_check.run import case_from, ready_from

explainer = find("settings_check")
SLOTS = {"{name}": "hanaya", "{number}": "1234", "{domain}": "example.jp"}
ROWS = [row for row in providers.load() if row.known and row.servers]
AUTHS = (
    "password",
    "app-password",
    "oauth2",
    "imap-password",
    "encrypted-password",
    "ntlm",
    "none",
)
PORTS = ("25", "26", "110", "143", "465", "587", "993", "995", "2525", "991")
SECURITIES = ("SSL/TLS", "STARTTLS", "maybe", "none")
HOSTS = (
    "localhost", "192.0.2.1", "mail", "imap.example.net", "smtp.gmail.com", "imap.gmail.com",
    "pop.mail.yahoo.co.jp", "imap.mail.yahoo.co.jp", "outlook.office365.com", "posteo.de",
    "mail.example.jp", "example.jp", "imap.gmial.com", "smtp.live.com", "imap-mail.outlook.com",
    "imap.gmail.com ", "https://imap.gmail.com", "imap.gmail.com:993", "ｉｍａｐ.gmail.com",
    "日本語.jp", "smtp.googlemail.com", "sv1234.xserver.jp", "hanaya.sakura.ne.jp",
)  # fmt: skip
USERS = (
    "hanako", "hanako@example.net", "HANA", " hana", "ｈａｎａ", "hana hana", '"hana', "hana@",
    "{5}", "(hana)", "hana\\",
)  # fmt: skip
CHANGES = (
    *(("auth", value) for value in AUTHS),
    *(("port", value) for value in PORTS),
    *(("security", value) for value in SECURITIES),
    *(("host", value) for value in HOSTS),
    *(("user", value) for value in USERS),
)
LOOKS = {ending.id: ending.looks for ending in ENDINGS}


def right(row: Provider, protocol: str) -> dict[str, Any]:
    """A company's own settings as the form has them, whether or not they may be put forward."""
    domain = row.domains[0] if row.domains else "example.jp"
    email = f"hana@{domain}"
    settings: dict[str, Any] = {"email": email, "incoming.protocol": protocol}
    if row.hosts_others:
        settings["provider"] = row.id
    for side, kind in (("incoming", protocol), ("outgoing", "smtp")):
        server = row.of(kind)[0]
        host = server.host.replace("{domain}", domain)
        for slot, word in SLOTS.items():
            host = host.replace(slot, word)
        given = {"host": host, "port": str(server.port), "security": server.security}
        case = case_of({"email": email, "provider": row.id, side: {**given, "protocol": kind}})
        user = next((name for way in case.ways for name in right_user(case, way)), "my-own-id")
        given |= {"user": user, "auth": row.password if row.password in row.auth else row.auth[0]}
        settings |= {f"{side}.{name}": value for name, value in given.items()}
    return settings


BASES = [
    pytest.param(row, protocol, id=f"{row.id}-{protocol}")
    for row in ROWS
    for protocol in ("imap", "pop3")
    if row.of(protocol) and row.of("smtp")
]


def tried(settings: Mapping[str, Any], trial: str) -> Report:
    result = explainer.run({**settings, "trial": trial})
    assert isinstance(result, Report)
    return result


def clash(settings: Mapping[str, Any], trial: str) -> str:
    """Say in which way the trial contradicts the rules: empty if it does not."""
    report = tried(settings, trial)
    case = case_from(report.settings)
    side = SIDES[trial]
    serious = [
        one
        for one in findings(case)
        if one.severity != "info" and one.hit.field.partition(".")[0] in (side, "email")
    ]
    if report.story is None:
        return ""
    ending = report.story.outcome
    if not ending.ok:
        named = [one for one in serious if one.rule.group in LOOKS[ending.id]]
        return "" if named and ending.fix else f"{ending.id} {ending.reply}, but {serious}"
    errors = [one for one in serious if one.severity == "error"]
    return f"{ending.id}, but {errors}" if errors else ""


@pytest.mark.parametrize(("row", "protocol"), BASES)
@pytest.mark.parametrize("trial", SIDES)
def test_what_the_rules_call_right_goes_through(row: Provider, protocol: str, trial: str) -> None:
    report = tried(right(row, protocol), trial)

    assert clash(right(row, protocol), trial) == ""
    if report.verdict == "ok" and isinstance(ready_from(report.settings, trial), Ready):
        assert report.story is not None
        assert report.story.outcome.ok


@pytest.mark.parametrize(("row", "protocol"), BASES)
@pytest.mark.parametrize("trial", SIDES)
def test_one_wrong_thing_stops_a_trial_only_where_the_rules_say_so(
    row: Provider, protocol: str, trial: str
) -> None:
    base = right(row, protocol)
    found = [
        (field, value, why)
        for field, value in CHANGES
        if (why := clash({**base, f"{SIDES[trial]}.{field}": value}, trial))
    ]

    assert found == []
