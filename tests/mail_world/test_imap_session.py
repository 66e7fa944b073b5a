"""The IMAP server as a device meets it."""

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mail_world.imap import Account

from tests.mail_world.conftest import Device

MAIL = (
    b"From: =?utf-8?b?44Gv44Gq?= <hana@example.jp>\r\n"
    b"To: kaze@example.org,\r\n Mori <mori@example.com>\r\n"
    b'Subject: "quoted" \\ subject\r\n'
    b"Date: Sun, 22 Nov 2026 09:00:00 +0900\r\n"
    b"Message-ID: <1@example.jp>\r\n"
    b"\r\n"
    b"line one\r\nline two\r\n"
)


def signed_in(account, mailbox="INBOX"):
    """A device that has signed in and selected a mailbox."""
    device = Device(account)
    device.say("a LOGIN kaze@example.org himitsu")
    device.say(f"b SELECT {mailbox}")
    return device


@pytest.fixture
def account():
    account = Account("kaze@example.org", "himitsu", lambda: 1_795_305_600)
    account.deliver(MAIL)
    account.deliver(b"Subject: second\r\n\r\nhi\r\n")
    signed_in(account).say("c LOGOUT")  # somebody has looked: nothing is recent any more
    return account


@pytest.fixture
def device(account):
    return signed_in(account)


@pytest.fixture
def other(account):
    return signed_in(account)


# -- signing in --------------------------------------------------------------------------------


def test_before_tls_login_is_disabled_and_refused(account):
    device = Device(account, sealed=False, start_tls=lambda: None)
    assert device.told == (
        b"* OK [CAPABILITY IMAP4rev1 IMAP4rev2 LITERAL+ SASL-IR ID ENABLE IDLE"
        b" STARTTLS LOGINDISABLED]"
        b" ready\r\n"
    )
    assert device.say("a LOGIN kaze@example.org himitsu")[0].startswith("a NO [PRIVACYREQUIRED]")


def test_where_nobody_else_can_listen_login_needs_no_tls(account):
    device = Device(account, sealed=False, private=True, start_tls=lambda: None)
    assert device.told.endswith(b" STARTTLS AUTH=PLAIN] ready\r\n")
    assert device.say("a LOGIN kaze@example.org himitsu")[-1].startswith("a OK")


def test_starttls_forgets_what_was_said_before(account):
    begun = []
    device = Device(account, sealed=False, start_tls=lambda: begun.append(True))
    device.say("a STARTTLS\r\nb NOOP")
    assert begun == [True]
    assert device.told == b"a OK Begin TLS negotiation now\r\n"
    assert device.say("c CAPABILITY")[0] == (
        "* CAPABILITY IMAP4rev1 IMAP4rev2 LITERAL+ SASL-IR ID ENABLE IDLE AUTH=PLAIN"
    )


def test_starttls_is_refused_under_tls(account):
    assert Device(account).say("a STARTTLS")[0].startswith("a BAD")


@pytest.mark.parametrize("words", ["kaze@example.org wrong", "nobody@example.org himitsu", '"" ""'])
def test_wrong_credentials_are_refused(account, words):
    assert Device(account).say(f"a LOGIN {words}")[0].startswith("a NO [AUTHENTICATIONFAILED]")


def test_a_password_may_come_as_a_literal(account):
    device = Device(account)
    assert device.say("a LOGIN kaze@example.org {7}") == ["+ go ahead"]
    assert device.say("himitsu")[0].startswith("a OK")


@pytest.mark.parametrize(
    "command", ["SELECT INBOX", "FETCH 1 FLAGS", "IDLE", "CLOSE", "STORE 1 FLAGS ()"]
)
def test_nothing_of_the_box_is_shown_before_signing_in(account, command):
    assert Device(account).say(f"a {command}")[0].startswith("a BAD Only in")


def test_fetching_needs_a_selected_box(account):
    device = Device(account)
    device.say("a LOGIN kaze@example.org himitsu")
    assert device.say("b FETCH 1 FLAGS") == ["b BAD Only in selected state"]


PLAIN = base64.b64encode(b"\0kaze@example.org\0himitsu").decode()


def test_authenticate_plain_takes_its_answer_at_once_or_when_asked(account):
    assert Device(account).say(f"a AUTHENTICATE PLAIN {PLAIN}")[0].startswith("a OK")
    device = Device(account)
    assert device.say("a authenticate plain") == ["+ "]
    assert device.say(PLAIN)[0].startswith("a OK")


@pytest.mark.parametrize("answer", ["*", "", "=", "!!!", "AAA", "AAAA", "AAAAAA==", "/w=="])
def test_an_answer_that_is_not_plain_is_bad_and_the_next_command_is_heard(account, answer):
    device = Device(account)
    device.say("a AUTHENTICATE PLAIN")
    assert device.say(answer) == ["a BAD Cancelled, or not PLAIN"]
    assert device.say("b NOOP") == ["b OK NOOP completed"]


def test_an_unknown_mechanism_is_refused(account):
    assert Device(account).say("a AUTHENTICATE CRAM-MD5")[0].startswith("a NO")


def test_authenticate_is_refused_before_tls(account):
    device = Device(account, sealed=False)
    assert device.say(f"a AUTHENTICATE PLAIN {PLAIN}")[0].startswith("a NO [PRIVACYREQUIRED]")


# -- selecting ---------------------------------------------------------------------------------


def test_select_tells_what_rfc_3501_asks_for(account, device):
    assert device.say("c SELECT inbox") == [
        "* OK [CLOSED] Previous mailbox is closed",
        r"* FLAGS (\Answered \Flagged \Deleted \Seen \Draft)",
        r"* OK [PERMANENTFLAGS (\Answered \Flagged \Deleted \Seen \Draft \*)] Flags that are kept",
        "* 2 EXISTS",
        "* 0 RECENT",
        "* OK [UNSEEN 1] First unseen",
        "* OK [UIDVALIDITY 1795305600] UIDs are valid",
        "* OK [UIDNEXT 3] Next UID",
        "* OK [HIGHESTMODSEQ 3] Highest",
        "* OK [MAILBOXID (F1795305600)] Ok",
        "c OK [READ-WRITE] SELECT completed",
    ]


def test_examine_is_read_only(device):
    assert device.say("c EXAMINE INBOX")[-1] == "c OK [READ-ONLY] EXAMINE completed"
    assert device.say(r"d STORE 1 +FLAGS (\Seen)")[-1].startswith("d NO [READ-ONLY]")
    device.say("e FETCH 1 BODY[]")
    assert device.say("f FETCH 1 FLAGS")[0] == "* 1 FETCH (FLAGS ())"


def test_a_mailbox_that_is_not_there_deselects(device):
    assert device.say("c SELECT nowhere")[-1].startswith("c NO [NONEXISTENT]")
    assert device.say("d FETCH 1 FLAGS")[-1].startswith("d BAD")


def test_close_removes_what_is_marked_as_deleted(account, device):
    device.say(r"c STORE 1 +FLAGS.SILENT (\Deleted)")
    assert device.say("d CLOSE") == ["d OK CLOSE completed"]
    assert list(account.mailboxes["INBOX"].messages) == [2]


# -- fetching ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("items", "answer"),
    [
        ("FLAGS", "FLAGS ()"),
        ("(UID RFC822.SIZE)", f"UID 1 RFC822.SIZE {len(MAIL)}"),
        ("INTERNALDATE", 'INTERNALDATE "22-Nov-2026 00:00:00 +0000"'),
        ("BODY.PEEK[TEXT]", "BODY[TEXT] {20}\r\nline one\r\nline two\r\n"),
        ("body.peek[text]<5.3>", 'BODY[TEXT]<5> "one"'),
        ("BODY.PEEK[TEXT]<99.3>", 'BODY[TEXT]<99> ""'),
        (
            "BODY.PEEK[HEADER.FIELDS (DATE X-NONE)]",
            "BODY[HEADER.FIELDS (DATE X-NONE)] {41}\r\n"
            "Date: Sun, 22 Nov 2026 09:00:00 +0900\r\n\r\n",
        ),
        (
            "BODY.PEEK[HEADER.FIELDS.NOT (FROM TO DATE SUBJECT)]",
            "BODY[HEADER.FIELDS.NOT (FROM TO DATE SUBJECT)] {30}\r\n"
            "Message-ID: <1@example.jp>\r\n\r\n",
        ),
        (
            "ENVELOPE",
            'ENVELOPE ("Sun, 22 Nov 2026 09:00:00 +0900" "\\"quoted\\" \\\\ subject"'
            ' (("=?utf-8?b?44Gv44Gq?=" NIL "hana" "example.jp"))'
            ' (("=?utf-8?b?44Gv44Gq?=" NIL "hana" "example.jp"))'
            ' (("=?utf-8?b?44Gv44Gq?=" NIL "hana" "example.jp"))'
            ' ((NIL NIL "kaze" "example.org")("Mori" NIL "mori" "example.com"))'
            ' NIL NIL NIL "<1@example.jp>")',
        ),
    ],
)
def test_fetch_answers(device, items, answer):
    lines = "\r\n".join(device.say(f"c FETCH 1 {items}"))
    assert lines == f"* 1 FETCH ({answer})\r\nc OK FETCH completed"


def test_header_and_text_make_up_the_whole(device):
    found = {}
    for part in ("", "HEADER", "TEXT"):
        device.say(f"c FETCH 1 BODY.PEEK[{part}]")
        size, _, rest = device.told.partition(b"{")[2].partition(b"}\r\n")
        found[part] = rest[: int(size)]
    assert found[""] == found["HEADER"] + found["TEXT"] == MAIL


def test_looking_with_peek_leaves_no_trace_and_without_it_marks_as_read(device):
    device.say("c FETCH 1 BODY.PEEK[]")
    assert device.say("d FETCH 1 FLAGS")[0] == "* 1 FETCH (FLAGS ())"
    device.say("e FETCH 1 BODY[]")
    assert rb"FLAGS (\Seen)" in device.told


def test_uid_fetch_always_tells_the_uid(device):
    assert device.say("c UID FETCH 2 FLAGS")[0] == "* 2 FETCH (UID 2 FLAGS ())"


def test_a_uid_that_is_not_there_is_no_error(device):
    assert device.say("c UID FETCH 99 FLAGS") == ["c OK FETCH completed"]


def test_the_last_mail_answers_to_any_higher_range_with_a_star(device):
    assert device.say("c UID FETCH 99:* UID")[0] == "* 2 FETCH (UID 2)"


@pytest.mark.parametrize(
    "command",
    [
        "FETCH 3 FLAGS",
        "FETCH 0 FLAGS",
        "FETCH 1",
        "FETCH 1 ()",
        "FETCH 1 NONSENSE",
        "FETCH 1 BODY[0]",
        "FETCH 1 BODY[HEADER.FIELDS ()]",
        "FETCH (1) FLAGS",
        "STORE 1 FLAGS",
        r"STORE 1 FLAGS (\Unknown)",
        "STORE 1 NONSENSE (x)",
        "UID NOOP",
        "NOOP x",
        "NONSENSE",
    ],
)
def test_what_makes_no_sense_is_bad(device, command):
    assert device.say(f"c {command}")[-1].startswith("c BAD")


# -- flags, and others -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("how", "flags"),
    [
        (r"+FLAGS (\seen \Flagged)", r"\Flagged \Seen"),
        (r"FLAGS ($Work)", "$Work"),
        (r"-FLAGS (\Seen)", ""),
        (r"+FLAGS \Seen", r"\Seen"),
    ],
)
def test_flags_are_set_added_and_taken_away(device, how, flags):
    assert f"* 1 FETCH (FLAGS ({flags}))" in device.say(f"c STORE 1 {how}")


def test_a_new_keyword_is_told_before_a_mail_has_it(device):
    assert [line.split(" (")[0] for line in device.say("c STORE 1 FLAGS ($Work)")] == [
        "* FLAGS",
        "* OK [PERMANENTFLAGS",
        "* 1 FETCH",
        "c OK STORE completed",
    ]


def test_silent_is_silent(device):
    assert device.say(r"c STORE 1 +FLAGS.SILENT (\Seen)") == ["c OK STORE completed"]


def test_flags_without_end_are_refused(device):
    many = " ".join(f"k{n}" for n in range(100))
    assert device.say(f"c STORE 1 +FLAGS ({many})")[-1].startswith("c NO [LIMIT]")


def test_another_device_hears_of_a_flag_with_its_next_command(device, other):
    device.say(r"c STORE 1 +FLAGS (\Seen)")
    assert other.say("c NOOP") == [r"* 1 FETCH (FLAGS (\Seen))", "c OK NOOP completed"]


def test_an_idling_device_hears_of_new_mail_at_once(account, device):
    assert device.say("c IDLE") == ["+ idling"]
    device.told = b""
    account.deliver(MAIL)
    assert device.told == b"* 3 EXISTS\r\n* 1 RECENT\r\n"
    assert device.say("DONE") == ["c OK IDLE terminated"]


def test_removals_wait_while_numbers_matter(device, other):
    device.say(r"c STORE 1 +FLAGS (\Deleted)")
    device.say("d CLOSE")
    assert other.say("c FETCH 2 UID") == ["* 2 FETCH (UID 2)", "c OK FETCH completed"]
    assert other.say("d NOOP") == ["* 1 EXPUNGE", "d OK NOOP completed"]
    assert other.say("e FETCH 1 UID")[0] == "* 1 FETCH (UID 2)"


def test_logout_says_goodbye_and_closes(device):
    assert device.say("c LOGOUT") == ["* BYE see you", "c OK LOGOUT completed"]
    assert device.closed


# -- abuse -------------------------------------------------------------------------------------


def test_much_that_is_no_imap_is_hung_up_on(account):
    device = Device(account)
    device.session.feed(b"GET / HTTP/1.1\r\n" * 100)
    assert device.closed
    assert device.told.count(b"BAD") == 20


def test_idling_without_end_is_hung_up_on(device):
    device.say("c IDLE")
    device.session.feed(b"x" * 100_000)
    assert device.closed


COMMANDS = st.sampled_from(
    [
        b"a LOGIN kaze@example.org himitsu",
        b"a SELECT INBOX",
        b"a EXAMINE INBOX",
        b"a UID FETCH 1:* (FLAGS ENVELOPE BODY[])",
        b"a FETCH * (BODY.PEEK[HEADER.FIELDS (TO)]<1.2>)",
        b"a STORE 1 +FLAGS (\\Deleted x)",
        b"a CLOSE",
        b"a IDLE",
        b"DONE",
        b"a NOOP",
        b"a LOGIN {3}",
        b"a AUTHENTICATE PLAIN",
    ]
)
NOISE = st.binary(max_size=40) | st.sampled_from([b"(", b'"', b"{2}\r\n", b"]", b"<0.1>", b" 1:*"])


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(COMMANDS, NOISE, st.integers(0, 60)), max_size=12), st.binary())
def test_no_bytes_crash_a_session(script, source):
    account = Account("kaze@example.org", "himitsu", lambda: 0)
    account.deliver(source)
    device = Device(account)
    for command, noise, at in script:
        device.session.feed(command[:at] + noise + command[at:] + b"\r\n")
    assert b"SERVERBUG" not in device.told


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=2000))
def test_any_mail_can_be_fetched_in_every_way(source):
    account = Account("kaze@example.org", "himitsu", lambda: 0)
    account.deliver(source)
    device = Device(account)
    device.say("a LOGIN kaze@example.org himitsu")
    device.say("b SELECT INBOX")
    for items in ("ALL", "BODY[]", "BODY[HEADER]", "BODY[TEXT]", "BODY[HEADER.FIELDS (TO)]"):
        assert device.session.feed(f"c FETCH 1 {items}\r\n".encode()) is None
        assert device.told.endswith(b"c OK FETCH completed\r\n")
