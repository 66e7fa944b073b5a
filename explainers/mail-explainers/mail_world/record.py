"""What comes out of a run of the mail world: plain frozen data.

A `Record` is all that happened: every line that either end said, what an eavesdropper saw on the
wire, the look-ups, and the decisions, in the order of the virtual clock. Nothing here runs anything
and nothing here is worded for a reader: whoever tells a story reads it and finds its own words.

Strategy: an event says *who, to whom, when, what*, and carries a machine-readable `tag` with
`detail`, so that a narrator never has to search in text. Secrets are already masked: the record
of a run holds no password and no base64 of one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from mail_world.scenario import Scenario

Kind = Literal["data", "wire", "dns", "decision", "clock"]
Leg = Literal["submission", "relay", "return", "reading", "notice", "own-box", ""]
Stage = Literal[
    "connect", "greeting", "no-tls", "tls", "sign-in", "sender", "recipient", "data", "done"
]
Detail = Mapping[str, str | int | bool]

PHONE: Final = "phone"
"""The sender's phone."""
OFFICE: Final = "office"
"""The sender's provider: submission, port 25, relay, and the sender's own box."""
REMOTE: Final = "remote"
"""The recipient's provider: MX, box, IMAP."""
FRIEND: Final = "friend"
"""The recipient's phone."""
ACTORS: Final = (PHONE, OFFICE, REMOTE, FRIEND)

MAX_TEXT: Final = 600
"""Characters that `WorldEvent.text` holds; what is longer ends in "…"."""
MAX_DATA: Final = 6_144
"""Bytes of what two ends say that `WorldEvent.data` holds; `detail["bytes"]` has the full count."""
MAX_WIRE: Final = 32
"""Bytes of one sealed record that `WorldEvent.data` holds: its header and a taste of the rest."""
MAX_HELLO: Final = 256
"""Bytes of a handshake record in the clear: there is something to read in it."""
MAX_READ: Final = 2_048
"""The same of a real one, in which a certificate may stand."""


class WorldError(RuntimeError):
    """The world itself broke: a fault of ours, not an outcome of a scenario."""


@dataclass(frozen=True, slots=True)
class WorldEvent:
    """One thing that happened, at `at_ms` virtual milliseconds after the start of the run.

    `conn`: the connection (from 1; see `Record.connections`), 0 where there is none.
    `source`, `target`: actor ids. Equal for a thing that an actor does by itself.
    `kind`:
      - `data`: what one end says to the other, as both ends see it. One event a command line, a
        reply (all its lines) or a message body. `sealed` tells whether it travels inside TLS.
      - `wire`: what an eavesdropper sees, only where that differs from `data`: one event a TLS
        record, plus those bytes that only one end takes for TLS.
      - `dns`: a look-up and its answer, in one event.
      - `decision`: something that a party concludes: see `tag`.
      - `clock`: a wait that ends.
    `text`: `data` as text, no line break at its end, at most MAX_TEXT characters. Machine text
    (protocol lines, English); not worded for readers, except numbers and units on the wire.
    `data`: the bytes, bounded by MAX_DATA or MAX_WIRE, with secrets masked. None for decisions.
    `leg`: the part of the journey: `submission` (phone to office), `relay` (office to remote),
    `return` (remote to office),
    `reading` (friend's phone to its box), `notice` (sender's phone to its own box), `own-box` (the
    same, in a test of a reader's own settings: trial/).

    `tag` of kind `data` is, from a client, the command in capitals (`EHLO`, `STARTTLS`, `AUTH`,
    `MAIL`, `RCPT`, `DATA`, `QUIT`; `LOGIN`, `SELECT`, `FETCH`, `STORE`, `LOGOUT`, …), or `message`
    (the body after DATA), `secret` (an answer in an AUTH dialogue), `garbage` (not a command);
    from a server `greeting`, `reply` (SMTP), `tagged`, `untagged`, `continue` (IMAP). `detail` of
    a reply: `code`, `enhanced`, `verb` (the command that it answers); of an IMAP line: `status`
    or `verb`; always `bytes`, the true length.

    `tag` of kind `wire` is `record` (detail: `type`, its `name`, the body's `length`, and for a
    ClientHello the `host` that anybody can read in it; of a real one what tls/seen.py reads),
    `raw` (`length`) or `altered` (`length`: what somebody on the way made of the line before it).

    `tag` of kind `dns` is the record type, `MX`, `A`, …; detail: `name`, `answer` or `error`.

    `tag` of kind `decision`, with its detail:
      - `connected` (host, address, port), `connection-refused` (same, and why: `refused`,
        `timed-out`)
      - `tls-established` (host), `tls-failed` (error; why, if a certificate was refused),
        `certificate-overlooked` (error, why: an app goes on all the same)
      - `signed-in` (user), `sign-in-refused` (user, why: `wrong`, `app-password`, `oauth-only`),
        `sign-in-skipped` (why: `not-asked`, `not-offered`)
      - `no-starttls`: an app that was told to seal was not offered it (goes-on: whether it does)
      - `sender-refused` (address, user), `too-large` (bytes, limit), `too-many` (user)
      - `recipient-accepted` (address), `recipient-refused` (address, code), `relay-refused`
        (address, code), `recipient-deferred` (address, code, why: `greylisted`, `full`)
      - `queued` (id, from, to, bytes), `relayed` (id, host), `deferred` (id, code, host; why:
        `sent-away`, for 421)
      - `signed` (domain, selector: those of all its keys): DKIM seals were put on
      - `spf-checked` (result, domain, address), `dkim-checked` (result, domain, selector, reason),
        `dmarc-checked` (result, domain, policy, disposition), `filed` (folder, why)
      - `delivered` (mailbox, folder, uid, bytes), `bounced` (id, to, code, status)
      - `forwarded` (mailbox, to): the box sends its mail on; `loop-found` (hops)
      - `tidied` (mailbox): its owner made room
      - `sent`, `not-sent` (stage, code or error): what the sender's app tells its user
      - `new-mail` (mailbox, uid), `nothing-new` (mailbox), `opened` (mailbox, uid, subject),
        `marked-read` (mailbox, uid)
    `tag` of kind `clock` is `timed-out` (stage, seconds) or `waited` (seconds).
    """

    at_ms: int
    conn: int
    source: str
    target: str
    kind: Kind
    text: str
    data: bytes | None = None
    tag: str = ""
    detail: Detail = field(default_factory=dict)
    leg: Leg = ""
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """One SMTP reply as its server said it (RFC 5321 section 4.2).

    `actor` and `host` say who; `verb` what it answers (`CONNECT` for the greeting, `.` for the end
    of the message); `enhanced` is the RFC 3463 status if there is one; `text` is all lines without
    codes, joined by line breaks; `event` is its index in `Record.events`.
    """

    at_ms: int
    conn: int
    actor: str
    host: str
    leg: Leg
    verb: str
    code: int
    enhanced: str | None
    text: str
    event: int

    @property
    def line(self) -> str:
        """The reply as one line, `554 5.7.1 Relay access denied`."""
        return " ".join(filter(None, (str(self.code), self.enhanced, self.text.split("\n")[0])))

    @property
    def ok(self) -> bool:
        """True for 2xx and 3xx."""
        return self.code < 400


@dataclass(frozen=True, slots=True)
class Connection:
    """One connection: who called whom, where, and whether it ended up sealed by TLS."""

    conn: int
    leg: Leg
    source: str
    target: str
    host: str
    address: str
    port: int
    opened_ms: int
    sealed: bool


@dataclass(frozen=True, slots=True)
class StoredMail:
    """A mail in a box at the end of the run; `source` is the whole of it, as delivered."""

    owner: str
    mailbox: str
    uid: int
    flags: tuple[str, ...]
    source: bytes


@dataclass(frozen=True, slots=True)
class Sending:
    """How sending ended, as the sender's app knows it.

    `sent`: the office took the mail. Else `stage` says where it stopped, and either `reply` has
    the server's own refusal or `error` the app's own words (a time-out, a TLS error).
    """

    sent: bool
    stage: Stage
    reply: Reply | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a phone showed when its owner opened the box (RFC 3501): the mail, taken apart."""

    owner: str
    uid: int
    sender: str
    subject: str
    body: str
    attachments: tuple[str, ...]
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """All of one run.

    `where` is where the mail is at the end: `friend-box` (delivered), `junk` (delivered into a
    folder that nobody looks into), `returned` (the sender's box holds a notice of failure) or
    `phone` (it never left the sender's phone).
    `delivered` and `notice` are the mail in the friend's box and the notice in the sender's, or
    None; `read` and `notice_read` what the phones showed of them.
    """

    scenario: Scenario
    events: tuple[WorldEvent, ...]
    replies: tuple[Reply, ...]
    connections: tuple[Connection, ...]
    sending: Sending
    where: Literal["friend-box", "junk", "returned", "phone"]
    mail: bytes
    delivered: StoredMail | None
    notice: StoredMail | None
    read: Reading | None
    notice_read: Reading | None
    ended_ms: int

    def find(self, tag: str, *, leg: str | None = None, kind: str | None = None) -> Iterator[int]:
        """Yield the indexes of the events with this tag, in order."""
        for index, event in enumerate(self.events):
            if event.tag == tag and leg in (None, event.leg) and kind in (None, event.kind):
                yield index

    def first(self, tag: str, *, leg: str | None = None, kind: str | None = None) -> int | None:
        """Return the index of the first event with this tag, or None."""
        return next(self.find(tag, leg=leg, kind=kind), None)

    def reply_to(self, verb: str, *, leg: str | None = None) -> Reply | None:
        """Return the last reply to this verb (`MAIL`, `.`, …), or None."""
        found = [r for r in self.replies if r.verb == verb and leg in (None, r.leg)]
        return found[-1] if found else None
