"""msmtp sends by every setting, right and wrong; its TLS is GnuTLS, others here use OpenSSL."""

import pytest

from .programs import run
from .served import MAIL

pytestmark = pytest.mark.servers

RIGHT = [
    ("submission", ("--tls=on", "--tls-starttls=on"), True),
    ("submissions", ("--tls=on", "--tls-starttls=off"), True),
    ("smtp", ("--tls=on", "--tls-starttls=on"), False),
    ("smtp", ("--tls=off",), False),
]


def msmtp(served, tool, service, security, *options, password=None, to=None):
    """Send from はな to かぜ; `password`: None for none."""
    signing = ("--auth=off",)
    if password:
        signing = (
            "--auth=plain",
            f"--user={served.hana['user']}",
            f"--passwordeval=echo {password}",
        )
    return run(
        *(
            tool("msmtp"),
            "--file=/dev/null",
            "--host=localhost",
            f"--from={served.hana['address']}",
        ),
        *(f"--port={served.ports[service]}", f"--tls-trust-file={served.ca}", "--debug"),
        *(*security, *signing, *options, to or served.kaze["address"]),
        text=MAIL.format("by msmtp").replace("\r\n", "\n"),
    )


@pytest.mark.parametrize(("service", "security", "signs_in"), RIGHT)
def test_msmtp_sends_by_every_right_setting(served, tool, service, security, signs_in):
    password = served.hana["password"] if signs_in else None
    done = msmtp(served, tool, service, security, password=password)
    assert done.returncode == 0, done.stdout + done.stderr
    assert served.inbox(served.kaze) == ["Subject: by msmtp"]


@pytest.mark.parametrize(
    ("service", "password", "to", "code", "words"),
    [
        ("submission", "wrong", None, 77, "535 5.7.8"),  # EX_NOPERM
        ("submission", None, None, 65, "530 5.7.0"),  # EX_DATAERR: MAIL FROM was refused
        ("submission", "right", "kase@example.test", 65, "550 5.1.1"),
        ("submission", "right", "a@example.com", 65, "550 5.4.4"),
        ("smtp", None, "a@example.com", 65, "554 5.7.1"),
    ],
)
def test_msmtp_is_refused_with_the_right_code(served, tool, service, password, to, code, words):
    password = served.hana["password"] if password == "right" else password
    done = msmtp(served, tool, service, RIGHT[0][1], password=password, to=to)
    assert (done.returncode, words in done.stdout) == (code, True), done.stdout + done.stderr
    assert served.inbox(served.kaze) == []


def test_msmtp_trusts_nobody_it_was_not_told_of(served, tool):
    done = msmtp(served, tool, "submission", RIGHT[0][1], "--tls-trust-file=system")
    assert done.returncode != 0
    assert "certificate" in done.stderr
    assert served.inbox(served.kaze) == []


def test_msmtp_does_not_send_in_the_clear_where_tls_was_asked_for(served, tool):
    done = msmtp(served, tool, "submissions", RIGHT[0][1], "--timeout=3")
    assert done.returncode != 0
    assert served.inbox(served.kaze) == []
