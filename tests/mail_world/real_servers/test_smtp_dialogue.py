"""The same dialogues with a real Postfix and with our server: the same codes in the same order."""

import smtplib
import ssl
from base64 import b64encode

import pytest
from mail_world.places import HANA

from ..real_clients.served import Served
from .dovecot import Dovecot
from .postfix import Postfix

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("dovecot")]

ME, FRIEND = "hana@example.test", "kaze@example.test"
MAIL = b"From: hana@example.test\r\nSubject: one\r\n\r\nhello\r\n.dot\r\n"
TLS, SIGN_IN, WRONG = ("TLS",), ("AUTH", True), ("AUTH", False)
DIALOGUES = {
    "a mail is taken": (
        "submission",
        (TLS, SIGN_IN, f"MAIL FROM:<{ME}>", f"RCPT TO:<{FRIEND}>", "DATA", MAIL),
    ),
    "nothing but STARTTLS before TLS": ("submission", (f"MAIL FROM:<{ME}>", "NOOP")),
    "nobody writes without signing in": ("submission", (TLS, f"MAIL FROM:<{ME}>")),
    "a wrong password": ("submission", (TLS, WRONG, f"MAIL FROM:<{ME}>")),
    "somebody else's address": ("submission", (TLS, SIGN_IN, f"MAIL FROM:<{FRIEND}>")),
    "a recipient who is not there": (
        "submission",
        (TLS, SIGN_IN, f"MAIL FROM:<{ME}>", "RCPT TO:<kase@example.test>", "RSET"),
    ),
    "too large by its own word": (
        "submission",
        (TLS, SIGN_IN, f"MAIL FROM:<{ME}> SIZE=20000000"),
    ),
    "out of order": (
        "submission",
        (TLS, SIGN_IN, f"RCPT TO:<{FRIEND}>", "DATA", "NONSENSE", "VRFY"),
    ),
    "the MX takes mail for its own": (
        "smtp",
        ("MAIL FROM:<a@example.com>", f"RCPT TO:<{FRIEND}>", "DATA", MAIL),
    ),
    "the MX relays for nobody": ("smtp", ("MAIL FROM:<a@example.com>", "RCPT TO:<b@example.org>")),
    "the MX does not know everybody": (
        "smtp",
        (TLS, "MAIL FROM:<>", "RCPT TO:<kase@example.test>", f"RCPT TO:<{FRIEND}>"),
    ),
    "the MX signs nobody in": ("smtp", (TLS, "AUTH PLAIN AGEAYg==", "NOOP")),
}


def hold(port, user, password, steps):
    """Go through the steps; return a reply code for each."""
    client = smtplib.SMTP("127.0.0.1", port, local_hostname="client.example", timeout=20)
    loose = ssl.create_default_context()
    loose.check_hostname, loose.verify_mode = False, ssl.CERT_NONE
    told = [client.ehlo()[0]]
    for step in steps:
        if step == TLS:
            told += [client.starttls(context=loose)[0], client.ehlo()[0]]
            continue
        if step in (SIGN_IN, WRONG):
            client.user, client.password = user, password if step[1] else "wrong"
            answer = client.docmd("AUTH", f"PLAIN {plain(client.user, client.password)}")
        elif isinstance(step, bytes):
            client.send(smtplib._quote_periods(step) + b".\r\n")
            answer = client.getreply()
        else:
            answer = client.docmd(step)
        told.append(answer[0])
    client.quit()
    return told


def plain(user, password):
    return b64encode(f"\0{user}\0{password}".encode()).decode()


@pytest.fixture(scope="module")
def servers():
    dovecot, served = Dovecot(HANA.password), Served()
    postfix = Postfix(dovecot.smtp_auth)
    yield postfix, served
    for real in (postfix, dovecot):
        real.stop()
    served.process.terminate()
    served.process.communicate(timeout=30)


DIFFERENT = {
    # Ours says that signing in is required (530, RFC 4954 section 6). Postfix judges the sender
    # first, and refuses an address that belongs to somebody (553).
    "nobody writes without signing in": ([250, 220, 250, 530], [250, 220, 250, 553]),
    "a wrong password": ([250, 220, 250, 535, 530], [250, 220, 250, 535, 553]),
}
"""Where ours answers otherwise than Postfix, as (ours, Postfix's)."""


@pytest.mark.parametrize("name", DIALOGUES)
def test_the_replies_are_those_of_postfix(servers, name):
    postfix, served = servers
    service, steps = DIALOGUES[name]
    real = hold(postfix.ports[service], ME, HANA.password, steps)
    ours = hold(served.ports[service], ME, served.hana["password"], steps)
    assert ours == real or (ours, real) == DIFFERENT.get(name)
