"""What is known of a company's servers, and what the screen of an app says: plain data.

Decides: secrets are made up, one for each kind of password. An app holds the one of the kind that
its user chose, and the company knows which kinds it takes: so a kind can be wrong though nobody
was ever asked for a password.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from mail_world.sasl import CRAM_MD5, OAUTHBEARER, XOAUTH2
from mail_world.scenario import Security

Kind = Literal["smtp", "imap", "pop3"]
Secret = Literal["everyday", "hashed", "made-for-apps", "mail-only", "token"]
How = Literal["password", "digest", "token"]

SECRETS: Final[Mapping[Secret, str]] = {
    "everyday": "yuuyake-1122",
    "hashed": "yuuyake-1122",
    "made-for-apps": "kzqm-wxtr-hvpn-dgsl",
    "mail-only": "momiji-iroduku-24",
    "token": "ya.model-token-0311",
}
"""Made up, and worth nothing: what each kind of password is in the model; `hashed` is the everyday
one, of which only a digest is shown (CRAM-MD5)."""
HOW: Final[Mapping[Secret, How]] = {"hashed": "digest", "token": "token"}
"""How a secret is shown, if not as it is."""
ANYBODY: Final = "*"
"""Stands among a window's users where the company gives out names that only the reader knows."""


@dataclass(frozen=True, slots=True)
class Window:
    """One open port: what is spoken there, and how TLS begins (`tls` or `starttls`)."""

    kind: Kind
    port: int
    security: Literal["tls", "starttls"]


@dataclass(frozen=True, slots=True)
class Company:
    """One server name of a company, and who gets in there.

    `host` is the name that the app was given; `windows` the ports that are open under it, none if
    there is no such name. `certified` are the names in its certificate. `users` are the user names
    of the one customer, in lower case (ANYBODY: any but `strangers`); `takes` the kinds of secret
    that open the box, and `address` is the customer's own. `oauthbearer` are the kinds of window
    where a token can be shown by OAUTHBEARER (RFC 7628), too, and not by XOAUTH2 alone; `cram_md5`
    those where a digest can be shown by CRAM-MD5 (RFC 2195).
    """

    host: str
    windows: tuple[Window, ...]
    certified: tuple[str, ...]
    address: str
    users: tuple[str, ...]
    takes: tuple[Secret, ...]
    strangers: tuple[str, ...] = ()
    oauthbearer: tuple[Kind, ...] = ()
    cram_md5: tuple[Kind, ...] = ()

    @property
    def takes_passwords(self) -> bool:
        """Whether a password can be shown as it is."""
        return any(HOW.get(kind, "password") == "password" for kind in self.takes)

    def mechanisms(self, kind: Kind) -> tuple[str, ...]:
        """Return how a digest or a token can be shown at this kind of window."""
        digests = (CRAM_MD5,) if "hashed" in self.takes and kind in self.cram_md5 else ()
        tokens = (XOAUTH2, OAUTHBEARER) if kind in self.oauthbearer else (XOAUTH2,)
        return (*digests, *(tokens if "token" in self.takes else ()))

    def knows(self, user: str) -> bool:
        """Tell whether this is a user name of the customer's."""
        name = user.lower()
        return name in self.users or (ANYBODY in self.users and name not in self.strangers)


@dataclass(frozen=True, slots=True)
class Screen:
    """What one side of an app's settings screen says.

    `secret` is the kind of password that the app holds, `none` if it does not sign in, `other` for
    a way of signing in that no server here offers.
    """

    kind: Kind
    host: str
    port: int
    security: Security
    user: str
    secret: Secret | Literal["none", "other"]

    @property
    def password(self) -> str:
        """The app's password, made up; empty where it has none to show."""
        if self.secret == "none" or self.secret == "other":
            return ""
        return SECRETS[self.secret]
