"""What stands still: the post office seen from inside, its box with shelves, and the devices.

One box, drawn large, for it is the story: a shelf for the INBOX, four smaller ones for folders,
and beside it the jar that shows how much room is left. Below it, devices at their windows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from explainer_kit.markup import Element, el
from explainer_kit.scene import Point, Style
from mail_story.ink import at, circle, ellipse, group, path, rect
from mail_story.scene_style import STYLE as POST_OFFICE
from mail_world.sync.actions import BIN, DRAFTS, INBOX
from mail_world.sync.home import ARCHIVE, FOLDER

from sync_flow.scene_cards import ICONS

__all__ = ["HEIGHT", "JAR", "SPOTS", "STYLE", "WIDTH", "Shelf", "Spot", "device", "room", "slot"]

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


_PHONE, _COMPUTER, _TABLET = (24, 35, 3), (45, 29, 5), (39, 29, 4)
SPOTS: Final[Mapping[int, Mapping[str, Spot]]] = {
    2: {"phone": Spot(94, 264, *_PHONE), "computer": Spot(252, 258, *_COMPUTER)},
    3: {
        "phone": Spot(52, 264, *_PHONE),
        "computer": Spot(168, 258, *_COMPUTER),
        "tablet": Spot(296, 260, *_TABLET),
    },
}
"""Where devices stand, by how many there are."""


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
    return at(spot.x, spot.y, _BODIES[name])


def _flat(half_width: int, half_height: int) -> Element:
    w, h = half_width, half_height
    return group(
        rect(-w - 5, -h - 5, 2 * w + 10, 2 * h + 10, "f-paper s-read w-4", 7),
        rect(-w, -h, 2 * w, 2 * h, "f-read-soft", 3),
    )


_BODIES: Final[Mapping[str, Element]] = {
    "phone": group(ellipse(0, 41, 30, 4, "po-shade"), _flat(24, 35)),
    "computer": group(
        ellipse(0, 46, 56, 4, "po-shade"),
        _flat(45, 29),
        path("M-50 36H50L58 44H-58Z", "f-paper s-read w-2 round"),
        path("M-40 40H40", "f-none s-sub w-1 dashed"),
    ),
    "tablet": group(ellipse(0, 37, 48, 4, "po-shade"), _flat(39, 29), circle(-42, 0, 1, "f-read")),
}
