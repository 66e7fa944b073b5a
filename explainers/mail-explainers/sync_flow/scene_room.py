"""What stands still: the post office seen from inside, its box with shelves, and the devices.

One box, drawn large, for it is the story: a shelf for the INBOX, four smaller ones for folders,
and beside it the jar that shows how much room is left. Below it, devices at their windows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from explainer_kit.markup import Element, el
from explainer_kit.scene import Point, Style
from mail_story.ink import at, circle, ellipse, group, path, rect
from mail_story.scene_style import STYLE as POST_OFFICE
from mail_world.sync.actions import BIN, DRAFTS, INBOX
from mail_world.sync.home import ARCHIVE, FOLDER

from sync_flow.scene_cards import ICONS

__all__ = [
    "HEIGHT",
    "JAR",
    "STYLE",
    "WIDTH",
    "Shelf",
    "Spot",
    "device",
    "room",
    "slot",
    "spots_of",
]

WIDTH, HEIGHT = 360, 336
JAR: Final[Point] = (292, 184)
"""The foot of the jar."""
STYLE: Final[Style] = {
    **POST_OFFICE,
    "sy-fill": {"opacity": "0.55"},
    "sy-away": {"fill": "ink", "opacity": "0.28"},
    "sy-name": {"font-size": "15px", "font-weight": "700", "text-anchor": "middle"},
}


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder's place in the box, and how many cards stand in a row."""

    x: int
    y: int
    width: int
    height: int
    columns: int


SHELVES: Final[Mapping[str, Shelf]] = {
    INBOX: Shelf(44, 72, 104, 112, 3),
    FOLDER: Shelf(152, 72, 52, 54, 2),
    ARCHIVE: Shelf(208, 72, 52, 54, 2),
    DRAFTS: Shelf(152, 130, 52, 54, 2),
    BIN: Shelf(208, 130, 52, 54, 2),
}


def slot(folder: str, number: int) -> Point:
    """Return where the card of this number (from 0) stands in a folder's shelf.

    >>> slot("INBOX", 0), slot("INBOX", 3)
    ((63, 119), (63, 160))
    """
    shelf = SHELVES.get(folder, SHELVES[INBOX])
    row, column = divmod(number, shelf.columns)
    if shelf.columns == 2:  # a small shelf: what is too much is stacked
        return shelf.x + 15 + 22 * column + 2 * min(row, 3), shelf.y + 37 - 2 * min(row, 3)
    beyond = max(0, row - 1)
    return shelf.x + 19 + 33 * column - 2 * beyond, shelf.y + 47 + 41 * min(row, 1) - 3 * beyond


@dataclass(frozen=True, slots=True)
class Spot:
    """A device's place: its centre, the inside of its screen (half sizes), cards in a row."""

    x: int
    y: int
    half_width: int
    half_height: int
    columns: int


_PHONE: Final = (264, 24, 35, 3)
_WIDE: Final = {"computer": (258, 45, 29, 5), "tablet": (260, 39, 29, 4), "tab": (262, 39, 27, 4)}
_NARROW: Final = {"computer": (258, 34, 29, 4), "tablet": (260, 30, 29, 3), "tab": (262, 32, 27, 3)}
"""A device's height in the picture, and its screen, where three stand side by side, and four."""
_PLACES: Final[Mapping[int, tuple[int, ...]]] = {
    2: (94, 252),
    3: (52, 168, 296),
    4: (40, 132, 226, 314),
}


def spots_of(names: Sequence[str]) -> Mapping[str, Spot]:
    """Say where devices stand, from the left: two to four of them.

    >>> spots_of(("phone", "computer"))["computer"].x
    252
    """
    sizes = {"phone": _PHONE, **(_NARROW if len(names) > 3 else _WIDE)}
    found = {}
    for name, x in zip(names, _PLACES[len(names)], strict=True):
        y, half_width, half_height, columns = sizes[_kind(name)]
        found[name] = Spot(x, y, half_width, half_height, columns)
    return found


def _kind(name: str) -> str:
    return "tab" if name.startswith("tab") and name != "tablet" else name


def room() -> tuple[Element, ...]:
    """Everything that is the same in all frames of every story."""
    return (
        path("M0 216Q90 200 180 212T360 206V336H0Z", "f-hill"),
        path("M0 286Q90 270 180 282T360 276V336H0Z", "f-hill-low"),
        ellipse(180, 198, 166, 7, "po-shade"),
        rect(26, 56, 308, 140, "f-paper s-read w-2", 3),
        path("M180 6L8 58H352Z", "f-roof-read s-roof-read w-4 round"),
        path("M44 52H316M84 40H276M124 28H236", "f-none s-paper w-1 faint"),
        rect(38, 66, 228, 124, "f-glow s-paper w-6", 5),
        rect(38, 66, 228, 124, "f-glow s-read w-4", 5),
        *(_shelf(name, shelf) for name, shelf in SHELVES.items()),
    )


def _shelf(name: str, shelf: Shelf) -> Element:
    back = rect(shelf.x, shelf.y, shelf.width, shelf.height, "f-paper s-read w-1", 2)
    if name == INBOX:
        words = el(
            "text",
            {
                "class": "sy-name f-ink",
                "x": shelf.x + 60,
                "y": shelf.y + 18,
                "textLength": 48,
                "lengthAdjust": "spacingAndGlyphs",
            },
            "受信箱",
        )
        plate = group(
            rect(shelf.x + 5, shelf.y + 4, 18, 18, "f-read-soft s-read w-1", 3),
            el("text", {"class": "po-number f-ink", "x": shelf.x + 14, "y": shelf.y + 18}, "5"),
        )
        return group(back, plate, words)
    return group(back, at(shelf.x + 14, shelf.y + 12, ICONS[name]))


def device(name: str, spot: Spot) -> Element:
    """A device's body with an empty screen."""
    return at(spot.x, spot.y, _BODIES[_kind(name)](spot.half_width, spot.half_height))


def _flat(w: int, h: int) -> Element:
    return group(
        rect(-w - 5, -h - 5, 2 * w + 10, 2 * h + 10, "f-paper s-read w-4", 7),
        rect(-w, -h, 2 * w, 2 * h, "f-read-soft", 3),
    )


def _shade(y: int, w: int) -> Element:
    return ellipse(0, y, w, 4, "po-shade")


def _phone(w: int, h: int) -> Element:
    return group(_shade(h + 6, w + 6), _flat(w, h))


def _computer(w: int, h: int) -> Element:
    return group(
        _shade(h + 17, w + 11),
        _flat(w, h),
        path(f"M-{w + 5} {h + 7}H{w + 5}L{w + 13} {h + 15}H-{w + 13}Z", "f-paper s-read w-2 round"),
        path(f"M-{w - 5} {h + 11}H{w - 5}", "f-none s-sub w-1 dashed"),
    )


def _tablet(w: int, h: int) -> Element:
    return group(_shade(h + 8, w + 9), _flat(w, h), circle(-w - 3, 0, 1, "f-read"))


def _tab(w: int, h: int) -> Element:
    """A browser's window: its own tab stands out above it."""
    tongue = f"M-{w + 5} -{h + 3}V-{h + 13}Q-{w + 5} -{h + 16} -{w + 2} -{h + 16}H-{w - 20}"
    return group(
        _shade(h + 9, w + 9),
        path(f"{tongue}L-{w - 27} -{h + 3}Z", "f-paper s-read w-2 round"),
        _flat(w, h),
        path(f"M-{w} -{h + 10}H-{w - 14}", "f-none s-sub w-1 round"),
    )


_BODIES: Final[Mapping[str, Callable[[int, int], Element]]] = {
    "phone": _phone,
    "computer": _computer,
    "tablet": _tablet,
    "tab": _tab,
}
