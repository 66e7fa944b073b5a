"""RFC 3501's own words: its sample session (section 8), and its states (section 3)."""

import re

import pytest

HEADER = (
    b"Date: Wed, 17 Jul 1996 02:23:25 -0700 (PDT)\r\n"
    b"From: Terry Gray <gray@cac.washington.edu>\r\n"
    b"Subject: IMAP4rev1 WG mtg summary and minutes\r\n"
    b"To: imap@cac.washington.edu\r\n"
    b"cc: minutes@CNRI.Reston.VA.US, John Klensin <KLENSIN@MIT.EDU>\r\n"
    b"Message-Id: <B27397-0100000@cac.washington.edu>\r\n"
    b"MIME-Version: 1.0\r\n"
    b"Content-Type: TEXT/PLAIN; CHARSET=US-ASCII\r\n"
    b"\r\n"
)
TEXT = b"x" * 28 + b"\r\n" + (b"y" * 31 + b"\r\n") * 90 + b"z" * 26 + b"\r\n"
"""As long as the sample's: 3028 bytes in 92 lines."""


@pytest.fixture
def sample(new_account, connect):
    """A box like the one in the sample: 18 mails, two of them recent, the 17th unseen."""
    account = new_account()
    device = connect(account, "INBOX")
    for number in range(1, 17):
        mail = HEADER + TEXT if number == 12 else b"Subject: old\r\n\r\n"
        date = '"17-Jul-1996 02:44:25 -0700"' if number == 12 else '"01-Jul-1996 00:00:00 +0000"'
        device.send(
            b"c APPEND INBOX (\\Seen) %s {%d+}\r\n%s\r\n" % (date.encode(), len(mail), mail)
        )
    device.say("d LOGOUT")
    account.deliver(b"Subject: new\r\n\r\n")
    account.deliver(b"Subject: newer\r\n\r\n")
    return connect(account)


def test_the_sample_session_goes_as_it_says(sample):
    assert (len(HEADER), len(TEXT), TEXT.count(b"\n")) == (342, 3028, 92)
    told = sample.say("a002 select inbox")
    assert {"* 18 EXISTS", "* 2 RECENT", "* OK [UNSEEN 17] First unseen"} < set(told)
    assert r"* FLAGS (\Answered \Flagged \Deleted \Seen \Draft)" in told
    assert told[-1] == "a002 OK [READ-WRITE] SELECT completed"

    terry = '(("Terry Gray" NIL "gray" "cac.washington.edu"))'
    assert sample.say("a003 fetch 12 full") == [
        r"* 12 FETCH (FLAGS (\Seen)"
        ' INTERNALDATE "17-Jul-1996 09:44:25 +0000"'
        " RFC822.SIZE 3370"
        ' ENVELOPE ("Wed, 17 Jul 1996 02:23:25 -0700 (PDT)"'
        ' "IMAP4rev1 WG mtg summary and minutes"'
        f" {terry} {terry} {terry}"
        ' ((NIL NIL "imap" "cac.washington.edu"))'
        ' ((NIL NIL "minutes" "CNRI.Reston.VA.US")("John Klensin" NIL "KLENSIN" "MIT.EDU"))'
        ' NIL NIL "<B27397-0100000@cac.washington.edu>")'
        ' BODY ("TEXT" "PLAIN" ("CHARSET" "US-ASCII") NIL NIL "7BIT" 3028 92))',
        "a003 OK FETCH completed",
    ]
    assert sample.send(b"a004 fetch 12 body[header]\r\n") == (
        b"* 12 FETCH (BODY[HEADER] {342}\r\n" + HEADER + b")\r\na004 OK FETCH completed\r\n"
    )
    assert sample.say(r"a005 store 12 +flags \deleted") == [
        r"* 12 FETCH (FLAGS (\Deleted \Seen))",
        "a005 OK STORE completed",
    ]
    assert sample.say("a006 logout") == ["* BYE see you", "a006 OK LOGOUT completed"]


# -- states ------------------------------------------------------------------------------------

STATES = ("not authenticated", "authenticated", "selected")
ALLOWED = {
    "CAPABILITY": (1, 1, 1),
    "NOOP": (1, 1, 1),
    "ID NIL": (1, 1, 1),
    "STARTTLS": (1, 0, 0),
    "AUTHENTICATE PLAIN AGthemVAZXhhbXBsZS5vcmcAaGltaXRzdQ==": (1, 0, 0),
    "LOGIN kaze@example.org himitsu": (1, 0, 0),
    "ENABLE CONDSTORE": (0, 1, 1),
    "SELECT INBOX": (0, 1, 1),
    "EXAMINE INBOX": (0, 1, 1),
    "CREATE a": (0, 1, 1),
    "DELETE Junk": (0, 1, 1),
    "RENAME Junk a": (0, 1, 1),
    "SUBSCRIBE Junk": (0, 1, 1),
    "UNSUBSCRIBE Junk": (0, 1, 1),
    'LIST "" *': (0, 1, 1),
    'LSUB "" *': (0, 1, 1),
    "NAMESPACE": (0, 1, 1),
    "STATUS INBOX (MESSAGES)": (0, 1, 1),
    "APPEND INBOX {1+}\r\nx": (0, 1, 1),
    'GETQUOTA ""': (0, 1, 1),
    "GETQUOTAROOT INBOX": (0, 1, 1),
    "IDLE\r\nDONE": (0, 1, 1),
    "CHECK": (0, 0, 1),
    "CLOSE": (0, 0, 1),
    "UNSELECT": (0, 0, 1),
    "EXPUNGE": (0, 0, 1),
    "SEARCH ALL": (0, 0, 1),
    "FETCH 1 FLAGS": (0, 0, 1),
    r"STORE 1 FLAGS (\Seen)": (0, 0, 1),
    "COPY 1 Junk": (0, 0, 1),
    "MOVE 1 Junk": (0, 0, 1),
    "UID SEARCH ALL": (0, 0, 1),
    "UID FETCH 1 FLAGS": (0, 0, 1),
    r"UID STORE 1 FLAGS (\Seen)": (0, 0, 1),
    "UID COPY 1 Junk": (0, 0, 1),
    "UID MOVE 1 Junk": (0, 0, 1),
    "UID EXPUNGE 1": (0, 0, 1),
}


@pytest.mark.parametrize(
    ("command", "state", "allowed"),
    [(c, s, bool(a)) for c, each in ALLOWED.items() for s, a in zip(STATES, each, strict=True)],
)
def test_a_command_is_done_in_its_states_and_bad_in_the_others(
    new_account, connect, device_of, command, state, allowed
):
    from mail_world.imap import FOLDERS

    account = new_account(b"Subject: one\r\n\r\n", folders=FOLDERS)
    if state == "not authenticated":
        sealed = command != "STARTTLS"
        device = device_of(account, sealed=sealed, start_tls=lambda: None)
    else:
        device = connect(account, "INBOX" if state == "selected" else None)
    answer = next(line for line in device.say(f"tag {command}") if line.startswith("tag "))
    assert answer.startswith("tag OK" if allowed else "tag BAD")


def test_every_command_of_the_table_is_tried():
    from mail_world.imap.commands import COMMANDS

    tried = {re.split(r"[ \r]", command.removeprefix("UID "))[0] for command in ALLOWED}
    assert set(COMMANDS) - tried == {"LOGOUT", "SETQUOTA"}
