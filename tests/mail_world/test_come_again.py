"""421: a service that is too busy or goes away, and clients that come again (RFC 5321 3.8)."""

import smtplib

import pytest
from mail_world import places
from mail_world.rules import Rules
from mail_world.sealed import SealedContext

HANA, KAZE = places.HANA, places.KAZE
MAIL = b"From: hana@example.jp\r\nTo: kaze@example.org\r\nSubject: hello\r\n\r\nhello\r\n"
EXCHANGE = ("mx.example.org", 25)


def inbox(world):
    return len(world.remote.accounts[KAZE.address].mailboxes["INBOX"].messages)


def relay(stage, world):
    """Hand a mail to the office's relay, and wait until it has done with it."""
    world.relay.add(HANA.address, KAZE.address, MAIL, "QUEUEID", 0)
    stage.network.run_until(lambda: not world.relay.busy)


def test_who_is_one_too_many_is_greeted_with_421_and_cut_off(stage):
    world = stage.world()
    world.remote.rules = Rules(max_connections=2)
    first, second = stage.smtp(*EXCHANGE), stage.smtp(*EXCHANGE)
    with pytest.raises(smtplib.SMTPConnectError) as caught:
        stage.smtp(*EXCHANGE)
    assert (caught.value.smtp_code, caught.value.smtp_error) == (
        421,
        b"4.7.0 mx.example.org Error: too many connections from %s"
        % places.PHONE_HOST.address.encode(),
    )
    assert first.noop()[0] == second.noop()[0] == 250


def test_a_place_is_free_again_when_somebody_leaves(stage):
    world = stage.world()
    world.remote.rules = Rules(max_connections=1)
    for _ in range(3):
        client = stage.smtp(*EXCHANGE)
        client.starttls(context=SealedContext())
        assert client.ehlo()[0] == 250
        client.quit()
        stage.network.pass_time(1)
    assert world.remote.lines.open == set()


def test_whoever_is_connected_is_told_when_the_service_goes_away(stage):
    world = stage.world()
    plain, sealed = stage.smtp(*EXCHANGE), stage.smtp(*EXCHANGE)
    sealed.starttls(context=SealedContext())
    sealed.ehlo()
    world.remote.lines.shut_down()
    words = b"4.3.2 mx.example.org Service shutting down, closing transmission channel"
    for client in (plain, sealed):
        assert client.getreply() == (421, words)
    with pytest.raises(smtplib.SMTPConnectError) as caught:
        stage.smtp(*EXCHANGE)
    assert (caught.value.smtp_code, caught.value.smtp_error) == (421, words)


def test_a_mail_that_was_being_handed_in_goes_nowhere(stage):
    world = stage.world()
    client = stage.smtp(*EXCHANGE)
    client.ehlo()
    client.mail("a@example.com")
    client.rcpt(KAZE.address)
    client.putcmd("data")
    client.getreply()
    client.send(b"Subject: half\r\n\r\n")
    world.remote.lines.shut_down()
    assert client.getreply()[0] == 421
    assert inbox(world) == 0


def test_a_relay_comes_again_after_421_and_the_mail_arrives_once(stage):
    world = stage.world()
    world.remote.lines.closing = True
    stage.network.loop.call_later(4000, setattr, world.remote.lines, "closing", False)
    relay(stage, world)
    assert inbox(world) == 1
    deferred = [event for event in stage.recorder.events if event.tag == "deferred"]
    assert [event.detail["code"] for event in deferred] == [421, 421]
    assert "bounced" not in stage.tags()


def test_a_relay_goes_to_the_next_exchanger_after_421(stage, zone):
    zone["example.org", "MX"] = ("5 busy.example.org", "10 mx.example.org")
    zone["busy.example.org", "A"] = (places.OFFICE_MAIL.address,)
    world = stage.world()
    world.office.rules = Rules(max_connections=0)
    relay(stage, world)
    assert inbox(world) == 1
    assert "deferred" not in stage.tags()


def test_421_for_five_days_becomes_a_notice(stage):
    world = stage.world()
    world.remote.rules = Rules(max_connections=0)
    relay(stage, world)
    (bounced,) = (event for event in stage.recorder.events if event.tag == "bounced")
    assert bounced.detail["status"] == "4.4.7"
