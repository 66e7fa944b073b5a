"""What goes into a run of the mail world: the settings of an app, a mail, and the lie of the land.

A `Scenario` says what the sender's mail app is set to, what it is asked to send, and what the road
and the two offices are like. Every field has few values, and every combination of them is lawful:
what comes of it nobody here decides. `situation.py` says what each value means in the world.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

Port = Literal[587, 465, 25]
Security = Literal["starttls", "tls", "none", "if-offered"]
Auth = Literal["right", "wrong", "none"]
Recipient = Literal["exists", "unknown", "no-domain", "null-mx"]
Sender = Literal["own", "not-owned", "other-domain"]
Size = Literal["small", "large"]
Line = Literal["open", "no-25", "stripped"]
Office = Literal["usual", "app-password", "oauth-only", "busy", "plain-too"]
Friend = Literal["usual", "greylist", "crowded", "second", "full", "full-for-now", "away", "loop"]
Eyes = Literal["model", "tls13", "tls12"]
Certificate = Literal[
    "right", "expired", "not-yet", "self-signed", "unknown", "no-chain", "wrong-name"
]
Trust = Literal["strict", "careless"]
Records = Literal["unasked", "right", "no-spf", "broken-seal", "wrong-spf", "nothing", "reject"]

MAX_SUBJECT: Final = 200
"""Characters of a subject that the world takes."""
MAX_MESSAGE: Final = 2_000
"""Characters of a message that the world takes."""


class ScenarioError(ValueError):
    """A scenario asks for something that the world does not have; the message names the field."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """The settings of the sender's mail app, the mail that it is asked to send, and the situation.

    `port`: 587 (submission), 465 (submissions) or 25 (the MX's own port).
    `security`: what the app does on connecting: `starttls`, `tls` (from the first byte), `none`,
    or `if-offered` (STARTTLS where it is offered; else all in the clear, the password too).
    `auth`: the password typed: `right`, `wrong`, or `none` (the app does not sign in).
    `recipient`: `exists`; `unknown` (a slip of one letter); `no-domain` (a slip behind the @);
    `null-mx` (a domain that takes no mail, RFC 7505).
    `subject`, `message`: any Unicode text. `photo`: attach a picture; `size`: how large it is.
    `sender`: `own`; `not-owned` (the app gives somebody else's address as its sender);
    `other-domain` (the letter says to be from a domain that the office does not send for).
    `line`: `open`; `no-25` (a home line on which port 25 is shut, OP25B); `stripped` (somebody on
    the way takes STARTTLS out of what the office offers, and listens).
    `office`: how the sender's office takes mail: `usual`; `app-password` (not the everyday one);
    `oauth-only` (no password at all); `busy` (this user has sent too much); `plain-too` (it takes
    passwords and mail without TLS).
    `friend`: how the recipient's office is: `usual`; `greylist` (it asks strangers to come again);
    `crowded` (others hold all of its lines, for some minutes);
    `second` (its first exchanger is silent, the second is not); `full` (the box is, for good);
    `full-for-now` (until its owner tidies up, hours later); `away` (silent for days); `loop` (the
    box forwards to one in the sender's own office, and that one back again).
    `records`: `unasked` (the recipient's office does not check who sent a mail), or what its checks
    find of the sender's domain: see situation.py.
    `eyes`: how TLS is done: `model` (sealed.py), or really, as the newest version that servers
    speak: `tls13` or `tls12`. `certificate`: that of the sender's office; all but `right` need real
    TLS, and get it (tls/stage.py says what each is). `trust`: whether the sender's app insists on
    a certificate in order (`strict`), or goes on with any (`careless`).

    Raises ScenarioError for a value outside of these.
    """

    port: Port = 587
    security: Security = "starttls"
    auth: Auth = "right"
    recipient: Recipient = "exists"
    subject: str = "写真を送ります"
    message: str = "きのうの夕焼け、きれいでした。"
    photo: bool = False
    size: Size = "small"
    sender: Sender = "own"
    line: Line = "open"
    office: Office = "usual"
    friend: Friend = "usual"
    records: Records = "unasked"
    eyes: Eyes = "model"
    certificate: Certificate = "right"
    trust: Trust = "strict"

    def __post_init__(self) -> None:
        for name, kind in CHOICES.items():
            if getattr(self, name) not in get_args(kind):
                raise ScenarioError(f"{name}: {getattr(self, name)!r} is none of {get_args(kind)}")
        for name, text, limit in (
            ("subject", self.subject, MAX_SUBJECT),
            ("message", self.message, MAX_MESSAGE),
        ):
            if len(text) > limit:
                raise ScenarioError(f"{name}: {len(text)} characters, {limit} at most")

    @property
    def real_tls(self) -> bool:
        """Whether TLS is done really: to be looked at, or for a certificate's sake."""
        return self.eyes != "model" or self.certificate != "right"


CHOICES: Final = {
    "port": Port,
    "security": Security,
    "auth": Auth,
    "recipient": Recipient,
    "size": Size,
    "sender": Sender,
    "line": Line,
    "office": Office,
    "friend": Friend,
    "records": Records,
    "eyes": Eyes,
    "certificate": Certificate,
    "trust": Trust,
}
"""The fields that take one of several values, with these values."""
