"""The servers' policies, asked by the standard library's smtplib."""

import smtplib

import pytest
from mail_world import places
from mail_world.imap import Account
from mail_world.rules import Rules
from mail_world.sealed import SealedContext

HANA, KAZE = places.HANA, places.KAZE
MAIL = b"Subject: hello\r\n\r\nhello\r\n"


def refused(call, *arguments):
    """The code and words with which a call is refused."""
    with pytest.raises(smtplib.SMTPResponseException) as caught:
        call(*arguments)
    return caught.value.smtp_code, caught.value.smtp_error.decode()


@pytest.fixture
def exchange(stage):
    """A plain client at the recipient's MX, greeted."""
    stage.world()
    client = stage.smtp("mx.example.org", 25)
    client.ehlo()
    return client


# -- submission --------------------------------------------------------------------------------


def test_submission_offers_no_sign_in_before_tls(stage):
    stage.world()
    client = stage.smtp()
    client.ehlo()
    assert client.has_extn("starttls")
    assert not client.has_extn("auth")


def test_submission_refuses_everything_but_starttls_before_tls(stage):
    stage.world()
    client = stage.smtp()
    client.ehlo()
    assert client.mail(HANA.address)[0] == 530
    assert client.docmd("AUTH", "PLAIN AGFsaWNlAHB3")[0] == 530


def test_submission_refuses_mail_without_sign_in(stage):
    stage.world()
    client = stage.smtp()
    client.starttls(context=SealedContext())
    client.ehlo()
    assert client.mail(HANA.address) == (530, b"5.7.0 Authentication required")


@pytest.mark.parametrize(
    ("user", "password"),
    [
        (HANA.address, places.WRONG_PASSWORD),
        (HANA.address, ""),
        ("nobody@example.jp", HANA.password),
        (KAZE.address, KAZE.password),
    ],
)
def test_submission_refuses_wrong_credentials(stage, user, password):
    stage.world()
    client = stage.smtp()
    client.starttls(context=SealedContext())
    assert refused(client.login, user, password)[0] == 535


@pytest.mark.parametrize("port", [587, 465])
def test_submission_takes_the_right_password_under_tls(stage, port):
    stage.world()
    client = stage.smtp(port=port, tls=SealedContext() if port == 465 else None)
    if port == 587:
        client.starttls(context=SealedContext())
    assert client.login(HANA.address, HANA.password)[0] == 235


def test_port_465_refuses_mail_without_sign_in(stage):
    stage.world()
    client = stage.smtp(port=465, tls=SealedContext())
    client.ehlo()
    assert client.mail(HANA.address) == (530, b"5.7.0 Authentication required")


def test_submission_refuses_a_sender_that_is_not_the_users(sealed_smtp):
    assert sealed_smtp.mail("kaze@example.jp")[0] == 553


def test_submission_refuses_an_unknown_person_of_its_own_domain(sealed_smtp):
    sealed_smtp.mail(HANA.address)
    assert sealed_smtp.rcpt("hanna@example.jp")[0] == 550


def test_submission_takes_mail_for_anywhere_else(sealed_smtp):
    sealed_smtp.mail(HANA.address)
    assert sealed_smtp.rcpt("someone@example.com")[0] == 250


def test_mail_within_the_domain_stays_in_the_house(stage, sealed_smtp):
    sealed_smtp.sendmail(HANA.address, [HANA.address], MAIL)
    assert "delivered" in stage.tags()
    assert "MX" not in stage.tags("dns")


# -- the exchange ------------------------------------------------------------------------------


def test_the_exchange_takes_mail_for_its_own_people(stage, exchange):
    exchange.sendmail("anyone@example.com", [KAZE.address], MAIL)
    assert "delivered" in stage.tags()


def test_the_exchange_knows_its_people_in_any_case(exchange):
    exchange.mail("anyone@example.com")
    assert exchange.rcpt("Kaze@EXAMPLE.org")[0] == 250


def test_the_exchange_refuses_an_unknown_person(exchange):
    exchange.mail("anyone@example.com")
    code, words = exchange.rcpt(places.MISTYPED)
    assert (code, words[:5]) == (550, b"5.1.1")


def test_the_exchange_relays_for_nobody(exchange):
    exchange.mail("anyone@example.com")
    code, words = exchange.rcpt("someone@example.com")
    assert (code, words) == (554, b"5.7.1 <someone@example.com>: Relay access denied")


@pytest.mark.parametrize("sealed", [False, True])
def test_the_exchange_offers_no_sign_in(exchange, sealed):
    if sealed:
        exchange.starttls(context=SealedContext())
        exchange.ehlo()
    assert not exchange.has_extn("auth")
    assert exchange.docmd("AUTH", "PLAIN AGFsaWNlAHB3")[0] in (503, 538)


def test_the_exchange_takes_notices_from_the_empty_sender(stage, exchange):
    exchange.sendmail("", [KAZE.address], MAIL)
    delivered = next(e for e in stage.recorder.events if e.tag == "delivered")
    assert delivered.detail["mailbox"] == KAZE.address


def test_a_delivered_mail_tells_its_return_path_and_how_it_came(stage):
    world = stage.world()
    client = stage.smtp("mx.example.org", 25)
    client.starttls(context=SealedContext(check=False))
    client.sendmail("anyone@example.com", [KAZE.address], MAIL)
    (message,) = world.remote.accounts[KAZE.address].mailboxes["INBOX"].messages.values()
    first, second, third = message.source.split(b"\r\n")[:3]
    assert first == b"Return-Path: <anyone@example.com>"
    assert second == b"Received: from client.example.test ([203.0.113.11])"
    assert third.startswith(b"\tby mx.example.org with ESMTPS id ")


# -- status codes ------------------------------------------------------------------------------


@pytest.mark.parametrize("door", [("mail.example.jp", 587), ("mx.example.org", 25)])
def test_both_offer_enhanced_status_codes_before_and_after_tls(stage, door):
    stage.world()
    client = stage.smtp(*door)
    for _ in range(2):
        client.ehlo()
        assert client.has_extn("enhancedstatuscodes")
        assert client.noop() == (250, b"2.0.0 OK")
        if client.has_extn("starttls"):
            client.starttls(context=SealedContext())


def test_an_address_that_cannot_be_read_is_told_by_whose_it_is(exchange):
    assert exchange.docmd("MAIL FROM:<a@")[1].startswith(b"5.1.7 ")
    exchange.mail("anyone@example.com")
    assert exchange.docmd("RCPT TO:<a@")[1].startswith(b"5.1.3 ")


@pytest.mark.parametrize("port", [587, 465])
def test_tls_does_not_begin_inside_of_tls(stage, port):
    stage.world()
    client = stage.smtp(port=port, tls=SealedContext() if port == 465 else None)
    if port == 587:
        client.starttls(context=SealedContext())
    client.ehlo()
    assert client.docmd("STARTTLS") == (554, b"5.5.1 Error: TLS already active")
    assert client.login(HANA.address, HANA.password)[0] == 235


# -- the wrong language ------------------------------------------------------------------------


def test_a_plain_server_takes_a_tls_hello_for_bad_syntax(stage):
    stage.world()
    wire = stage.socket("mail.example.jp", 587)
    wire.recv(1000)
    from mail_world import tls_records as tls

    wire.sendall(bytes(tls.client_hello("mail.example.jp", b"r" * 32, b"s" * 32, b"k" * 32)))
    assert wire.recv(1000).startswith(b"500 ")


def test_a_tls_server_says_nothing_to_a_plain_client(stage):
    stage.world()
    wire = stage.socket("mail.example.jp", 465, timeout=30)
    with pytest.raises(TimeoutError):
        wire.recv(1)


def test_a_tls_server_hangs_up_on_a_plain_command(stage):
    stage.world()
    wire = stage.socket("mail.example.jp", 465, timeout=30)
    wire.sendall(b"EHLO phone\r\n")
    assert wire.recv(1) == b""


# -- a full box --------------------------------------------------------------------------------


@pytest.fixture
def full(stage):
    """A world where かぜ's box has room for next to nothing more, and her account."""
    account = stage.world().remote.accounts[KAZE.address]
    account.quota = 1000
    return account


def test_a_full_box_turns_mail_away_after_it_was_seen(stage, full):
    client = stage.smtp("mx.example.org", 25)
    sending = (client.sendmail, "anyone@example.com", [KAZE.address], MAIL + b"xy\r\n" * 300)
    client.helo()  # without EHLO no size is announced
    assert refused(*sending) == (552, "5.2.2 Mailbox is full")
    assert not full.mailboxes["INBOX"].messages


def test_a_full_box_turns_mail_away_by_its_announced_size(stage, full):
    client = stage.smtp("mx.example.org", 25)
    client.ehlo()
    client.mail("anyone@example.com", ["SIZE=2000"])
    code, words = client.rcpt(KAZE.address)
    assert (code, words[:5]) == (552, b"5.2.2")
    assert "recipient-refused" in stage.tags()


def test_a_box_that_is_full_for_now_asks_to_come_again_at_either_point(stage):
    world = stage.world()
    world.remote.rules = Rules(full_for_now=True)
    world.remote.accounts[KAZE.address].quota = 1000
    client = stage.smtp("mx.example.org", 25)
    client.ehlo()
    client.mail("anyone@example.com", ["SIZE=2000"])
    assert client.rcpt(KAZE.address)[0] == 452
    other = stage.smtp("mx.example.org", 25)
    other.helo()  # without EHLO no size is announced
    sending = (other.sendmail, "anyone@example.com", [KAZE.address], MAIL + b"xy\r\n" * 300)
    assert refused(*sending) == (452, "4.2.2 Mailbox is full")


def test_mail_that_fits_goes_into_a_box_with_little_room(stage, full):
    client = stage.smtp("mx.example.org", 25)
    client.sendmail("anyone@example.com", [KAZE.address], MAIL)
    assert len(full.mailboxes["INBOX"].messages) == 1


def test_the_sender_hears_of_a_full_box_from_their_own_office(stage):
    world = stage.world()
    world.remote.accounts[KAZE.address].quota = 10
    client = stage.smtp()
    client.starttls(context=SealedContext())
    client.login(HANA.address, HANA.password)
    client.sendmail(HANA.address, [KAZE.address], MAIL)
    stage.network.run_until(lambda: not world.relay.busy)
    (notice,) = world.office.accounts[HANA.address].mailboxes["INBOX"].messages.values()
    assert b"552 5.2.2" in notice.source


def test_if_one_of_several_boxes_is_full_nobody_gets_the_mail(stage):
    world = stage.world()
    other = Account("mori@example.org", "", stage.network.wall)
    world.remote.accounts |= {other.user: other}
    world.remote.accounts[KAZE.address].quota = 100
    client = stage.smtp("mx.example.org", 25)
    client.helo()
    both = [other.user, KAZE.address]
    code, _ = refused(client.sendmail, "anyone@example.com", both, MAIL)
    assert code == 552
    assert not other.mailboxes["INBOX"].messages
