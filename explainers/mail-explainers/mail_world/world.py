"""The whole journey of one mail, from a tap on 送信 to a screen: `play(scenario)`.

Decides who is there (places.py) and in which order people act: はな sends; the offices do what
they do; once nothing is under way, かぜ opens the box, or はな finds a notice in hers. What comes
of it nobody here decides: that is up to the servers and the settings.
"""

from __future__ import annotations

import contextlib
import functools
import logging
from collections.abc import Iterator
from dataclasses import replace
from typing import Final, Literal

from mail_world import letter
from mail_world.clock import DAY
from mail_world.determinism import determined
from mail_world.dns import Resolver
from mail_world.imap import Account, IMAPServer
from mail_world.middle import Stripper
from mail_world.network import Network
from mail_world.places import (
    FRIEND_HOST,
    HANA,
    KAZE,
    KAZE_BEFORE,
    MISTYPED,
    NOWHERE,
    OFFICE_IMAP,
    OFFICE_MAIL,
    PHONE_HOST,
    REMOTE_IMAP,
    REMOTE_MX,
    REMOTE_MX2,
    SILENT_DOMAIN,
    Host,
)
from mail_world.policies import Exchange
from mail_world.provider import Provider
from mail_world.reading import open_box
from mail_world.record import (
    FRIEND,
    Detail,
    Reading,
    Record,
    Reply,
    Sending,
    StoredMail,
    WorldError,
)
from mail_world.recorder import Recorder
from mail_world.relay import HOUR, Relay
from mail_world.scenario import Scenario
from mail_world.sealed import ModelSeals, Seals
from mail_world.sending import SendingApp, author, submission_of
from mail_world.situation import friend_rules, office_rules, zone_of

SETTLE: Final = 0.2
"""Virtual seconds for what is still on the wire when the sender's app has ended."""
OLD_MAIL: Final = b"Subject: 2025\r\n\r\n" + b"An old mail that takes room.\r\n" * 100
QUIET_AFTER: Final = 600
"""Seconds until others have hung up, and the friend's office has lines again."""
TIDIED_AFTER: Final = 6 * HOUR
"""Seconds until a friend whose box is full looks at it and makes room."""
LITTLE_ROOM: Final = 300
"""Bytes that a full box has left: less than any mail needs."""
RECIPIENTS: Final = {
    "exists": KAZE.address,
    "unknown": MISTYPED,
    "no-domain": NOWHERE,
    "null-mx": f"kaze@{SILENT_DOMAIN}",
}
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
    resolver = Resolver(zone_of(scenario), recorder.looked_up)
    network = Network(recorder, resolver.address)
    seals = _seals(scenario, recorder)
    recorder.now_ms = lambda: network.now_ms
    with determined(network.wall, network.time), quiet("mail.log"):
        try:
            record = World(network, recorder, resolver, scenario, seals).play()
        finally:
            recorder.listening = False
            network.shut_down()
    if network.unhandled:
        raise WorldError("the world broke") from network.unhandled[0].get("exception")
    return record


def _seals(scenario: Scenario, recorder: Recorder) -> Seals:
    """Choose how TLS is done, and have what can be read of it read.

    To be called before chance is determined: the library draws some when it is imported.
    """
    if not scenario.real_tls:
        return ModelSeals()
    from mail_world.tls import seen, stage  # the tls part: only where it is looked at

    recorder.look = seen.look
    return stage.RealSeals(scenario)


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

    def __init__(
        self,
        network: Network,
        recorder: Recorder,
        resolver: Resolver,
        scenario: Scenario = Scenario(),  # noqa: B008  frozen
        seals: Seals | None = None,
    ) -> None:
        self.network, self.recorder, self.scenario = network, recorder, scenario
        self.back: Relay | None = None
        self.seals: Seals = seals or ModelSeals()
        mx = REMOTE_MX2 if scenario.friend == "second" else REMOTE_MX
        self.office = Provider(
            network,
            recorder,
            "example.jp",
            OFFICE_MAIL,
            [HANA, KAZE_BEFORE],
            tls=self.seals.server(OFFICE_MAIL.name),
            rules=office_rules(scenario),
        )
        self.remote = Provider(
            network,
            recorder,
            "example.org",
            mx,
            [KAZE],
            tls=self.seals.server(mx.name),
            rules=friend_rules(scenario),
            folders={"Junk": "\\Junk"},
        )
        self.office.serve_smtp()
        if scenario.friend != "away":
            self.remote.serve_port(25, Exchange, implicit=False)
        self.relay = Relay(self.office, resolver, self.seals)
        if scenario.friend == "loop":
            self.office.forwarding = {KAZE_BEFORE.address: KAZE.address}
            self.remote.forwarding = {KAZE.address: KAZE_BEFORE.address}
            self.back = Relay(self.remote, resolver, self.seals)
        self._serve_imap(self.office, OFFICE_IMAP)
        self._serve_imap(self.remote, REMOTE_IMAP)
        self._let_check(resolver)
        self._lay_the_road()
        if scenario.friend in ("full", "full-for-now"):
            self._fill_the_box()
        elif scenario.friend == "crowded":
            self.network.call_later(QUIET_AFTER, self._hang_up)

    def _hang_up(self) -> None:
        """Let others, who held all lines of the friend's office, be gone."""
        self.remote.rules = replace(self.remote.rules, max_connections=None)

    def _let_check(self, resolver: Resolver) -> None:
        """Have the offices seal and check, where the scenario says so."""
        if self.remote.rules.checks:
            from mail_world.checks import Checks, seal  # the auth room: only where it is needed

            self.remote.checks = Checks(self.remote, resolver)
            if self.office.rules.seals:
                self.office.seal = functools.partial(seal, self.office)

    def _lay_the_road(self) -> None:
        """Make the road between the phone and its office what the scenario says."""
        if self.scenario.line == "no-25":
            self.network.shut.add((PHONE_HOST.address, 25))
        elif self.scenario.line == "stripped":
            self.network.tamper = Stripper(self.recorder)

    def _fill_the_box(self) -> None:
        """Leave next to no room in かぜ's box; "for now": then its owner tidies up."""
        account = self.remote.accounts[KAZE.address]
        inbox = account.mailboxes["INBOX"]
        account.append(inbox, OLD_MAIL, ["\\Seen"])
        account.quota = account.used + LITTLE_ROOM
        if self.scenario.friend == "full-for-now":

            def tidy() -> None:
                inbox.expunge(list(inbox.messages))
                mailbox: Detail = {"mailbox": KAZE.address}
                self.recorder.decide("tidied", FRIEND, KAZE.address, mailbox, leg="relay")

            self.network.call_later(TIDIED_AFTER, tidy)

    def _serve_imap(self, provider: Provider, host: Host) -> None:
        tls = self.seals.server(host.name)
        serve = functools.partial(IMAPServer, provider.accounts, sessions=provider.sessions)
        self.network.listen(host.address, 143, lambda: serve(tls))
        self.network.listen(host.address, 993, serve, tls)

    def play(self) -> Record:
        """Let everybody act, in order, and gather what came of it."""
        recipient = RECIPIENTS[self.scenario.recipient]
        mail = letter.compose(self.scenario, author(self.scenario), recipient, self.network.wall())
        app = SendingApp(
            submission_of(self.scenario),
            self.recorder,
            self.seals.client(careless=self.scenario.trust == "careless"),
        )
        sent = self.network.run(app.send(recipient, mail))
        self.network.pass_time(SETTLE)
        self.network.run_until(self._at_rest, limit=10 * DAY)
        read = notice_read = None
        if self._box(self.remote, KAZE.address):
            read = self._look(FRIEND_HOST)
        if self._box(self.office, HANA.address):
            self.recorder.legs[PHONE_HOST.actor] = "notice"
            notice_read = self._look(PHONE_HOST)
        return self._gather(app, sent, mail, read, notice_read)

    def _at_rest(self) -> bool:
        return not self.relay.busy and not (self.back and self.back.busy)

    def _look(self, phone: Host) -> Reading | None:
        """Have a phone's owner look at it after a while."""
        self.network.pass_time(A_WHILE)
        seconds = round(A_WHILE)
        self.recorder.decide(
            "waited", phone.actor, f"{seconds} s", {"seconds": seconds}, kind="clock"
        )
        if phone is FRIEND_HOST:
            return open_box(
                self.network, self.recorder, phone, KAZE, REMOTE_IMAP, self.seals.client()
            )
        return open_box(self.network, self.recorder, phone, HANA, OFFICE_IMAP, self.seals.client())

    @staticmethod
    def _box(provider: Provider, address: str) -> tuple[StoredMail, ...]:
        account: Account = provider.accounts[address]
        return tuple(
            StoredMail(address, box.name, m.uid, m.sorted_flags(), m.source)
            for box in account.mailboxes.values()
            for m in box.messages.values()
            if m.source != OLD_MAIL
        )

    def _gather(
        self,
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
            scenario=self.scenario,
            events=tuple(self.recorder.events),
            replies=replies,
            connections=self.recorder.connections,
            sending=Sending(sent, app.stage, _refusal(replies, app.code), app.error),
            where=_where(delivered, notice),
            mail=mail,
            delivered=delivered,
            notice=notice,
            read=read,
            notice_read=notice_read,
            ended_ms=self.network.now_ms,
        )


def _where(
    delivered: StoredMail | None, notice: StoredMail | None
) -> Literal["friend-box", "junk", "returned", "phone"]:
    if delivered:
        return "friend-box" if delivered.mailbox == "INBOX" else "junk"
    return "returned" if notice else "phone"


def _refusal(replies: tuple[Reply, ...], code: int) -> Reply | None:
    """Return the reply that stopped the sender's app, if one did."""
    refused = (r for r in replies if r.leg == "submission" and not r.ok and r.code == code)
    return next(refused, None)
