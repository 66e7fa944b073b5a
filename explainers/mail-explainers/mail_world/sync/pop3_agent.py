"""A device's mail app over POP3 (RFC 1939): it takes copies home, and knows of no other device.

Decides: what is on the device stays on the device. Flags, folders and drafts live here alone;
deleting here deletes here. `leave` is the app's 「サーバーに残す」: the server keeps its copy; if
not, the mail is removed there once it has been fetched (DELE, then QUIT). What was fetched before
is known by UIDL.
"""

from __future__ import annotations

import poplib

from mail_world.network import Network
from mail_world.places import Host, Person
from mail_world.sealed import SealedContext
from mail_world.sync.actions import INBOX, Action
from mail_world.sync.mirror import Shown, lay_over, read_header
from mail_world.sync.wire import DevicePOP3


class POP3Device:
    """One device and its app; see the module's docstring. Shaped like IMAPDevice."""

    def __init__(
        self, network: Network, place: Host, owner: Person, server: str, *, leave: bool
    ) -> None:
        self.place, self.name, self.leave = place, place.actor, leave
        self.online, self.signed_out = True, False
        self.queue: list[Action] = []
        """Always empty: nothing that is done here goes to the server."""
        self.bodies: dict[str, bytes] = {}
        self.refusal = ""
        self.fetched: set[str] = set()
        """The unique ids (UIDL) of what was fetched."""
        self._network, self._owner, self._server = network, owner, server
        self._kept: dict[str, Shown] = {}

    def shown(self) -> dict[str, Shown]:
        """Return what the screen shows, by identity."""
        return dict(self._kept)

    def act(self, *actions: Action) -> None:
        """Do something, here alone."""
        for action in actions:
            lay_over(self._kept, action)

    def open(self, mail: str) -> bytes | None:
        """Return a mail in full: POP3 fetches mails whole."""
        return self.bodies.get(mail)

    def go_offline(self) -> None:
        self.online = False

    def go_online(self) -> None:
        """Be reachable again, and fetch."""
        self.online = True
        self.sync()

    @property
    def told(self) -> bool:
        """Nobody tells: POP3 has no notices."""
        return False

    def sync(self) -> None:
        """Fetch what has not been fetched yet, and remove it there unless it is to be left."""
        if not self.online or self.signed_out:
            return
        client = DevicePOP3(self._network, self._server, 995, self.place.address, SealedContext())
        try:
            client.user(self._owner.address)
            client.pass_(self._owner.password)
        except poplib.error_proto as error:
            said = error.args[0]
            self.refusal = said.decode() if isinstance(said, bytes) else str(said)
            self.signed_out = True
            client.close()
            return
        for line in client.uidl()[1]:
            number, _, unique = line.decode().partition(" ")
            if unique not in self.fetched:
                self._fetch(client, int(number), unique)
            if not self.leave:
                client.dele(int(number))
        client.quit()

    def _fetch(self, client: DevicePOP3, number: int, unique: str) -> None:
        source = b"\r\n".join(client.retr(number)[1]) + b"\r\n"
        mail, subject = read_header(source)
        self.bodies[mail] = source
        self.fetched.add(unique)
        self._kept.setdefault(mail, Shown(mail, INBOX, subject, frozenset()))
