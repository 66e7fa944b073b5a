"""What the reader can do, as data from outside: checked, bounded, and put in one form.

An action is a mapping: `do` (one of KINDS), and where it is somebody's doing `device`, and where
it is about a mail `mail` (its identity). What can't be done (an unknown word, a mail that is not
on that screen, a device that was signed out) is passed over, since an action that was possible
may not be any more after an undo.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from explainer_kit.story import Action

from sync_flow.letters import START

__all__ = ["GUESTS", "KINDS", "MAX_ACTIONS", "MAX_DEVICES", "NAMEABLE", "Act", "acts_of"]

ABOUT_MAIL: Final = frozenset(
    ("read", "unread", "flag", "unflag", "file", "archive", "delete", "back")
)
ON_DEVICE: Final = ABOUT_MAIL | {"join", "close", "empty", "draft", "offline", "online", "sign-out"}
KINDS: Final = ON_DEVICE | {"new", "restore"}
GUESTS: Final = ("tab2", "tab3")
"""Devices that may join later: further tabs of the reader's browser."""
MAX_DEVICES: Final = 4
MAX_ACTIONS: Final = 100
"""Actions that one story takes; what comes after is passed over."""
NAMEABLE: Final[Mapping[str, tuple[str, ...]]] = {
    "do": tuple(sorted(KINDS - {"join", "close"})),
    "device": ("phone", "computer", "tablet"),
    "mail": (*START, *(f"{kind}{number}" for kind in ("new", "draft") for number in range(1, 13))),
}
"""What an address may say of an action. Other tabs of a browser are not there when it is opened."""


class Act(NamedTuple):
    """One action; `device` and `mail` are empty where there is none."""

    do: str
    device: str = ""
    mail: str = ""

    def as_data(self) -> Mapping[str, str]:
        """Return it as the page writes it."""
        return {name: value for name, value in self._asdict().items() if value}


def acts_of(actions: Iterable[Action], devices: Iterable[str]) -> tuple[Act, ...]:
    """Read actions from outside; what is none is left out."""
    known = frozenset(devices) | frozenset(GUESTS)
    found = []
    for action in actions:
        do, device, mail = (action.get(key, "") for key in ("do", "device", "mail"))
        if not (isinstance(do, str) and isinstance(device, str) and isinstance(mail, str)):
            continue
        if do not in KINDS or len(mail) > 40:
            continue
        if do in ON_DEVICE and device not in known:
            continue
        if (do in ABOUT_MAIL) != bool(mail):
            continue
        found.append(Act(do, device if do in ON_DEVICE else "", mail))
    return tuple(found[:MAX_ACTIONS])
