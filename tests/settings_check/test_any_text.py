"""Whatever is pasted into whatever field: an answer of the right shape, within bounds."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from settings_check import check
from settings_check.errors import CLASSES, read_error
from settings_check.errors.squash import LIMIT, squash
from settings_check.screen import read_screen
from settings_check.text import clean, clean_address, clean_host, clean_port

VERDICTS = {"ok", "warn", "error", "unknown-provider", "incomplete"}
WORDS = [
    "imap",
    "@",
    ".",
    ":",
    "993",
    "SSL/TLS",
    "gmail.com",
    "　",
    "＠",
    "\u200b",
    "http://",
    "][",
]
PASTES = st.one_of(
    st.text(max_size=400),
    st.lists(st.sampled_from(WORDS), max_size=40).map("".join),
    st.text(alphabet="550-5.1.1 <>[]:@\n", max_size=400),
)
FIELDS = ("protocol", "host", "port", "security", "auth", "user")
SIDES = st.one_of(st.none(), st.fixed_dictionaries({}, optional=dict.fromkeys(FIELDS, PASTES)))
SETTINGS = st.fixed_dictionaries(
    {}, optional={"email": PASTES, "provider": PASTES, "incoming": SIDES, "outgoing": SIDES}
)


@settings(max_examples=300, deadline=None)
@given(SETTINGS)
def test_any_settings_get_a_verdict(given_: dict[str, Any]) -> None:
    report = check(given_)

    assert report.verdict in VERDICTS
    assert (report.first_fix is not None) == (report.verdict in ("error", "warn"))


@settings(max_examples=200, deadline=None)
@given(SETTINGS)
def test_the_same_settings_get_the_same_report(given_: dict[str, Any]) -> None:
    assert check(given_).to_bytes() == check(given_).to_bytes()


@settings(max_examples=300, deadline=None)
@given(PASTES)
def test_any_text_is_read_as_an_error(text: str) -> None:
    reading = read_error(text)

    assert reading.kind in CLASSES
    assert reading.first
    assert all(0 <= start < end <= len(text) for start, end in reading.evidence)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["message/delivery-status", "text/plain; charset=x"]))
def test_any_body_in_a_bounce_is_read(body: str, kind: str) -> None:
    mail = (
        "From: MAILER-DAEMON@example.jp\nSubject: Undelivered Mail Returned to Sender\n"
        'Content-Type: multipart/report; boundary="x"\n\n'
        f"--x\nContent-Type: {kind}\nContent-Transfer-Encoding: base64\n\n{body}\n--x--\n"
        + " "
        * 300
    )

    assert read_error(mail).kind in CLASSES


@settings(max_examples=300, deadline=None)
@given(PASTES)
def test_a_screen_of_any_text_is_settings_that_can_be_checked(text: str) -> None:
    assert check(read_screen(text)).verdict in VERDICTS


@given(PASTES)
def test_levelling_keeps_the_place_of_every_letter(text: str) -> None:
    levelled = squash(text)

    assert len(levelled.text) == len(levelled.origin)
    assert list(levelled.origin) == sorted(levelled.origin)


@given(PASTES)
def test_what_was_cleaned_once_is_clean(text: str) -> None:
    for cleaner in (clean, clean_address, clean_host, clean_port):
        value = cleaner(text).value
        assert cleaner(value).value == value


@pytest.mark.parametrize(
    "seed",
    [
        "a",
        "mailbox ",
        "550-5.1.1 ",
        "..",
        "@",
        "[",
        "said:",
        "あ",
        "port ",
        "connect to a[",
        "getaddrinfo imap.gmail.com",
        "a: b\n",
        "<",
        "\x00",
        "\ud800",
        "--x\n",
        "\n ",
    ],
)
def test_a_hundred_thousand_letters_are_levelled_to_a_bounded_text(seed: str) -> None:
    text = (seed * 100_000)[:100_000]

    assert len(squash(text).text) <= LIMIT
    assert read_error(text).kind in CLASSES
    side = dict.fromkeys(FIELDS, text)
    assert check({"email": text, "incoming": side, "outgoing": side}).verdict == "error"


def test_the_report_holds_no_halves_of_letters() -> None:
    report = check({"email": "\ud800taro@gmail.com", "incoming": {"host": "\udfffimap.gmail.con"}})

    json.dumps(report.as_data(), ensure_ascii=False).encode("utf-8")
