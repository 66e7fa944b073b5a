"""The picture: see `draw`."""

from __future__ import annotations

from explainer_kit.scene import Frame, Place, Scene
from explainer_kit.story import Story

__all__ = ["draw"]


def draw(story: Story) -> Scene:
    """Draw a Story: who is there."""
    places = tuple(
        Place(actor.id, actor.label, 180, 40 + 60 * n) for n, actor in enumerate(story.actors)
    )
    frames = tuple(Frame(step.id, (step.source, step.target)) for step in story.steps)
    return Scene(360, 336, (), places, frames, alt=story.hero_step.say)
