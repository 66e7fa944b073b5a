"""What one run looks like: the part of a figure that is swapped whole when another run is shown.

A view is made of named parts (`data-part`); the player puts each where the part of that name was,
and builds no markup of its own. A view holds no ids, since one baked view serves several figures;
only the static page's transcript has them, so that a link to a step works without JavaScript.

This is all that the browser needs of the renderer, and so all that it imports.
"""

from __future__ import annotations

from explainer_kit.explainer import Explainer
from explainer_kit.figure_bytes import bytes_lens
from explainer_kit.figure_sequence import sequence_lens
from explainer_kit.figure_stage import stage
from explainer_kit.figure_words import outcome, say, transcript, verdict
from explainer_kit.markup import Element, el
from explainer_kit.scene import Scene, SceneError
from explainer_kit.story import Story

__all__ = ["parts_of", "scene_of", "view"]


def view(explainer: Explainer, story: Story) -> str:
    """Show one run, whole: all frames and lines, three lenses, how it ended, the transcript."""
    return "".join(str(part) for part in parts_of(explainer, story).values())


def scene_of(explainer: Explainer, story: Story) -> Scene:
    """Draw a story; raises SceneError unless every step has its frame, in the story's order."""
    scene = explainer.draw(story)
    frames = [frame.step for frame in scene.frames]
    if frames != [step.id for step in story.steps]:
        raise SceneError(f"{explainer.name}: frames {frames} are not the story's steps")
    return scene


def parts_of(explainer: Explainer, story: Story, prefix: str = "") -> dict[str, Element]:
    """Make the parts of a view by name, standing at the hero step.

    With a prefix the transcript's steps have ids, `PREFIX-STEP`.
    """
    scene, hero = scene_of(explainer, story), story.hero
    label = explainer.outcomes.get(story.outcome.id, story.outcome.id)
    halves = {frame.step: frame.tone for frame in scene.frames}
    parts = {
        "stage": (
            stage(scene, hero),
            sequence_lens(story, hero, halves),
            bytes_lens(story, hero, halves),
        ),
        "say": (say(story, hero, halves), verdict(story.outcome, label)),
        "end": (outcome(story.outcome),),
        "more": (transcript(story, hero, halves, prefix),),
    }
    return {
        name: el("div", {"class": f"px-part px-part-{name}", "data-part": name}, children)
        for name, children in parts.items()
    }
