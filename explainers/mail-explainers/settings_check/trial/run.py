"""One trial, told: the settings, the model, what came of it, and what the rules say to mend.

And what was pasted, played again: the journey of a mail that meets the same refusal.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from explainer_kit.controls import Value
from explainer_kit.story import Story
from mail_story import narrate as narrate_journey
from mail_story.trial import Asked, narrate
from mail_world import Scenario, play
from mail_world.trial import receive, send

from settings_check.check import NAME
from settings_check.ready import Ready
from settings_check.trial.model import company_of, screen_of

__all__ = ["play_again", "try_out"]


def try_out(ready: Ready, settings: Mapping[str, Value]) -> Story:
    """Try one side's settings; `settings` are the whole form's, which the story is told of."""
    screen = screen_of(ready)
    act = send if screen.kind == "smtp" else receive
    asked = Asked(screen.kind, screen.port, ready.row.name, ready.advice)
    return narrate(act(company_of(ready), screen), asked, explainer=NAME, settings=settings)


def play_again(journey: Mapping[str, Any], settings: Mapping[str, Value]) -> Story:
    """Play a journey: fields of a Scenario; `settings` are the whole form's, as above."""
    record = play(Scenario(**{"photo": False, **journey}))
    return narrate_journey(record, explainer=NAME, settings=settings)
