"""Signing in at all three servers: with a token (OAUTHBEARER, XOAUTH2), and with a digest."""

import json
import re
import smtplib
from base64 import b64decode, b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mail_world import places
from mail_world.policies import Counter
from mail_world.pop3 import POP3Session
from mail_world.rules import Rules
from mail_world.sasl import DUMMY, TOKENS, Unreadable, digest_of, read_token, show_token
from mail_world.sealed import SealedContext

from tests.mail_world.conftest import Device

USER, TOKEN, HOST = "kaze@example.org", "ya.t0k-3n", "imap.example.org"


def shown(mechanism, user=USER, token=TOKEN, host=HOST, port=993):
    return b64encode(show_token(mechanism, user, token, host, port)).decode()


def coded(*answer):
    return b64encode("\1".join(answer).encode()).decode()


def dummy(mechanism):
    return b64encode(DUMMY[mechanism]).decode()


# -- what is shown -----------------------------------------------------------------------------


def test_the_example_of_rfc_7628_is_read():
    """Section 4.1, as a server that is not on that port does: the port is not known to it."""
    answer = b64decode(
        "bixhPXVzZXJAZXhhbXBsZS5jb20sAWhvc3Q9c2VydmVyLmV4YW1wbGUuY29tAXBvcnQ9MTQzAWF1dGg9QmVhcmVy"
        "IHZGOWRmdDRxbVRjMk52YjNSbGNrQmhiSFJoZG1semRHRXVZMjl0Q2c9PQEB"
    )
    expected = ("user@example.com", "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==")
    assert read_token("OAUTHBEARER", answer, "server.example.com") == expected


NAMES = st.text(st.characters(exclude_characters="\0\1", codec="utf-8"), min_size=1)
WORDS = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1)


@given(st.sampled_from(TOKENS), NAMES, WORDS, st.integers(1, 65535))
def test_what_a_client_shows_is_what_a_server_reads(mechanism, user, token, port):
    answer = show_token(mechanism, user, token, HOST, port)
    assert read_token(mechanism, answer, HOST.upper()) == (user, token)


@given(st.sampled_from(TOKENS), st.binary() | st.binary().map(lambda b: b"n,a=x,\1" + b + b"\1\1"))
def test_any_bytes_are_read_or_refused_as_a_fault_of_the_client(mechanism, answer):
    try:
        user, token = read_token(mechanism, answer)
    except ValueError:
        return
    assert isinstance(user + token, str)


NOT_READ = [
    ("", "auth=Bearer t", "", ""),
    ("n,,", "auth=Bearer t", "", ""),
    ("p=tls-unique,a=x,", "auth=Bearer t", "", ""),
    ("n,a=x,", "auth=Bearer t", ""),
    ("n,a=x,", "auth=Bearer t"),
    ("n,a=x,", "", ""),
    ("n,a=x,", "auth=Basic eA==", "", ""),
    ("n,a=x,", "host=elsewhere.example", "auth=Bearer t", "", ""),
    ("n,a=x,", "4=2", "auth=Bearer t", "", ""),
    ("user=x", "auth=Bearer t", "", ""),
]


@pytest.mark.parametrize("parts", NOT_READ)
def test_what_is_not_written_so_is_not_read(parts):
    with pytest.raises(Unreadable):
        read_token("OAUTHBEARER", "\1".join(parts).encode(), HOST)


def test_a_key_that_nobody_knows_is_passed_over_and_bearer_may_be_written_in_any_case():
    """RFC 7628 sections 3.1 and 4."""
    answer = b"y,a=x,\1mthd=POST\1port=143\1auth=bEaReR t\1\1"
    assert read_token("OAUTHBEARER", answer, HOST) == ("x", "t")


# -- IMAP --------------------------------------------------------------------------------------


@pytest.fixture
def account(new_account):
    account = new_account(b"Subject: one\r\n\r\n")
    account.token = TOKEN
    return account


@pytest.fixture
def imap(account):
    device = Device(account)
    device.session.mechanisms, device.session.host = ("PLAIN", *TOKENS), HOST
    return device


def test_imap_says_how_tokens_are_taken(imap):
    assert "AUTH=OAUTHBEARER AUTH=XOAUTH2" in imap.say("a CAPABILITY")[0]


@pytest.mark.parametrize("mechanism", TOKENS)
@pytest.mark.parametrize("at_once", [True, False])
def test_imap_takes_a_token_with_the_command_or_after_it(imap, mechanism, at_once):
    if at_once:
        answer = imap.say(f"a AUTHENTICATE {mechanism} {shown(mechanism)}")
    else:
        assert imap.say(f"a authenticate {mechanism.lower()}") == ["+ "]
        answer = imap.say(shown(mechanism))
    assert answer[0].startswith("a OK")
    assert imap.say("b SELECT INBOX")[-1].startswith("b OK")


WHY_NOT = [
    ("OAUTHBEARER", shown("OAUTHBEARER", token="old"), {"status": "invalid_token"}),
    ("OAUTHBEARER", shown("OAUTHBEARER", user="nobody@x.example"), {"status": "invalid_token"}),
    ("OAUTHBEARER", coded(f"n,a={USER},", "auth=", "", ""), {"status": "invalid_token"}),
    ("OAUTHBEARER", shown("OAUTHBEARER", host="x.example"), {"status": "invalid_request"}),
    ("OAUTHBEARER", shown("XOAUTH2"), {"status": "invalid_request"}),
    ("OAUTHBEARER", "=", {"status": "invalid_request"}),
    ("OAUTHBEARER", "AQ==", {"status": "invalid_request"}),
    ("XOAUTH2", shown("XOAUTH2", token="old"), {"status": "401", "schemes": "bearer"}),
    ("XOAUTH2", shown("OAUTHBEARER"), {"status": "400", "schemes": "bearer"}),
]


@pytest.mark.parametrize(("mechanism", "answer", "why"), WHY_NOT)
def test_imap_says_why_not_hears_the_dummy_and_then_refuses(imap, mechanism, answer, why):
    """RFC 7628 sections 3.2.2 and 3.2.3."""
    (challenge,) = imap.say(f"a AUTHENTICATE {mechanism} {answer}")
    assert json.loads(b64decode(challenge.removeprefix("+ "))) == why
    assert imap.say(dummy(mechanism)) == [
        "a NO [AUTHENTICATIONFAILED] Invalid user name or password"
    ]
    assert imap.say("b NOOP") == ["b OK NOOP completed"]


def test_imap_answers_a_client_that_breaks_off_after_the_reason_with_bad(imap):
    """RFC 3501 section 6.2.2."""
    imap.say(f"a AUTHENTICATE OAUTHBEARER {shown('OAUTHBEARER', token='old')}")
    assert imap.say("*") == ["a BAD Cancelled, or not OAUTHBEARER"]
    assert imap.say("b NOOP") == ["b OK NOOP completed"]


def test_imap_hangs_up_on_too_many_tokens(imap):
    for _ in range(10):
        imap.say("a AUTHENTICATE XOAUTH2 AQ==")
        imap.say("")
    assert imap.closed


@pytest.mark.parametrize("given", [None, "himitsu"])
def test_a_password_is_no_token_and_a_token_no_password(imap, account, given):
    account.token = given and TOKEN
    assert imap.say(f"a AUTHENTICATE XOAUTH2 {shown('XOAUTH2', token='himitsu')}")[0][0] == "+"
    assert imap.say("")[0].startswith("a NO")
    assert imap.say(f"b LOGIN {USER} {TOKEN}")[0].startswith("b NO")


def test_imap_takes_no_token_before_tls(account):
    device = Device(account, sealed=False)
    device.session.mechanisms = TOKENS
    answer = device.say(f"a AUTHENTICATE OAUTHBEARER {shown('OAUTHBEARER')}")
    assert answer[0].startswith("a NO [PRIVACYREQUIRED]")


# -- POP3 --------------------------------------------------------------------------------------


class POPDevice:
    def __init__(self, account):
        self.told = b""
        self.session = POP3Session({account.user: account}, self._hear, sealed=True)
        self.session.mechanisms, self.session.host = TOKENS, HOST

    def _hear(self, data):
        self.told += data

    def say(self, line):
        self.told = b""
        self.session.feed(line.encode() + b"\r\n")
        return self.told.decode().removesuffix("\r\n")


@pytest.mark.parametrize("mechanism", TOKENS)
def test_pop_says_why_not_and_refuses_and_then_takes_the_right_one(account, mechanism):
    device = POPDevice(account)
    assert "SASL OAUTHBEARER XOAUTH2" in device.say("CAPA")
    assert device.say(f"AUTH {mechanism}") == "+ "
    why = json.loads(b64decode(device.say(shown(mechanism, token="old")).removeprefix("+ ")))
    assert why["status"] in ("invalid_token", "401")
    assert device.say(dummy(mechanism)) == "-ERR [AUTH] Invalid user name or password"
    assert device.say(f"AUTH {mechanism} {shown(mechanism)}") == "+OK 1 messages"


# -- CRAM-MD5 ----------------------------------------------------------------------------------


def digest(challenge, user=USER, password="himitsu"):
    return b64encode(f"{user} {digest_of(password, b64decode(challenge))}".encode()).decode()


def test_each_challenge_is_another_and_names_the_server(imap):
    """RFC 2195 section 2: digits, a time, and the server's name, as a msg-id."""
    imap.session.mechanisms = ("CRAM-MD5",)
    asked = set()
    for _ in range(3):
        (line,) = imap.say("a AUTHENTICATE CRAM-MD5")
        asked.add(b64decode(line.removeprefix("+ ")).decode())
        imap.say("*")
    assert len(asked) == 3
    assert all(re.fullmatch(rf"<\d+\.\d+@{HOST}>", one) for one in asked)


@pytest.mark.parametrize(
    ("user", "password", "answer"),
    [
        (USER, "himitsu", "a OK"),
        (USER.upper(), "himitsu", "a OK"),
        (USER, "wrong", "a NO [AUTHENTICATIONFAILED]"),
        (USER, TOKEN, "a NO [AUTHENTICATIONFAILED]"),
        ("nobody@example.org", "himitsu", "a NO [AUTHENTICATIONFAILED]"),
    ],
)
def test_imap_lets_in_who_knows_the_password(imap, user, password, answer):
    imap.session.mechanisms = ("CRAM-MD5",)
    (line,) = imap.say("a AUTHENTICATE CRAM-MD5")
    said = imap.say(digest(line.removeprefix("+ "), user, password))[0]
    assert said.startswith(answer)
    assert "himitsu" not in said


@pytest.mark.parametrize("answer", ["*", "", "=", "eA==", "IGFi", "/w=="])
def test_what_is_no_answer_of_cram_md5_is_bad(imap, answer):
    imap.session.mechanisms = ("CRAM-MD5",)
    imap.say("a AUTHENTICATE CRAM-MD5")
    assert imap.say(answer) == ["a BAD Cancelled, or not CRAM-MD5"]
    assert imap.say("b NOOP") == ["b OK NOOP completed"]


def test_a_client_may_not_begin_what_the_server_begins(imap, account, stage):
    """RFC 9051 section 6.2.2, RFC 4954 section 4."""
    imap.session.mechanisms = ("CRAM-MD5",)
    answer = b64encode(f"{USER} {'0' * 32}".encode()).decode()
    assert imap.say(f"a AUTHENTICATE CRAM-MD5 {answer}")[0].startswith("a BAD")
    device = POPDevice(account)
    device.session.mechanisms = ("CRAM-MD5",)
    assert "begun by the server" in device.say(f"AUTH CRAM-MD5 {answer}")
    assert hashing(stage).docmd("AUTH", f"CRAM-MD5 {answer}")[0] == 501


def test_pop_lets_in_who_knows_the_password(account):
    device = POPDevice(account)
    device.session.mechanisms = ("CRAM-MD5",)
    wrong = device.say("AUTH CRAM-MD5").removeprefix("+ ")
    assert device.say(digest(wrong, password="wrong")).startswith("-ERR [AUTH]")
    device.say("AUTH CRAM-MD5")
    assert device.say(digest(wrong)).startswith("-ERR [AUTH]")  # an answer is good only once
    challenge = device.say("AUTH CRAM-MD5").removeprefix("+ ")
    assert device.say(digest(challenge)) == "+OK 1 messages"


class Hashing(Counter):
    """A counter that takes digests beside passwords."""

    mechanisms = ("LOGIN", "PLAIN", "CRAM-MD5")


def hashing(stage):
    """smtplib at such a counter, under TLS."""
    world = stage.world()
    world.office.serve_port(587, Hashing, implicit=False)
    client = stage.smtp()
    client.starttls(context=SealedContext())
    client.ehlo()
    return client


def test_smtplib_shows_a_digest_where_it_can(stage):
    client = hashing(stage)
    assert client.login(places.HANA.address, places.HANA.password)[0] == 235
    assert client.mail(places.HANA.address)[0] == 250
    said = [e.text.split()[:2] for e in stage.recorder.events if e.tag == "AUTH"]
    assert said == [["AUTH", "CRAM-MD5"]]


def test_smtplib_is_refused_with_a_wrong_password_in_either_way(stage):
    with pytest.raises(smtplib.SMTPAuthenticationError) as caught:
        hashing(stage).login(places.HANA.address, "wrong")
    assert caught.value.smtp_code == 535
    said = [e.text.split()[1] for e in stage.recorder.events if e.tag == "AUTH"]
    assert said == ["CRAM-MD5", "PLAIN", "LOGIN"]


def test_submission_that_does_not_offer_digests_takes_none(stage):
    stage.world()
    client = stage.smtp()
    client.starttls(context=SealedContext())
    client.ehlo()
    assert client.docmd("AUTH", "CRAM-MD5")[0] == 504


# -- submission --------------------------------------------------------------------------------


@pytest.fixture
def counter(stage):
    world = stage.world()
    world.office.rules = Rules(sign_in="oauth")
    world.office.accounts[places.HANA.address].token = TOKEN
    client = stage.smtp()
    client.starttls(context=SealedContext())
    client.ehlo()
    return client


def at_counter(mechanism, **changed):
    place = {"user": places.HANA.address, "host": "mail.example.jp", "port": 587}
    return shown(mechanism, **place | changed)


@pytest.mark.parametrize("mechanism", TOKENS)
@pytest.mark.parametrize("at_once", [True, False])
def test_submission_takes_the_tokens_that_it_offers(counter, mechanism, at_once):
    assert counter.esmtp_features["auth"].split() == [*TOKENS]
    if at_once:
        answer = counter.docmd("AUTH", f"{mechanism} {at_counter(mechanism)}")
    else:
        assert counter.docmd("AUTH", mechanism) == (334, b"")
        answer = counter.docmd(at_counter(mechanism))
    assert answer == (235, b"2.7.0 Authentication successful")
    assert counter.mail(places.HANA.address)[0] == 250


@pytest.mark.parametrize("mechanism", TOKENS)
@pytest.mark.parametrize("changed", [{"token": "old"}, {"host": "x.example"}])
def test_submission_says_why_not_hears_the_dummy_and_then_refuses(counter, mechanism, changed):
    """RFC 7628 section 4.4."""
    if mechanism == "XOAUTH2" and "host" in changed:
        changed = {"token": ""}
    code, why = counter.docmd("AUTH", f"{mechanism} {at_counter(mechanism, **changed)}")
    assert code == 334
    assert json.loads(b64decode(why))["status"] in ("invalid_token", "invalid_request", "401")
    assert counter.docmd(dummy(mechanism)) == (535, b"5.7.8 Authentication credentials invalid")
    assert counter.mail(places.HANA.address)[0] == 530


@pytest.mark.parametrize("answer", ["*", "???"])
def test_submission_lets_a_client_break_off(counter, answer):
    counter.docmd("AUTH", f"OAUTHBEARER {at_counter('OAUTHBEARER', token='old')}")
    assert counter.docmd(answer)[0] == 501
    assert counter.docmd("AUTH", f"OAUTHBEARER {answer}")[0] in (334, 501)


def test_submission_that_does_not_offer_tokens_takes_none(stage):
    stage.world()
    client = stage.smtp()
    client.starttls(context=SealedContext())
    client.ehlo()
    assert client.esmtp_features["auth"].split() == ["LOGIN", "PLAIN"]
    for mechanism in TOKENS:
        assert client.docmd("AUTH", f"{mechanism} {at_counter(mechanism)}")[0] == 504
