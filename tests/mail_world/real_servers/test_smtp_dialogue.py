"""The same dialogues with a real Postfix and with our server: the same codes in the same order.

Compared are reply codes (RFC 5321) and enhanced status codes (RFC 2034, RFC 3463), not words.
"""

import re
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
    "the MX is asked out of order": (
        "smtp",
        (
            *(f"RCPT TO:<{FRIEND}>", "DATA", "MAIL FROM:<a@example.com>", "DATA"),
            *("MAIL FROM:<b@example.com>", "RSET", f"RCPT TO:<{FRIEND}>"),
        ),
    ),
    "no recipient is left": (
        "smtp",
        ("MAIL FROM:<a@example.com>", "RCPT TO:<kase@example.test>", "DATA"),
    ),
    "the MX is told a size that is too large": (
        "smtp",
        ("MAIL FROM:<a@example.com> SIZE=20000000",),
    ),
    "nothing at all before TLS": (
        "submission",
        ("AUTH PLAIN AGEAYg==", f"RCPT TO:<{FRIEND}>", "DATA", "VRFY x", "RSET"),
    ),
    "an old greeting": ("smtp", ("HELO client.example", "NOOP", "RSET", f"VRFY <{FRIEND}>")),
    "arguments that make no sense": (
        "smtp",
        (
            *("MAIL", "MAIL FROM:", "MAIL FROM:<a@", "MAIL FROM:<a@example.com> FOO=1"),
            *("MAIL FROM:<a@example.com> SIZE=x", "MAIL FROM:<a@example.com> BODY=9BIT"),
            *("MAIL FROM:<a@example.com>", "RCPT TO:", "RCPT TO:<kaze>", "RCPT TO:<kaze@"),
            *(f"RCPT TO:<{FRIEND}> FOO=1", "RSET x", "NOOP x", "VRFY", "EHLO", "HELO"),
        ),
    ),
    "signing in as nobody should": (
        "submission",
        (
            *(TLS, "AUTH", "AUTH FOO", "AUTH PLAIN ???", "AUTH PLAIN", "*"),
            *(WRONG, SIGN_IN, SIGN_IN, "STARTTLS", f"MAIL FROM:<{ME}>", SIGN_IN),
        ),
    ),
    "commands that few servers have": ("smtp", ("EXPN staff", "HELP", "TURN", "NOOP")),
}


STATUS = re.compile(rb"[245]\.\d{1,3}\.\d{1,3}(?= )")


def hold(port, user, password, steps):
    """Go through the steps; return what was asked and the codes of each reply."""
    client = smtplib.SMTP("127.0.0.1", port, local_hostname="client.example", timeout=20)
    loose = ssl.create_default_context()
    loose.check_hostname, loose.verify_mode = False, ssl.CERT_NONE
    told = [("EHLO", codes(client.ehlo()))]
    for step in steps:
        if step == TLS:
            told.append(("STARTTLS", codes(client.starttls(context=loose))))
            told.append(("EHLO", codes(client.ehlo())))
        elif step in (SIGN_IN, WRONG):
            answer = plain(user, password if step[1] else "wrong")
            told.append((f"AUTH {step[1]}", codes(client.docmd("AUTH", f"PLAIN {answer}"))))
        elif isinstance(step, bytes):
            client.send(smtplib._quote_periods(step) + b".\r\n")
            told.append(("the mail", codes(client.getreply())))
        else:
            told.append((step, codes(client.docmd(step))))
    told.append(("QUIT", codes(client.quit())))
    return told


def codes(reply):
    """The reply code and, if there is one, the enhanced status code."""
    code, text = reply
    found = STATUS.match(text)
    return f"{code} {found[0].decode()}" if found else str(code)


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
    "nobody writes without signing in": [(f"MAIL FROM:<{ME}>", "530 5.7.0", "553 5.7.1")],
    "a wrong password": [(f"MAIL FROM:<{ME}>", "530 5.7.0", "553 5.7.1")],
    # RFC 5321 section 3.3 leaves it open: out of order, or no valid recipients.
    "the MX is asked out of order": [("DATA", "503 5.5.1", "554 5.5.1")],
    "no recipient is left": [("DATA", "503 5.5.1", "554 5.5.1")],
    "arguments that make no sense": [
        # A mailbox's syntax (553) is the syntax of an argument (501), too: section 4.2.2. A value
        # that BODY can't have is no valid argument (501), or a parameter not implemented (555).
        ("MAIL FROM:<a@", "553 5.1.7", "501 5.1.7"),
        ("MAIL FROM:<a@example.com> BODY=9BIT", "501 5.5.4", "555 5.5.4"),
        ("RCPT TO:<kaze@", "553 5.1.3", "501 5.1.3"),
    ],
    "signing in as nobody should": [
        # RFC 4954 section 4: 504 5.5.4 for an unknown mechanism, 501 5.5.2 for what is no base64.
        ("AUTH FOO", "504 5.5.4", "535 5.7.8"),
        ("AUTH PLAIN ???", "501 5.5.2", "535 5.7.8"),
    ],
    "commands that few servers have": [
        # 502 is for a command that is known and not there (section 4.2.4.1). Postfix knows of none.
        ("EXPN staff", "502 5.5.1", "500 5.5.2"),
        ("HELP", "250 2.0.0", "500 5.5.2"),
    ],
}
"""What ours answers otherwise than Postfix: what was asked, our codes, Postfix's."""


@pytest.mark.parametrize("name", DIALOGUES)
def test_the_replies_are_those_of_postfix(servers, name):
    postfix, served = servers
    service, steps = DIALOGUES[name]
    real = hold(postfix.ports[service], ME, HANA.password, steps)
    ours = hold(served.ports[service], ME, served.hana["password"], steps)
    assert [step for step, _ in ours] == [step for step, _ in real]
    pairs = zip(ours, real, strict=True)
    different = [(step, said, theirs) for (step, said), (_, theirs) in pairs if said != theirs]
    assert different == DIFFERENT.get(name, [])
