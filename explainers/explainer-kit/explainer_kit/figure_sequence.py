"""The sequence lens: who says what to whom, and when, as arrows between lifelines.

One column for each actor that takes part. The columns, and from which lifeline to which an arrow
goes, are class names (`px-n4`, `px-g2-6`) of the figure's style sheet. The words stand under their
arrow at full width, so that they stay readable where six columns share a phone's screen.
"""

from __future__ import annotations

from collections.abc import Mapping

from explainer_kit.figure_bytes import visible
from explainer_kit.figure_stage import Halves, half_of, shown
from explainer_kit.figure_style import MAX_LANES
from explainer_kit.figure_words import clock
from explainer_kit.markup import Child, Element, el
from explainer_kit.story import Event, Step, Story

__all__ = ["sequence_lens"]

# What anyone on the way could see is told in the bytes lens; here it would say everything twice.
_TOLD = frozenset({"data", "dns", "decision", "clock"})
MAX_WORDS = 160  # of one message shown under its arrow; the bytes lens has more


def sequence_lens(story: Story, step: str, halves: Halves) -> Element:
    """Draw all steps as one sequence, those events marked that belong to `step`."""
    actors = _lanes(story)
    lanes = {actor: lane for lane, actor in enumerate(actors, 1)}
    names = {actor.id: actor.label for actor in story.actors}
    return el(
        "details",
        {"class": "px-lens px-drawer", "data-lens": "sequence"},
        el("summary", {}, "やりとりの順番"),
        el(
            "div",
            {
                "class": f"px-scroll px-sequence px-n{len(lanes)}",
                "tabindex": 0,
                "role": "group",
                "aria-label": "やりとりの順番",
            },
            el(
                "div",
                {"class": "px-who", "aria-hidden": "true"},
                (el("span", {}, names[actor]) for actor in actors),
            ),
            el(
                "ol",
                {"class": "px-groups"},
                (
                    _group(
                        number,
                        one,
                        lanes,
                        names,
                        shown("px-group", half_of(halves, one.id), on=one.id == step),
                    )
                    for number, one in enumerate(story.steps, 1)
                ),
            ),
        ),
    )


def _lanes(story: Story) -> list[str]:
    """Actors that take part, in the story's own order; at most as many as there are columns."""
    busy = {
        actor
        for step in story.steps
        for event in step.events
        if event.kind in _TOLD
        for actor in (event.source, event.target)
    }
    present = [actor.id for actor in story.actors if actor.id in busy]
    return (present or [actor.id for actor in story.actors])[:MAX_LANES]


def _group(
    number: int, step: Step, lanes: Mapping[str, int], names: Mapping[str, str], classes: str
) -> Element:
    events = [event for event in step.events if event.kind in _TOLD]
    return el(
        "li",
        {"class": classes, "data-step": step.id},
        el("p", {"class": "px-head"}, el("b", {}, str(number)), step.say),
        el("ol", {"class": "px-arrows"}, (_event(event, lanes, names) for event in events))
        if events
        else (),
    )


def _event(event: Event, lanes: Mapping[str, int], names: Mapping[str, str]) -> Element:
    source, target = lanes.get(event.source), lanes.get(event.target)
    time = el("small", {}, clock(event.at_ms))
    if event.kind == "clock" or source is None or target is None:
        return el("li", {"class": "px-wait"}, el("span", {}, time, event.text))
    if source == target:
        return el(
            "li",
            {"class": f"px-{event.kind}"},
            el("i", {"class": f"px-dot px-g{2 * source}"}),
            el(
                "span",
                {},
                time,
                el("span", {"class": "px-sr"}, f"{names[event.source]}："),
                event.text,
            ),
        )
    left, right = sorted((source, target))
    back = " px-left" if target < source else ""
    return el(
        "li",
        {"class": f"px-{event.kind}{back}"},
        el("i", {"class": f"px-arrow px-g{2 * left}-{2 * right}"}),
        el(
            "span",
            {},
            time,
            el(
                "span",
                {"class": "px-sr"},
                f"{names[event.source]}から{names[event.target]}へ：",
            ),
            _words(event),
        ),
    )


def _words(event: Event) -> Child:
    """What is said: the words the story gives it, or else the beginning of the bytes."""
    if event.kind != "data":
        return event.text
    if not event.text and event.data is not None:
        return el("code", {}, visible(event.data[:MAX_WORDS]))
    text = event.text
    return el("code", {}, text if len(text) <= MAX_WORDS else f"{text[:MAX_WORDS]}…")
