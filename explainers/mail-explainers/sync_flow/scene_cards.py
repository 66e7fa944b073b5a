"""Letters, signs and the jar: the small things of the picture, drawn around the origin.

A letter looks the same in the box and on every screen, so that a screen which is behind is seen to
be. Read or not, flagged or not is told by shape (a dot, a flag), never by colour alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from explainer_kit.markup import Element, once
from mail_story import scene_things as things
from mail_story.ink import at, circle, ellipse, group, path, rect
from mail_world.sync.actions import BIN, DRAFTS
from mail_world.sync.home import ARCHIVE, FOLDER

__all__ = ["ICONS", "again", "bell", "card", "jar", "plane", "slips", "unequal", "warning"]

_GLYPHS: Final[Mapping[str, Element]] = {
    "photo": group(
        rect(-6, -7, 12, 12, "f-sky-low s-sub w-1", 1),
        circle(2, -3, 2, "f-bad"),
        path("M-6 5L-2 0L1 3L4 1L6 5Z", "f-read"),
    ),
    "trip": group(
        rect(-6, -3, 12, 9, "f-send-soft s-send w-1", 2),
        path("M-3 -3V-6H3V-3", "f-none s-send w-1"),
    ),
    "news": path("M-5 -6H5M-5 -2H5M-5 2H5M-5 6H1", "f-none s-sub w-1 round"),
    "sale": group(
        path("M-6 -2L0 -7L6 -2V6H-6Z", "f-stamp s-bad w-1 round"),
        circle(0, -2, 1, "f-bad"),
    ),
    "new": path("M0 -7L2 -2L7 -2L3 1L4 6L0 3L-4 6L-3 1L-7 -2L-2 -2Z", "f-roof-send"),
    "draft": path("M-5 6L-4 2L3 -6L6 -3L-1 5Z", "f-lock-soft s-lock w-1 round"),
}
"""What tells one letter from another, by the beginning of its identity."""


@lru_cache(maxsize=256)
def card(identity: str, *, seen: bool, flagged: bool) -> Element:
    """A letter: 18 units wide, 24 high."""
    glyph = next((g for name, g in _GLYPHS.items() if identity.startswith(name)), _GLYPHS["news"])
    paper = "f-letter s-sub w-1" if seen else "f-letter s-read w-2"
    unread = () if seen else (circle(8, -11, 4, "f-read s-paper w-1"),)
    flag = (path("M-10 -4V-16L-2 -12L-10 -9", "f-bad s-bad w-1 round"),) if flagged else ()
    return once(group(rect(-9, -12, 18, 24, paper, 2), glyph, *unread, *flag))


ICONS: Final[Mapping[str, Element]] = {
    FOLDER: group(
        rect(-8, -4, 16, 11, "f-send-soft s-send w-2", 2),
        path("M-4 -4V-8H4V-4", "f-none s-send w-2"),
    ),
    ARCHIVE: group(
        rect(-8, -7, 16, 5, "f-read-soft s-read w-2", 1),
        path("M-7 -2V7H7V-2M-3 2H3", "f-none s-read w-2 round"),
    ),
    DRAFTS: path("M-7 7L-6 2L3 -7L7 -3L-2 6Z", "f-lock-soft s-lock w-2 round"),
    BIN: group(
        path("M-6 -4L-5 7H5L6 -4Z", "f-paper s-sub w-2 round"),
        path("M-8 -4H8M-3 -7H3M-2 0V4M2 0V4", "f-none s-sub w-2 round"),
    ),
}
"""What a folder is for, by its name."""


def jar(used: int, room: int) -> Element:
    """The box's room as a jar, 44 units wide and 104 high from its foot: how full it is."""
    level = min(92, 92 * used // max(1, room))
    full = used * 100 >= room * 80
    colour = "f-bad" if full else "f-read"
    filled = path(f"M-19 -4V-{4 + level}H19V-4Q19 -2 16 -2H-16Q-19 -2 -19 -4Z", f"{colour} sy-fill")
    mark = at(0, -66, warning(), percent=90) if full else group()
    return group(
        ellipse(0, 1, 22, 3, "po-shade"),
        path("M-21 -100H21V-5Q21 0 16 0H-16Q-21 0 -21 -5Z", "f-paper"),
        filled,
        path("M21 -25H13M21 -50H13M21 -75H13", "f-none s-sub w-1 round"),
        path("M-21 -98V-5Q-21 0 -16 0H16Q21 0 21 -5V-98", "f-none s-sub w-2 round"),
        rect(-24, -106, 48, 8, "f-lock-soft s-lock w-2", 3),
        mark,
    )


def warning() -> Element:
    """Something is not as it should be."""
    return group(
        path("M0 -11L12 10H-12Z", "f-lock-soft s-lock w-2 round"),
        path("M0 -4V3M0 7V7", "f-none s-lock w-3 round"),
    )


def plane() -> Element:
    """機内モード."""
    return group(
        circle(0, 0, 13, "f-paper s-ink w-2"),
        path("M0 -9L2 -3L9 2V4L2 2V6L4 8V9L0 8L-4 9V8L-2 6V2L-9 4V2L-2 -3Z", "f-ink"),
    )


def bell() -> Element:
    """A notice that something changed: IDLE's few words."""
    return group(
        path("M-9 5Q-6 2 -6 -3Q-6 -9 0 -9Q6 -9 6 -3Q6 2 9 5Z", "f-glow s-read w-2 round"),
        path("M-3 8Q0 11 3 8M0 -9V-12", "f-none s-read w-2 round"),
    )


def again() -> Element:
    """All numbers are new: begin again."""
    return group(
        circle(0, 0, 22, "f-paper s-bad w-2"),
        path("M11 -6A13 13 0 1 0 13 4", "f-none s-bad w-4 round"),
        path("M14 -13V-4H5", "f-none s-bad w-4 round"),
    )


def unequal() -> Element:
    """Two screens that are not the same."""
    return group(
        circle(0, 0, 15, "f-paper s-bad w-2"),
        path("M-7 -4H7M-7 4H7M5 -10L-5 10", "f-none s-bad w-3 round"),
    )


def slips(count: int) -> Element:
    """Slips of paper: what a device has noted to tell the box later."""
    shown = range(min(count, 3))
    return group(
        *(at(4 * n, -4 * n, rect(-9, -10, 18, 20, "f-glow s-lock w-2", 2)) for n in shown),
        at(4 * (min(count, 3) - 1), -4 * (min(count, 3) - 1), things.clock(), percent=40),
    )
