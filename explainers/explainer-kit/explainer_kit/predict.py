"""予想してから: a question before a step is revealed, whose choices are what other runs say there.

Nobody writes answers: the right one is what the step says in the run on show, the others what other
runs say at the same step, or where they failed instead, or what came there in its place. So the
question can't go out of date, and every wrong answer is right somewhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from explainer_kit.markup import Element, el
from explainer_kit.story import Step, Story

__all__ = [
    "MOST",
    "Prediction",
    "answers",
    "before",
    "leading_to",
    "predict",
    "prediction",
    "step_named",
]

MOST = 4
"""Choices that one can weigh against each other; the right one is always among them."""


@dataclass(frozen=True)
class Prediction:
    """A question to ask before a step (its id, or its scene's name), with two choices or more."""

    question: str
    step: str
    choices: tuple[str, ...]


def step_named(story: Story, name: str) -> Step | None:
    """The step with this id, else the first of the scene with this name."""
    named = [step for step in story.steps if step.id == name]
    staged = [step for step in story.steps if step.scene == name]
    return next(iter(named + staged), None)


def answers(story: Mapping[str, Any], name: str, after: str = "") -> list[str]:
    """What a run says at a step, and, of one that failed, where it failed.

    Of a run that went well without that step: what came `after` the step that leads up to it. Takes
    a story as plain data, which is how baked runs are kept.
    """
    steps = story["steps"]
    at = [step for key in ("id", "scene") for step in steps if step[key] == name][:1]
    if not story["outcome"]["ok"]:
        at += [step for step in steps if step["id"] == story["outcome"]["step"]]
    elif not at:
        at = [step for led, step in pairwise(steps) if led["id"] == after]
    return [step["say"] for step in at]


def predict(question: str, name: str, own: Story, others: Iterable[str]) -> Prediction | None:
    """Make the question for a run; `others` are `answers` of other runs, the nearest first.

    None where the run has no such step, or where there is no other answer: then there is nothing
    to predict. The order hangs on the words alone, so that the right one has no place of its own.
    """
    step = step_named(own, name)
    if step is None:
        return None
    wrong = dict.fromkeys(say for say in others if say != step.say)
    choices = [step.say, *list(wrong)[: MOST - 1]]
    choices.sort(key=lambda say: hashlib.sha256(f"{question}\n{say}".encode()).digest())
    return Prediction(question, name, tuple(choices)) if wrong else None


def before(asked: Prediction, story: Story) -> str:
    """The id of the step before the one that is asked about: where the question is put."""
    return leading_to(asked.step, story)


def leading_to(name: str, story: Story) -> str:
    """The id of the step before the one named, or nothing where there is no such step."""
    step = step_named(story, name)
    return "" if step is None else story.steps[max(0, story.steps.index(step) - 1)].id


def prediction(asked: Prediction, story: Story) -> Element:
    """Draw the question; without JavaScript its answer is behind a door."""
    step = step_named(story, asked.step)
    assert step is not None, "a prediction is made from the story that it is drawn with"
    return el(
        "div",
        {
            "class": "px-predict",
            "data-ask": asked.step,
            "data-after": before(asked, story),
            "role": "group",
            "aria-label": "予想",
        },
        el(
            "p",
            {"class": "px-question", "tabindex": "-1"},
            el("b", {}, "予想してから"),
            asked.question,
        ),
        el("div", {"class": "px-chips"}, (_guess(say) for say in asked.choices)),
        el(
            "button",
            {"type": "button", "disabled": True, "class": "px-soft", "data-do": "reveal"},
            "予想せずに見る",
        ),
        el("p", {"class": "px-told", "hidden": True}),
        el(
            "noscript",
            {},
            el(
                "details",
                {"class": "px-drawer"},
                el("summary", {}, "答えを見る"),
                el("p", {}, step.say, step.meaning),
            ),
        ),
    )


def _guess(say: str) -> Element:
    return el("button", {"type": "button", "disabled": True, "data-guess": say}, say)
