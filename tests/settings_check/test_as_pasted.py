"""What people paste is cleaned, what was cleaned is told, and what is left is still judged."""

from __future__ import annotations

import pytest
from settings_check import check
from settings_check.text import clean, clean_address, clean_host, clean_port


@pytest.mark.parametrize(
    ("pasted", "host", "port"),
    [
        ("imap.gmail.com", "imap.gmail.com", ""),
        ("IMAP.Gmail.com", "imap.gmail.com", ""),
        (" imap.gmail.com ", "imap.gmail.com", ""),
        ("ｉｍａｐ．ｇｍａｉｌ．ｃｏｍ", "imap.gmail.com", ""),
        ("imap。gmail。com", "imap.gmail.com", ""),
        ("imap.\u200bgmail.com\ufeff", "imap.gmail.com", ""),
        ("“imap.gmail.com”", "imap.gmail.com", ""),
        ("「imap.gmail.com」", "imap.gmail.com", ""),
        ("http://imap.gmail.com/", "imap.gmail.com", ""),
        ("imaps://taro@imap.gmail.com:993/INBOX", "imap.gmail.com", "993"),
        ("imap.gmail.com:993", "imap.gmail.com", "993"),
        ("smtp.gmail.com：４６５", "smtp.gmail.com", "465"),
        ("imap.gmail.com.", "imap.gmail.com", ""),
    ],
)
def test_a_server_name_is_found_in_what_was_pasted(pasted: str, host: str, port: str) -> None:
    got = clean_host(pasted)

    assert (got.value, got.port) == (host, port)
    assert got.changed == (pasted.lower() != host)


@pytest.mark.parametrize(
    ("pasted", "address"),
    [
        ("taro@example.jp", "taro@example.jp"),
        ("ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ", "taro@example.jp"),
        ("mailto:taro@example.jp", "taro@example.jp"),
        ("太郎 <taro@example.jp>", "taro@example.jp"),
        ("taro @ example.jp", "taro@example.jp"),
        ("taro@example.jp。", "taro@example.jp"),
        ("taro@example。jp", "taro@example.jp"),
        ('"taro."@docomo.ne.jp', '"taro."@docomo.ne.jp'),
    ],
)
def test_an_address_is_found_in_what_was_pasted(pasted: str, address: str) -> None:
    assert clean_address(pasted).value == address


def test_a_user_name_and_a_port_lose_what_is_not_theirs() -> None:
    assert clean(" ‘ｔａｒｏ’\u00a0").value == "taro"
    assert clean_port(" ９９３。").value == "993"


def test_a_slip_hidden_behind_a_port_is_still_found_and_the_right_name_offered() -> None:
    report = check({"email": "taro@gmail.com", "incoming": {"host": "imap.gmial.com:993"}})
    rules = {problem.rule for problem in report.problems}

    assert {"R20", "R21"} <= rules
    assert report.first_fix is not None
    assert report.first_fix.to == "imap.gmail.com"


@pytest.mark.parametrize("local", [".taro", "taro.", "ta..ro", "chii-_-.."])
@pytest.mark.parametrize("domain", ["docomo.ne.jp", "ezweb.ne.jp", "au.com"])
def test_the_dots_of_old_carrier_addresses_are_a_warning_for_their_owner(
    local: str, domain: str
) -> None:
    found = [p for p in check({"email": f"{local}@{domain}"}).problems if p.rule == "R03"]

    assert [problem.severity for problem in found] == ["warn"]


def test_such_dots_anywhere_else_are_a_mistake() -> None:
    assert check({"email": "ta..ro@gmail.com"}).verdict == "error"


def test_whoever_has_to_leave_pop_is_told_the_values_of_imap() -> None:
    way = {"protocol": "pop3", "host": "pop.mail.me.com", "port": "995", "security": "SSL/TLS",
           "auth": "app-password", "user": "taro"}  # fmt: skip
    report = check({"email": "taro@icloud.com", "incoming": way})
    fix = next(p.fix for p in report.problems if p.rule == "R29") or ""

    assert "imap.mail.me.com" in fix
    assert "993" in fix
    assert {p.rule for p in report.problems if p.severity == "error"} == {"R29"}
