"""One trial, told: the settings, the model, what came of it, and what the rules say to mend."""

from __future__ import annotations

from collections.abc import Mapping

from explainer_kit.controls import Value
from explainer_kit.story import Story
from mail_story.trial import Asked, narrate
from mail_world.trial import receive, send

from settings_check.check import NAME
from settings_check.ready import Ready
from settings_check.trial.model import company_of, screen_of

__all__ = ["try_out"]


def try_out(ready: Ready, settings: Mapping[str, Value]) -> Story:
    """Try one side's settings; `settings` are the whole form's, which the story is told of."""
    screen = screen_of(ready)
    act = send if screen.kind == "smtp" else receive
    asked = Asked(screen.kind, screen.port, ready.row.name, ready.advice)
    return narrate(act(company_of(ready), screen), asked, explainer=NAME, settings=settings)
