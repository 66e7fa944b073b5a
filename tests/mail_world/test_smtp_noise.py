"""Whatever is said to an SMTP server: it answers in replies (RFC 5321 section 4.2) with enhanced
status codes (RFC 2034), goes on serving others, and keeps no more of a line than a line may have
(section 4.5.3.1)."""

import contextlib
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mail_world import places
from mail_world.determinism import determined
from mail_world.world import quiet

from tests.mail_world.conftest import Stage

DOORS = st.sampled_from([("mail.example.jp", 587), ("mx.example.org", 25)])
WORDS = st.sampled_from(
    [
        *(b"EHLO x\r\n", b"HELO\r\n", b"STARTTLS\r\n", b"AUTH PLAIN =\r\n", b"AUTH LOGIN\r\n"),
        *(b"MAIL FROM:<a@example.jp>\r\n", b"MAIL FROM:<> SIZE=x\r\n", b"MAIL FROM:\xff\r\n"),
        *(b"RCPT TO:<kaze@example.org>\r\n", b"RCPT\r\n", b"DATA\r\n", b".\r\n", b"RSET\r\n"),
        *(b"VRFY \x00\r\n", b"NOOP\n", b"\r\n", b"QUI"),
    ]
)
REPLY = re.compile(rb"[2-5]\d\d(?:[ -].*)?")
STATUS = re.compile(rb"([245])\d\d[ -]\1\.\d{1,3}\.\d{1,3} .*")
BARE = re.compile(
    rb"3\d\d .*|220 \S+ ESMTP|250-.*|250 HELP|250 m\w+\.example\.\w+|501 Syntax: (?:EH|HE)LO.*"
)
"""3yz, and what greets: no enhanced status code is there (RFC 2034 section 3)."""


@contextlib.contextmanager
def fresh():
    stage = Stage(dict(places.ZONE))
    with determined(stage.network.wall, stage.network.time), quiet("mail.log"):
        stage.world()
        yield stage
        stage.network.shut_down()
        assert stage.network.unhandled == []


def answers(sock):
    """All that is said until the server hangs up or waits."""
    said = b""
    sock.settimeout(1)
    with contextlib.suppress(OSError):
        while data := sock.recv(65536):
            said += data
    return said


@settings(max_examples=300)
@given(DOORS, st.lists(WORDS | st.binary(max_size=300), max_size=12))
def test_noise_is_answered_in_replies_and_others_are_served(door, pieces):
    with fresh() as stage:
        sock = stage.socket(*door)
        said = answers(sock)
        assert said.startswith(b"220 ")
        for piece in pieces:
            with contextlib.suppress(OSError):
                sock.sendall(piece)
            said += answers(sock)
        lines = said.split(b"\r\n")
        assert lines.pop() == b""
        assert not [line for line in lines if not REPLY.fullmatch(line)]
        bare = [line for line in lines if not STATUS.fullmatch(line)]
        assert not [line for line in bare if not BARE.fullmatch(line)]
        assert stage.smtp(*door).ehlo()[0] == 250


@pytest.mark.parametrize("door", [("mail.example.jp", 587), ("mx.example.org", 25)])
def test_a_line_without_an_end_is_refused_and_not_kept(door):
    with fresh() as stage:
        sock = stage.socket(*door)
        answers(sock)
        for _ in range(64):
            sock.sendall(b"x" * 65_536)
        sock.sendall(b"\r\n")
        assert answers(sock).startswith(b"500 ")
        kept = sum(len(event.data or b"") for event in stage.recorder.events)
        assert kept < 100_000
