"""Several devices on one box: what each is told makes it see what there is."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mail_world.imap import FOLDERS

ACTIONS = [
    "NOOP",
    r"STORE 1:* +FLAGS (\Seen)",
    r"STORE * -FLAGS.SILENT (\Seen)",
    r"UID STORE 1:3 +FLAGS.SILENT (\Deleted)",
    r"STORE 1 +FLAGS (\Deleted $Work)",
    "EXPUNGE",
    "UID EXPUNGE 2:4",
    "FETCH 1:* (FLAGS UID BODY[])",
    "UID FETCH 1:* BODY.PEEK[]",
    "SEARCH UNSEEN",
    "COPY 1 INBOX",
    "UID COPY 1:* INBOX",
    "UID MOVE 1:2 Archive",
    "MOVE 1 INBOX",
    "APPEND INBOX {1+}\r\nx",
    "deliver",
    "IDLE",
    "DONE",
    "ENABLE CONDSTORE",
    "SELECT INBOX",
    "EXAMINE INBOX",
]


class Screen:
    """A device that knows nothing but what it was told, as a mail app does."""

    def __init__(self, device):
        self.device, self.mails, self.idling, self.heard = device, [], False, 0
        self.read(device.told)

    def say(self, command):
        """Send a command if it can be said now, and take note of all that is told."""
        if self.idling != (command == "DONE"):
            self.hear()
            return
        self.hear()
        if command[:6] in ("SELECT", "EXAMIN"):
            self.mails = []
        self.idling = command == "IDLE"
        command = command if command == "DONE" else f"t {command}"
        self.device.session.feed(command.encode() + b"\r\n")
        self.hear(command.split(" ")[1] if command != "DONE" else "")

    def hear(self, during="IDLE"):
        """Take note of what came since the last time."""
        told, self.device.told = self.device.told, b""
        self.read(told, during)

    def read(self, told, during="IDLE"):
        for line in told.decode().split("\r\n"):
            number, _, rest = line.removeprefix("* ").partition(" ")
            if not line.startswith("* ") or not number.isdecimal():
                continue
            if rest == "EXPUNGE":
                assert during not in ("FETCH", "STORE", "SEARCH")
                del self.mails[int(number) - 1]
            elif rest == "EXISTS":
                assert int(number) >= len(self.mails)
                self.mails += [None] * (int(number) - len(self.mails))
            elif flags := re.search(r"FLAGS \(([^)]*)\)", rest):
                self.mails[int(number) - 1] = set(flags[1].split()) - {"\\Recent"}


def open_screen(connect, account):
    device = connect(account)
    device.told = b""
    device.session.feed(b"s SELECT INBOX\r\n")
    return Screen(device)


@settings(max_examples=150)
@given(
    st.integers(0, 3),
    st.lists(st.tuples(st.integers(0, 2), st.sampled_from(ACTIONS)), max_size=40),
)
def test_all_devices_end_with_the_same_box(new_account, connect, count, script):
    account = new_account(*[b"Subject: x\r\n\r\n"] * count, folders=FOLDERS)
    screens = [open_screen(connect, account) for _ in range(3)]
    for who, action in script:
        if action == "deliver":
            account.deliver(b"Subject: new\r\n\r\n")
        else:
            screens[who].say(action)
    for screen in screens:
        screen.say("DONE")
        screen.say("NOOP")
        screen.say("NOOP")
        messages = list(account.mailboxes["INBOX"].messages.values())
        assert len(screen.mails) == len(messages)
        for shown, message in zip(screen.mails, messages, strict=True):
            assert shown is None or shown == message.flags
        screen.device.told = b""
        screen.device.session.feed(b"u UID SEARCH ALL\r\n")
        uids = [int(uid) for uid in screen.device.told.split(b"\r\n")[0].split()[2:]]
        assert uids == [message.uid for message in messages]


@settings(max_examples=100)
@given(st.lists(st.sampled_from([a for a in ACTIONS if a != "deliver"]), max_size=30))
def test_uids_and_mod_sequences_only_rise(new_account, connect, script):
    account = new_account(b"x", b"y", folders=FOLDERS)
    device, box = connect(account, "INBOX"), account.mailboxes["INBOX"]
    before = (box.uid_next, box.modseq)
    for action in script:
        device.say(action if action == "DONE" else f"t {action}")
        now = (box.uid_next, box.modseq)
        assert now[0] >= before[0]
        assert now[1] >= before[1]
        assert all(m.uid < box.uid_next and m.modseq <= box.modseq for m in box.messages.values())
        assert list(box.messages) == sorted(box.messages)
        before = now


@pytest.fixture
def two(new_account, connect):
    account = new_account(b"a", b"b", b"c")
    return connect(account, "INBOX"), connect(account, "INBOX")


def test_a_mail_that_another_device_removed_can_be_read_until_that_is_told(two):
    one, other = two
    one.say(r"c STORE 1 +FLAGS (\Deleted)")
    one.say("d EXPUNGE")
    assert other.say("e FETCH 1 BODY.PEEK[]")[0] == '* 1 FETCH (BODY[] "a")'
    assert other.say("f NOOP")[0] == "* 1 EXPUNGE"


@pytest.mark.parametrize("command", [r"STORE 1:2 +FLAGS (\Seen)", "COPY 1:2 INBOX"])
def test_changing_what_another_device_removed_says_so(two, command):
    one, other = two
    one.say(r"c STORE 1 +FLAGS (\Deleted)")
    one.say("d EXPUNGE")
    assert other.say(f"e {command}")[-1].startswith("e NO [EXPUNGEISSUED]")


def test_a_silent_change_does_not_hide_what_another_device_changed(two):
    one, other = two
    one.say(r"c STORE 1 +FLAGS (\Flagged)")
    assert other.say(r"d STORE 1 +FLAGS.SILENT (\Seen)")[0].endswith(
        r"FETCH (FLAGS (\Flagged \Seen))"
    )


def test_only_the_first_device_is_told_that_a_mail_is_recent(new_account, connect):
    account = new_account(b"a")
    looking = connect(account)
    assert "* 1 RECENT" in looking.say("b EXAMINE INBOX")
    first, second = connect(account), connect(account)
    assert "* 1 RECENT" in first.say("b SELECT INBOX")
    assert "* 0 RECENT" in second.say("b SELECT INBOX")
    account.deliver(b"b")
    assert first.say("c NOOP")[:2] == ["* 2 EXISTS", "* 2 RECENT"]
    assert second.say("c NOOP")[:2] == ["* 2 EXISTS", "* 0 RECENT"]


def test_a_new_keyword_is_told_to_others(two):
    one, other = two
    one.say("c STORE 1 +FLAGS ($Work)")
    assert any(line.startswith("* FLAGS") and "$Work" in line for line in other.say("d NOOP"))
    assert one.say("e STORE 2 +FLAGS ($WORK)")[0].endswith("FLAGS ($Work \\Recent))")


def test_a_client_that_does_not_read_is_not_answered_further(new_account, connect):
    device = connect(new_account(b"x"), "INBOX")
    device.session.pause()
    assert device.send(b"c NOOP\r\nd NOOP\r\n") == b""
    device.told = b""
    device.session.resume()
    assert device.told == b"c OK NOOP completed\r\nd OK NOOP completed\r\n"


def test_too_many_wrong_passwords_end_the_connection(new_account, device_of):
    device = device_of(new_account())
    for _ in range(10):
        told = device.say("a LOGIN kaze@example.org wrong")
    assert device.closed
    assert told[-1].startswith("* BYE")


def test_before_signing_in_no_large_literal_is_taken(new_account, device_of):
    device = device_of(new_account())
    assert device.say("a LOGIN kaze@example.org {5000}")[0] == "a BAD Literal too large"
    device.say("a LOGIN kaze@example.org {5000+}")
    assert device.closed


VERBS = st.sampled_from(
    [
        "SELECT INBOX",
        "UID SEARCH",
        "SEARCH OR",
        "FETCH 1:*",
        "STORE 1",
        "LIST",
        "APPEND INBOX",
        "COPY",
        "MOVE",
        "STATUS",
        "RENAME",
        "CREATE",
        "DELETE",
        "IDLE",
        "AUTHENTICATE",
        "ID",
        "ENABLE",
    ]
)
WORDS = st.sampled_from(
    [
        "INBOX",
        "Archive",
        "(",
        ")",
        '"x"',
        "1:*",
        "*",
        "BODY[]",
        "BODY[1.2.MIME]",
        "(FLAGS)",
        "NOT",
        "{3+}\r\nabc",
        "{9}",
        "ALL",
        "TEXT",
        "a",
        "MODSEQ",
        "1",
        "(CHANGEDSINCE 1)",
        "&AOk-",
        "DONE",
        "+FLAGS",
        r"(\Seen)",
        "BEFORE",
        "1-Jan-2026",
        "CHARSET",
        "UTF-8",
        "HEADER",
        "((",
        '"',
        "%",
    ]
)


@settings(max_examples=300)
@given(st.lists(st.tuples(VERBS, st.lists(WORDS, max_size=6), st.binary(max_size=6)), max_size=15))
def test_no_command_makes_a_session_stumble(new_account, connect, script):
    account = new_account(b"Subject: x\r\n\r\nbody\r\n", quota=10_000, folders=FOLDERS)
    device, told = connect(account, "INBOX"), b""
    for verb, words, noise in script:
        line = " ".join(["t", verb, *words]).encode() + noise + b"\r\n"
        told += device.send(line)
    assert b"SERVERBUG" not in told
    assert account.used <= 10_000
