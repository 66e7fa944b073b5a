"""What can be touched, drawn: buttons over the picture, a panel for each, a handle on the road.

It is a part of its own, `touch`, which no page comes with: the player asks for it when a hand or
the focus comes to the figure, lays the buttons over the picture and the panels under it, and says
of each step which of a panel's states holds. What needs a place of its own has it as data, in
hundredths of a per cent: the site's policy allows no style attribute.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from explainer_kit.markup import Element, el
from explainer_kit.story import Story
from explainer_kit.touch import Line, Spot, Touch

__all__ = ["touchable"]

NOTHING = "まだ、何もしていません。"
HELP = "矢印キーで選び、Enterで開きます。場面は、下のつまみで動かせます。"


def touchable(touch: Touch, story: Story) -> Element:
    """Draw all that can be touched; raises SceneError where it does not fit the story."""
    touch.check(story)
    first = story.steps[0].id
    return el(
        "",
        {},
        el(
            "div",
            {"class": "px-spots", "role": "toolbar", "aria-label": "絵の中のもの"},
            (_button(touch, spot) for spot in touch.spots),
            el("p", {"hidden": True, "data-help": True}, HELP),
        ),
        _road(touch),
        el(
            "div",
            {"class": "px-tells", "data-lens": "story"},
            (_panel(spot, first) for spot in touch.spots),
        ),
    )


def _button(touch: Touch, spot: Spot) -> Element:
    width, height = spot.size
    corner = (spot.at[0] - width // 2, spot.at[1] - height // 2)
    box = (*_part(touch, *corner), *_part(touch, width, height))
    return el(
        "button",
        {
            "type": "button",
            "class": "px-spot px-spot-mark" if spot.marks else "px-spot",
            "data-spot": spot.key,
            "data-box": " ".join(map(str, box)),
            "aria-label": f"{spot.label}：{spot.about}",
            "aria-expanded": "false",
        },
        (
            el(
                "svg",
                {
                    "viewBox": "-16 -16 32 32",
                    "aria-hidden": "true",
                    "focusable": "false",
                    "data-from": step,
                },
                mark,
            )
            for step, mark in spot.marks.items()
        ),
    )


def _part(touch: Touch, x: int, y: int) -> tuple[int, int]:
    """Give a length in hundredths of a per cent of the picture's width and height."""
    return 10_000 * x // touch.width, 10_000 * y // touch.height


def _road(touch: Touch) -> Element:
    """The handle, and the road with its stops; the slider is the same for who sees no picture."""
    road = touch.road
    if road is None or len(road.stops) < 2:
        return el("")
    first, *others = road.stops
    way = f"M{first[0]} {first[1]}" + "".join(f"L{x} {y}" for x, y in others)
    return el(
        "div",
        {"class": "px-road" if road.drawn else "px-road px-rail", "aria-hidden": "true"},
        el(
            "svg",
            {"viewBox": f"0 0 {touch.width} {touch.height}"},
            el("path", {"class": "f-none s-accent w-2 dashed", "d": way}),
            (el("circle", {"class": "f-paper s-accent w-2", "cx": x, "cy": y, "r": 3})
             for x, y in road.stops),
        ),
        el(
            "div",
            {
                "class": "px-grip",
                "data-stops": " ".join(
                    f"{left},{top}" for left, top in (_part(touch, *stop) for stop in road.stops)
                ),
            },
            el("svg", {"viewBox": "-20 -20 40 40"}, road.thing),
        ),
    )  # fmt: skip


def _panel(spot: Spot, first: str) -> Element:
    told: Mapping[str, tuple[Line, ...]] = spot.told
    states = {} if first in told else {first: ()}
    return el(
        "div",
        {
            "class": "px-tell",
            "data-spot": spot.key,
            "role": "group",
            "aria-label": f"{spot.label}：{spot.about}",
            "hidden": True,
        },
        el("p", {"class": "px-tell-head"}, el("b", {}, spot.label), el("small", {}, spot.about)),
        el("button", {"type": "button", "data-shut": spot.key, "aria-label": "閉じる"}, "×"),
        el(
            "div",
            # It may have to be scrolled: by key, too.
            {"class": "px-tell-states", "role": "group", "aria-label": "くわしく", "tabindex": 0},
            (_state(step, lines) for step, lines in {**states, **told}.items()),
        ),
    )


def _state(step: str, lines: tuple[Line, ...]) -> Element:
    if not lines:
        return el("p", {"data-from": step}, NOTHING)
    return el("dl", {"data-from": step}, (el("div", {}, _line(line)) for line in lines))


def _line(line: Line) -> Iterable[Element]:
    yield el("dt", {}, line.term)
    yield from (el("dd", {}, told) for told in line.told)
