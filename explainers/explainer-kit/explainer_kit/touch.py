"""What in a picture can be touched: things that tell what they know, and the road of the story.

A scene is drawn from a Story; beside it an explainer may say where somebody or something stands,
what it knows, holds or has decided from each step on, and along which points the story goes. The
figure makes buttons and panels of it, and a handle that runs along the road; the player shows and
hides them. All words come from here, at build and in the browser alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from explainer_kit.markup import Child, Element
from explainer_kit.scene import Point, SceneError
from explainer_kit.story import Story

__all__ = ["Line", "Road", "Sign", "Spot", "Touch", "since"]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is told: what it is about, and one answer or several."""

    term: str
    told: tuple[Child, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """Something in the picture that can be tapped: a rectangle round `at`, in the scene's units.

    `label` is what it is called, `about` what its panel tells. `told` maps steps to lines: a step
    that is not in it tells what the one before did. `marks` are signs drawn on the spot itself from
    a step on, such as a lock that shuts; a spot without any lies unseen over what the scene draws.
    """

    key: str
    label: str
    about: str
    at: Point
    size: tuple[int, int]
    told: Mapping[str, tuple[Line, ...]]
    marks: Mapping[str, Element] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Road:
    """Where the story goes in the picture: a point for each step, in order, and what runs there.

    `thing` is drawn around the origin, 40 units across or less. No two steps share a point: a
    finger could not tell them apart. Where the scene draws no road there (`drawn` is false), it is
    always seen; else while a hand is on it.
    """

    stops: tuple[Point, ...]
    thing: Element
    drawn: bool = True

    def __post_init__(self) -> None:
        if len(set(self.stops)) != len(self.stops):
            raise SceneError(f"two steps have the same stop: {self.stops}")


@dataclass(frozen=True, slots=True)
class Sign:
    """Something drawn over a picture around a point: it says that a `mark` or `grip` is there."""

    at: Point
    mark: Element
    kind: Literal["mark", "grip"] = "mark"


@dataclass(frozen=True, slots=True)
class Touch:
    """All that can be touched in the picture of one story, `width` x `height` units large."""

    width: int
    height: int
    spots: tuple[Spot, ...]
    road: Road | None = None

    def signs(self, story: Story, step: str) -> Iterable[Sign]:
        """Show what a spot has on itself at a step, and what stands on the road there."""
        order = [one.id for one in story.steps]
        now = order.index(step)
        for spot in self.spots:
            past = [mark for name, mark in spot.marks.items() if order.index(name) <= now]
            if past:
                yield Sign(spot.at, past[-1])
        if self.road is not None and len(order) > 1:
            yield Sign(self.road.stops[now], self.road.thing, "grip")

    def check(self, story: Story) -> None:
        """Raise SceneError where it does not fit the story: a stop for each step, known steps."""
        steps = {step.id for step in story.steps}
        if self.road and len(self.road.stops) != len(story.steps):
            raise SceneError(f"{len(self.road.stops)} stops for {len(story.steps)} steps")
        for spot in self.spots:
            if unknown := ({*spot.told} | {*spot.marks}) - steps:
                raise SceneError(f"spot {spot.key}: no such steps: {sorted(unknown)}")
        if len({spot.key for spot in self.spots}) != len(self.spots):
            raise SceneError("two spots share a key")


def since[T](states: Sequence[tuple[str, T]]) -> dict[str, T]:
    """Keep of states by step those that differ from the one before.

    >>> since([("ask", 1), ("wait", 1), ("reply", 2)])
    {'ask': 1, 'reply': 2}
    """
    kept: dict[str, T] = {}
    before: T | None = None
    for step, state in states:
        if not kept or state != before:
            kept[step] = state
        before = state
    return kept
