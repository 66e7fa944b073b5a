"""A mail provider: its domain, its people's boxes, and how its servers are set up.

Decides what becomes of a mail that was taken: it goes into a box, or into the queue for another
domain. Who may hand in what is the policies' business (policies.py). A box without room turns mail
away, and then nobody gets it: the sender is told while there is somebody to tell.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Mapping
from typing import Any, Final, Protocol

from aiosmtpd.smtp import SMTP

from mail_world.imap import Account
from mail_world.places import Host, Person
from mail_world.policies import NOT_JUDGED, Counter, Exchange, Filed, Stamp
from mail_world.record import Detail, Kind, Leg
from mail_world.rules import MAX_MAIL, Rules
from mail_world.sealed import SealedContext
from mail_world.session_server import Sessions
from mail_world.smtp_lines import Line, Lines

HEARD_OUT: Final = 4 * MAX_MAIL
"""Bytes of a mail that a server hears out in order to refuse it in its own words."""
ADDED: Final = 500
"""Bytes that delivery may add to a mail: Return-Path and Received."""
IDENT: Final = "ESMTP"


class Ground(Protocol):
    """Where servers stand: the world's network, or this machine's (tcp/)."""

    @property
    def loop(self) -> asyncio.AbstractEventLoop: ...
    def wall(self) -> float: ...
    def listen(
        self, address: str, port: int, factory: Callable[[], asyncio.BaseProtocol], tls: Any = None
    ) -> None: ...


class Notes(Protocol):
    """Who is told what servers decide."""

    def decide(
        self,
        tag: str,
        actor: str,
        text: str,
        detail: Detail = ...,
        *,
        conn: int = 0,
        leg: Leg = "",
        kind: Kind = "decision",
    ) -> None: ...


class Checks(Protocol):
    """What an exchange does before it takes a mail: see checks.py."""

    async def judge(self, mail: bytes, sender: str, stamp: Stamp) -> Filed | str:
        """Return where it goes, or the reply that refuses it."""
        ...


class Provider:
    """A domain, the accounts in it, and how its servers reach the world.

    `tls` is the context its servers seal with (the world's model if left out); `quota` the bytes
    that a box has room for, None for no end; `folders` those that every box has from the start;
    `rules` what its servers ask for.
    """

    def __init__(
        self,
        network: Ground,
        recorder: Notes,
        domain: str,
        host: Host,
        people: list[Person],
        *,
        tls: Any = None,
        quota: int | None = None,
        folders: Mapping[str, str] | None = None,
        rules: Rules = Rules(),  # noqa: B008  frozen
    ) -> None:
        self.rules = rules
        self.lines = Lines(self)
        """Who is connected to the SMTP servers."""
        self.sessions = Sessions()
        """Who is connected to those of IMAP and POP3."""
        self.first_seen: dict[tuple[str, str, str], float] = {}
        """Who came first when: (address, sender, recipient) → seconds since 1970 (greylisting)."""
        self.checks: Checks | None = None
        """Decides where a mail goes that comes in from elsewhere; None: into the box."""
        self.forwarding: Mapping[str, str] = {}
        """Boxes whose mail is sent on: address → address."""
        self.seal: Callable[[bytes], bytes] | None = None
        """Gives the DKIM-Signature to put on a mail that goes elsewhere, if there is one."""
        self.network, self.recorder = network, recorder
        self.domain, self.host, self.actor = domain, host, host.actor
        self.tls = SealedContext((host.name,)) if tls is None else tls
        self.accounts = {
            person.address: Account(
                person.address, person.password, network.wall, quota=quota, folders=folders
            )
            for person in people
        }
        self.forward: Callable[[str, str, bytes, str, int], None] | None = None
        """Takes mail for other domains: (sender, recipient, mail, queue id, connection).

        Without it such mail is refused.
        """

    def serve_smtp(self) -> None:
        """Listen on 587, 465 and 25 of this provider's host."""
        ports: tuple[tuple[int, type[Counter | Exchange], bool], ...] = (
            (587, Counter, False),
            (465, Counter, True),
            (25, Exchange, False),
        )
        for port, policy, implicit in ports:
            self.serve_port(port, policy, implicit=implicit)

    def serve_port(self, port: int, policy: type[Counter | Exchange], *, implicit: bool) -> None:
        """Listen on one port with a policy; `implicit`: TLS from the first byte (RFC 8314)."""

        def server() -> SMTP:
            handler = policy(self)
            tls: Any = None if implicit else self.tls
            return Line(
                self.lines,
                handler,
                hostname=self.host.name,
                ident=IDENT,
                loop=self.network.loop,
                data_size_limit=HEARD_OUT,
                tls_context=tls,
                require_starttls=issubclass(policy, Counter) and not self.rules.without_tls,
                # aiosmtpd knows only of its own STARTTLS: on 465 all is under TLS already.
                auth_require_tls=not implicit
                and (issubclass(policy, Exchange) or not self.rules.without_tls),
                authenticator=handler.authenticate,
            )

        self.network.listen(self.host.address, port, server, self.tls if implicit else None)

    def shut_down(self) -> None:
        """Tell everybody who is connected to a server, and whoever comes, that this is the end."""
        self.lines.shut_down()
        self.sessions.shut_down()

    def takes(self, address: str) -> bool:
        """Tell whether the address is in this provider's domain."""
        return address.rpartition("@")[2].lower() == self.domain

    def account(self, address: str) -> Account | None:
        """Return whose address this is (without case, as providers do), or None."""
        return self.accounts.get(address.lower())

    def accept(
        self,
        sender: str,
        recipients: list[str],
        mail: bytes,
        stamp: Stamp,
        filed: Filed = NOT_JUDGED,
    ) -> str:
        """Put a mail on its way to each recipient and return its queue id.

        Raises Refused, before anybody has it, if one of the boxes here has no room.
        """
        for recipient in filter(self.takes, recipients):
            self.accounts[recipient.lower()].require_room(len(mail) + ADDED)
        queue_id = f"{random.getrandbits(40):010X}"
        for recipient in recipients:
            self._say_where(recipient, filed, stamp)
        self.recorder.decide(
            "queued",
            self.actor,
            queue_id,
            {"id": queue_id, "from": sender, "to": ", ".join(recipients), "bytes": len(mail)},
            conn=stamp.conn,
        )
        if self.seal and not all(map(self.takes, recipients)):
            mail = self.seal(mail) + mail
        for recipient in recipients:
            whole = stamp.line(self, queue_id, recipient) + mail
            target = self.forwarding.get(recipient.lower())
            if target and self.forward:
                self.forward(sender, target, whole, queue_id, stamp.conn)
            elif self.takes(recipient):
                whole = filed.fields + whole
                self.deliver(sender, recipient, whole, folder=filed.folder, conn=stamp.conn)
            elif self.forward:
                self.forward(sender, recipient, whole, queue_id, stamp.conn)
        return queue_id

    def _say_where(self, recipient: str, filed: Filed, stamp: Stamp) -> None:
        """Note that a mail is sent on to another address, or filed by what was found out."""
        if target := self.forwarding.get(recipient.lower()):
            detail: Detail = {"mailbox": recipient, "to": target}
            self.recorder.decide("forwarded", self.actor, target, detail, conn=stamp.conn)
        elif filed.why:
            detail = {"folder": filed.folder, "why": filed.why}
            self.recorder.decide("filed", self.actor, filed.why, detail, conn=stamp.conn)

    def deliver(
        self, sender: str, recipient: str, mail: bytes, *, folder: str = "INBOX", conn: int = 0
    ) -> None:
        """Put a mail into its box: final delivery adds Return-Path (RFC 5321 section 4.4)."""
        account = self.accounts[recipient.lower()]
        whole = f"Return-Path: <{sender}>\r\n".encode() + mail
        uid = account.append(account.mailboxes[folder], whole).uid
        self.recorder.decide(
            "delivered",
            self.actor,
            f"{recipient} {folder} {uid}",
            {"mailbox": recipient, "folder": folder, "uid": uid, "bytes": len(whole)},
            conn=conn,
        )
