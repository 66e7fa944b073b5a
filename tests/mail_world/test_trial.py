"""A trial: one app's settings against a model of one company; real clients, real servers."""

from __future__ import annotations

from typing import Any

import pytest
from mail_world.trial import Company, Screen, Tried, Window, receive, send
from mail_world.trial.company import ANYBODY, SECRETS

WINDOWS = (
    Window("smtp", 465, "tls"),
    Window("smtp", 587, "starttls"),
    Window("imap", 993, "tls"),
    Window("imap", 143, "starttls"),
    Window("pop3", 995, "tls"),
    Window("pop3", 110, "starttls"),
)
USER = "hana@example.jp"


def company(**changed: Any) -> Company:
    given: dict[str, Any] = {
        "host": "mail.example.jp",
        "windows": WINDOWS,
        "certified": ("mail.example.jp",),
        "address": USER,
        "users": (USER,),
        "takes": ("made-for-apps", "token"),
    }
    return Company(**given | changed)


def tried(at: Company, kind: Any, port: int, security: Any, secret: Any, user: str = USER) -> Tried:
    act = send if kind == "smtp" else receive
    return act(at, Screen(kind, at.host, port, security, user, secret))


WELL = [
    ("smtp", 465, "tls", "made-for-apps"),
    ("smtp", 587, "starttls", "made-for-apps"),
    ("smtp", 587, "if-offered", "made-for-apps"),
    ("smtp", 465, "tls", "token"),
    ("smtp", 587, "starttls", "token"),
    ("imap", 993, "tls", "made-for-apps"),
    ("imap", 143, "starttls", "made-for-apps"),
    ("imap", 143, "if-offered", "made-for-apps"),
    ("imap", 993, "tls", "token"),
    ("imap", 143, "starttls", "token"),
    ("pop3", 995, "tls", "made-for-apps"),
    ("pop3", 110, "starttls", "made-for-apps"),
    ("pop3", 995, "tls", "token"),
    ("pop3", 110, "starttls", "token"),
]


@pytest.mark.parametrize(("kind", "port", "security", "secret"), WELL)
def test_right_settings_reach_the_box(kind: str, port: int, security: str, secret: str) -> None:
    found = tried(company(), kind, port, security, secret)

    assert found.ok, (found.stage, found.error)
    assert any(event.tag == ("delivered" if kind == "smtp" else "listed") for event in found.events)


STOPPED = [
    # kind, port, security, secret, stage, what the server or the client library says
    ("smtp", 465, "tls", "everyday", "sign-in", "534 5.7.9 Application-specific password required"),
    ("smtp", 587, "tls", "made-for-apps", "tls", "[SSL: WRONG_VERSION_NUMBER]"),
    ("smtp", 465, "starttls", "made-for-apps", "greeting", "Timed out waiting for server ready"),
    ("smtp", 465, "none", "made-for-apps", "greeting", "Timed out waiting for server ready"),
    ("smtp", 587, "none", "made-for-apps", "sender", "530 5.7.0 Must issue a STARTTLS command"),
    ("smtp", 465, "tls", "none", "sender", "530 5.7.0 Authentication required"),
    ("smtp", 465, "tls", "other", "sender", "530 5.7.0 Authentication required"),
    ("smtp", 25, "starttls", "made-for-apps", "connect", "Timed out connecting"),
    ("smtp", 2525, "tls", "made-for-apps", "connect", "Connection refused"),
    ("smtp", 993, "tls", "made-for-apps", "connect", "Malformed SMTP response line: * OK"),
    ("imap", 993, "tls", "everyday", "sign-in", "[AUTHENTICATIONFAILED]"),
    ("imap", 143, "tls", "made-for-apps", "tls", "[SSL: WRONG_VERSION_NUMBER]"),
    ("imap", 993, "starttls", "made-for-apps", "greeting", "timed out"),
    ("imap", 143, "none", "made-for-apps", "sign-in", "not-offered"),
    ("imap", 993, "tls", "none", "sign-in", "not-asked"),
    ("imap", 993, "tls", "other", "sign-in", "not-offered"),
    ("imap", 995, "tls", "made-for-apps", "greeting", ""),
    ("imap", 587, "none", "made-for-apps", "greeting", "220 mail.example.jp ESMTP"),
    ("pop3", 995, "tls", "everyday", "sign-in", "-ERR [AUTH]"),
    ("pop3", 110, "tls", "made-for-apps", "tls", "[SSL: WRONG_VERSION_NUMBER]"),
    ("pop3", 995, "starttls", "made-for-apps", "greeting", "timed out"),
    ("pop3", 110, "none", "made-for-apps", "sign-in", "not-offered"),
    ("pop3", 993, "tls", "made-for-apps", "greeting", "* OK [CAPABILITY"),
    ("pop3", 4190, "tls", "made-for-apps", "connect", "Connection refused"),
]


@pytest.mark.parametrize(("kind", "port", "security", "secret", "stage", "said"), STOPPED)
def test_wrong_settings_stop_where_the_protocol_stops_them(
    kind: str, port: int, security: str, secret: str, stage: str, said: str
) -> None:
    found = tried(company(), kind, port, security, secret)

    assert not found.ok
    assert found.stage == stage
    assert said in (found.reply.line if found.reply else found.error)


@pytest.mark.parametrize(("kind", "port"), [("smtp", 465), ("imap", 993), ("pop3", 995)])
def test_a_name_that_nobody_has_is_not_in_the_dns(kind: str, port: int) -> None:
    found = tried(company(windows=()), kind, port, "tls", "token")

    assert [event.detail["error"] for event in found.events if event.kind == "dns"] == ["NXDOMAIN"]
    assert found.error == "Name or service not known"


@pytest.mark.parametrize(("kind", "port"), [("smtp", 465), ("imap", 993), ("pop3", 995)])
def test_a_certificate_for_another_name_stops_the_app(kind: str, port: int) -> None:
    found = tried(company(certified=("other.example",)), kind, port, "tls", "token")

    assert found.stage == "tls"
    assert "Hostname mismatch" in found.error


@pytest.mark.parametrize(("kind", "port"), [("smtp", 465), ("imap", 993), ("pop3", 995)])
@pytest.mark.parametrize("user", ["hana", "hanako@example.jp", '"hana', "{3}", "a b", "ha\\na", ""])
def test_only_the_companys_own_form_of_the_name_gets_in(kind: str, port: int, user: str) -> None:
    assert not tried(company(), kind, port, "tls", "made-for-apps", user).ok


def test_a_name_that_only_the_reader_knows_gets_in_but_for_the_address() -> None:
    at = company(users=(ANYBODY,), strangers=(USER,))

    assert tried(at, "imap", 993, "tls", "made-for-apps", "my-id").ok
    assert not tried(at, "imap", 993, "tls", "made-for-apps", USER.upper()).ok


def test_a_company_that_takes_no_token_offers_none_to_a_device_that_reads_over_pop() -> None:
    found = tried(company(takes=("everyday",)), "pop3", 995, "tls", "token")

    assert (found.ok, found.stage, found.error) == (False, "sign-in", "not-offered")


@pytest.mark.parametrize(("kind", "port"), [("smtp", 465), ("imap", 993), ("pop3", 995)])
def test_a_company_that_takes_no_password_offers_none(kind: str, port: int) -> None:
    at = company(takes=("token",))
    found = tried(at, kind, port, "tls", "everyday")
    offered = "\n".join(event.text for event in found.events if event.kind == "data")

    assert not found.ok
    assert "XOAUTH2" in offered
    assert "PLAIN" not in offered.split("AUTH PLAIN ****")[0]
    assert tried(at, kind, port, "tls", "token").ok


@pytest.mark.parametrize(("kind", "port"), [("smtp", 465), ("imap", 993), ("pop3", 995)])
@pytest.mark.parametrize("standard", [True, False])
def test_a_token_is_shown_by_the_standards_own_way_where_it_is_offered(
    kind: Any, port: int, standard: bool
) -> None:
    at = company(oauthbearer=(kind,) if standard else ())
    found = tried(at, kind, port, "tls", "token")
    said = "\n".join(event.text for event in found.events if event.kind == "data")

    assert found.ok, (found.stage, found.error)
    assert ("OAUTHBEARER" in said) == standard
    shown = "OAUTHBEARER" if standard else "XOAUTH2"
    assert f"AUTH {shown} " in said or f"AUTHENTICATE {shown}" in said


@pytest.mark.parametrize(("kind", "port"), [("smtp", 465), ("imap", 993), ("pop3", 995)])
@pytest.mark.parametrize("standard", [True, False])
def test_a_token_that_is_not_taken_is_refused_after_it_was_said_why(
    kind: Any, port: int, standard: bool
) -> None:
    at = company(oauthbearer=(kind,) if standard else ())
    found = tried(at, kind, port, "tls", "token", "hanako@example.jp")
    said = [event for event in found.events if event.kind == "data"]
    why = next(n for n, one in enumerate(said) if one.text.startswith(("334 ey", "+ ey")))
    dummy, refusal = said[why + 1 : why + 3]

    assert (found.ok, found.stage) == (False, "sign-in")
    assert dummy.text.strip() == "********"
    assert dummy.detail["bytes"] == len("AQ==\r\n" if standard else "\r\n")
    assert any(no in refusal.text for no in ("535 5.7.8", "-ERR [AUTH]", " NO [AUTHENTICATIONFA"))


HASHING = {"takes": ("hashed",), "cram_md5": ("smtp", "imap")}


@pytest.mark.parametrize(
    ("kind", "port", "security"),
    [
        *(("smtp", 465, "tls"), ("smtp", 587, "starttls")),
        *(("imap", 993, "tls"), ("imap", 143, "starttls")),
    ],
)
def test_a_digest_opens_the_box_and_shows_no_password(kind: Any, port: int, security: str) -> None:
    found = tried(company(**HASHING), kind, port, security, "hashed")
    said = [event for event in found.events if event.kind == "data"]

    assert found.ok, (found.stage, found.error)
    assert any(event.text.split()[-2:-1] == ["AUTHENTICATE"] or event.tag == "AUTH"
               for event in said if "CRAM-MD5" in event.text)  # fmt: skip
    assert SECRETS["hashed"].encode() not in b"".join(event.data or b"" for event in said)


@pytest.mark.parametrize(
    ("changed", "kind", "port", "secret", "stage", "said"),
    [
        ({}, "smtp", 465, "hashed", "sender", "530 5.7.0 Authentication required"),
        ({}, "imap", 993, "hashed", "sign-in", "not-offered"),
        ({}, "pop3", 995, "hashed", "sign-in", "not-offered"),
        (HASHING, "pop3", 995, "hashed", "sign-in", "not-offered"),
        (HASHING, "smtp", 465, "everyday", "sender", "530 5.7.0 Authentication required"),
        (HASHING, "imap", 993, "everyday", "sign-in", "[AUTHENTICATIONFAILED]"),
    ],
)
def test_a_digest_and_a_password_are_taken_where_they_are_offered_alone(
    changed: Any, kind: Any, port: int, secret: Any, stage: str, said: str
) -> None:
    found = tried(company(**changed), kind, port, "tls", secret)

    assert (found.ok, found.stage) == (False, stage)
    assert said in (found.reply.line if found.reply else found.error)


class Mixed(Screen):
    """An app that shows a password as if it were a token."""

    @property
    def password(self) -> str:
        return SECRETS["made-for-apps"]


@pytest.mark.parametrize(("kind", "port"), [("smtp", 465), ("imap", 993), ("pop3", 995)])
def test_a_password_is_no_token(kind: Any, port: int) -> None:
    act = send if kind == "smtp" else receive
    found = act(company(), Mixed(kind, "mail.example.jp", port, "tls", USER, "token"))

    assert (found.ok, found.stage) == (False, "sign-in")


@pytest.mark.parametrize(("kind", "port", "security", "secret"), WELL)
def test_the_same_trial_is_the_same_to_the_byte_and_keeps_no_secret(
    kind: str, port: int, security: str, secret: str
) -> None:
    one, two = (tried(company(), kind, port, security, secret) for _ in range(2))

    assert one == two
    said = b"".join(event.data or b"" for event in one.events)
    assert not any(word.encode() in said for word in SECRETS.values())


@pytest.mark.parametrize(("kind", "port"), [("imap", 143), ("pop3", 110), ("smtp", 587)])
def test_no_password_is_shown_before_tls(kind: str, port: int) -> None:
    found = tried(company(), kind, port, "none", "everyday")
    verbs = {"AUTH", "LOGIN", "AUTHENTICATE", "USER", "PASS"}

    assert not {event.tag for event in found.events} & verbs
