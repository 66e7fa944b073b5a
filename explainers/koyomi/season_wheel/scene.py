"""The walk as pictures: the wheel stands still, the sun goes round it, the moon is in the middle.

The moon is drawn only where a step is about it: what the reader is asked about is not given away
before, and the sun's part of the story has one thing less to look at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any

from explainer_kit.markup import Element, el, once
from explainer_kit.scene import Frame, Knob, Note, Place, Scene, Style, Travel
from explainer_kit.story import Step, Story
from koyomi import all_sekki

from season_wheel.controls import FIRST, LAST
from season_wheel.geometry import HEIGHT, MIDDLE, MOON_RING, RING, WIDTH, arc, lit, point
from season_wheel.walk import DEGREE, GREAT
from season_wheel.words import day_words, full_day

__all__ = ["draw"]

ALT = "一年の輪。太陽が二十四節気をひとつずつ通り、まんなかにその日の月が見える"
_X, _Y = MIDDLE
_MOON_Y, _MOON_R = _Y - 17, 28
_SPRING = GREAT[0] * DEGREE

STYLE: Style = {
    # A moon is a moon on light pages and on dark ones.
    "sw-dark": {"fill": "#3d4152", "stroke": "sub", "stroke-width": "1"},
    "sw-lit": {"fill": "#fff1c2"},
}


def draw(story: Story) -> Scene:
    """Draw the wheel with a frame for each step."""
    hero = story.hero_step
    book = _book(hero)
    day = date.fromisoformat(str(story.settings["date"]))
    return Scene(
        width=WIDTH,
        height=HEIGHT,
        base=_wheel(),
        places=_places(),
        frames=tuple(_frames(story)),
        alt=ALT,
        style=STYLE,
        knob=Knob(
            setting="date",
            label="輪のつまみ：日にち",
            value=day.isoformat(),
            # Not the moon: it may be asked about.
            words=f"{full_day(day)}、{_NAMES[book['sekki']]}",
            minimum=FIRST,
            maximum=LAST,
            at=point(book["sun"]),
            centre=MIDDLE,
        ),
    )


_NAMES: Mapping[str, str] = {sekki.key: sekki.name for sekki in all_sekki()}
_STARTS: Mapping[str, int] = {sekki.key: sekki.longitude * DEGREE for sekki in all_sekki()}


# Any: what a step's changes hold is known to run.py, which wrote them.
def _book(step: Step) -> dict[str, Any]:
    return dict(step.changes["koyomi"])


@cache
def _wheel() -> tuple[Element, ...]:
    ticks = (_tick(degrees) for degrees in range(0, 360, 5))
    ring = el("circle", {"cx": _X, "cy": _Y, "r": RING, "class": "f-none s-line w-2"})
    inside = el("circle", {"cx": _X, "cy": _Y, "r": RING - 4, "class": "f-paper"})
    return (once(el("g", {}, inside, ring, ticks)),)


def _tick(degrees: int) -> Element:
    """A long one where a 節気 begins, a short one for each other 候."""
    sekki = degrees % 15 == 0
    (x, y), (to_x, to_y) = (
        point(degrees * DEGREE),
        point(degrees * DEGREE, RING + 9 if sekki else RING + 4),
    )
    kind = "s-line w-3 round" if degrees in GREAT else "s-line w-2" if sekki else "s-line w-1 faint"
    return el("path", {"class": kind, "d": f"M{x} {y}L{to_x} {to_y}"})


@cache
def _places() -> tuple[Place, ...]:
    great = [sekki for sekki in all_sekki() if sekki.longitude in GREAT]
    return tuple(
        Place(
            one.key,
            one.name,
            *point(one.longitude * DEGREE, RING + (36 if one.longitude % 90 == 0 else 30)),
        )
        for one in great
    )


def _frames(story: Story) -> Iterable[Frame]:
    yield _frame(story, story.steps[0], None)
    for before, step in pairwise(story.steps):
        yield _frame(story, step, _book(before)["sun"])


def _frame(story: Story, step: Step, came_from: int | None) -> Frame:
    book = _book(step)
    sun, key = int(book["sun"]), str(book["sekki"])
    layer = [
        _passed(sun, first=came_from is None, last=step.id == "next"),
        el(
            "path",
            {"class": "f-none s-accent w-8", "d": arc(_STARTS[key], _STARTS[key] + 15 * DEGREE)},
        ),
        *(_moon(sun, int(book["moon"])) if step.source == "moon" else _no_moon()),
    ]
    travels: tuple[Travel, ...] = ()
    if came_from is None or point(came_from) == point(sun):
        x, y = point(sun)
        layer.append(el("g", {"transform": f"translate({x} {y})"}, _sun()))
    else:
        way = arc(came_from, sun)
        travels = (Travel(_sun(), point(came_from), point(sun), way, "plain"),)
    active = (key,) if step.source == "sun" and step.id not in ("day", "ko") else ()
    known = {place.actor for place in _places()}
    return Frame(
        step.id,
        tuple(actor for actor in active if actor in known),
        tuple(layer),
        travels,
        tuple(_notes(story, step, book)),
    )


def _passed(sun: int, *, first: bool, last: bool) -> Element:
    """The way from 立春 on: none of it where the story begins, all of it where a round ends."""
    if first or (sun - _SPRING) % (360 * DEGREE) > 359 * DEGREE:
        return el("")
    if sun == _SPRING and last:
        return el("circle", {"cx": _X, "cy": _Y, "r": RING, "class": "f-none s-accent w-5 faint"})
    return el("path", {"class": "f-none s-accent w-5 faint", "d": arc(_SPRING, sun)})


def _notes(story: Story, step: Step, book: Mapping[str, Any]) -> Iterable[Note]:
    yield Note(
        _NAMES[str(book["sekki"])], _X, _Y - 67, "send" if book["kind"] == "sekki" else "plain"
    )
    yield Note(day_words(date.fromisoformat(str(book["day"]))), _X, _Y + 28)
    if step.id == story.hero:
        yield Note(str(book["moon_words"]), _X, _Y + 61, "lock")


@cache
def _sun() -> Element:
    rays = "M0-19V-15M0 15V19M-19 0H-15M15 0H19M-13-13L-11-11M11 11L13 13M13-13L11-11M-11 11L-13 13"
    return once(
        el(
            "g",
            {},
            el("circle", {"r": 11, "class": "f-accent"}),
            el("path", {"class": "f-none s-accent w-2 round", "d": rays}),
        )
    )


def _no_moon() -> Iterable[Element]:
    yield el("circle", {"cx": _X, "cy": _MOON_Y, "r": _MOON_R, "class": "f-none s-line w-2 dotted"})


def _moon(sun: int, moon: int) -> Iterable[Element]:
    """The moon as it looks, large; and small, on the wheel, in the direction where it is."""
    x, y = point(sun + 60 * moon, MOON_RING)
    yield el("circle", {"cx": _X, "cy": _MOON_Y, "r": _MOON_R, "class": "sw-dark"})
    yield el("path", {"class": "sw-lit", "d": lit(moon, _X, _MOON_Y, _MOON_R)})
    yield el("circle", {"cx": x, "cy": y, "r": 7, "class": "sw-lit s-sub w-2"})
