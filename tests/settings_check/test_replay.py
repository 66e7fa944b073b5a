"""What was pasted, played again: only where it is clear, and ending by the same refusal."""

from __future__ import annotations

import doctest
import tomllib
from pathlib import Path
from typing import Literal

import pytest
from explainer_kit import Report, Story, find
from explainer_kit.view import view
from mail_story import VERDICTS
from mail_story.trial import ENDINGS as TRIAL_ENDINGS
from settings_check import replay
from settings_check.endings import JOURNEYS
from settings_check.errors import read_error
from settings_check.replay import (
    OPENINGS,
    RECORDS,
    REPLAYS,
    Opening,
    journey_of,
    trusted_results,
)
from settings_check.trial import play_again

explainer = find("settings_check")
CASES = tomllib.loads(Path(__file__).with_name("error_cases.toml").read_text("utf-8"))["error"]
ENDINGS = {
    ("credentials", "wrong-password"): "wrong-password",
    ("credentials", "app-password"): "app-password",
    ("credentials", "oauth-required"): "oauth-only",
    ("credentials", "smtp-auth-missing"): "auth-required",
    ("credentials", "sender-address"): "sender-not-owned",
    ("encryption-port", "tls-required"): "tls-required",
    ("encryption-port", "port25-blocked"): "port-shut",
    ("policy-auth", "dmarc"): "dmarc-refused",
    ("quota-size", "mailbox-full"): "box-full",
    ("rate", "greylist"): "read-later",
    ("rate", "connections"): "read-after-crowd",
    ("recipient", "unknown-user"): "bounced",
    ("recipient", "domain-typo"): "no-domain",
    ("recipient", "domain-no-mail"): "null-mx",
    ("network", "loop"): "loop",
}
BOUNCE = """This is the mail system at host mail.example.jp.

I'm sorry to have to inform you that your message could not be delivered.

<kase@example.org>: host mx.example.org[198.51.100.25] said: 550 5.1.1
    <kase@example.org>: Recipient address rejected: User unknown (in reply to RCPT TO command)
"""
HEADER = """Return-Path: <hana@example.jp>
Received: from mail.example.jp (mail.example.jp [192.0.2.25])
\tby mx.google.com with ESMTPS id abc123; Sun, 22 Nov 2026 00:00:00 +0000
Authentication-Results: mx.google.com;
       dkim=fail (body hash did not verify) header.i=@example.jp header.s=aki;
       spf=pass (google.com: domain of hana@example.jp designates 192.0.2.25 as permitted sender)
       smtp.mailfrom=hana@example.jp;
       dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=example.jp
Authentication-Results: mx.google.com; spf=none; dkim=none; dmarc=none
Subject: hello
"""


def checks(story: Story) -> tuple[object, ...]:
    """What the receiving office of a story found."""
    changes = [step.changes.get("remote", {}) for step in story.steps]
    return tuple(
        next(one[name] for one in changes if name in one) for name in ("spf", "dkim", "dmarc")
    )


def replayed(text: str) -> Report:
    result = explainer.run({"error": text, "trial": "replay"})
    assert isinstance(result, Report)
    return result


@pytest.mark.parametrize("found", REPLAYS, ids="/".join)
def test_a_journey_ends_by_the_refusal_that_was_read(found: tuple[str, str]) -> None:
    story = play_again(REPLAYS[found], explainer.settings({"trial": "replay"}))

    assert story.outcome.id == ENDINGS[found]


@pytest.mark.parametrize(
    ("text", "kind", "ending", "said"),
    [
        ("A1 NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)",
         "imap", "sign-in-refused", "NO [AUTHENTICATIONFAILED]"),
        ("* NO [ALERT] Application-specific password required: https://example.com (Failure)",
         "imap", "sign-in-refused", "NO [AUTHENTICATIONFAILED]"),
        ("NO LOGIN failed.", "imap", "sign-in-refused", "NO [AUTHENTICATIONFAILED]"),
        ("-ERR [AUTH] Authentication failed.", "pop3", "sign-in-refused", "-ERR [AUTH]"),
        ("-ERR Logon failure: unknown user name or bad password.",
         "pop3", "sign-in-refused", "-ERR [AUTH]"),
        ("BAD Cleartext login disabled", "imap", "tls-first", ""),
        ("-ERR Plaintext authentication disallowed on non-secure (SSL/TLS) connections.",
         "pop3", "tls-first", ""),
    ],
)  # fmt: skip
def test_what_a_box_said_is_played_as_a_look_into_one(
    text: str, kind: str, ending: str, said: str
) -> None:
    found = journey_of(text)
    assert isinstance(found, Opening)
    assert found.kind == kind
    report = replayed(text)
    story = report.story

    assert story is not None
    assert (story.outcome.id, story.outcome.ok) == (ending, False)
    assert said in (story.outcome.reply or "")
    assert story.outcome.fix == read_error(text).first
    assert "箱がひらかない" in view(explainer, report)


@pytest.mark.parametrize("found", OPENINGS, ids="/".join)
@pytest.mark.parametrize("kind", ["imap", "pop3"])
def test_a_look_into_a_box_ends_in_the_class_that_was_read(
    found: tuple[str, str], kind: Literal["imap", "pop3"]
) -> None:
    story = play_again(Opening(kind, *OPENINGS[found]), explainer.settings({"trial": "replay"}))
    ending = next(one for one in TRIAL_ENDINGS if one.id == story.outcome.id)

    assert found[0] in ending.looks


def test_every_ending_has_the_line_that_it_has_in_any_story_of_mail() -> None:
    lines = {verdict.id: verdict.label for verdict in VERDICTS}

    assert {name: lines[name] for name in JOURNEYS} == JOURNEYS
    assert set(ENDINGS.values()) <= set(JOURNEYS)


def test_a_bounce_is_played_to_the_hop_that_refused() -> None:
    story = replayed(BOUNCE).story

    assert story is not None
    assert story.outcome.id == "bounced"
    refused = next(step for step in story.steps if step.id == "relay-refused")
    assert refused.source == "remote"
    assert "550 5.1.1" in (story.outcome.reply or "")


def test_a_server_that_hung_up_over_smtp_is_played() -> None:
    story = replayed("421 4.7.0 mx.example.org Error: too many connections from 192.0.2.1").story

    assert story is not None
    assert story.outcome.id == "read-after-crowd"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:30])
def test_what_is_played_again_is_of_the_kind_that_the_error_is(case: dict[str, str]) -> None:
    """Over all collected errors: none is played as trouble of another kind."""
    if isinstance(journey_of(case["text"]), str):
        return
    right = {case["class"], *case.get("alt_classes", ())}

    assert read_error(case["text"]).kind in right


@pytest.mark.parametrize(
    "text",
    [
        "うまくいきません",
        "[ERROR] Authentication failed: wrong password",
        "-ERR [IN-USE] Mailbox in use",
        "-ERR [SYS/TEMP] Try again later",
        "timeout",
        "Too many simultaneous connections",
        "* BYE Too many connections from your IP",
        "<script>alert(1)</script>",
        "zzz " * 5_000,
    ],
)
def test_what_is_not_clear_enough_is_not_played_and_said_so(text: str) -> None:
    report = replayed(text)

    assert report.story is None
    assert "模型で見せられるほどはっきりしません" in view(explainer, report)


@pytest.mark.parametrize(
    "text",
    [
        "A1 NO [OVERQUOTA] Quota exceeded",  # the reader's own box, not a friend's
        "NO [UNAVAILABLE] Temporary authentication failure.",
        "NO [LIMIT] Too many simultaneous connections.",
        "A1 NO [EXPIRED] Authentication failed, password expired",
        "535 5.7.8 Authentication failed: your password has expired",
        "550 5.7.1 blocked using zen.spamhaus.org",
    ],
)
def test_what_the_model_has_no_scene_for_is_not_played_and_said_so(text: str) -> None:
    report = replayed(text)

    assert report.story is None
    assert "その場面は模型にありません" in view(explainer, report)


def test_only_the_topmost_results_of_the_receiving_server_count() -> None:
    assert trusted_results(HEADER) == {"dkim": "fail", "spf": "pass", "dmarc": "pass"}
    story = replayed(HEADER).story

    assert story is not None
    assert story.outcome.id == "read-by-list"
    assert checks(story) == ("pass", "fail", "pass")


def test_results_that_bear_another_name_are_passed_over() -> None:
    forged = "Authentication-Results: mx.evil.example; spf=pass; dkim=pass; dmarc=pass\n"
    start = HEADER.index("Authentication-Results")
    alone = HEADER[:start] + forged

    assert trusted_results(HEADER[:start] + forged + HEADER[start:]) == trusted_results(HEADER)
    assert "だれでも書けます" in str(trusted_results(alone))
    assert replayed(alone).story is None


def test_without_a_received_line_nobody_knows_whose_results_they_are() -> None:
    start = HEADER.index("Authentication-Results")

    assert "Received" in str(trusted_results(HEADER[start:]))


def test_a_name_inside_a_comment_is_no_result() -> None:
    text = HEADER.replace("dkim=fail (", "dkim=fail (; dkim=pass; (a) ; dkim=pass; ")

    assert trusted_results(text) == trusted_results(HEADER)


@pytest.mark.parametrize("found", RECORDS, ids="/".join)
def test_the_models_checks_come_to_what_the_header_says(found: tuple[str, str, str]) -> None:
    story = play_again({"records": RECORDS[found]}, explainer.settings({"trial": "replay"}))

    assert checks(story) == found


def test_the_offer_says_that_it_is_a_model() -> None:
    html = view(explainer, explainer.run({"error": BOUNCE}))

    assert 'data-set=\'{"trial":"replay"}\'' in html
    assert "郵便局の模型" in html
    assert "外へ出ません" in html


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(replay).failed == 0
