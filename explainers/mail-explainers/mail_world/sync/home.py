"""A box and the devices that look at it: everything runs, and what was said is heard.

Decides: which devices there are and where they call; that the box is はな's, on her provider's
server, with the folders that mail apps expect; how new mail comes (a stranger's server brings it
over SMTP to port 25, and is told if there is no room); and what `settle` means: notices that have
arrived are followed up until nobody is told anything any more.

Strategy: all that a caller does is done inside `with home:`, which lets chance and time follow the
world (determinism.py). Each `with` begins with chance anew, so that the same calls give the same
bytes whether or not something was run in between.
"""

from __future__ import annotations

import smtplib
from collections.abc import Mapping
from contextlib import ExitStack
from types import TracebackType
from typing import Final, Literal

from mail_world.blocking import BlockingSocket
from mail_world.determinism import determined
from mail_world.dns import Resolver, Zone
from mail_world.imap import Account
from mail_world.imap.store import Mailbox
from mail_world.network import Network
from mail_world.places import FRIEND_HOST, HANA, OFFICE_MAIL, PHONE_HOST, Host
from mail_world.policies import Exchange
from mail_world.provider import Provider
from mail_world.record import OFFICE, WorldError
from mail_world.sealed import SealedContext
from mail_world.sync.actions import BIN, DRAFTS, INBOX
from mail_world.sync.doors import Doorkeeper, IMAPDoor, POP3Door
from mail_world.sync.hearing import IMAPS, POP3S, SMTP, Hearing
from mail_world.sync.imap_agent import IMAPDevice
from mail_world.sync.pop3_agent import POP3Device
from mail_world.world import quiet

ARCHIVE: Final = "Archive"
FOLDER: Final = "旅行"
"""A folder of the user's own."""
FOLDERS: Final[Mapping[str, str]] = {
    FOLDER: "",
    ARCHIVE: "\\Archive",
    DRAFTS: "\\Drafts",
    BIN: "\\Trash",
}
DEVICES: Final[Mapping[str, Host]] = {
    "phone": PHONE_HOST,
    "computer": Host("computer", "203.0.113.12", "computer"),
    "tablet": Host("tablet", "203.0.113.13", "tablet"),
    "tab2": Host("tab2", "203.0.113.14", "tab2"),
    "tab3": Host("tab3", "203.0.113.15", "tab3"),
}
BOX_HOST: Final = Host("imap.example.jp", "192.0.2.143", OFFICE)
POP_HOST: Final = Host("pop.example.jp", "192.0.2.110", OFFICE)
ZONE: Final[Zone] = {
    (host.name, "A"): (host.address,) for host in (BOX_HOST, POP_HOST, OFFICE_MAIL)
}
ACTORS: Final = {
    host.address: host.actor
    for host in (*DEVICES.values(), BOX_HOST, POP_HOST, OFFICE_MAIL, FRIEND_HOST)
}
NOTICE: Final = 0.1
"""Virtual seconds in which a notice reaches everybody."""
ROUNDS: Final = 20

type Device = IMAPDevice | POP3Device


class Home:
    """The box, its server and its devices; see the module's docstring.

    `devices`: names from DEVICES. `leave`: with POP3, whether mails stay on the server. `quota` in
    bytes, None for no end.
    """

    def __init__(
        self,
        devices: tuple[str, ...] = ("phone", "computer"),
        *,
        protocol: Literal["imap", "pop3"] = "imap",
        leave: bool = True,
        quota: int | None = None,
    ) -> None:
        self.hearing = Hearing(ACTORS)
        self.network = Network(self.hearing, Resolver(ZONE, lambda *_: None).address)
        self.hearing.now_ms = lambda: self.network.now_ms
        self._runs = 0
        self._within = ExitStack()
        provider = Provider(
            self.network,
            self.hearing,
            "example.jp",
            OFFICE_MAIL,
            [HANA],
            quota=quota,
            folders=FOLDERS,
        )
        self.account: Account = provider.accounts[HANA.address]
        self.door = Doorkeeper(provider.accounts)
        provider.serve_port(SMTP, Exchange, implicit=False)
        for host, port, kind in ((BOX_HOST, IMAPS, IMAPDoor), (POP_HOST, POP3S, POP3Door)):
            self.network.listen(
                host.address,
                port,
                lambda kind=kind: kind(self.door),  # type: ignore[misc]
                SealedContext((host.name,)),
            )
        self.protocol, self.leave = protocol, leave
        self.devices: dict[str, Device] = {}
        for name in devices:
            self.add(name)

    def add(self, name: str) -> Device:
        """Set up one device more, by its name in DEVICES; it has not looked at anything yet."""
        place = DEVICES[name]
        device: Device
        if self.protocol == "pop3":
            device = POP3Device(self.network, place, HANA, POP_HOST.name, leave=self.leave)
        else:
            device = IMAPDevice(self.network, place, HANA, BOX_HOST.name, (INBOX, *FOLDERS))
        self.devices[name] = device
        return device

    # -- running -----------------------------------------------------------------------------------

    def __enter__(self) -> Home:
        """Let chance and time follow this world until the end of the block."""
        self._runs += 1
        seed = b"sync %d" % self._runs
        self._within.enter_context(determined(self.network.wall, self.network.time, seed))
        self._within.enter_context(quiet("mail.log"))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._within.close()
        if self.network.unhandled and error is None:
            raise WorldError("the world broke") from self.network.unhandled[0].get("exception")

    def close(self) -> None:
        """End the world: nothing of it can be used afterwards."""
        self.network.shut_down()

    # -- what happens ------------------------------------------------------------------------------

    def settle(self) -> list[str]:
        """Let notices arrive and be followed up; return the devices that were told something."""
        told: list[str] = []
        for _ in range(ROUNDS):
            self.network.pass_time(NOTICE)
            waiting = [device for device in self.devices.values() if device.told]
            if not waiting:
                break
            for device in waiting:
                told.append(device.name)
                device.sync()
        return list(dict.fromkeys(told))

    def look(self) -> None:
        """Have every device look at all folders, as apps do from time to time."""
        for device in self.devices.values():
            device.sync()
        self.settle()

    def receive(self, source: bytes) -> str:
        """Have a stranger's server bring a mail; return its refusal, or empty if it was taken."""
        client = _Postman(self.network)
        try:
            client.sendmail("kaze@example.org", [HANA.address], source)
        except smtplib.SMTPRecipientsRefused as error:
            ((code, words),) = error.recipients.values()
            return f"{code} {words.decode('utf-8', 'replace')}"
        except smtplib.SMTPDataError as error:
            said = error.smtp_error
            return f"{error.smtp_code} {said.decode() if isinstance(said, bytes) else said}"
        finally:
            client.quit()
        return ""

    def restore(self) -> None:
        """Have the provider restore the box from a copy: every folder gets another UIDVALIDITY.

        A server that has lost its numbers must say so in this way (RFC 3501 section 2.3.1.1).
        """
        self.door.restart()
        self.network.pass_time(NOTICE)
        for name, old in list(self.account.mailboxes.items()):
            new = Mailbox(name, old.uid_validity + 100, old.use)
            for message in old.messages.values():
                new.append(message.source, message.received, message.flags)
            self.account.mailboxes[name] = new

    def contents(self) -> dict[str, tuple[str, frozenset[str]]]:
        """Return what the server has: Message-ID → folder and flags. For tests and stories."""
        found = {}
        for box in self.account.mailboxes.values():
            for message in box.messages.values():
                found[identity_of(message.source)] = (box.name, frozenset(message.flags))
        return found


def identity_of(source: bytes) -> str:
    """Return the Message-ID of a mail that the world made."""
    start = source.index(b"Message-ID: <") + 13
    return source[start : source.index(b">", start)].decode()


class _Postman(smtplib.SMTP):
    """A stranger's server: the standard library's smtplib over the world's wire."""

    def __init__(self, network: Network) -> None:
        self._network = network
        super().__init__(OFFICE_MAIL.name, SMTP, local_hostname="mx.example.org", timeout=60)

    def _get_socket(self, host: str, port: int, timeout: float) -> BlockingSocket:
        return BlockingSocket(
            self._network, host, port, source=FRIEND_HOST.address, timeout=timeout
        )
