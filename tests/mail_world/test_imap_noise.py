"""Whatever one device sends, it is answered or hung up on, little is kept, and others go on."""

from hypothesis import example, given, settings
from hypothesis import strategies as st
from mail_world.imap import Account, Session, parser

HALVES = st.sampled_from(
    [
        b'a SELECT "IN',
        b"b FETCH 1 (BODY[",
        b"c SEARCH (OR (",
        b"d APPEND INBOX (",
        b"e APPEND INBOX {12}\r\n",
        b"f APPEND INBOX {99999999999+}\r\n",
        b"g IDLE\r\n",
        b"h AUTHENTICATE PLAIN\r\n",
        b"DONE\r\n",
        b"\r\n",
        b"\n",
        b"\0",
        b"{",
        b"x" * 70_000,
    ]
)


class Line:
    """A connection to a session, with what came back over it."""

    def __init__(self, account):
        self.told, self.closed = b"", False
        self.session = Session({account.user: account}, self._hear, self._close, sealed=True)

    def _hear(self, data):
        self.told += data

    def _close(self):
        self.closed = True

    def say(self, data):
        """Send bytes; give what they were answered with."""
        self.told = b""
        self.session.feed(data)
        return self.told


def line(account):
    """A connection that has signed in and selected INBOX."""
    made = Line(account)
    made.say(b"a LOGIN kaze@example.org himitsu\r\nb SELECT INBOX\r\n")
    return made


@settings(max_examples=100, deadline=None)
@given(st.lists(HALVES | st.binary(max_size=300), max_size=15), st.booleans())
@example([b"d APPEND INBOX {12}\r\n"], True)
@example([b"x" * 70_000] * 5, False)
def test_noise_is_survived_within_bounds(pieces, inside):
    account = Account("kaze@example.org", "himitsu", lambda: 0)
    noisy, quiet = (line if inside else Line)(account), line(account)
    limit = parser.MAX_LINE + (parser.MAX_LITERAL if inside else parser.MAX_EARLY_LITERAL)
    for piece in pieces:
        told = noisy.say(piece)
        assert b"SERVERBUG" not in told
        assert noisy.session._assembler.waiting <= limit + len(piece)
        assert noisy.closed or b"* BYE" not in told
    assert quiet.say(b"z NOOP\r\n").endswith(b"z OK NOOP completed\r\n")


@given(st.binary(max_size=40).filter(lambda noise: not set(noise) & set(b"\r\n{")))
def test_a_line_of_noise_is_answered_once_and_the_next_command_is_heard(noise):
    device = line(Account("kaze@example.org", "himitsu", lambda: 0))
    assert device.say(b"y XNOISE " + noise + b"\r\n").startswith(b"y BAD ")
    assert device.say(b"z NOOP\r\n") == b"z OK NOOP completed\r\n"


def test_commands_may_be_sent_without_waiting_and_are_answered_in_order():
    """RFC 3501 section 5.5."""
    device = line(Account("kaze@example.org", "himitsu", lambda: 0))
    told = device.say(b"c CREATE mori\r\nd STATUS mori (MESSAGES)\r\ne DELETE mori\r\nf NOOP\r\n")
    assert [row[:4] for row in told.splitlines()] == [b"c OK", b"* ST", b"d OK", b"e OK", b"f OK"]
