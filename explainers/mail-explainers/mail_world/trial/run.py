"""One trial: a phone, a name server, the company's office, and what came of it.

Decides: the phone is on a home line, on which port 25 is shut (OP25B): whoever hands mail in there
hears nothing. A name that the company does not have is not in the DNS.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from mail_world import letter
from mail_world.determinism import determined
from mail_world.dns import LookupFailed, Resolver
from mail_world.network import Network
from mail_world.places import PHONE_HOST, Host, Person
from mail_world.record import OFFICE, Reply, WorldError, WorldEvent
from mail_world.recorder import Recorder, Tongue
from mail_world.scenario import Scenario
from mail_world.sending import SendingApp, Submission
from mail_world.trial.company import SECRETS, Company, Screen
from mail_world.trial.office import Office
from mail_world.trial.opening import ReadingApp
from mail_world.world import quiet

ADDRESS: Final = "192.0.2.25"
"""The company's, among those for documentation (RFC 5737)."""
NUMBERS: Final = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
SETTLE: Final = 1.0
SUBJECT: Final = "送信テスト"
MESSAGE: Final = "自分あてのテストです。"
WAITING: Final = "ようこそ"


@dataclass(frozen=True, slots=True)
class Tried:
    """What a trial came to.

    `ok`: the letter is in the box, or the box was listed. Else `stage` says where it stopped:
    `connect`, `greeting`, `no-tls`, `tls`, `sign-in`, `sender`, `recipient`, `data`, `listing`;
    `reply` is the server's own line if one refused, `error` the client library's words.
    """

    events: tuple[WorldEvent, ...]
    ok: bool
    stage: str
    reply: Reply | None
    error: str


class _Ground:
    """The world of one trial."""

    def __init__(self, company: Company, *, reading: bool) -> None:
        spoken: dict[int, Tongue] = {window.port: window.kind for window in company.windows}
        self.recorder = Recorder(
            lambda port: spoken.get(port, "smtp"),
            lambda *_: "own-box" if reading else "submission",
        )
        if reading:
            self.recorder.legs["phone"] = "own-box"
        host = Host(company.host.lower(), ADDRESS, OFFICE)
        zone = {(host.name, "A"): (host.address,)} if company.windows else {}
        self.resolver = Resolver(zone, self.recorder.looked_up)
        self.network = Network(self.recorder, self._find)
        self.network.shut.add((PHONE_HOST.address, 25))
        self.recorder.now_ms = lambda: self.network.now_ms
        self.company, self.host = company, host

    async def _find(self, caller: str, host: str) -> str:
        """Return a host's address: whatever is no address is asked for in the DNS."""
        if NUMBERS.fullmatch(host):
            return host
        try:
            return (await self.resolver.ask(caller, host, "A"))[0]
        except LookupFailed:
            raise socket.gaierror(-2, "Name or service not known") from None

    def run(self, act: Callable[[Network, Recorder, Office], Tried]) -> Tried:
        """Let somebody act on this ground, chance and time following it."""
        with determined(self.network.wall, self.network.time), quiet("mail.log"):
            try:
                owner = Person("あなた", self.company.address.lower(), SECRETS["everyday"])
                office = Office(self.network, self.recorder, self.company, self.host, owner)
                tried = act(self.network, self.recorder, office)
            finally:
                self.recorder.listening = False
                self.network.shut_down()
        if self.network.unhandled:
            raise WorldError("the world broke") from self.network.unhandled[0].get("exception")
        return tried


def send(company: Company, screen: Screen) -> Tried:
    """Hand a mail in with these settings, to the customer's own address; see it into the box.

    Pure, as `mail_world.play`. Raises WorldError if something broke that no settings should break.
    """

    def act(network: Network, recorder: Recorder, office: Office) -> Tried:
        methods = {one: one for one in ("none", "other", "token", "hashed")}
        submission = Submission(
            host=screen.host,
            port=screen.port,
            security=screen.security,
            user=screen.user,
            password=screen.password,
            sender=company.address,
            method=methods.get(screen.secret, "password"),  # type: ignore[arg-type]
        )
        scenario = Scenario(subject=SUBJECT, message=MESSAGE)
        sender = Person(office.owner.name, company.address, "")
        mail = letter.compose(scenario, sender, company.address, network.wall())
        app = SendingApp(submission, recorder)
        sent = network.run(app.send(company.address, mail))
        network.pass_time(SETTLE)
        arrived = bool(office.box.mailboxes["INBOX"].messages)
        refusals = (r for r in recorder.replies if not r.ok and r.code == app.code)
        return Tried(
            tuple(recorder.events), sent and arrived, app.stage, next(refusals, None), app.error
        )

    return _Ground(company, reading=False).run(act)


def receive(company: Company, screen: Screen) -> Tried:
    """Open the customer's box with these settings and list it; a letter is in it.

    Pure, as `mail_world.play`. Raises WorldError if something broke that no settings should break.
    """

    def act(network: Network, recorder: Recorder, office: Office) -> Tried:
        scenario = Scenario(subject=WAITING, message=MESSAGE)
        waiting = letter.compose(scenario, office.owner, company.address, network.wall())
        office.box.deliver(waiting)
        app = ReadingApp(network, recorder, screen)
        opened = app.look()
        network.pass_time(SETTLE)
        return Tried(tuple(recorder.events), opened, app.stage, None, app.error)

    return _Ground(company, reading=True).run(act)
