"""The whole journey of one mail, from a tap on 送信 to a screen: `play(scenario)`.

Decides who is there (places.py) and in which order people act: はな sends; the offices do what
they do; once nothing is under way, かぜ opens the box, or はな finds a notice in hers. What comes
of it nobody here decides: that is up to the servers and the settings.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator
from typing import Final

from mail_world import letter
from mail_world.clock import DAY
from mail_world.determinism import determined
from mail_world.dns import Resolver
from mail_world.imap import Account, IMAPServer
from mail_world.network import Network
from mail_world.places import (
    FRIEND_HOST,
    HANA,
    KAZE,
    MISTYPED,
    OFFICE_IMAP,
    OFFICE_MAIL,
    PHONE_HOST,
    REMOTE_IMAP,
    REMOTE_MX,
    ZONE,
    Host,
)
from mail_world.policies import Exchange
from mail_world.provider import Provider
from mail_world.reading import open_box
from mail_world.record import (
    Reading,
    Record,
    Reply,
    Scenario,
    Sending,
    StoredMail,
    WorldError,
)
from mail_world.recorder import Recorder
from mail_world.relay import Relay
from mail_world.sealed import SealedContext
from mail_world.sending import SendingApp

SETTLE: Final = 0.2
"""Virtual seconds for what is still on the wire when the sender's app has ended."""
A_WHILE: Final = 2.0
"""Virtual seconds between a mail's arrival and somebody's look at a phone."""


def play(scenario: Scenario) -> Record:
    """Run one scenario to its end and return all that happened.

    Pure: the same scenario gives the same record, in any interpreter, and nothing of the process
    is left changed. Can be called from within a running asyncio loop. Not to be called from
    several threads at once (determinism.py). Raises WorldError if something broke that no
    scenario should break.
    """
    recorder = Recorder()
    resolver = Resolver(ZONE, recorder.looked_up)
    network = Network(recorder, resolver.address)
    recorder.now_ms = lambda: network.now_ms
    with determined(network.wall, network.time), quiet("mail.log"):
        try:
            record = World(network, recorder, resolver).play(scenario)
        finally:
            recorder.listening = False
            network.shut_down()
    if network.unhandled:
        raise WorldError("the world broke") from network.unhandled[0].get("exception")
    return record


@contextlib.contextmanager
def quiet(name: str) -> Iterator[None]:
    """Silence a library's log: what it would say is in the record."""
    log = logging.getLogger(name)
    was, log.disabled = log.disabled, True
    try:
        yield
    finally:
        log.disabled = was


class World:
    """The two providers with their servers, and the people with their phones."""

    def __init__(self, network: Network, recorder: Recorder, resolver: Resolver) -> None:
        self.network, self.recorder = network, recorder
        self.office = Provider(network, recorder, "example.jp", OFFICE_MAIL, [HANA])
        self.remote = Provider(network, recorder, "example.org", REMOTE_MX, [KAZE])
        self.office.serve_smtp()
        self.remote.serve_port(25, Exchange, implicit=False)
        self.relay = Relay(self.office, resolver)
        self._serve_imap(self.office, OFFICE_IMAP)
        self._serve_imap(self.remote, REMOTE_IMAP)

    def _serve_imap(self, provider: Provider, host: Host) -> None:
        tls = SealedContext((host.name,))
        accounts = provider.accounts
        self.network.listen(host.address, 143, lambda: IMAPServer(accounts, tls))
        self.network.listen(host.address, 993, lambda: IMAPServer(accounts), tls)

    def play(self, scenario: Scenario) -> Record:
        """Let everybody act, in order, and gather what came of it."""
        recipient = KAZE.address if scenario.recipient == "exists" else MISTYPED
        mail = letter.compose(scenario, HANA, recipient, self.network.wall())
        app = SendingApp(scenario, self.recorder)
        sent = self.network.run(app.send(recipient, mail))
        self.network.pass_time(SETTLE)
        self.network.run_until(lambda: not self.relay.busy, limit=10 * DAY)
        read = notice_read = None
        if self._box(self.remote, KAZE.address):
            read = self._look(FRIEND_HOST)
        if self._box(self.office, HANA.address):
            self.recorder.legs[PHONE_HOST.actor] = "notice"
            notice_read = self._look(PHONE_HOST)
        return self._gather(scenario, app, sent, mail, read, notice_read)

    def _look(self, phone: Host) -> Reading | None:
        """Have a phone's owner look at it after a while."""
        self.network.pass_time(A_WHILE)
        seconds = round(A_WHILE)
        self.recorder.decide(
            "waited", phone.actor, f"{seconds} s", {"seconds": seconds}, kind="clock"
        )
        if phone is FRIEND_HOST:
            return open_box(self.network, self.recorder, phone, KAZE, REMOTE_IMAP)
        return open_box(self.network, self.recorder, phone, HANA, OFFICE_IMAP)

    @staticmethod
    def _box(provider: Provider, address: str) -> tuple[StoredMail, ...]:
        account: Account = provider.accounts[address]
        return tuple(
            StoredMail(address, box.name, m.uid, m.sorted_flags(), m.source)
            for box in account.mailboxes.values()
            for m in box.messages.values()
        )

    def _gather(
        self,
        scenario: Scenario,
        app: SendingApp,
        sent: bool,
        mail: bytes,
        read: Reading | None,
        notice_read: Reading | None,
    ) -> Record:
        delivered = next(iter(self._box(self.remote, KAZE.address)), None)
        notice = next(iter(self._box(self.office, HANA.address)), None)
        replies = tuple(self.recorder.replies)
        return Record(
            scenario=scenario,
            events=tuple(self.recorder.events),
            replies=replies,
            connections=self.recorder.connections,
            sending=Sending(sent, app.stage, _refusal(replies, app.code), app.error),
            where="friend-box" if delivered else "returned" if notice else "phone",
            mail=mail,
            delivered=delivered,
            notice=notice,
            read=read,
            notice_read=notice_read,
            ended_ms=self.network.now_ms,
        )


def _refusal(replies: tuple[Reply, ...], code: int) -> Reply | None:
    """Return the reply that stopped the sender's app, if one did."""
    refused = (r for r in replies if r.leg == "submission" and not r.ok and r.code == code)
    return next(refused, None)
