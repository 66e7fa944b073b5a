"""swaks sends by every setting, right and wrong."""

import re

import pytest

from .programs import run

pytestmark = pytest.mark.servers


RIGHT = [
    ("submission", "starttls", True),
    ("submissions", "tls", True),
    ("smtp", "starttls", False),
    ("smtp", "none", False),
]
SWAKS_TLS = {"starttls": ("--tls",), "tls": ("--tls-on-connect",), "none": ()}


def swaks(served, tool, service, security, *options):
    """Send with swaks from はな to かぜ; options later in the line count."""
    trust = ("--tls-verify", "--tls-ca-path", served.ca) if security != "none" else ()
    return run(
        *(tool("swaks"), "--server", "localhost", "--port", str(served.ports[service])),
        *("--from", served.hana["address"], "--to", served.kaze["address"]),
        *("--header", "Subject: by swaks", *SWAKS_TLS[security], *trust, *options),
    )


def credentials(user, password=None):
    """How swaks is told to sign in."""
    password = password or user["password"]
    return ("--auth", "PLAIN", "--auth-user", user["user"], "--auth-password", password)


@pytest.mark.parametrize(("service", "security", "signs_in"), RIGHT)
def test_swaks_sends_by_every_right_setting(served, tool, service, security, signs_in):
    options = credentials(served.hana) if signs_in else ()
    done = swaks(served, tool, service, security, *options)
    assert done.returncode == 0, done.stdout
    assert served.inbox(served.kaze) == ["Subject: by swaks"]


@pytest.mark.parametrize(
    ("service", "security", "password", "options", "refusal"),
    [
        ("submission", "starttls", "wrong", (), "535 5.7.8"),
        ("submissions", "tls", "wrong", (), "535 5.7.8"),
        ("submission", "starttls", None, (), "530 5.7.0"),
        ("submissions", "tls", None, (), "530 5.7.0"),
        ("submission", "none", None, (), "530"),
        ("submission", "starttls", "right", ("--from", "kaze@example.test"), "553 5.7.1"),
        ("submission", "starttls", "right", ("--to", "kase@example.test"), "550 5.1.1"),
        ("submission", "starttls", "right", ("--to", "a@example.com"), "550 5.4.4"),
        ("smtp", "starttls", None, ("--to", "kase@example.test"), "550 5.1.1"),
        ("smtp", "starttls", None, ("--to", "a@example.com"), "554 5.7.1"),
        ("smtp", "none", None, ("--to", "a@example.com"), "554 5.7.1"),
    ],
)
def test_swaks_is_refused_with_the_right_code(
    served, tool, service, security, password, options, refusal
):
    signing = ()
    if password:
        signing = credentials(served.hana, None if password == "right" else password)
    done = swaks(served, tool, service, security, *signing, *options)
    assert done.returncode != 0
    assert re.search(rf"^<[~*]\* {re.escape(refusal)}", done.stdout, re.MULTILINE), done.stdout
    assert served.inbox(served.kaze) == []


@pytest.mark.parametrize(("service", "security"), [("submission", "tls"), ("smtp", "tls")])
def test_tls_from_the_start_does_not_work_where_starttls_is_spoken(served, tool, service, security):
    done = swaks(served, tool, service, security)
    assert done.returncode == 29
    assert "TLS startup failed" in done.stdout + done.stderr


@pytest.mark.parametrize(("service", "security"), [("submission", "none"), ("smtp", "starttls")])
def test_signing_in_is_not_offered_without_tls_nor_at_the_exchange(served, tool, service, security):
    done = swaks(served, tool, service, security, *credentials(served.hana))
    assert done.returncode == 28
    assert "250-AUTH" not in done.stdout + done.stderr
