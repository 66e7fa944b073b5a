"""What one run looks like: the part of a figure that is swapped whole when another run is shown.

A view is made of named parts (`data-part`); the player puts each where the part of that name was,
and builds no markup of its own. A view holds no ids, since one baked view serves several figures;
only the static page's transcript has them, so that a link to a step works without JavaScript.

This is all that the browser needs of the renderer, and so all that it imports.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Final

from explainer_kit.explainer import Explainer
from explainer_kit.figure_bytes import bytes_lens
from explainer_kit.figure_hands import hands
from explainer_kit.figure_report import report_parts
from explainer_kit.figure_sequence import sequence_lens
from explainer_kit.figure_stage import Halves, stage
from explainer_kit.figure_touch import touchable
from explainer_kit.figure_words import outcome, part, say, transcript, verdict
from explainer_kit.markup import Element, el
from explainer_kit.report import Report
from explainer_kit.scene import Scene, SceneError
from explainer_kit.story import Story

__all__ = ["lens_of", "parts_of", "scene_of", "told", "view"]

LENSES: Final[Mapping[str, Callable[[Story, str, Halves], Element]]] = {
    "sequence": sequence_lens,
    "bytes": bytes_lens,
}
"""The lenses beside the picture, each a part of its own."""


def view(explainer: Explainer, result: Story | Report, lens: str | None = None) -> str:
    """Show one run: a story's frames, lenses, ending and transcript; a report's verdict.

    A story is shown whole, or, with a `lens` named, without the other lenses of lines and bytes:
    they are three quarters of the work, and whoever looks at the picture does not see them. So is
    that which a report carries.
    """
    if isinstance(result, Report):
        shown = report_parts(explainer, result, told(explainer, result, lens))
        return "".join(map(str, shown.values()))
    lenses = tuple(name for name in explainer.lenses if lens in (None, name))
    return "".join(map(str, parts_of(explainer, result, lenses=lenses).values()))


def told(
    explainer: Explainer, report: Report, lens: str | None = None, *, still: bool = False
) -> Element:
    """Show the story that a report carries, with its player; nothing where it carries none.

    Without a `lens`, all are drawn. `still`: the buttons are switched off until the player comes.
    """
    story = report.story
    if story is None:
        return el("")
    from explainer_kit.figure_form import lens_switch, player  # only such a report needs them

    drawn = [name for name in explainer.lenses if lens in (None, name)]
    parts = parts_of(explainer, story, lenses=drawn)
    place = [step.id for step in story.steps].index(story.hero)
    return el(
        "section",
        {"class": "px-paper", "aria-label": "動かして見る"},
        el(
            "div",
            {"class": "px-theatre"},
            lens_switch(explainer.lenses, still=still),
            parts["stage"],
            (parts.get(name, part(name)) for name in explainer.lenses),
            parts["say"],
            parts["verdict"],
            player(place + 1, len(story.steps), story.hero_step.say, still=still, shared=False),
        ),
        parts["end"],
        parts["more"],
    )


def lens_of(explainer: Explainer, story: Story, lens: str) -> str:
    """Show one lens of a story alone: `sequence` or `bytes`; or `touch`, what can be touched.

    Gives nothing for any other name, and for what the explainer does not have.
    """
    if lens == "touch" and explainer.touch is not None:
        return str(part("touch", touchable(explainer.touch(story), story)))
    halves = {frame.step: frame.tone for frame in scene_of(explainer, story).frames}
    draw = LENSES.get(lens) if lens in explainer.lenses else None
    return "" if draw is None else str(part(lens, draw(story, story.hero, halves)))


def scene_of(explainer: Explainer, story: Story) -> Scene:
    """Draw a story; raises SceneError unless every step has its frame, in the story's order."""
    if explainer.draw is None:
        raise SceneError(f"{explainer.name} has stories, but nothing that draws them")
    scene = explainer.draw(story)
    frames = [frame.step for frame in scene.frames]
    if frames != [step.id for step in story.steps]:
        raise SceneError(f"{explainer.name}: frames {frames} are not the story's steps")
    return scene


def parts_of(
    explainer: Explainer,
    story: Story,
    prefix: str = "",
    *,
    lean: bool = False,
    lenses: Iterable[str] | None = None,
    at: str = "",
) -> dict[str, Element]:
    """Make the parts of a view by name, standing at the hero step, or `at` another.

    With a prefix the transcript's steps have ids, `PREFIX-STEP`: it is the page as it comes, and
    the reader's hands are bound until the player is there. A `lean` view has of the picture only
    that one's frame, and empty lenses: the player puts the rest in. One that is not, the first of
    its page, shows signs of what can be touched, until a hand comes and the things are there.
    """
    scene, hero = scene_of(explainer, story), at or story.hero
    label = explainer.outcomes.get(story.outcome.id, story.outcome.id)
    halves = {frame.step: frame.tone for frame in scene.frames}
    touched = explainer.touch if prefix and not lean else None
    signs = () if touched is None else touched(story).signs(story, hero)
    parts: dict[str, tuple[Element, ...]] = {
        "stage": (stage(_only(scene, hero) if lean else scene, hero, signs),),
        **{
            name: () if lean else (LENSES[name](story, hero, halves),)
            for name in (explainer.lenses if lenses is None else lenses)
        },
        "say": (say(story, hero, halves),),
        "verdict": (verdict(story.outcome, label),),
        "end": (outcome(story.outcome),),
        "more": (transcript(story, hero, halves, prefix),),
    }
    if explainer.tables is not None:
        parts["tables"] = tuple(explainer.tables(story))
    if explainer.hands is not None:
        parts["hands"] = (hands(explainer.hands(story), still=bool(prefix)),)
    return {name: part(name, *children) for name, children in parts.items()}


def _only(scene: Scene, step: str) -> Scene:
    return replace(scene, frames=tuple(frame for frame in scene.frames if frame.step == step))
