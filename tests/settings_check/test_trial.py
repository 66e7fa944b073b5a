"""A trial of the reader's own settings: what it needs, what it says it has not, what it keeps."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping

import pytest
from explainer_kit import Report, find
from explainer_kit.view import lens_of, view
from mail_world.trial.company import SECRETS
from settings_check.controls import PRESETS

explainer = find("settings_check")
RIGHT = dict(next(one.settings for one in PRESETS if one.id == "right"))


def run(changed: Mapping[str, str]) -> Report:
    result = explainer.run(RIGHT | changed)
    assert isinstance(result, Report)
    return result


def shown(changed: Mapping[str, str]) -> str:
    return view(explainer, run(changed), "story")


NOT_YET = [
    ({"email": ""}, "メールアドレスを入れると"),
    ({"email": "hana@gmial.com", "provider": "auto"}, "先に、メールアドレスを直して"),
    ({"provider": "auto"}, None),
    ({"email": "hana@asahi-net.or.jp"}, "模型をつくれません"),
    ({"outgoing.port": ""}, "ポートを入れると"),
    ({"outgoing.user": "", "outgoing.auth": "unset"}, "ユーザー名、認証方式を入れると"),
    ({"outgoing.port": "４６５"}, "ポートを半角の数字に"),
    ({"outgoing.port": "abc"}, "ポートを半角の数字に"),
    ({"email": "hana@proton.me"}, "Bridge"),
    ({"email": "hana@outlook.jp", "outgoing.host": "imap-mail.outlook.com"}, "古いサーバー名"),
    ({"outgoing.user": "ｈａｎａ"}, "ユーザー名を半角の文字に"),
    ({"outgoing.host": "メール.jp"}, "英数字でないサーバー名"),
]


@pytest.mark.parametrize(("changed", "why"), NOT_YET)
def test_what_cannot_be_tried_is_said(changed: dict[str, str], why: str | None) -> None:
    report = run({**changed, "trial": "send"})

    assert (report.story is None) == (why is not None)
    if why is not None:
        assert why in shown({**changed, "trial": "send"})


@pytest.mark.parametrize(
    ("email", "trial", "host", "mechanism"),
    [
        ("hana@gmail.com", "send", "smtp.gmail.com", "OAUTHBEARER"),
        ("hana@gmail.com", "receive", "imap.gmail.com", "OAUTHBEARER"),
        ("hana@yahoo.com", "send", "smtp.mail.yahoo.com", "XOAUTH2"),
        ("hana@yahoo.com", "receive", "imap.mail.yahoo.com", "OAUTHBEARER"),
        ("hana@outlook.jp", "receive", "outlook.office365.com", "XOAUTH2"),
    ],
)
def test_a_token_is_shown_by_the_standard_only_where_the_company_is_known_to_take_it(
    email: str, trial: str, host: str, mechanism: str
) -> None:
    side = "outgoing" if trial == "send" else "incoming"
    own = {f"{side}.host": host, f"{side}.user": email, f"{side}.auth": "oauth2"}
    story = run({"email": email, "trial": trial, **own}).story

    assert story is not None
    assert story.outcome.ok, story.outcome.why
    said = "\n".join(event.text for step in story.steps for event in step.events)
    assert mechanism in said
    assert mechanism == "OAUTHBEARER" or "OAUTHBEARER" not in said


def mnet(trial: str, protocol: str, auth: str) -> dict[str, str]:
    """Mnet's settings, for one of which the table knows CRAM-MD5."""
    side = "outgoing" if trial == "send" else "incoming"
    port = {"imap": "993", "pop3": "995", "smtp": "587"}["smtp" if trial == "send" else protocol]
    own = {"host": "mail.mnet.ne.jp", "port": port, "user": "hana@mnet.ne.jp", "auth": auth}
    own["security"] = "STARTTLS" if trial == "send" else "SSL/TLS"
    settings = {f"{side}.{name}": value for name, value in own.items()}
    return settings | {"email": "hana@mnet.ne.jp", "incoming.protocol": protocol, "trial": trial}


@pytest.mark.parametrize("trial", ["send", "receive"])
@pytest.mark.parametrize(("auth", "step"), [("encrypted-password", "proof"), ("password", "login")])
def test_a_password_that_is_not_shown_is_not_said_to_be(trial: str, auth: str, step: str) -> None:
    story = run(mnet(trial, "imap", auth)).story

    assert story is not None
    assert story.outcome.ok, story.outcome.why
    assert [one.id for one in story.steps if one.id in ("proof", "login")] == [step]
    said = "\n".join(event.text for one in story.steps for event in one.events)
    assert ("CRAM-MD5 " in said or "CRAM-MD5\n" in said) or step == "login"


def test_over_pop_nobodys_data_say_how_a_password_is_encrypted() -> None:
    asked = mnet("receive", "pop3", "encrypted-password")
    report = run(asked)

    assert report.story is None
    assert "APOP" in shown(asked)
    assert run(mnet("receive", "pop3", "password")).story is not None


def test_no_pop_where_there_is_none() -> None:
    pop = {"incoming.protocol": "pop3", "trial": "receive"}

    assert "確かめられていません" in shown({**pop, "email": "hana@emailsrvr.com"})
    assert "確かめられていません" in shown({"email": "hana@so-net.ne.jp", "trial": "receive"})


def test_the_offer_says_that_it_is_a_model_and_that_nothing_leaves() -> None:
    words = shown({})

    assert "会社の模型であって、本物の会社につないでいるのではありません" in words
    assert "何も外へ出ません" in words
    assert words.count('data-set=\'{"trial":"') == 2


def test_nothing_is_offered_for_nothing() -> None:
    assert "送信テスト" not in view(explainer, explainer.run())


def test_the_report_says_what_it_said_without_a_trial() -> None:
    """The trial is beside the verdict, and changes nothing of it."""
    for preset in PRESETS:
        plain, tried = (
            explainer.run(dict(preset.settings) | {"trial": trial}) for trial in ("none", "send")
        )
        assert isinstance(plain, Report)
        assert isinstance(tried, Report)
        assert (plain.verdict, plain.first_fix, plain.problems) == (
            tried.verdict, tried.first_fix, tried.problems
        )  # fmt: skip
        assert tried.story is None or dict(tried.story.settings) == dict(tried.settings)


def test_a_report_and_its_story_hold_no_password_and_the_same_bytes_each_time() -> None:
    for trial in ("send", "receive"):
        written = run({"trial": trial}).to_bytes()
        assert written == run({"trial": trial}).to_bytes()
        assert not any(secret.encode() in written for secret in SECRETS.values())


def test_the_story_is_drawn_with_its_player_and_each_lens_when_it_is_looked_at() -> None:
    report = run({"trial": "send"})
    html = view(explainer, report, "story")

    assert html.count('data-part="report"') == 1
    assert '<div class="px-part px-part-sequence" data-part="sequence"></div>' in html
    assert 'data-do="play"' in html
    assert 'data-do="share"' not in html
    assert "disabled" not in html
    assert report.story is not None
    assert "MAIL FROM" in lens_of(explainer, report.story, "bytes")


def test_a_name_that_the_reader_typed_is_text_in_the_story() -> None:
    report = run({"trial": "receive", "incoming.host": '<img src="x" onerror="alert(1)">'})
    html = view(explainer, report)

    assert report.story is not None
    assert report.story.outcome.id == "no-such-name"
    assert "<img" not in html


@pytest.mark.parametrize(
    "host", ["a" * 1_900, "\u200bimap.gmail.com", "a:b:c", "...", "imap.gmail.com."]
)
def test_any_name_at_all_can_be_tried_or_is_refused(host: str) -> None:
    story = run({"trial": "receive", "incoming.host": host}).story

    assert story is None or not story.outcome.ok


def test_the_check_itself_loads_nothing_of_a_trial() -> None:
    code = (
        "import sys, settings_check as s; s.explainer.run({'email': 'hana@gmail.com',"
        "'incoming.host': 'imap.gmail.com'}); print(*(n for n in sys.modules if 'trial' in n"
        " or n.startswith('mail_world') or n.startswith('mail_story')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.split() == []
