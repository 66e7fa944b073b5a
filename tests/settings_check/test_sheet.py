"""The settings sheet: right values, an app's own words for them, and where both come from."""

from __future__ import annotations

from datetime import date

import pytest
from settings_check.sheet import APPS, App, sheet


def test_the_sheet_of_an_address_names_each_value_once_for_each_side() -> None:
    got = sheet("taro@icloud.com")

    assert got is not None
    values = {(line.side, line.field): line.value for line in got.lines}
    assert values["incoming", "host"] == "imap.mail.me.com"
    assert values["outgoing", "port"] == "587"
    assert values["incoming", "user"] == "taro"
    assert len(values) == len(got.lines) == 11


def test_an_app_has_its_own_words_for_labels_and_values() -> None:
    got = sheet("taro@icloud.com", "thunderbird")

    assert got is not None
    words = {line.label: line.value for line in got.lines if line.side == "outgoing"}
    assert words["接続の保護"] == "STARTTLS"
    assert words["認証方式"] == "通常のパスワード認証"


def test_an_address_without_dated_values_has_no_sheet() -> None:
    assert sheet("taro@asahi-net.or.jp") is None


def test_a_value_that_only_the_reader_knows_is_left_out() -> None:
    got = sheet("info@example.com", provider="xserver")

    assert got is not None
    assert "host" not in {line.field for line in got.lines}


@pytest.mark.parametrize("app", APPS, ids=lambda app: app.id)
def test_every_app_names_the_public_source_of_its_words(app: App) -> None:
    assert app.source.url.startswith("https://")
    date.fromisoformat(app.source.date)
    assert set(app.sections) == {"incoming", "outgoing"}
    assert {"protocol", "host", "port", "security", "auth", "user"} <= set(app.labels)
