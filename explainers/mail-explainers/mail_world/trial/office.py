"""The company's servers: those of the world, with who gets in by the company's own rules.

Decides: a user name in the company's form with a kind of password that it takes opens the box; all
else is refused in the words of the protocol. Under TLS only. A letter to the customer's own address
goes into the box a moment after it was taken.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, Final

from mail_world.imap import Account, IMAPServer
from mail_world.imap.session import Session as IMAPSession
from mail_world.network import Network
from mail_world.places import Host, Person
from mail_world.policies import APP_PASSWORD, OAUTH_ONLY, PASSWORDS, Counter
from mail_world.pop3 import POP3Server
from mail_world.pop3.session import POP3Session
from mail_world.provider import Provider
from mail_world.recorder import Recorder
from mail_world.rules import Rules
from mail_world.sealed import SealedContext
from mail_world.trial.company import HOW, SECRETS, Company, How

SORTED_AFTER: Final = 0.3
"""Seconds from taking a letter to putting it into the box."""


class Office(Provider):
    """One host of the company with its windows; the customer's box is behind all of them."""

    def __init__(
        self, network: Network, recorder: Recorder, company: Company, host: Host, owner: Person
    ) -> None:
        rules = Rules(sign_in="oauth" if company.takes == ("token",) else "password")
        domain = owner.address.rpartition("@")[2]
        super().__init__(
            network,
            recorder,
            domain,
            host,
            [owner],
            rules=rules,
            tls=SealedContext(company.certified),
        )
        self.company, self.owner = company, owner
        for window in company.windows:
            sealed = window.security == "tls"
            if window.kind == "smtp":
                self.serve_port(window.port, Desk, implicit=sealed)
                continue
            tls = None if sealed else self.tls
            make = self._imap if window.kind == "imap" else self._pop3
            listener = functools.partial(make, tls)
            network.listen(host.address, window.port, listener, self.tls if sealed else None)

    def _imap(self, tls: Any) -> IMAPServer:
        return IMAPDoor(self, tls)

    def _pop3(self, tls: Any) -> POP3Server:
        return POP3Door(self, tls)

    @property
    def box(self) -> Account:
        """The customer's box."""
        return self.accounts[self.owner.address]

    def refusal(self, user: str, shown: Callable[[str], bool], how: How = "password") -> str:
        """Tell why somebody is not let in: `user`, `kind` of password; empty if they are.

        `shown` tells of a secret whether it was shown, in this way.
        """
        if not self.company.knows(user):
            return "user"
        kinds = (kind for kind in self.company.takes if HOW.get(kind, "password") == how)
        return "" if any(shown(SECRETS[kind]) for kind in kinds) else "kind"

    def box_for(
        self, user: str, shown: Callable[[str], bool], how: How = "password"
    ) -> Account | None:
        """Return the customer's box if the company lets in who asks."""
        return None if self.refusal(user, shown, how) else self.box

    def deliver(
        self, sender: str, recipient: str, mail: bytes, *, folder: str = "INBOX", conn: int = 0
    ) -> None:
        """Put a mail into its box, a moment later: the office has sorted it by then."""
        put = functools.partial(super().deliver, sender, recipient, mail, folder=folder, conn=conn)
        self.network.loop.call_later(SORTED_AFTER, put)


class Desk(Counter):
    """Submission at the company."""

    provider: Office

    def refused(self, user: str, secret: bytes) -> tuple[str, str | None] | None:
        """Let in who the company lets in."""
        why = self.provider.refusal(user, secret.decode("utf-8", "replace").__eq__)
        if why == "kind" and self.provider.company.takes == ("token",):
            return "oauth-only", OAUTH_ONLY
        if why == "kind" and "everyday" not in self.provider.company.takes:
            return "app-password", APP_PASSWORD
        return (why, None) if why else None

    def token_refused(self, user: str, token: str) -> tuple[str, str | None] | None:
        """Let in who the company lets in."""
        why = self.provider.refusal(user, token.__eq__, "token")
        return (why, None) if why else None

    def digest_refused(
        self, user: str, shown: Callable[[str], bool]
    ) -> tuple[str, str | None] | None:
        """Let in who the company lets in."""
        why = self.provider.refusal(user, shown, "digest")
        return (why, None) if why else None

    @property
    def mechanisms(self) -> tuple[str, ...]:
        """What the company's EHLO says of signing in."""
        company = self.provider.company
        by_password = PASSWORDS if company.takes_passwords else ()
        return (*by_password, *company.mechanisms("smtp"))

    def owns(self, user: str, address: str) -> bool:
        """Tell whether a user may send from an address: here, the customer from their own."""
        return self.provider.company.knows(user) and address.lower() == self.provider.owner.address


class CompanyDoor:
    """Who is let in to read: who the company lets in (a sasl.Door)."""

    office: Office

    def by_password(self, user: str, password: str) -> Account | None:
        """Return the customer's box if the company lets in who asks."""
        return self.office.box_for(user, password.__eq__)

    def by_token(self, user: str, token: str) -> Account | None:
        """Return the same."""
        return self.office.box_for(user, token.__eq__, "token")

    def by_digest(self, user: str, shown: Callable[[str], bool]) -> Account | None:
        """Return the same."""
        return self.office.box_for(user, shown, "digest")


class IMAPDesk(CompanyDoor, IMAPSession):
    """IMAP at the company."""

    def __init__(self, office: Office, *given: Any, **named: Any) -> None:
        self.office, company = office, office.company
        self.host = company.host
        by_password = ("PLAIN",) if company.takes_passwords else ()
        self.mechanisms = (*by_password, *company.mechanisms("imap"))
        super().__init__(*given, **named)


class POP3Desk(CompanyDoor, POP3Session):
    """POP3 at the company."""

    def __init__(self, office: Office, *given: Any, **named: Any) -> None:
        self.office, company = office, office.company
        self.host = company.host
        self.mechanisms = company.mechanisms("pop3")
        self.takes_passwords = company.takes_passwords
        super().__init__(*given, **named)


class IMAPDoor(IMAPServer):
    """One connection of a device that reads over IMAP at the company."""

    def __init__(self, office: Office, tls: Any) -> None:
        super().__init__(office.accounts, tls)
        self.office = office

    @property
    def make_session(self) -> Callable[..., Any]:
        """Let the company's own rules say who gets in."""
        return functools.partial(IMAPDesk, self.office)


class POP3Door(POP3Server):
    """One connection of a device that reads over POP3 at the company."""

    def __init__(self, office: Office, tls: Any) -> None:
        super().__init__(office.accounts, tls)
        self.office = office

    @property
    def make_session(self) -> Callable[..., Any]:
        """Let the company's own rules say who gets in."""
        return functools.partial(POP3Desk, self.office)
