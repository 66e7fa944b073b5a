"""Bytes cut into sayings, however they were chopped, and without secrets."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mail_world.transcript import IMAPTranscript, SMTPTranscript

SMTP = [
    ("server", b"220 mx ESMTP\r\n"),
    ("client", b"EHLO me\r\n"),
    ("server", b"250-mx\r\n250-8BITMIME\r\n250 HELP\r\n"),
    ("client", b"AUTH LOGIN\r\n"),
    ("server", b"334 VXNlcg==\r\n"),
    ("client", b"c2VjcmV0\r\n"),
    ("server", b"235 2.7.0 Authentication successful\r\n"),
    ("client", b"DATA\r\n"),
    ("server", b"354 go\r\n"),
    ("client", b"Subject: x\r\n\r\n..dot\r\nQUIT\r\n.\r\n"),
    ("server", b"250 2.0.0 Ok\r\n"),
    ("client", b"QUIT\r\n"),
]
IMAP = [
    ("server", b"* OK ready\r\n"),
    ("client", b"a LOGIN {4}\r\nhana {6}\r\nsecret\r\n"),
    ("server", b"a OK in\r\n"),
    ("client", b"b FETCH 1 BODY[]\r\n"),
    ("server", b"* 1 FETCH (BODY[] {9}\r\na\r\nb OK\r\n)\r\n"),
    ("server", b"b OK done\r\n"),
]


def units(transcript, script, size=None):
    found = []
    for side, data in script:
        step = size or max(1, len(data))
        for start in range(0, len(data), step):
            found += transcript.feed(side, data[start : start + step])
    return found


def test_each_command_reply_and_message_is_one_saying():
    assert [unit.tag for unit in units(SMTPTranscript(), SMTP)] == [
        "greeting",
        "EHLO",
        "reply",
        "AUTH",
        "reply",
        "secret",
        "reply",
        "DATA",
        "reply",
        "message",
        "reply",
        "QUIT",
    ]


def test_a_reply_tells_its_code_its_status_and_what_it_answers():
    found = [u.detail for u in units(SMTPTranscript(), SMTP) if u.tag in ("greeting", "reply")]
    assert [(d["verb"], d["code"], d.get("enhanced")) for d in found] == [
        ("CONNECT", 220, None),
        ("EHLO", 250, None),
        ("AUTH", 334, None),
        ("AUTH", 235, "2.7.0"),
        ("DATA", 354, None),
        (".", 250, "2.0.0"),
    ]


@given(st.integers(1, 40))
def test_smtp_is_cut_the_same_however_it_was_chopped(size):
    assert units(SMTPTranscript(), SMTP, size) == units(SMTPTranscript(), SMTP)


@given(st.integers(1, 40))
def test_imap_is_cut_the_same_however_it_was_chopped(size):
    assert units(IMAPTranscript(), IMAP, size) == units(IMAPTranscript(), IMAP)


def test_an_imap_literal_belongs_to_its_line():
    found = units(IMAPTranscript(), IMAP)
    assert [u.tag for u in found] == ["greeting", "LOGIN", "tagged", "FETCH", "untagged", "tagged"]
    assert found[4].data == IMAP[4][1]


SECRET = b"yuuyake"


@pytest.mark.parametrize(
    "line",
    [
        b"AUTH PLAIN " + base64.b64encode(b"\0hana\0" + SECRET),
        b"auth plain  " + base64.b64encode(b"\0hana\0" + SECRET) + b" " + SECRET,
        b"AUTH XOAUTH2 " + SECRET,
    ],
)
def test_a_secret_in_an_smtp_command_is_masked(line):
    (unit,) = units(SMTPTranscript(), [("client", line + b"\r\n")])
    assert unit.tag == "AUTH"
    assert unit.data.endswith(b"********\r\n")
    assert unit.data.count(b" ") <= 3


def test_a_secret_in_an_smtp_dialogue_is_masked():
    secret = next(u for u in units(SMTPTranscript(), SMTP) if u.tag == "secret")
    assert secret.data == b"********\r\n"


@pytest.mark.parametrize(
    "line",
    [
        b'a LOGIN hana "yuuyake"\r\n',
        b"a login hana yuuyake\r\n",
        b'a LOGIN "ha\\"na" yuuyake\r\n',
        b"a LOGIN {4}\r\nhana {7}\r\nyuuyake\r\n",
        b"a LOGIN hana {7+}\r\nyuuyake\r\n",
        b"a AUTHENTICATE PLAIN AGhhbmEAeXV1eWFrZQ==\r\n",
    ],
)
def test_a_secret_in_an_imap_command_is_masked(line):
    found = units(IMAPTranscript(), [("server", b"* OK\r\n"), ("client", line)])[-1]
    assert found.data.endswith(b"********\r\n")
    assert SECRET not in found.data
    assert b"AGhh" not in found.data


def test_a_secret_in_an_imap_dialogue_is_masked():
    script = [
        ("server", b"* OK\r\n"),
        ("client", b"a AUTHENTICATE PLAIN\r\n"),
        ("server", b"+ \r\n"),
        ("client", b"AGhhbmEAeXV1eWFrZQ==\r\n"),
    ]
    assert units(IMAPTranscript(), script)[-1].data == b"********\r\n"


@pytest.mark.parametrize("at_once", [True, False])
def test_every_answer_of_an_imap_sign_in_is_masked_until_it_is_over(at_once):
    begin = [("client", b"a AUTHENTICATE X yuuyake\r\n")]
    if not at_once:
        asked = [("server", b"+ \r\n"), ("client", b"yuuyake\r\n")]
        begin = [("client", b"a AUTHENTICATE X\r\n"), *asked]
    script = [
        *(("server", b"* OK\r\n"), *begin, ("server", b"+ d2h5\r\n"), ("client", b"AQ==\r\n")),
        *(("server", b"a NO\r\n"), ("client", b"b NOOP\r\n")),
    ]
    found = units(IMAPTranscript(), script)
    assert not [unit for unit in found if SECRET in unit.data or b"AQ" in unit.data]
    assert [unit.tag for unit in found][-4:] == ["continue", "secret", "tagged", "NOOP"]


@given(st.lists(st.tuples(st.sampled_from(["client", "server"]), st.binary(max_size=60))))
def test_no_bytes_raise(script):
    units(SMTPTranscript(), script)
    units(IMAPTranscript(), script)


# -- POP3 --------------------------------------------------------------------------------------


POP3 = [
    ("server", b"+OK ready\r\n", "greeting"),
    ("client", b"USER kaze\r\n", "USER"),
    ("server", b"+OK\r\n", "reply"),
    ("client", b"PASS hi mitsu\r\n", "PASS"),
    ("server", b"-ERR [AUTH] no\r\n", "reply"),
    ("client", b"LIST\r\n", "LIST"),
    ("server", b"+OK listing\r\n1 20\r\n.\r\n", "reply"),
    ("client", b"LIST 1\r\n", "LIST"),
    ("server", b"+OK 1 20\r\n", "reply"),
    ("client", b"RETR 9\r\n", "RETR"),
    ("server", b"-ERR none\r\n", "reply"),
    ("client", b"RETR 1\r\n", "RETR"),
    ("server", b"+OK\r\nSubject: x\r\n\r\n..\r\n.\r\n", "reply"),
    ("client", b"QUIT\r\n", "QUIT"),
    ("server", b"+OK bye\r\n", "reply"),
]


@pytest.mark.parametrize("size", [1, 3, 100])
def test_a_pop3_dialogue_is_cut_where_its_sayings_end(size):
    from mail_world.transcript_pop3 import POP3Transcript

    transcript, found = POP3Transcript(), []
    for side, data, _ in POP3:
        for start in range(0, len(data), size):
            found += [
                (side, *unit[:2]) for unit in transcript.feed(side, data[start : start + size])
            ]
    masked = [(side, tag, data.replace(b"hi mitsu", b"********")) for side, data, tag in POP3]
    assert found == masked


@pytest.mark.parametrize("begin", [b"AUTH X yuuyake\r\n", b"AUTH X\r\n"])
def test_every_answer_of_a_pop3_sign_in_is_masked_until_it_is_over(begin):
    from mail_world.transcript_pop3 import POP3Transcript

    asked = [] if b"yuuyake" in begin else [("server", b"+ \r\n"), ("client", b"yuuyake\r\n")]
    script = [
        *(("server", b"+OK\r\n"), ("client", begin), *asked, ("server", b"+ d2h5\r\n")),
        *(("client", b"AQ==\r\n"), ("server", b"-ERR\r\n"), ("client", b"NOOP\r\n")),
    ]
    found = units(POP3Transcript(), script)
    assert not [unit for unit in found if SECRET in unit.data or b"AQ" in unit.data]
    assert [unit.tag for unit in found][-4:] == ["reply", "secret", "reply", "NOOP"]


def test_pop3_answers_to_commands_sent_ahead_are_told_apart():
    from mail_world.transcript_pop3 import POP3Transcript

    transcript = POP3Transcript()
    list(transcript.feed("client", b"STAT\r\nUIDL\r\nNOOP\r\n"))
    answers = transcript.feed("server", b"+OK hi\r\n+OK 1 2\r\n+OK\r\n1 a\r\n.\r\n+OK\r\n")
    assert [unit.detail["verb"] for unit in answers] == ["CONNECT", "STAT", "UIDL", "NOOP"]
