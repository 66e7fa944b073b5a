"""Whatever three devices do, with and without a connection, they end in step and lose nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mail_world.sync import Home, Move, Remove, SetFlag, Write
from mail_world.sync.actions import BIN, FLAGGED, INBOX, SEEN
from mail_world.sync.home import ARCHIVE, FOLDER, Device

from .conftest import lack_qresync, mail

NAMES = ("phone", "computer", "tablet")
KINDS = (
    *("read", "unread", "flag", "unflag", "archive", "file", "delete", "rescue", "empty", "draft"),
    *("offline", "online", "new", "wait", "restore"),
)
EVENTS = st.lists(
    st.tuples(st.sampled_from(KINDS), st.sampled_from(NAMES), st.integers(0, 5)),
    min_size=4,
    max_size=24,
)
FLAGS = {
    "read": (SEEN, True),
    "unread": (SEEN, False),
    "flag": (FLAGGED, True),
    "unflag": (FLAGGED, False),
}
TARGETS = {"archive": ARCHIVE, "file": FOLDER, "delete": BIN, "rescue": INBOX}


class Day:
    """A box, and what was ever put into it or removed from it for good."""

    def __init__(self) -> None:
        self.home = Home(NAMES)
        self.made: set[str] = set()
        self.removed: set[str] = set()

    def receive(self) -> None:
        name = f"m{len(self.made)}"
        self.home.receive(mail(name))
        self.made.add(name)

    def happen(self, kind: str, device: Device, index: int) -> None:
        shown = sorted(device.shown().values(), key=lambda one: one.mail)
        one = shown[index % len(shown)] if shown else None
        match kind:
            case "new":
                self.receive()
            case "wait":
                self.home.settle()
            case "restore":
                self.home.restore()
            case "offline":
                device.go_offline()
            case "online":
                device.go_online()
            case "draft":
                name = f"d{len(self.made)}"
                self.made.add(name)
                device.act(Write(name, mail(name), name))
            case "empty":
                gone = tuple(each.mail for each in shown if each.folder == BIN)
                self.removed.update(gone)
                device.act(Remove(gone))
            case _ if one and kind in FLAGS:
                device.act(SetFlag(one.mail, *FLAGS[kind]))
            case _ if one:
                device.act(Move(one.mail, one.folder, TARGETS[kind]))

    def end(self) -> None:
        """Let everybody come back and be idle."""
        for device in self.home.devices.values():
            device.go_online()
        for _ in NAMES:
            self.home.look()


@settings(max_examples=40, deadline=None)
@given(EVENTS, st.booleans())
def test_any_day_ends_with_all_in_step_and_nothing_lost(
    events: list[tuple[str, str, int]], resyncs: bool
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        if not resyncs:
            lack_qresync(patch)
        end_in_step(events)


def end_in_step(events: list[tuple[str, str, int]]) -> None:
    """Let a day happen and look whether all was well."""
    day = Day()
    with day.home:
        for _ in range(3):
            day.receive()
        day.home.look()
        for kind, name, index in events:
            day.happen(kind, day.home.devices[name], index)
        day.end()

    has = day.home.contents()
    screens = [
        {one.mail: (one.folder, one.flags) for one in device.shown().values() if one.saved}
        for device in day.home.devices.values()
    ]
    waiting = [device.queue for device in day.home.devices.values()]
    with day.home:
        day.home.close()
    assert screens == [has] * len(NAMES)
    assert waiting == [[]] * len(NAMES)
    assert day.made - day.removed <= set(has) <= day.made
