"""A box and its devices at work: each act is done for real, and what came of it is noted.

Decides: what happens after an act: notices go out (IDLE), and whoever is online and still not in
step looks at all folders a little later, as apps do at intervals. With POP3, whoever is online
fetches when something has come. Nothing here is worded for a reader.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final, Literal, NamedTuple

from explainer_kit.story import Plain, Step
from mail_world import WorldEvent
from mail_world.sync import Action as DeviceAction
from mail_world.sync import Home, IMAPDevice, Move, Remove, SetFlag, Write
from mail_world.sync.actions import BIN, FLAGGED, INBOX, SEEN
from mail_world.sync.home import ARCHIVE, FOLDER, Device

from sync_flow import letters
from sync_flow.acts import ABOUT_MAIL, GUESTS, MAX_DEVICES, Act
from sync_flow.letters import Letter

__all__ = ["Card", "Desk", "Moment", "Screen"]

A_WHILE: Final = 300.0
"""Virtual seconds between an app's looks at the folders that nobody tells it of."""
Protocol = Literal["imap", "pop3"]


class Card(NamedTuple):
    """A mail as a screen or the box shows it."""

    mail: str
    folder: str
    seen: bool
    flagged: bool


class Screen(NamedTuple):
    """One device: what it shows, and how it stands to the box."""

    online: bool
    signed_out: bool
    waiting: int
    """Acts that wait in its queue."""
    in_step: bool
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """What came of one thing that happened: `scene` names it, `device` did it or was concerned.

    `mail` is the letter's label. `others` are the devices that followed. `reply` is the server's
    refusal.
    """

    scene: str
    device: str
    at_ms: int
    events: tuple[WorldEvent, ...]
    screens: Mapping[str, Screen]
    box: tuple[Card, ...]
    used: int
    mail: str = ""
    others: tuple[str, ...] = ()
    reply: str = ""
    waits: bool = False
    """The device was out of reach: the act waits in its queue."""


class Desk:
    """One run's world, and the moments so far."""

    def __init__(
        self, devices: tuple[str, ...], *, protocol: Protocol, leave: bool, room: str
    ) -> None:
        self.protocol, self.leave, self.room = protocol, leave, letters.ROOM[room]
        self.letters: dict[str, Letter] = dict(letters.START)
        self.done: list[Act] = []
        self.own_from = 0
        """Where in `done` the reader's own acts begin, after the day's."""
        self.moments: list[Moment] = []
        self.told: dict[int, tuple[Step, dict[str, dict[str, Plain]]]] = {}
        """Moments that have been told already, by their number (tell.py)."""
        self.home = Home(devices, protocol=protocol, leave=leave, quota=self.room)
        self._came = self._drafts = 0
        with self.home as home:
            for name, letter in self.letters.items():
                source = letters.source_of(name, letter, home.network.wall(), "kaze@example.org")
                home.account.append(home.account.mailboxes[letter.folder], source, letter.flags)
            for device in home.devices.values():
                device.sync()
            home.settle()
            self._note("look", "phone", others=devices[1:])

    def close(self) -> None:
        """End this world."""
        with self.home:
            self.home.close()

    @property
    def devices(self) -> Mapping[str, Device]:
        """The devices by name."""
        return self.home.devices

    def do(self, act: Act) -> None:
        """Do one act, and let the others follow; what would change nothing leaves all as it is."""
        if not self.can(act):
            return
        self.done.append(act)
        with self.home:
            _DOING.get(act.do, Desk._user_acts)(self, act)
            self._follow(act)

    def can(self, act: Act) -> bool:
        """Tell whether an act would change anything just now."""
        device = self.devices.get(act.device)
        if device is None:
            if act.device:
                joins = act.do == "join" and act.device in GUESTS
                return joins and len(self.devices) < MAX_DEVICES
            return act.do == "new" or (act.do == "restore" and self.protocol == "imap")
        if device.signed_out or (act.do in ("join", "close") and act.device not in GUESTS):
            return False
        shown = device.shown()
        one = shown.get(letters.full(act.mail))
        if act.do in ABOUT_MAIL and one is None:
            return False
        match act.do:
            case "offline" | "online" | "join" | "close":
                return device.online == (act.do in ("offline", "close"))
            case "read" | "unread" if one is not None:
                return (SEEN in one.flags) == (act.do == "unread")
            case "flag" | "unflag" if one is not None:
                return (FLAGGED in one.flags) == (act.do == "unflag")
            case "file" | "archive" | "delete" | "back" if one is not None:
                return one.folder != _TARGETS[act.do]
            case "empty":
                return any(other.folder == BIN for other in shown.values())
            case _:
                return True

    # -- acts --------------------------------------------------------------------------------------

    def _user_acts(self, act: Act) -> None:
        device = self.devices[act.device]
        mail = letters.full(act.mail)
        actions = _USER_ACTS[act.do](self, device, mail)
        if act.do == "read":
            device.open(mail)
        device.act(*actions)
        written = next((a.mail for a in actions if isinstance(a, Write)), "")
        name = act.mail or letters.short(written)
        refused = "OVERQUOTA" in device.refusal and act.do == "draft"
        self._note(
            "draft-waits" if refused else act.do,
            act.device,
            mail=self.letters[name].label if name else "",
            reply=device.refusal if refused else "",
            waits=not device.online,
        )

    def _join(self, act: Act) -> None:
        """A further tab opens the box; one that was closed before finds what it had."""
        if act.device in self.devices:
            self.devices[act.device].go_online()
        else:
            self.home.add(act.device).sync()
        self.home.settle()
        self._note("join", act.device)

    def _new(self, act: Act) -> None:
        self._came += 1
        name, letter = letters.coming(self._came)
        self.letters[name] = letter
        source = letters.source_of(name, letter, self.home.network.wall(), "kaze@example.org")
        refused = self.home.receive(source)
        scene = "turned-away" if refused else "new"
        self._note(scene, "friend", mail=letter.label, reply=refused)

    def _offline(self, act: Act) -> None:
        device = self.devices[act.device]
        device.go_offline()
        self._note(act.do, act.device)

    def _online(self, act: Act) -> None:
        device = self.devices[act.device]
        had = len(device.queue)
        device.go_online()
        self._note("online" if had else "online-idle", act.device)
        self._note_conflicts(device)

    def _note_conflicts(self, device: Device) -> None:
        """Note what a return brought to light: folders numbered anew, and acts that gave way."""
        if not isinstance(device, IMAPDevice):
            return
        if device.resynced:
            self._note("resynced", device.name)
        for dropped in device.dropped[:1]:
            if not isinstance(dropped.action, Remove):
                scene = "gave-way" if dropped.why == "removed" else "followed"
                letter = self.letters[letters.short(dropped.action.mail)]
                self._note(scene, device.name, mail=letter.label)
        device.dropped.clear()
        device.resynced.clear()

    def _sign_out(self, act: Act) -> None:
        device = self.devices[act.device]
        self.home.door.withdraw(device.place.address)
        self._note("sign-out", act.device)
        self.home.settle()
        device.sync()
        if device.signed_out:
            self._note("shut-out", act.device, reply=device.refusal)

    def _restore(self, act: Act) -> None:
        self.home.restore()
        self._note("restore", "office")

    # -- what follows ------------------------------------------------------------------------------

    def _follow(self, act: Act) -> None:
        """Let everybody who can get into step."""
        told = self.home.settle()
        if self.protocol == "pop3":
            if act.do == "new":
                self._fetch()
            return
        renumbered = [d for d in self.devices.values() if isinstance(d, IMAPDevice) and d.resynced]
        if renumbered:
            self._note("resynced", renumbered[0].name, others=[d.name for d in renumbered[1:]])
        elif told:
            scene = {"read": "told-read", "new": "told-new"}.get(act.do, "told")
            self._note(scene, told[0], others=told[1:])
        for device in self.devices.values():
            if isinstance(device, IMAPDevice):
                device.resynced.clear()
                device.dropped.clear()
        behind = [n for n, s in self._screens().items() if not s.in_step and self._reachable(n)]
        if behind:
            self.home.network.pass_time(A_WHILE)
            for name in behind:
                self.devices[name].sync()
            self.home.settle()
            if any(self._screens()[name].in_step for name in behind):
                self._note("looked", behind[0], others=behind[1:])
            else:
                self.home.hearing.take()

    def _fetch(self) -> None:
        names = [name for name in self.devices if self._reachable(name)]
        self.home.network.pass_time(A_WHILE)
        for name in names:
            self.devices[name].sync()
        if names:
            self._note("fetch", names[0], others=names[1:])

    def _reachable(self, name: str) -> bool:
        device = self.devices[name]
        return device.online and not device.signed_out

    # -- noting ------------------------------------------------------------------------------------

    def _note(
        self,
        scene: str,
        device: str,
        *,
        mail: str = "",
        others: tuple[str, ...] | list[str] = (),
        reply: str = "",
        waits: bool = False,
    ) -> None:
        events = self.home.hearing.take()
        self.moments.append(
            Moment(
                scene=scene,
                device=device,
                at_ms=events[0].at_ms if events else self.home.network.now_ms,
                events=events,
                screens=self._screens(),
                box=self._box(),
                used=self.home.account.used,
                mail=mail,
                others=tuple(others),
                reply=reply,
                waits=waits,
            )
        )

    def _box(self) -> tuple[Card, ...]:
        return tuple(
            Card(letters.short(mail), folder, SEEN in flags, FLAGGED in flags)
            for mail, (folder, flags) in self.home.contents().items()
        )

    def _screens(self) -> dict[str, Screen]:
        box = set(self._box())
        return {name: _screen(device, box) for name, device in self.devices.items()}


def _screen(device: Device, box: set[Card]) -> Screen:
    cards = tuple(
        Card(letters.short(one.mail), one.folder, SEEN in one.flags, FLAGGED in one.flags)
        for one in device.shown().values()
    )
    return Screen(device.online, device.signed_out, len(device.queue), set(cards) == box, cards)


# -- what each act comes to on a device ------------------------------------------------------------


def _flag(flag: str, on: bool) -> Callable[[Desk, Device, str], tuple[DeviceAction, ...]]:
    return lambda desk, device, mail: (SetFlag(mail, flag, on),)


def _move(desk: Desk, device: Device, mail: str, target: str) -> tuple[DeviceAction, ...]:
    return (Move(mail, device.shown()[mail].folder, target),)


def _empty(desk: Desk, device: Device, mail: str) -> tuple[DeviceAction, ...]:
    return (Remove(tuple(one.mail for one in device.shown().values() if one.folder == BIN)),)


def _draft(desk: Desk, device: Device, mail: str) -> tuple[DeviceAction, ...]:
    desk._drafts += 1
    name, letter = letters.draft(desk._drafts)
    desk.letters[name] = letter
    source = letters.source_of(name, letter, desk.home.network.wall(), "hana@example.jp")
    return (Write(letters.full(name), source, letter.subject),)


_TARGETS: Final = {"file": FOLDER, "archive": ARCHIVE, "delete": BIN, "back": INBOX}
_USER_ACTS: Mapping[str, Callable[[Desk, Device, str], tuple[DeviceAction, ...]]] = {
    "read": _flag(SEEN, True),
    "unread": _flag(SEEN, False),
    "flag": _flag(FLAGGED, True),
    "unflag": _flag(FLAGGED, False),
    **{do: partial(_move, target=target) for do, target in _TARGETS.items()},
    "empty": _empty,
    "draft": _draft,
}
_DOING: Mapping[str, Callable[[Desk, Act], None]] = {
    "join": Desk._join,
    "new": Desk._new,
    "offline": Desk._offline,
    "close": Desk._offline,
    "online": Desk._online,
    "sign-out": Desk._sign_out,
    "restore": Desk._restore,
}
