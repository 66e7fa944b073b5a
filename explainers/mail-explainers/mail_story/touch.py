"""What can be touched in the post office: the four who act, the roads, and the letter's way.

The letter's way goes once through the picture: out to the sender's office, across its desk, down
to the other office, over the counter into the box, and through the window to a screen. Steps share
a piece of it evenly, so that a finger on its way passes all of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from explainer_kit.scene import Point
from explainer_kit.story import Story
from explainer_kit.touch import Road, Spot, Touch

from mail_story import scene_things as things
from mail_story.actors import FRIEND, LABELS, OFFICE, PHONE, REMOTE
from mail_story.ink import at, circle, group
from mail_story.knows import knowledge
from mail_story.milestones import MILESTONES
from mail_story.on_the_line import watched
from mail_story.scene_land import HEIGHT, WIDTH
from mail_story.scene_roads import HOPS

__all__ = ["touch"]

STANDING: Mapping[str, tuple[Point, tuple[int, int]]] = {
    PHONE: ((55, 62), (62, 104)),
    OFFICE: ((288, 100), (112, 104)),
    REMOTE: ((215, 228), (170, 124)),
    FRIEND: ((55, 248), (62, 104)),
}
"""Where each stands in the picture, and how large."""
WAYS: Mapping[str, str] = {
    "out": HOPS[OFFICE].out,
    "desk": "M322 108C336 118 338 130 328 142",
    "down": HOPS[REMOTE].out,
    "box": "M292 264C262 254 222 246 172 240",
    "up": "M296 256C318 236 322 196 308 160",
    "window": "M146 250C124 254 104 252 84 244",
    "home": "M206 126C176 84 140 82 104 98",
}
"""The pieces of the way, from start to end."""
_LEGS = {
    "submission": "out",
    "relay": "down",
    "return": "up",
    "reading": "window",
    "notice": "home",
}
_PIECES: Mapping[str, str] = {
    **{milestone.id: _LEGS[milestone.leg] for milestone in MILESTONES},
    **dict.fromkeys(("seal", "mx", "bounce"), "desk"),
    **dict.fromkeys(("spf", "dkim", "dmarc", "delivered", "junk"), "box"),
    "forwarded": "up",
}
"""The piece of each step."""
_NUMBER = re.compile(r"\d+")


def touch(story: Story) -> Touch:
    """Say what can be touched in the picture of a Story of mail."""
    known = knowledge(story)
    actors = {
        name: Spot(name, LABELS[name], "いま知っていること", *place, known[name])
        for name, place in STANDING.items()
    }
    lines = {spot.key: spot for spot in watched(story)}
    order = (PHONE, f"line-{PHONE}", OFFICE, f"line-{OFFICE}", REMOTE, f"line-{FRIEND}", FRIEND)
    spots = {**actors, **lines}
    letter = things.letter(photo=story.settings.get("photo") is True)
    return Touch(
        WIDTH,
        HEIGHT,
        tuple(spots[key] for key in order if key in spots),
        Road(
            _stops(story),
            group(circle(0, 0, 18, "f-paper s-accent w-3"), at(0, 0, letter, percent=60)),
        ),
    )


def _stops(story: Story) -> tuple[Point, ...]:
    pieces = [_PIECES.get(step.id, "out") for step in story.steps]
    failed = None if story.outcome.ok else story.outcome.step
    # Where a piece ends in a refusal its sign stands at the end: the letter stops short of it.
    short = {piece for piece, step in zip(pieces, story.steps, strict=True) if step.id == failed}
    shares = Counter(pieces)
    passed: Counter[str] = Counter()
    found = []
    for piece in pieces:
        part, whole = (3, 4) if piece in short else (1, 1)
        part, whole = part * (2 * passed[piece] + 1), whole * 2 * shares[piece]
        found.append(_along(WAYS[piece], part, whole))
        passed[piece] += 1
    return tuple(found)


def _along(way: str, part: int, whole: int) -> Point:
    """Give the point of a cubic curve at `part` of `whole`, in whole numbers.

    >>> _along("M0 0C0 0 90 30 90 30", 1, 2)
    (45, 15)
    """
    numbers = [int(number) for number in _NUMBER.findall(way)]
    rest = whole - part
    shares = (rest**3, 3 * rest**2 * part, 3 * rest * part**2, part**3)
    x, y = (
        sum(share * number for share, number in zip(shares, numbers[axis::2], strict=True))
        for axis in (0, 1)
    )
    return x // whole**3, y // whole**3
