"""The POP3 server as a device meets it (RFC 1939)."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mail_world.pop3.session import POP3Session

MAILS = (b"Subject: one\r\n\r\n.dot\r\nlast", b"Subject: two\n\nbare\n", b"Subject: three\r\n\r\n")


class Device:
    """A connection to a POP3 session, with everything it was told."""

    def __init__(self, account, **options):
        self.told, self.closed = b"", False
        options = {"sealed": True} | options
        self.session = POP3Session({account.user: account}, self._hear, self._close, **options)

    def _hear(self, data):
        self.told += data

    def _close(self):
        self.closed = True

    def say(self, line):
        """Send a line; give the lines that it is answered with."""
        self.told = b""
        self.session.feed(line.encode() + b"\r\n")
        return self.told.decode().split("\r\n")[:-1]


def signed_in(account):
    device = Device(account)
    device.say("USER kaze@example.org")
    device.say("PASS himitsu")
    return device


@pytest.fixture
def account(new_account):
    return new_account(*MAILS)


@pytest.fixture
def device(account):
    return signed_in(account)


def uids(account):
    return list(account.mailboxes["INBOX"].messages)


# -- signing in --------------------------------------------------------------------------------


def test_before_tls_nobody_signs_in(account):
    begun = []
    device = Device(account, sealed=False, start_tls=lambda: begun.append(True))
    assert device.told == b"+OK ready\r\n"
    assert {"STLS", "USER"} & set(device.say("CAPA")) == {"STLS"}
    assert device.say("USER kaze@example.org")[0].startswith("-ERR")
    assert device.say("STLS\r\nUSER kaze@example.org") == ["+OK Begin TLS negotiation"]
    assert begun == [True]
    assert {"STLS", "USER"} & set(device.say("CAPA")) == {"USER"}
    assert device.say("PASS himitsu")[0].startswith("-ERR")


def bearer(user, token):
    return base64.b64encode(f"user={user}\1auth=Bearer {token}\1\1".encode()).decode()


@pytest.fixture
def with_oauth(account):
    account.token = "t0k"
    device = Device(account)
    device.session.mechanisms = ("XOAUTH2",)
    return device


def test_a_token_signs_in_with_the_command_or_after_it(with_oauth):
    """RFC 5034: the initial response may come in either place."""
    assert "SASL XOAUTH2" in with_oauth.say("CAPA")
    assert with_oauth.say("AUTH XOAUTH2") == ["+ "]
    assert with_oauth.say(bearer("nobody@example.org", "t0k"))[0].startswith("+ ")
    assert with_oauth.say("")[0].startswith("-ERR [AUTH]")
    answer = bearer("kaze@example.org", "t0k")
    assert with_oauth.say(f"AUTH XOAUTH2 {answer}") == ["+OK 3 messages"]
    assert with_oauth.say("STAT")[0].startswith("+OK 3 ")


@pytest.mark.parametrize("answer", ["*", "?", "===="])
def test_what_is_no_answer_of_a_token_is_refused_and_the_device_may_go_on(with_oauth, answer):
    assert with_oauth.say("AUTH XOAUTH2") == ["+ "]
    assert with_oauth.say(answer)[0].startswith("-ERR")
    assert with_oauth.say("USER kaze@example.org") == ["+OK"]


def test_a_mechanism_that_is_not_offered_is_refused(account, with_oauth):
    assert with_oauth.say("AUTH PLAIN")[0].startswith("-ERR [AUTH]")
    assert Device(account).say("AUTH XOAUTH2")[0].startswith("-ERR [AUTH]")
    open_line = Device(account, sealed=False)
    open_line.session.mechanisms = ("XOAUTH2",)
    assert open_line.say("AUTH XOAUTH2")[0].startswith("-ERR [AUTH]")


@pytest.mark.parametrize("user", ["kaze@example.org", "nobody@example.org"])
def test_wrong_credentials_are_refused_alike(account, user):
    device = Device(account)
    assert device.say(f"USER {user}") == ["+OK"]
    assert device.say("PASS wrong") == ["-ERR [AUTH] Invalid user name or password"]


def test_a_password_may_hold_blanks(new_account):
    account = new_account()
    account.password = "two  words "
    device = Device(account)
    device.say("USER KAZE@example.org")
    assert device.say("PASS two  words ")[0].startswith("+OK")


def test_one_session_at_a_time_has_the_box(account):
    first, second = signed_in(account), Device(account)
    second.say("USER kaze@example.org")
    assert second.say("PASS himitsu")[0].startswith("-ERR [IN-USE]")
    first.session.lost()
    second.say("USER kaze@example.org")
    assert second.say("PASS himitsu") == ["+OK 3 messages"]


@pytest.mark.parametrize("command", ["STAT", "LIST", "RETR 1", "DELE 1", "NOOP", "RSET", "UIDL"])
def test_nothing_of_the_box_is_shown_before_signing_in(account, command):
    assert Device(account).say(command) == ["-ERR Not in AUTHORIZATION state"]


# -- looking -----------------------------------------------------------------------------------


def test_mails_are_told_as_lines_with_dots_doubled(device):
    assert device.say("RETR 1") == ["+OK 28 octets", "Subject: one", "", "..dot", "last", "."]
    assert device.say("RETR 2") == ["+OK 22 octets", "Subject: two", "", "bare", "."]
    assert device.say("TOP 1 1") == ["+OK top follows", "Subject: one", "", "..dot", "."]
    assert device.say("TOP 1 0") == ["+OK top follows", "Subject: one", "", "."]


def test_sizes_are_those_of_what_is_sent(device):
    assert device.say("STAT") == ["+OK 3 68"]
    assert device.say("LIST") == ["+OK listing", "1 28", "2 22", "3 18", "."]
    assert device.say("LIST 2") == ["+OK 2 22"]


def test_unique_ids_stay_with_their_mails(account, device):
    before = device.say("UIDL")[1:-1]
    device.say("DELE 1")
    device.say("QUIT")
    after = signed_in(account).say("UIDL")[1:-1]
    assert [line.split()[1] for line in after] == [line.split()[1] for line in before[1:]]
    assert len({line.split()[1] for line in before}) == 3


def test_looking_leaves_no_trace(account, device):
    device.say("RETR 1")
    device.say("QUIT")
    assert account.mailboxes["INBOX"].messages[1].flags == set()


def test_mail_that_comes_meanwhile_is_seen_next_time(account, device):
    account.deliver(b"new")
    assert device.say("STAT") == ["+OK 3 68"]
    device.say("QUIT")
    assert signed_in(account).say("STAT")[0].startswith("+OK 4 ")


# -- removing ----------------------------------------------------------------------------------


def test_what_is_marked_goes_at_quit_and_not_before(account, device):
    assert device.say("DELE 2") == ["+OK marked"]
    assert device.say("LIST") == ["+OK listing", "1 28", "3 18", "."]
    assert device.say("RETR 2") == ["-ERR No such message"]
    assert uids(account) == [1, 2, 3]
    assert device.say("QUIT") == ["+OK bye"]
    assert device.closed
    assert uids(account) == [1, 3]


def test_a_connection_that_breaks_removes_nothing(account, device):
    device.say("DELE 2")
    device.session.lost()
    assert uids(account) == [1, 2, 3]


def test_rset_takes_all_marks_back(account, device):
    device.say("DELE 2")
    device.say("RSET")
    device.say("QUIT")
    assert uids(account) == [1, 2, 3]


def test_removing_is_told_to_devices_that_use_imap(account, device, connect):
    other = connect(account, "INBOX")
    device.say("DELE 2")
    device.say("QUIT")
    assert other.say("c NOOP")[0] == "* 2 EXPUNGE"


# -- abuse -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line", ["NONSENSE", "RETR", "RETR 0", "RETR 4", "RETR x", "TOP 1", "LIST 1 2", "DELE -1", ""]
)
def test_what_makes_no_sense_is_refused(device, line):
    assert device.say(line)[0].startswith("-ERR")


def test_much_nonsense_is_hung_up_on(account):
    device = Device(account)
    device.session.feed(b"GET / HTTP/1.1\r\n" * 100)
    assert device.closed


def test_a_line_without_end_is_not_kept(device):
    device.session.feed(b"x" * 1_000_000)
    assert device.say("") == ["-ERR Unknown command"]
    assert device.say("NOOP") == ["+OK"]


WORDS = st.sampled_from(
    ["USER kaze@example.org", "PASS himitsu", "STAT", "LIST", "RETR 1", "DELE 1", "TOP 1 9", "RSET"]
)


@given(st.lists(st.tuples(WORDS, st.binary(max_size=8), st.booleans()), max_size=20), st.binary())
def test_no_bytes_make_a_session_stumble(new_account, script, source):
    account = new_account(source)
    device, told = Device(account), b""
    for word, noise, clean in script:
        device.told = b""
        device.session.feed(word.encode() + (b"" if clean else noise) + b"\r\n")
        told += device.told
    assert b"SYS/TEMP" not in told
    assert uids(account) == [1]
