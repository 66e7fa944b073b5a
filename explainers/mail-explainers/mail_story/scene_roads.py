"""Where things stand and along which roads they go, in units of the picture.

One table for all frames: a thing that waits on a counter must be exactly where the road brought
it, and words must keep clear of names and of what is happening, at 320 px too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from explainer_kit.scene import Point

from mail_story.actors import FRIEND, OFFICE, PHONE, REMOTE

__all__ = ["AT_DOOR", "HOPS", "IN_BOX", "NEWS", "ON_PHONE", "SHOWN", "Hop", "start"]


@dataclass(frozen=True, slots=True)
class Hop:
    """One road by which SMTP carries: its two ends on the picture and where replies are shown."""

    caller: str
    server: str
    out: str
    back: str
    answer: str
    answered: Point
    counter: Point
    turned_back: Point
    reply: Point
    words: Point
    watcher: Point


HOPS: Mapping[str, Hop] = {
    OFFICE: Hop(
        caller=PHONE,
        server=OFFICE,
        out="M90 92C124 62 190 62 214 112",
        back="M90 92C124 62 190 62 214 112C190 62 170 70 156 76",
        answer="M214 112C190 62 160 66 134 84",
        answered=(134, 84),
        counter=(214, 112),
        turned_back=(156, 76),
        reply=(184, 51),
        words=(166, 150),
        watcher=(150, 106),
    ),
    REMOTE: Hop(
        caller=OFFICE,
        server=REMOTE,
        out="M322 148C354 174 352 240 312 262",
        back="M322 148C354 174 352 240 312 262C352 240 346 190 332 186",
        answer="M312 262C352 240 348 200 334 196",
        answered=(334, 196),
        counter=(312, 262),
        turned_back=(332, 186),
        reply=(284, 167),
        words=(284, 167),
        watcher=(336, 182),
    ),
}
"""The hops by the actor who is called."""

ON_PHONE: Mapping[str, Point] = {PHONE: (55, 57), FRIEND: (55, 243)}
IN_BOX: Point = (164, 238)
AT_DOOR: Point = (312, 128)
NEWS: Point = (82, 175)
SHOWN = 7
"""Characters of a subject that fit over the picture at 320 px."""


def start(road: str) -> Point:
    """Where a road begins, read off its path data.

    >>> start("M90 92C124 62 190 62 214 112")
    (90, 92)
    """
    x, y = road[1 : road.index("C")].split()
    return int(x), int(y)
