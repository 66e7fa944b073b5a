"""What a device changes: mails copied, moved, removed, put in; and what it is told of changes."""

import pytest


@pytest.fixture
def account(new_account):
    return new_account(b"Subject: first\r\n\r\none\r\n", b"Subject: second\r\n\r\ntwo\r\n")


@pytest.fixture
def device(account, connect):
    return connect(account, "INBOX")


# -- copying, moving, removing -----------------------------------------------------------------


def test_copy_tells_the_new_numbers(device):
    device.say("b CREATE a")
    assert device.say("c UID COPY 1:2 a") == ["c OK [COPYUID 1795305601 1:2 1:2] COPY completed"]
    assert device.say("d COPY 1 nowhere")[0].startswith("d NO [TRYCREATE]")


def test_move_tells_the_new_numbers_then_the_removals(device):
    device.say("b CREATE a")
    assert device.say("c MOVE 1:2 a") == [
        "* OK [COPYUID 1795305601 1:2 1:2] Moved",
        "* 1 EXPUNGE",
        "* 1 EXPUNGE",
        "c OK MOVE completed",
    ]


def test_append_keeps_flags_and_date_and_tells_the_new_number(device):
    when = '"01-Jan-2026 09:00:00 +0900"'
    told = device.say(rf"c APPEND INBOX (\Seen $Work) {when} {{5+}}" + "\r\nhello")
    assert told[-1] == "c OK [APPENDUID 1795305600 3] APPEND completed"
    told = device.say("d FETCH 3 (FLAGS INTERNALDATE BODY.PEEK[])")[0]
    assert told == (
        r"* 3 FETCH (FLAGS ($Work \Recent \Seen)"
        ' INTERNALDATE " 1-Jan-2026 00:00:00 +0000" BODY[] "hello")'
    )


@pytest.mark.parametrize(
    "arguments",
    ["INBOX", "INBOX x", r"INBOX (\Bad) {1+}", 'INBOX "yesterday" {1+}', "INBOX () () {1+}"],
)
def test_what_is_no_append_is_bad(device, arguments):
    assert device.say(f"c APPEND {arguments}\r\nx")[0].startswith("c BAD")


def test_expunge_removes_what_is_marked_and_uid_expunge_only_what_it_names(device):
    device.say(r"c STORE 1:2 +FLAGS.SILENT (\Deleted)")
    assert device.say("d UID EXPUNGE 2") == ["* 2 EXPUNGE", "d OK UID EXPUNGE completed"]
    assert device.say("e EXPUNGE") == ["* 1 EXPUNGE", "e OK EXPUNGE completed"]


def test_unselect_removes_nothing(account, device):
    device.say(r"c STORE 1 +FLAGS.SILENT (\Deleted)")
    assert device.say("d UNSELECT") == ["d OK UNSELECT completed"]
    assert len(account.mailboxes["INBOX"].messages) == 2


@pytest.mark.parametrize(
    "command", ["EXPUNGE", "UID EXPUNGE 1", "MOVE 1 INBOX", "STORE 1 FLAGS ()"]
)
def test_a_read_only_mailbox_is_not_changed(device, command):
    device.say("c EXAMINE INBOX")
    assert device.say(f"d {command}")[-1].startswith("d NO [READ-ONLY]")


# -- mod-sequences -----------------------------------------------------------------------------


def test_enable_turns_on_mod_sequences(account, device, connect):
    assert device.say("c ENABLE CONDSTORE X-UNKNOWN") == [
        "* ENABLED CONDSTORE",
        "* OK [HIGHESTMODSEQ 3] Highest",
        "c OK ENABLE completed",
    ]
    connect(account, "INBOX").say(r"c STORE 1 +FLAGS.SILENT (\Seen)")
    assert device.say("d NOOP")[0] == r"* 1 FETCH (FLAGS (\Recent \Seen) MODSEQ (4))"


def test_select_condstore_does_too(device):
    device.say("c SELECT INBOX (CONDSTORE)")
    assert device.say(r"d UID STORE 1 +FLAGS.SILENT (\Seen)")[0] == "* 1 FETCH (UID 1 MODSEQ (4))"


def test_fetch_changedsince_tells_only_what_changed(device):
    device.say(r"c STORE 2 +FLAGS.SILENT (\Seen)")
    lines = device.say("d UID FETCH 1:* (FLAGS) (CHANGEDSINCE 3)")
    assert lines[-2:] == [
        r"* 2 FETCH (UID 2 FLAGS (\Recent \Seen) MODSEQ (4))",
        "d OK FETCH completed",
    ]
    assert not any(line.startswith("* 1 FETCH") for line in lines)


def test_store_unchangedsince_leaves_what_somebody_changed(account, device, connect):
    connect(account, "INBOX").say(r"c STORE 1 +FLAGS (\Seen)")
    told = device.say(r"d STORE 1:2 (UNCHANGEDSINCE 3) +FLAGS (\Flagged)")
    assert told[-1] == "d OK [MODIFIED 1] STORE completed"
    assert account.mailboxes["INBOX"].messages[1].flags == {"\\Seen"}
    assert account.mailboxes["INBOX"].messages[2].flags == {"\\Flagged"}


@pytest.mark.parametrize(
    "command",
    [
        "FETCH 1 FLAGS (CHANGEDSINCE)",
        "FETCH 1 FLAGS (VANISHED)",
        "FETCH 1 FLAGS x",
        "STORE 1 (UNCHANGEDSINCE x) FLAGS ()",
        "STORE 1 (UNCHANGEDSINCE 1) FLAGS",
        "SELECT INBOX (QRESYNC)",
        "SELECT INBOX CONDSTORE",
        "ENABLE",
        "ID x",
        'ID ("a")',
        "COPY 1",
        "STATUS INBOX (NONSENSE)",
        "STATUS INBOX ()",
    ],
)
def test_what_makes_no_sense_is_bad(device, command):
    assert device.say(f"c {command}")[-1].startswith("c BAD")


# -- mails with NUL in them ----------------------------------------------------------------------


def test_a_part_with_nul_is_kept_in_base64_and_fetched_as_it_was(device):
    """RFC 3516 section 4.4: what no literal can carry is fetched as a literal8."""
    told = device.say("c APPEND INBOX ~{20+}\r\nSubject: x\r\n\r\na\0b\r\n\0")
    assert told[-1] == "c OK [APPENDUID 1795305600 3] APPEND completed"
    assert "\0" not in "".join(device.say("d FETCH 3 BODY.PEEK[]"))
    assert device.say("e FETCH 3 BINARY.PEEK[1]")[0] == "* 3 FETCH (BINARY[1] ~{6}"
    assert "a\0b" in device.say("f FETCH 3 BINARY.PEEK[1]")


def test_a_mail_is_taken_even_if_its_nul_is_where_no_encoding_can_be(device):
    told = device.say("c APPEND INBOX ~{19+}\r\nSubject: a\0b\r\n\r\nx\r\n")
    assert told[-1] == "c OK [APPENDUID 1795305600 3] APPEND completed"
