"""The same commands to a real Dovecot and to our server: answers of the same shape, in order.

Compared are, for each command, how it was answered (OK, NO or BAD), and which kinds of untagged
answers and response codes came with it. Texts, numbers and the order of untagged answers, which is
free (RFC 3501 section 7), are not.
"""

import re
import socket

import pytest
from mail_world.places import HANA

from ..real_clients.served import Served
from .dovecot import Dovecot

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("dovecot")]

MAIL = b"Message-ID: <m1>\r\nSubject: one\r\n\r\nhello\r\n"
DIALOGUE = (
    "LOGIN {user} wrong",
    "SELECT INBOX",
    "LOGIN {user} {password}",
    "ENABLE CONDSTORE QRESYNC",
    "CREATE Trips",
    "CREATE Trips",
    "SELECT Nowhere",
    "APPEND INBOX (\\Seen) {{mail}}",
    "APPEND INBOX {{mail}}",
    "APPEND INBOX {{mail}}",
    "APPEND Nowhere {{mail}}",
    "STATUS INBOX (MESSAGES UIDNEXT UIDVALIDITY UNSEEN HIGHESTMODSEQ)",
    "SELECT INBOX",
    "UID FETCH 1:* (FLAGS)",
    "UID FETCH 1 (BODY.PEEK[HEADER.FIELDS (SUBJECT)])",
    "UID STORE 1 +FLAGS (\\Flagged)",
    "UID STORE 2 +FLAGS.SILENT (\\Flagged)",
    "UID SEARCH FLAGGED",
    "UID COPY 1 Trips",
    "UID MOVE 2 Trips",
    "UID MOVE 1 Nowhere",
    "IDLE",
    "UID STORE 1 +FLAGS.SILENT (\\Deleted)",
    "UID EXPUNGE 1",
    "UID FETCH 1:* (FLAGS) (CHANGEDSINCE 1 VANISHED)",
    "SELECT INBOX (QRESYNC ({validity} 1 1:3))",
    "NONSENSE",
    "UNSELECT",
    "DELETE Trips",
    "LOGOUT",
)
IGNORED = {"RECENT", "OK MAILBOXID", "OK UNSEEN", "CAPABILITY"}
"""What one may add: \\Recent is no more (RFC 9051 appendix E), OBJECTID is an extension (RFC 8474),
UNSEEN is not required (RFC 3501 section 7.1), nor is CAPABILITY after signing in."""


class Line:
    def __init__(self, port, user, password):
        self.socket = socket.create_connection(("127.0.0.1", port), 20)
        self.stream = self.socket.makefile("rb")
        self.words = {"user": user, "password": password, "validity": "0"}
        self.stream.readline()

    def say(self, number, command):
        """Say a command; return how it was answered, and the kinds of what came before."""
        line = command.format(**self.words).replace("{mail}", f"{{{len(MAIL)}+}}")
        self.socket.sendall(f"t{number} {line}\r\n".encode())
        if "{mail}" in command:
            self.socket.sendall(MAIL + b"\r\n")
        kinds = set()
        while True:
            told = self.stream.readline()
            assert told, f"hung up after {line}"
            if literal := re.search(rb"\{(\d+)\}\r\n\Z", told):
                self.stream.read(int(literal[1]))
                self.stream.readline()
            if validity := re.search(rb"UIDVALIDITY (\d+)", told):
                self.words["validity"] = validity[1].decode()
            if told.startswith(b"+"):
                kinds.add("+")
                self.socket.sendall(b"DONE\r\n")
                continue
            tag, *words = told.decode().split()
            code = re.match(r"\S+ (OK|NO|BAD) \[([A-Z-]+)", told.decode())
            kind = words[1] if words[0].isdigit() else words[0]
            kind = f"{kind} {code[2]}" if code else kind
            if tag == f"t{number}":
                return kind.removesuffix(" CAPABILITY"), kinds - IGNORED
            kinds.add(kind)

    def close(self):
        self.stream.close()
        self.socket.close()


def dialogue(port, user, password):
    line = Line(port, user, password)
    told = [line.say(number, command) for number, command in enumerate(DIALOGUE)]
    line.close()
    return told


@pytest.fixture(scope="module")
def told():
    """What was told for each command: by Dovecot, and by ours."""
    dovecot, served = Dovecot(HANA.password), Served()
    try:
        real = dialogue(dovecot.port, "hana@example.jp", HANA.password)
        user = served.hana
        ours = dialogue(served.ports["imap"], user["user"], user["password"])
    finally:
        dovecot.stop()
        served.process.terminate()
        served.process.communicate(timeout=30)
    return real, ours


DIFFERENT = {
    # Ours says the new folder's id (RFC 8474 section 4.1); Dovecot 2.3 has no OBJECTID.
    "CREATE Trips": ("OK MAILBOXID", "OK"),
    # Ours says why in a code (RFC 5530 section 3, RFC 9051 section 7.1); Dovecot in words alone.
    "SELECT Nowhere": ("NO NONEXISTENT", "NO"),
}
"""Where ours answers otherwise than Dovecot, as (ours, Dovecot's)."""


@pytest.mark.parametrize("number", range(len(DIALOGUE)), ids=lambda n: f"{n} {DIALOGUE[n]}")
def test_the_answer_has_the_same_shape(told, number):
    (real, real_kinds), (ours, our_kinds) = told[0][number], told[1][number]
    assert our_kinds == real_kinds
    assert ours == real or (ours, real) == DIFFERENT.get(DIALOGUE[number])
