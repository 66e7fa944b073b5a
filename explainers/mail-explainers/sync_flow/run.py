"""From settings and actions to a story: `simulate`, pure, with a memory that only saves time.

Decides: a run is the day's own acts, then the reader's, of which the story names those that
changed something: whatever is undone was seen. Since the next run is most often the last
one and one act more, the world of the last run is kept, and goes on from where it stands if all
that it did is a beginning of what is wanted. A test holds that this never shows: each act begins
with chance anew (mail_world.sync.home), so a run that went on equals one that began afresh.
"""

from __future__ import annotations

import atexit
from collections.abc import Sequence
from typing import Final

from explainer_kit.controls import Settings
from explainer_kit.explainer import key_of
from explainer_kit.story import Action, Story

from sync_flow.acts import Act, acts_of
from sync_flow.days import DAYS
from sync_flow.desk import Desk
from sync_flow.tell import tell

__all__ = ["NAME", "simulate"]

NAME: Final = "sync_flow"
DEVICES: Final = {"2": ("phone", "computer"), "3": ("phone", "computer", "tablet")}
_kept: dict[str, Desk] = {}
"""The last run's settings and its world: one at most."""


def simulate(settings: Settings, actions: Sequence[Action]) -> Story:
    """Run a day, then the reader's actions; what can't be done is passed over and not told."""
    devices = DEVICES[str(settings["devices"])]
    own = acts_of(actions, devices)
    desk = _desk_for(settings, devices, own)
    for act in own[len(desk.done) - desk.own_from :]:
        desk.do(act)
    return tell(
        desk,
        explainer=NAME,
        settings=settings,
        actions=tuple(act.as_data() for act in desk.done[desk.own_from :]),
    )


def _desk_for(settings: Settings, devices: tuple[str, ...], own: tuple[Act, ...]) -> Desk:
    """Return the kept world if all that the reader did in it is a beginning of what is wanted."""
    key = key_of(settings)
    kept = _kept.get(key)
    if kept is not None:
        did = tuple(kept.done[kept.own_from :])
        if did == own[: len(did)]:
            return kept
    forget()
    desk = Desk(
        devices,
        protocol="pop3" if settings["protocol"] == "pop3" else "imap",
        leave=settings["leave"] is True,
        room=str(settings["room"]),
    )
    for act in DAYS[str(settings["day"])].acts:
        desk.do(act)
    desk.own_from = len(desk.done)
    _kept[key] = desk
    return desk


def forget() -> None:
    """End the kept world, if there is one."""
    for old in _kept.values():
        old.close()
    _kept.clear()


atexit.register(forget)  # or its event loop would complain at the end of a process
