"""The way out: where to, how often, and what the sender is told."""

from email import message_from_bytes

import pytest
from mail_world import places
from mail_world.places import HANA, KAZE
from mail_world.policies import Exchange
from mail_world.relay import RETRY_AFTER

MAIL = b"Subject: hello\r\n\r\nhello\r\n"


class Moody(Exchange):
    """An exchange that answers RCPT with the next of its moods, then as usual."""

    moods = ()

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        mood, type(self).moods = (self.moods[:1] or [None])[0], self.moods[1:]
        return mood or await super().handle_RCPT(server, session, envelope, address, options)


@pytest.fixture
def send(stage, request):
    """Sends through the office to an exchange in a mood; gives the world when all is done."""

    def send(recipient=KAZE.address, moods=(), sender=HANA.address):
        world = stage.world()
        Moody.moods = list(moods)
        world.remote.serve_port(25, Moody, implicit=False)
        world.relay.add(sender, recipient, MAIL, "QUEUEID", 0)
        stage.network.run_until(lambda: not world.relay.busy)
        return world

    return send


def inbox(world, person):
    provider = world.office if person is HANA else world.remote
    messages = provider.accounts[person.address].mailboxes["INBOX"].messages.values()
    return [message.source for message in messages]


def fields(world):
    """The delivery-status fields of the one notice in the sender's box."""
    (notice,) = inbox(world, HANA)
    status = message_from_bytes(notice).get_payload()[1]
    per_mail, per_recipient = status.get_payload()
    return dict(per_mail.items()) | dict(per_recipient.items())


def test_a_mail_goes_where_the_mx_says_and_arrives_once(stage, send):
    assert len(inbox(send(), KAZE)) == 1
    assert stage.tags("dns") == ["MX", "A"]


def test_a_relay_seals_when_it_can(stage, send):
    send()
    assert "tls-established" in stage.tags()


@pytest.mark.parametrize("fault", ["SERVFAIL", "TIMEOUT"])
def test_a_look_up_that_fails_is_tried_again_and_then_told(stage, send, fault):
    stage.resolver.faults = {("example.org", "MX"): fault}
    world = send()
    assert inbox(world, KAZE) == []
    assert fields(world)["Status"] == "4.4.7"
    told = [event.text for event in stage.recorder.events if event.tag == "deferred"]
    assert set(told) == {"0 4.4.3 example.org: Temporary lookup failure"}
    assert len(told) == len(RETRY_AFTER)


def test_come_again_is_heeded_and_the_mail_arrives_once(stage, send):
    world = send(moods=["451 4.7.1 Try again later", "452 4.2.2 Mailbox full"])
    assert len(inbox(world, KAZE)) == 1
    assert inbox(world, HANA) == []
    assert [t for t in stage.tags() if t in ("deferred", "relayed")] == [
        "deferred",
        "deferred",
        "relayed",
    ]
    assert stage.network.time() > 1800 + 3600


def test_a_refusal_becomes_a_notice_that_quotes_it(send):
    found = fields(send(places.MISTYPED))
    assert found["Reporting-MTA"] == "dns; mail.example.jp"
    assert found["Final-Recipient"] == f"rfc822; {places.MISTYPED}"
    assert found["Action"] == "failed"
    assert found["Status"] == "5.1.1"
    assert found["Remote-MTA"] == "dns; mx.example.org"
    assert " ".join(found["Diagnostic-Code"].split()) == (
        f"smtp; 550 5.1.1 <{places.MISTYPED}>: Recipient address rejected: User unknown"
    )


def test_a_refusal_is_not_tried_again(stage, send):
    send(places.MISTYPED)
    assert stage.tags().count("connected") == 1


def test_a_notice_comes_from_nobody_and_is_a_report(send):
    (notice,) = inbox(send(places.MISTYPED), HANA)
    mail = message_from_bytes(notice)
    assert mail["Return-Path"] == "<>"
    assert mail["Auto-Submitted"] == "auto-replied"
    assert mail.get_content_type() == "multipart/report"
    assert mail.get_param("report-type") == "delivery-status"
    assert [part.get_content_type() for part in mail.get_payload()] == [
        "text/plain",
        "message/delivery-status",
        "text/rfc822-headers",
    ]


def test_a_notice_is_never_answered_by_a_notice(stage, send):
    world = send(places.MISTYPED, sender="")
    assert inbox(world, HANA) == []
    assert "bounced" not in stage.tags()


def test_patience_ends_after_less_than_five_days_with_a_notice(stage, send):
    found = fields(send(moods=["451 4.7.1 Try again later"] * 99))
    assert found["Status"] == "4.4.7"
    assert 4 * 86_400 < stage.network.time() < 5 * 86_400


def test_an_unknown_domain_is_a_notice_without_a_remote(send):
    found = fields(send("someone@exanple.org"))
    assert found["Status"] == "5.1.2"
    assert "Remote-MTA" not in found


def test_a_domain_that_takes_no_mail_is_a_notice(zone, send):
    zone["null.example.com", "MX"] = ("0 .",)
    assert fields(send("someone@null.example.com"))["Status"] == "5.1.10"


def test_the_second_exchanger_is_tried_when_the_first_is_not_there(zone, send):
    zone["example.org", "MX"] = ("5 gone.example.org", "10 mx.example.org")
    zone["gone.example.org", "A"] = ("198.51.100.143",)  # a host without port 25
    assert len(inbox(send(), KAZE)) == 1
