"""How an error is read: by the refusing server's words, not by the reader's own mail."""

from __future__ import annotations

import base64

import pytest
from settings_check.errors import read_error
from settings_check.errors.bounce import said
from settings_check.errors.squash import squash

BOUNCE = """\
Return-Path: <>
From: MAILER-DAEMON@mx.example.jp (Mail Delivery System)
To: hanako@example.jp
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="abc"

--abc
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients.

<taro@example.net>: host mx.example.net[192.0.2.78] said: 552
    5.2.2 Mailbox full (in reply to RCPT TO command)

--abc
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.jp

Final-Recipient: rfc822; taro@example.net
Action: failed
Status: 5.2.2
Diagnostic-Code: smtp; 552 5.2.2 Mailbox full

--abc
Content-Type: message/rfc822

From: hanako@example.jp
To: taro@example.net
Subject: DMARC and SPF: authentication failed, certificate has expired

550 5.7.26 This is what I wrote myself about DMARC.

--abc--
"""


def test_of_a_bounce_the_diagnostic_code_is_read_and_not_the_mail_that_came_back() -> None:
    reading = read_error(BOUNCE)

    assert (reading.kind, reading.sub) == ("quota-size", "mailbox-full")
    assert "DMARC" not in "".join(said(BOUNCE))
    assert {BOUNCE[start:end] for start, end in reading.evidence} >= {"Mailbox full"}


def test_a_bounce_in_base64_is_decoded() -> None:
    words = base64.b64encode("宛先が存在しません。User unknown".encode()).decode()
    mail = (
        "From: MAILER-DAEMON@example.jp\nSubject: failure\nMIME-Version: 1.0\n"
        "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n"
        f"X-Padding: {'x' * 200}\n\n{words}\n"
    )
    reading = read_error(mail)

    assert reading.kind == "recipient"
    assert all(end <= len(mail) for _, end in reading.evidence)


def test_a_bounce_without_mime_is_cut_where_the_original_begins() -> None:
    text = (
        "Hi. This is the qmail-send program at example.jp.\n\n<taro@example.net>:\n"
        "192.0.2.1 does not like recipient.\nRemote host said: 550 no mailbox here by that name\n\n"
        "--- Below this line is a copy of the message.\n\nSubject: 証明書の有効期限が切れています\n"
    )

    assert read_error(text).kind == "recipient"


@pytest.mark.parametrize(
    ("text", "kind", "sub"),
    [
        ("getaddrinfo ENOTFOUND imap.gmail.com", "network", "dns"),
        ("getaddrinfo ENOTFOUND imap.gmial.com", "server-name", "typo"),
        ("getaddrinfo ENOTFOUND 'smtp.gmail.com '", "server-name", "trailing-space"),
        ("connect ETIMEDOUT 192.0.2.1:25", "encryption-port", "port25-blocked"),
        ("connect ETIMEDOUT 192.0.2.1:993", "network", "timeout"),
        ("connect to mx.example.net[192.0.2.1]:25: Connection timed out", "network", None),
        ("connect ECONNREFUSED 127.0.0.1:465", "server-name", "host-missing"),
        ("サーバー imap.exmaple.jp への接続に失敗しました。", "server-name", "typo"),
        ("サーバー imap.gmail.com への接続に失敗しました。", "network", "dns"),
    ],
)
def test_the_same_symptom_is_told_apart_by_the_host_and_the_port(
    text: str, kind: str, sub: str | None
) -> None:
    reading = read_error(text)

    assert reading.kind == kind
    assert sub is None or reading.sub == sub


@pytest.mark.parametrize(
    "text",
    ["550-5.1.1 The email\n550-5.1.1 account that you tried\n550 5.1.1 to reach does not exist",
     "５５０　５．１．１　ＵＳＥＲ　ＵＮＫＮＯＷＮ",
     "550 5.1.1 User\n\t  unknown"],
)  # fmt: skip
def test_lines_widths_and_repeated_codes_do_not_matter(text: str) -> None:
    assert read_error(text).sub == "unknown-user"


def test_starttls_is_never_advised_away() -> None:
    told = read_error("Unable to establish a secure link using STARTTLS since it doesn't "
                      "advertise that feature. Switch off STARTTLS for that server.")  # fmt: skip

    assert told.kind == "encryption-port"
    assert "暗号化なしにはせず" in told.first


def test_words_of_which_a_program_says_nothing_else_are_called_uncertain() -> None:
    reading = read_error("FooMail 3: bad thing with the certificate, sorry")

    assert reading.kind == "encryption-port"
    assert reading.confidence == "low"


def test_levelling_joins_what_programs_break() -> None:
    assert squash("送信 (SMTP) サーバー\r\n　に").text == "送信(smtp)サバに"
