"""The ways of a mail beyond a settings screen: what servers say, and what is left in the boxes."""

import re
from email import message_from_bytes

import pytest
from mail_world import Scenario, play
from mail_world.auth.receiving import authenticate
from mail_world.checks import file_by
from mail_world.dns import Resolver
from mail_world.rules import MAX_MAIL

DAY_MS = 86_400_000


@pytest.fixture(scope="module")
def record():
    """Plays a scenario once."""
    known = {}

    def get(**settings):
        key = tuple(settings.items())
        if key not in known:
            known[key] = play(Scenario(**settings))
        return known[key]

    return get


def refusal(record):
    return record.sending.reply.line


def found(record, tag):
    """The details of all events with a tag."""
    return [record.events[index].detail for index in record.find(tag)]


# -- the receiving checks --------------------------------------------------------------------------

CHECKED = {
    "right": ("pass", "pass", "pass", "INBOX", "dmarc-pass"),
    "no-spf": ("none", "pass", "pass", "INBOX", "dmarc-pass"),
    "broken-seal": ("pass", "fail", "pass", "INBOX", "dmarc-pass"),
    "wrong-spf": ("fail", "none", "fail", "Junk", "dmarc-quarantine"),
    "nothing": ("none", "none", "none", "Junk", "unvouched"),
    "reject": ("fail", "fail", "fail", "", "dmarc-reject"),
}


@pytest.mark.parametrize("records", CHECKED)
def test_what_the_checks_find_decides_where_a_mail_goes(record, records):
    played = record(records=records)
    methods = ("spf", "dkim", "dmarc")
    results = [found(played, f"{method}-checked")[0]["result"] for method in methods]
    filed = found(played, "filed")[0]
    assert (*results, filed["folder"], filed["why"]) == CHECKED[records]


@pytest.mark.parametrize("records", [r for r, found in CHECKED.items() if found[3]])
def test_the_results_stand_on_top_of_the_stored_mail(record, records):
    stored = record(records=records).delivered
    mail = message_from_bytes(stored.source)
    assert list(mail.keys())[:3] == ["Return-Path", "Authentication-Results", "Received"]
    told = dict(re.findall(r"\s(spf|dkim|dmarc)=(\w+)", mail["Authentication-Results"]))
    assert tuple(told[m] for m in ("spf", "dkim", "dmarc")) == CHECKED[records][:3]
    assert stored.mailbox == CHECKED[records][3]


def test_a_seal_is_put_on_before_the_postmark_and_names_the_domain(record):
    mail = message_from_bytes(record(records="right").delivered.source)
    assert "d=example.jp" in mail["DKIM-Signature"]
    assert mail.keys().index("DKIM-Signature") > mail.keys().index("Received")


def test_a_mail_that_fails_under_p_reject_is_refused_while_the_office_listens(record):
    played = record(records="reject")
    reply = played.reply_to(".", leg="relay")
    assert (reply.code, reply.enhanced) == (550, "5.7.26")
    assert (played.where, played.delivered) == ("returned", None)


def test_seals_of_another_name_do_not_stand_for_the_sender(record):
    played = record(sender="other-domain", records="right")
    assert [found(played, f"{m}-checked")[0]["result"] for m in ("spf", "dkim")] == ["pass"] * 2
    assert played.reply_to(".", leg="relay").line.startswith("550 5.7.1 ")


OURS, OTHERS = "v=spf1 ip4:192.0.2.25 -all", "v=spf1 -all"


@pytest.mark.parametrize(
    ("spf", "dmarc", "filing"),
    [
        (OURS, None, ("INBOX", "vouched")),
        (OTHERS, None, ("Junk", "unvouched")),
        (OTHERS, "v=DMARC1; p=none", ("INBOX", "dmarc-none")),
        (OTHERS, "v=DMARC1; p=quarantine", ("Junk", "dmarc-quarantine")),
        (OTHERS, "v=DMARC1; p=reject; t=y", ("Junk", "dmarc-quarantine")),
        (OTHERS, "v=DMARC1; p=reject", ("", "dmarc-reject")),
        (OURS, "v=DMARC1; p=reject", ("INBOX", "dmarc-pass")),
    ],
)
def test_the_filter_goes_by_the_owners_wish_and_else_by_who_vouches(spf, dmarc, filing):
    zone = {("example.jp", "TXT"): (f'"{spf}"',)}
    if dmarc:
        zone["_dmarc.example.jp", "TXT"] = (f'"{dmarc}"',)
    verdict = authenticate(
        b"From: hana@example.jp\r\n\r\nhello\r\n",
        Resolver(zone, lambda *_: None),
        server="mx.example.org",
        address="192.0.2.25",
        helo="mail.example.jp",
        sender="hana@example.jp",
    )
    assert file_by(verdict)[:2] == filing


def test_junk_is_not_seen_in_the_inbox(record):
    played = record(records="nothing")
    assert (played.where, played.read) == ("junk", None)
    assert played.first("nothing-new") is not None


def test_every_question_of_the_checks_takes_its_time_and_is_heard(record):
    played = record(records="right")
    asked = [e for e in played.events if e.kind == "dns" and e.source == "remote"]
    names = [(e.tag, e.detail["name"]) for e in asked]
    assert ("TXT", "example.jp") in names
    assert ("TXT", "aki._domainkey.example.jp") in names
    assert ("TXT", "_dmarc.example.jp") in names
    assert len({e.at_ms for e in asked}) == len(asked)


def test_nobody_checks_or_seals_unasked(record):
    played = record()
    assert played.first("signed") is None
    assert b"Authentication-Results" not in played.delivered.source


# -- on the way ------------------------------------------------------------------------------------


def test_a_stranger_is_asked_to_come_again_and_then_let_in(record):
    played = record(friend="greylist")
    replies = [r for r in played.replies if r.leg == "relay" and r.verb == "RCPT"]
    assert [(r.code, r.enhanced) for r in replies] == [(450, "4.7.1"), (250, "2.1.5")]
    assert replies[1].at_ms - replies[0].at_ms > 5 * 60_000
    assert played.where == "friend-box"


def test_an_office_without_a_line_to_spare_hangs_up_and_is_called_again(record):
    played = record(friend="crowded")
    greetings = [r for r in played.replies if r.leg == "relay" and r.code in (220, 421)]
    assert [r.code for r in greetings][:2] == [421, 220]
    assert [r.verb for r in played.replies if r.leg == "relay"][1] == greetings[1].verb
    (deferred,) = found(played, "deferred")
    assert (deferred["code"], deferred["why"]) == (421, "sent-away")
    assert played.where == "friend-box"


def test_a_full_box_that_may_get_room_is_tried_again_until_it_has(record):
    played = record(friend="full-for-now")
    codes = [r.code for r in played.replies if r.leg == "relay" and r.verb == "RCPT"]
    assert codes[:-1] == [452] * (len(codes) - 1)
    assert codes[-1] == 250
    waits = [detail["seconds"] for detail in found(played, "waited")][: len(codes) - 1]
    assert waits == sorted(waits)
    assert len(set(waits)) == len(waits)
    assert played.events[played.first("tidied")].at_ms == 6 * 3_600_000


def test_a_full_box_that_stays_so_is_refused_at_once(record):
    played = record(friend="full")
    assert played.reply_to("RCPT", leg="relay").line.startswith("552 5.2.2 ")
    assert played.where == "returned"


def test_an_office_that_is_away_for_days_costs_a_notice_before_the_fifth_is_over(record):
    played = record(friend="away")
    (bounce,) = found(played, "bounced")
    assert bounce["status"] == "4.4.7"
    assert 4 * DAY_MS < played.events[played.first("bounced")].at_ms < 5 * DAY_MS


def test_the_second_exchanger_takes_what_the_first_does_not_answer_to(record):
    played = record(friend="second")
    assert found(played, "connection-refused")[0]["host"] == "mx.example.org"
    assert [c.host for c in played.connections if c.leg == "relay"] == ["mx2.example.org"]
    assert played.where == "friend-box"


@pytest.mark.parametrize(("recipient", "status"), [("no-domain", "5.1.2"), ("null-mx", "5.1.10")])
def test_a_domain_that_takes_no_mail_is_found_out_without_a_call(record, recipient, status):
    played = record(recipient=recipient)
    assert found(played, "bounced")[0]["status"] == status
    assert [c for c in played.connections if c.leg == "relay"] == []


def test_a_notice_is_a_real_report(record):
    mail = message_from_bytes(record(recipient="unknown").notice.source)
    text, status, headers = mail.get_payload()
    assert status.get_content_type() == "message/delivery-status"
    per_mail, per_recipient = status.get_payload()
    assert per_mail["Reporting-MTA"] == "dns; mail.example.jp"
    assert per_recipient["Final-Recipient"] == "rfc822; kase@example.org"
    assert (per_recipient["Action"], per_recipient["Status"]) == ("failed", "5.1.1")
    assert per_recipient["Diagnostic-Code"].split()[:3] == ["smtp;", "550", "5.1.1"]
    assert "mail.example.jp" in mail["Received"]
    assert text.get_content_type() == "text/plain"
    assert headers.get_content_type() == "text/rfc822-headers"


def test_a_loop_is_found_by_counting_postmarks(record):
    played = record(friend="loop")
    reply = next(r for r in played.replies if r.code == 554)
    assert (reply.leg, reply.line) == ("return", "554 5.4.6 Error: too many hops")
    assert found(played, "loop-found")[0]["hops"] == 6


def test_a_far_offices_notice_travels_and_is_stamped_on_its_way(record):
    mail = message_from_bytes(record(friend="loop").notice.source)
    stamps = mail.get_all("Received")
    assert mail["Return-Path"] == "<>"
    assert [re.search(r"by (\S+)", stamp)[1] for stamp in stamps] == [
        "mail.example.jp",
        "mx.example.org",
    ]


# -- at the counter --------------------------------------------------------------------------------


def test_a_mail_that_is_too_large_is_refused_by_the_size_that_it_announces(record):
    played = record(photo=True, size="large")
    assert refusal(played) == "552 5.3.4 Message size exceeds fixed limit"
    ehlo = played.reply_to("EHLO", leg="submission")
    assert f"SIZE {MAX_MAIL}" in ehlo.text
    mail = next(e for e in played.events if e.tag == "MAIL")
    assert f"SIZE={len(played.mail)}" in mail.text
    assert played.first("message") is None


def test_the_large_picture_is_one(record):
    mail = message_from_bytes(record(photo=True, size="large").mail)
    picture = mail.get_payload()[1].get_payload(decode=True)
    assert picture[:2] == b"BM"
    assert int.from_bytes(picture[2:6], "little") == len(picture)


def test_a_large_size_without_a_photo_changes_nothing(record):
    assert record(size="large").mail == record().mail


COUNTER = {
    ("office", "app-password"): "534 5.7.9 Application-specific password required",
    ("office", "busy"): "450 4.7.1 Error: too much mail from 203.0.113.11",
    ("sender", "not-owned"): "553 5.7.1 <info@example.jp>: Sender address rejected: "
    "not owned by user hana@example.jp",
}


@pytest.mark.parametrize("setting", COUNTER)
def test_the_counter_refuses_in_its_own_words(record, setting):
    assert refusal(record(**dict([setting]))) == COUNTER[setting]


def test_where_only_oauth_is_taken_it_is_offered_and_passwords_are_refused(record):
    played = record(office="oauth-only")
    assert "AUTH OAUTHBEARER XOAUTH2" in played.reply_to("EHLO", leg="submission").text
    assert refusal(played).startswith("535 5.7.8 ")


def test_a_wrong_password_is_wrong_where_an_app_password_is_asked_for_too(record):
    assert refusal(record(office="app-password", auth="wrong")).startswith("535 5.7.8 ")


# -- on the line -----------------------------------------------------------------------------------


def test_a_shut_port_swallows_the_call_and_costs_half_a_minute(record):
    played = record(line="no-25", port=25)
    assert (played.sending.stage, played.sending.reply) == ("connect", None)
    assert played.ended_ms < 32_000
    assert played.connections == ()


@pytest.mark.parametrize(("port", "security"), [(587, "starttls"), (465, "tls")])
def test_the_ports_for_sending_are_never_shut(record, port, security):
    assert record(line="no-25", port=port, security=security).where == "friend-box"


def test_a_stripped_offer_stops_an_app_that_insists(record):
    played = record(line="stripped")
    assert played.sending.stage == "no-tls"
    assert [e.tag for e in played.events if e.tag in ("AUTH", "MAIL")] == []


def test_who_strips_changes_what_arrives_and_not_what_was_said(record):
    played = record(line="stripped")
    said = played.reply_to("EHLO", leg="submission")
    assert "STARTTLS" in said.text
    (altered,) = (e for e in played.events if e.tag == "altered")
    assert (altered.kind, altered.data) == ("wire", b"250-XXXXXXXX\r\n")


@pytest.mark.parametrize(("port", "reply"), [(587, "530 5.7.0 Must issue"), (25, "538 5.7.11 ")])
def test_a_careless_app_shows_its_password_and_is_refused_too_late(record, port, reply):
    played = record(line="stripped", security="if-offered", port=port)
    assert refusal(played).startswith(reply)
    (auth,) = (e for e in played.events if e.tag == "AUTH")
    assert not auth.sealed
    assert auth.text == "AUTH PLAIN ********"


def test_a_careless_app_is_as_safe_as_any_where_nobody_strips(record):
    played = record(security="if-offered")
    assert played.where == "friend-box"
    assert all(e.sealed for e in played.events if e.tag in ("AUTH", "message"))
