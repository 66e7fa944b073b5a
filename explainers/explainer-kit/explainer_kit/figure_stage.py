"""The story lens: a scene with all its frames, of which one is shown, and the names over it.

Names and notes are HTML over the SVG, in the page's own text size: inside the SVG they would
shrink with the picture and be unreadable at 320 px.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from explainer_kit.markup import Element, el
from explainer_kit.scene import Frame, Knob, Scene, Travel
from explainer_kit.story import canonical
from explainer_kit.touch import Sign

__all__ = ["Halves", "half_of", "shown", "stage"]

type Halves = Mapping[str, str]


def shown(*names: str | None, on: bool = True) -> str:
    """Join class names, with the mark of the step that is shown just now."""
    return " ".join([*(name for name in names if name), *(["is-on"] if on else [])])


def half_of(halves: Halves, step: str) -> str | None:
    """Give the class of the half of the story that a step belongs to; sending needs none."""
    return "px-half-read" if halves.get(step) == "read" else None


def stage(scene: Scene, step: str, signs: Iterable[Sign] = ()) -> Element:
    """Draw the scene with every frame in it, the frame of `step` shown; over it the `signs`."""
    now = next(frame for frame in scene.frames if frame.step == step)
    size = f"0 0 {scene.width} {scene.height}"
    return el(
        "div",
        {
            "class": "px-lens px-stage",
            "data-lens": "story",
        },
        # Nothing is drawn in this one: it keeps the room of a picture that is not laid out yet.
        el("svg", {"class": "px-size", "viewBox": size, "aria-hidden": "true"}),
        el(
            "div",
            {"class": "px-picture"},
            el(
                "svg",
                # What is in an image is hidden from a screen reader: only the drawing is one, and
                # what can be turned or touched lies beside it.
                {"class": "px-svg", "viewBox": size, "role": "img", "aria-label": scene.alt},
                scene.base,
                (_frame(frame, frame is now) for frame in scene.frames),
            ),
            el(
                "div",
                {"class": "px-names", "data-half": now.tone, "aria-hidden": "true"},
                _names(scene, now),
            ),
            (_sign(scene, sign) for sign in signs),
            () if scene.knob is None else _knob(scene, scene.knob),
        ),
    )


def _sign(scene: Scene, sign: Sign) -> Element:
    return el(
        "svg",
        {
            "class": f"px-sign px-sign-{sign.kind} {_at(scene, *sign.at)}",
            "viewBox": "-20 -20 40 40",
            "aria-hidden": "true",
        },
        sign.mark,
    )


def _knob(scene: Scene, knob: Knob) -> Element:
    """The handle; what it turns, and round where (in hundredths of a per cent), for the player."""
    turns = {
        "setting": knob.setting,
        "value": knob.value,
        "min": knob.minimum,
        "max": knob.maximum,
        "days": knob.days,
        "x": 10_000 * knob.centre[0] // scene.width,
        "y": 10_000 * knob.centre[1] // scene.height,
    }
    return el(
        "div",
        {
            "class": f"px-knob {_at(scene, *knob.at)}",
            "role": "slider",
            "tabindex": 0,
            "aria-label": knob.label,
            "aria-valuemin": _number(knob.minimum),
            "aria-valuemax": _number(knob.maximum),
            "aria-valuenow": _number(knob.value),
            "aria-valuetext": knob.words,
            "data-knob": canonical(turns).decode("utf-8"),
        },
        el("span", {}),
    )


def _number(day: str) -> int:
    """A day as a number that sorts like it: 20261126."""
    return int(day.replace("-", ""))


def _frame(frame: Frame, on: bool) -> Element:
    return el(
        "g",
        {
            "class": shown("px-frame", on=on),
            "data-step": frame.step,
            "data-active": " ".join(frame.active),
            "data-half": frame.tone,
        },
        (
            el("path", {"class": f"px-way px-tone-{travel.tone}", "d": travel.path})
            for travel in frame.travels
        ),
        frame.layer,
        (_thing(travel) for travel in frame.travels),
    )


def _thing(travel: Travel) -> Element:
    x, y = travel.end
    return el("g", {"class": "px-thing", "transform": f"translate({x} {y})"}, travel.thing)


def _names(scene: Scene, now: Frame) -> Iterable[Element]:
    for place in scene.places:
        yield el(
            "span",
            {
                "class": shown(
                    "px-name",
                    _at(scene, place.x, place.y),
                    on=place.actor in now.active,
                ),
                "data-actor": place.actor,
            },
            place.label,
        )
    for frame in scene.frames:
        for note in frame.notes:
            yield el(
                "span",
                {
                    "class": shown(
                        f"px-note px-tone-{note.tone}",
                        _at(scene, note.x, note.y),
                        on=frame is now,
                    ),
                    "data-step": frame.step,
                },
                note.text,
            )


def _at(scene: Scene, x: int, y: int) -> str:
    """Give the classes that put something at a point: whole per cents of width and height."""
    across = min(100, max(0, (200 * x + scene.width) // (2 * scene.width)))
    down = min(100, max(0, (200 * y + scene.height) // (2 * scene.height)))
    return f"px-x{across} px-y{down}"
