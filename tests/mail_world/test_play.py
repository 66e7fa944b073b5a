"""The whole journey: every setting plays to its end, and the servers' own words say why."""

import asyncio
import base64
import itertools
import os
import random
import re
import time
from email import message_from_bytes

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mail_world import ACTORS, Scenario, ScenarioError, WorldError, letter, photo, places, play
from mail_world.policies import Counter
from mail_world.provider import Provider
from mail_world.relay import Relay

DELIVERED = ("friend-box", "done", None)
RETURNED = ("returned", "done", None)
WRONG_PASSWORD = ("phone", "sign-in", "535 5.7.8 Authentication credentials invalid")
NO_PASSWORD = ("phone", "sender", "530 5.7.0 Authentication required")
NO_STARTTLS = ("phone", "sender", "530 5.7.0 Must issue a STARTTLS command first")
NO_GREETING = ("phone", "greeting", "Timed out waiting for server ready message")
NO_TLS_THERE = ("phone", "tls", "[SSL: WRONG_VERSION_NUMBER] wrong version number")
NO_RELAY = ("phone", "recipient", "554 5.7.1 <{}>: Relay access denied")

BY_AUTH = {"right": None, "wrong": WRONG_PASSWORD, "none": NO_PASSWORD}
BY_PORT_AND_SECURITY = {
    (587, "starttls"): BY_AUTH,
    (587, "tls"): NO_TLS_THERE,
    (587, "none"): NO_STARTTLS,
    (465, "starttls"): NO_GREETING,
    (465, "tls"): BY_AUTH,
    (465, "none"): NO_GREETING,
    (25, "starttls"): NO_RELAY,
    (25, "tls"): NO_TLS_THERE,
    (25, "none"): NO_RELAY,
}
ALL = list(
    itertools.product(
        (587, 465, 25),
        ("starttls", "tls", "none"),
        ("right", "wrong", "none"),
        ("exists", "unknown"),
    )
)


def expected(port, security, auth, recipient):
    found = BY_PORT_AND_SECURITY[port, security]
    if isinstance(found, dict):
        found = found[auth]
    if found is None:
        return DELIVERED if recipient == "exists" else RETURNED
    address = places.KAZE.address if recipient == "exists" else places.MISTYPED
    return (*found[:2], found[2].format(address))


@pytest.fixture(scope="module")
def records():
    """Every combination of settings, played once."""
    return {key: play(Scenario(*key)) for key in ALL}


@pytest.fixture(scope="module")
def delivered(records):
    return records[587, "starttls", "right", "exists"]


@pytest.fixture(scope="module")
def returned(records):
    return records[587, "starttls", "right", "unknown"]


@pytest.mark.parametrize("key", ALL)
def test_every_combination_ends_as_its_servers_say(records, key):
    record = records[key]
    sending = record.sending
    said = sending.reply.line if sending.reply else sending.error or None
    assert (record.where, sending.stage, said) == expected(*key)


@pytest.mark.parametrize("key", ALL)
def test_every_combination_ends_within_a_minute_and_within_bounds(records, key):
    record = records[key]
    assert record.ended_ms < 60_000
    assert 0 < len(record.events) < 2000
    assert sum(len(e.data or b"") + len(e.text) for e in record.events) < 128 * 1024


@pytest.mark.parametrize("key", ALL)
def test_events_are_in_order_and_between_actors(records, key):
    record = records[key]
    times = [event.at_ms for event in record.events]
    assert times == sorted(times)
    assert {e.source for e in record.events} | {e.target for e in record.events} <= set(ACTORS)
    assert all(e.leg for e in record.events)
    assert {e.conn for e in record.events} == {0} | {c.conn for c in record.connections}


@pytest.mark.parametrize("key", ALL)
def test_no_secret_is_in_any_record(records, key):
    text = repr(records[key])
    for password in (places.HANA.password, places.KAZE.password, places.WRONG_PASSWORD):
        assert password not in text
        for user in (places.HANA.address, places.KAZE.address):
            assert base64.b64encode(f"\0{user}\0{password}".encode()).decode() not in text


@pytest.mark.parametrize("key", [key for key in ALL if key[1] == "none"])
def test_a_password_is_never_offered_without_tls(records, key):
    assert records[key].first("AUTH") is None


def test_the_same_scenario_gives_the_same_record(delivered):
    assert play(Scenario(587, "starttls", "right", "exists")) == delivered


def test_a_run_leaves_the_process_as_it_was():
    before = (time.time, time.monotonic, os.urandom, random.getstate())
    play(Scenario(port=25))
    assert (time.time, time.monotonic, os.urandom, random.getstate()) == before


def test_a_run_can_be_played_within_another_loop(delivered):
    async def outer():
        await asyncio.sleep(0)
        return play(Scenario(587, "starttls", "right", "exists"))

    assert asyncio.run(outer()) == delivered


def test_a_fault_of_ours_is_no_outcome(monkeypatch):
    async def broken(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(Relay, "_try", broken)
    with pytest.raises(WorldError) as caught:
        play(Scenario())
    assert isinstance(caught.value.__cause__, ZeroDivisionError)


def test_a_fault_in_a_server_is_no_refusal(monkeypatch):
    async def broken(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(Counter, "handle_MAIL", broken)
    with pytest.raises(WorldError):
        play(Scenario())


def test_everything_is_given_back_when_a_run_breaks(monkeypatch):
    before = (time.time, time.monotonic, os.urandom, random.getstate())
    monkeypatch.setattr(Provider, "serve_smtp", lambda self: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        play(Scenario())
    assert (time.time, time.monotonic, os.urandom, random.getstate()) == before


# -- what is heard -----------------------------------------------------------------------------


def test_after_tls_the_wire_shows_records_only(delivered):
    sealed = [e for e in delivered.events if e.kind == "data" and e.sealed and e.leg == "relay"]
    carried = b"".join(e.data for e in delivered.events if e.kind == "wire" and e.leg == "relay")
    assert {"EHLO", "MAIL", "RCPT", "DATA", "message", "QUIT"} <= {e.tag for e in sealed}
    assert b"kaze" not in carried
    assert all(e.text.startswith("TLS 0x") for e in delivered.events if e.kind == "wire")


def test_the_first_record_tells_the_name_of_the_office(delivered):
    hello = delivered.events[delivered.first("record", leg="submission")]
    assert b"mail.example.jp" in hello.data
    assert hello.detail["host"] == "mail.example.jp"


def test_a_sign_in_is_shown_masked(delivered):
    assert delivered.events[delivered.first("AUTH")].text == "AUTH PLAIN ********"
    assert "********" in delivered.events[delivered.first("LOGIN")].text


def test_the_journey_is_told_in_its_order(delivered):
    tags = [
        delivered.first("signed-in"),
        delivered.first("queued"),
        delivered.first("sent"),
        delivered.first("MX"),
        delivered.first("relayed"),
        delivered.first("new-mail"),
        delivered.first("opened"),
        delivered.first("marked-read"),
    ]
    assert tags[0] < tags[1] < tags[2] < tags[4] < tags[5] < tags[6] < tags[7]
    assert tags[1] < tags[3] < delivered.first("delivered", leg="relay") < tags[5]


def test_the_connections_tell_who_called_whom(delivered):
    assert [
        (c.leg, c.source, c.target, c.host, c.port, c.sealed) for c in delivered.connections
    ] == [
        ("submission", "phone", "office", "mail.example.jp", 587, True),
        ("relay", "office", "remote", "mx.example.org", 25, True),
        ("reading", "friend", "remote", "imap.example.org", 993, True),
    ]


def test_a_reply_knows_its_event(delivered):
    for reply in delivered.replies:
        event = delivered.events[reply.event]
        assert event.text.startswith(str(reply.code))
        assert (event.at_ms, event.source, event.leg) == (reply.at_ms, reply.actor, reply.leg)


def test_the_final_word_of_the_office_names_its_queue(delivered):
    reply = delivered.reply_to(".", leg="submission")
    queue_id = delivered.events[delivered.first("queued")].detail["id"]
    assert reply.line == f"250 2.0.0 Ok: queued as {queue_id}"


def test_an_app_without_a_password_says_that_it_did_not_sign_in(records):
    for auth, why in (("none", "not-asked"), ("right", "not-offered")):
        record = records[25, "starttls", auth, "exists"]
        assert record.events[record.first("sign-in-skipped")].detail["why"] == why


def test_waiting_for_a_greeting_takes_half_a_virtual_minute(records):
    record = records[465, "none", "right", "exists"]
    event = record.events[record.first("timed-out")]
    assert event.detail == {"stage": "greeting", "seconds": 30}
    assert 30_000 <= event.at_ms < 31_000


# -- what arrives ------------------------------------------------------------------------------


def test_the_friend_reads_what_was_written(delivered):
    scenario = delivered.scenario
    assert (delivered.read.subject, delivered.read.body) == (
        scenario.subject,
        scenario.message + "\n",
    )
    assert delivered.delivered.flags == ("\\Seen",)


def test_what_is_delivered_is_the_mail_behind_its_postmarks(delivered):
    head, _, mail = delivered.delivered.source.partition(b"Date: ")
    assert delivered.mail == b"Date: " + mail
    assert re.findall(rb"^([A-Z][\w-]+):", head, re.MULTILINE) == [
        b"Return-Path",
        b"Received",
        b"Received",
    ]
    assert b"with ESMTPSA id" in head


def test_a_returned_mail_is_read_by_its_sender(returned):
    assert returned.delivered is None
    assert returned.notice_read.sender.startswith("Mail Delivery System")
    assert f"550 5.1.1 <{places.MISTYPED}>" in returned.notice_read.body
    assert returned.events[returned.first("bounced")].detail["status"] == "5.1.1"


def test_a_photo_arrives_whole():
    record = play(Scenario(photo=True))
    assert record.read.attachments == (photo.NAME,)
    picture = message_from_bytes(record.delivered.source).get_payload()[1]
    assert picture.get_payload(decode=True) == photo.PNG


def test_leading_dots_are_doubled_on_the_way_and_arrive_single():
    record = play(Scenario(message=".\n..\n.a"))
    assert b"\r\n..\r\n...\r\n..a\r\n.\r\n" in record.events[record.first("message")].data
    assert record.read.body == ".\n..\n.a\n"


def test_words_cannot_end_the_message_early():
    record = play(Scenario(message="a\r\n.\r\nMAIL FROM:<evil@example.com>\r\n"))
    assert record.read.body == "a\n.\nMAIL FROM:<evil@example.com>\n"
    assert len(list(record.find("MAIL", leg="submission"))) == 1


def test_words_cannot_add_a_header_or_a_recipient():
    record = play(
        Scenario(subject="x\r\nBcc: evil@example.com", message="\r\nBcc: evil@example.com")
    )
    assert "Bcc" not in message_from_bytes(record.delivered.source)
    assert len(list(record.find("RCPT"))) == 2  # one at each office


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60), st.text(max_size=200))
def test_any_words_arrive(subject, message):
    record = play(Scenario(subject=subject, message=message))
    assert record.read.subject == letter.one_line(subject)
    sent = re.sub("\r\n|\r", "\n", letter.sound(message))
    assert record.read.body == sent + "\n" * (not sent.endswith("\n") and sent != "")


def test_the_readers_words_are_seen_in_the_data():
    record = play(Scenario(message="夕焼け🌇です"))
    assert "夕焼け🌇です" in record.events[record.first("message", leg="submission")].text


LONG = ("🌸" * 9 + "\n") * 200


def test_a_long_message_is_kept_within_bounds():
    record = play(Scenario(message=LONG))
    event = record.events[record.first("message")]
    assert len(event.data) == 6144 < event.detail["bytes"]
    assert len(event.text) == 600
    assert record.read.body == LONG


@pytest.mark.parametrize(
    "settings",
    [
        {"port": 26},
        {"security": "ssl"},
        {"auth": ""},
        {"recipient": "me"},
        {"subject": "x" * 201},
        {"message": "x" * 2001},
    ],
)
def test_a_scenario_beyond_the_world_is_refused_by_name(settings):
    with pytest.raises(ScenarioError, match=next(iter(settings))):
        Scenario(**settings)
