"""What the reader can do with their own hands: panels of things, and a deed behind each button.

Where a control sets how a run begins, a deed goes on from how it ended: it is one more action in
the list that the run is computed from; or it `sets` something, as the form would. An explainer
says which deeds there are at the end of a story; the figure draws them as buttons, and the player
only sends them back.
"""

from __future__ import annotations

from dataclasses import dataclass

from explainer_kit.controls import Settings
from explainer_kit.story import Action

__all__ = ["Deed", "Guest", "Panel", "Shelf", "Thing"]


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that can be done: the action, the button's words, and what a screen reader says.

    `pressed` makes it a switch, on or off; None is a plain button. A deed that has neither an
    `action` nor something that it `sets` can't be done just now: its button is switched off.
    """

    label: str
    action: Action | None
    name: str = ""
    pressed: bool | None = None
    sets: Settings | None = None


@dataclass(frozen=True, slots=True)
class Thing:
    """Something in a panel: tapping it opens what can be done with it, and does `opening` first.

    `key` names it from run to run, so that what the reader has opened stays open; `marks` are
    short words about its state; `strong` says that it is new to the reader.
    """

    key: str
    label: str
    marks: tuple[str, ...] = ()
    strong: bool = False
    opening: Action | None = None
    deeds: tuple[Deed, ...] = ()


@dataclass(frozen=True, slots=True)
class Shelf:
    """Things that lie further back, behind a drawer of their own, and what can be done with all."""

    label: str
    things: tuple[Thing, ...]
    deeds: tuple[Deed, ...] = ()


@dataclass(frozen=True, slots=True)
class Panel:
    """A device or a place with its things in it; `state` is one line about it.

    `things` lie in front, `shelves` behind; `empty` is said where nothing lies in front.

    `tone` is good, bad or plain, and is told by `state` in words as well.
    """

    key: str
    title: str
    state: str = ""
    tone: str = "plain"
    things: tuple[Thing, ...] = ()
    shelves: tuple[Shelf, ...] = ()
    deeds: tuple[Deed, ...] = ()
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Guest:
    """A further tab of the reader's browser that may join a run: what joining and leaving are.

    `key` is that of its panel, and what `joins` names as the `device`; `title` is what it is
    called.
    """

    key: str
    title: str
    joins: Action
    leaves: Action
