"""When servers of mailboxes hang up: after a long silence, and when they shut down."""

import smtplib

import pytest
from mail_world import places
from mail_world.imap import Account, IMAPServer
from mail_world.pop3 import POP3Server
from mail_world.sealed import SealedContext
from mail_world.session_server import AUTOLOGOUT, SHUTTING_DOWN, Sessions

MINUTE = 60
SERVER = places.REMOTE_IMAP.address
SIGN_IN = f"a LOGIN {places.KAZE.address} {places.KAZE.password}"
LOGGED_OUT = f"* BYE {AUTOLOGOUT}\r\n".encode()
SHUT_DOWN = f"* BYE {SHUTTING_DOWN}\r\n".encode()


class House:
    """A box behind IMAP (143, 993) and POP3 (110, 995), and wires into it."""

    def __init__(self, stage):
        self.stage, self.network = stage, stage.network
        self.sessions = Sessions()
        self.account = Account(places.KAZE.address, places.KAZE.password, self.network.wall)
        self.account.deliver(b"Subject: one\r\n\r\n")
        tls, accounts = SealedContext((SERVER,)), {self.account.user: self.account}
        for plain, sealed, server in ((143, 993, IMAPServer), (110, 995, POP3Server)):
            for port, inner, outer in ((plain, tls, None), (sealed, None, tls)):
                self.network.listen(SERVER, port, self._server(server, accounts, inner), outer)

    def _server(self, server, accounts, inner):
        return lambda: server(accounts, inner, sessions=self.sessions)

    def call(self, port):
        tls = SealedContext(check=False) if port in (993, 995) else None
        return Wire(self.network, self.stage.socket(SERVER, port, tls=tls))


class Wire:
    """A client that says what it is told to, and hears what comes without being asked."""

    def __init__(self, network, sock):
        self.network, self.sock = network, sock

    def say(self, line):
        self.sock.sendall(line.encode() + b"\r\n")
        return self.hear()

    def hear(self, after=1.0):
        """What has come when some time has passed."""
        self.network.pass_time(after)
        heard = bytes(self.sock._wire.data)
        self.sock._wire.data.clear()
        return heard

    @property
    def ended(self):
        return self.sock._wire.ended


@pytest.fixture
def house(stage):
    stage.resolver = None
    stage.network.lookup = None
    return House(stage)


def signed_in(house):
    wire = house.call(993)
    assert b"a OK" in wire.say(SIGN_IN)
    return wire


def pop_signed_in(house):
    wire = house.call(995)
    wire.say(f"USER {places.KAZE.address}")
    assert b"+OK" in wire.say(f"PASS {places.KAZE.password}")
    return wire


# -- silence -----------------------------------------------------------------------------------


def test_half_an_hour_of_silence_is_allowed_and_then_bye_is_said(house):
    """RFC 9051 section 5.4: at least 30 minutes."""
    wire = signed_in(house)
    assert wire.hear(30 * MINUTE - 3) == b""
    assert not wire.ended
    assert wire.hear(3) == LOGGED_OUT
    assert wire.ended
    assert house.sessions.open == []


def test_any_word_of_the_client_begins_the_half_hour_anew(house):
    wire = signed_in(house)
    for _ in range(4):
        assert wire.hear(29 * MINUTE) == b""
        assert b"b OK" in wire.say("b NOOP")
    assert wire.hear(31 * MINUTE) == LOGGED_OUT


def test_a_client_that_never_signs_in_is_logged_out_too(house):
    wire = house.call(143)
    wire.hear()
    assert wire.hear(31 * MINUTE) == LOGGED_OUT
    assert wire.ended


def test_who_waits_in_idle_is_told_of_mail_after_days(house):
    wire = signed_in(house)
    wire.say("b SELECT INBOX")
    assert wire.say("c IDLE") == b"+ idling\r\n"
    assert wire.hear(2 * 24 * 60 * MINUTE) == b""
    house.account.deliver(b"Subject: two\r\n\r\n")
    assert b"* 2 EXISTS" in wire.hear()
    wire.say("DONE")
    assert wire.hear(30 * MINUTE - 3) == b""
    assert wire.hear(3) == LOGGED_OUT


def test_ten_minutes_of_silence_end_a_pop_session_without_a_word_or_a_removal(house):
    """RFC 1939 section 3: the session does not enter the UPDATE state."""
    wire = pop_signed_in(house)
    wire.say("DELE 1")
    assert wire.hear(10 * MINUTE - 3) == b""
    assert not wire.ended
    assert wire.hear(3) == b""
    assert wire.ended
    assert list(house.account.mailboxes["INBOX"].messages) == [1]
    assert b"+OK 1 messages" in pop_signed_in(house).say("STAT\r\nRSET")


def test_any_command_begins_the_ten_minutes_anew(house):
    wire = pop_signed_in(house)
    for _ in range(4):
        wire.hear(9 * MINUTE)
        assert wire.say("NOOP") == b"+OK\r\n"
    wire.hear(11 * MINUTE)
    assert wire.ended


def test_a_client_that_leaves_is_not_kept(house):
    wire = signed_in(house)
    wire.say("b LOGOUT")
    other = house.call(995)
    other.sock.close()
    other.hear()
    assert house.sessions.open == []


def leave(wire):
    wire.sock.close()


def talk(wire):
    wire.sock.sendall(b"this is no TLS\r\n")


def reset(wire):
    """As a line that is cut (RST): the server's end is gone without a goodbye."""
    wire.sock._transport.peer._force_close(ConnectionResetError())


@pytest.mark.parametrize("end", [leave, talk, reset])
def test_a_client_that_breaks_off_a_handshake_is_not_kept(house, end):
    wire = house.call(143)
    wire.say("a STARTTLS")
    end(wire)
    wire.hear()
    assert house.sessions.open == []


def test_smtp_says_421_after_five_minutes(stage):
    """RFC 5321 section 4.5.3.2.7: at least 5 minutes."""
    stage.world()
    client = stage.smtp("mx.example.org", 25)
    client.ehlo()
    stage.network.pass_time(5 * MINUTE - 1)
    assert client.noop()[0] == 250
    stage.network.pass_time(5 * MINUTE + 1)
    assert client.getreply() == (421, b"4.4.2 mx.example.org Error: timeout exceeded")
    with pytest.raises(smtplib.SMTPServerDisconnected):
        client.noop()


# -- shutting down -----------------------------------------------------------------------------


def test_whoever_is_connected_is_told_when_the_service_shuts_down(house):
    wires = [signed_in(house), house.call(143)]
    wires[1].hear()
    half = signed_in(house)
    assert half.say("b APPEND INBOX {10}").startswith(b"+")
    house.sessions.shut_down()
    for wire in (*wires, half):
        assert wire.hear() == SHUT_DOWN
        assert wire.ended
    assert list(house.account.mailboxes["INBOX"].messages) == [1]


def test_whoever_comes_then_is_greeted_with_bye(house):
    house.sessions.shut_down()
    for port in (143, 993):
        wire = house.call(port)
        assert wire.hear() == SHUT_DOWN
        assert wire.ended


def test_pop_ends_without_a_word_when_the_service_shuts_down(house):
    wire = pop_signed_in(house)
    wire.say("DELE 1")
    house.sessions.shut_down()
    assert wire.hear() == house.call(110).hear() == b""
    assert wire.ended
    assert list(house.account.mailboxes["INBOX"].messages) == [1]
    assert not house.account.pop3_locked


def test_no_word_comes_between_those_of_a_handshake(house):
    wire = house.call(143)
    wire.hear()
    assert wire.say("a STARTTLS") == b"a OK Begin TLS negotiation now\r\n"
    house.sessions.shut_down()
    assert wire.hear() == b""
    assert wire.ended


def test_a_provider_shuts_all_its_servers_down(stage):
    world = stage.world()
    smtp = stage.smtp("mx.example.org", 25)
    imap = Wire(stage.network, stage.socket("imap.example.org", 143))
    imap.hear()
    world.remote.shut_down()
    assert smtp.getreply()[0] == 421
    assert imap.hear() == SHUT_DOWN
