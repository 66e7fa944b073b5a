"""send_flow: one mail on its way, from the send button to a friend's screen.

The reader sets what a settings screen asks (port, security, sign-in), picks who it goes to, and
writes a line of their own; a real client and real servers then run it (mail_world), and what they
said becomes the story (mail_story).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from explainer_kit.controls import Settings
from explainer_kit.explainer import Explainer, Extra
from explainer_kit.story import Action, Story
from mail_story import VERDICTS, draw, narrate, tables, touch
from mail_world import CHOICES, Scenario, play

from send_flow.controls import CONTROLS, MODEL, PRESETS, SHOW

__all__ = ["explainer"]

NAME = "send_flow"


def simulate(settings: Settings, actions: Sequence[Action]) -> Story:
    """Run one mail with these settings; there is nothing to act on, so actions are not read."""
    chosen: dict[str, Any] = {name: settings[name] for name in CHOICES}
    scenario = Scenario(
        **chosen | {"port": int(settings["port"])},  # the controls hold the same values
        subject=str(settings["subject"]),
        message=str(settings["message"]),
        photo=settings["photo"] is True,
    )
    return narrate(play(scenario), explainer=NAME, settings=settings)


explainer = Explainer(
    name=NAME,
    title="一通のメールの旅",
    summary="送信ボタンから友だちの画面まで、一通のメールがたどる道を見せます。",
    controls=CONTROLS,
    presets=PRESETS,
    outcomes={verdict.id: verdict.label for verdict in VERDICTS},
    simulate=simulate,
    draw=draw,
    show=SHOW,
    # Checking who sent a mail takes libraries of its own, which most runs do without; so does TLS.
    extras=(
        Extra("auth", "records", ("unasked",)),
        *(
            Extra(part, setting, (value,))
            for setting, value in (("eyes", "model"), ("certificate", "right"))
            for part in ("tlslite", "tls")
        ),
    ),
    model=MODEL,
    tables=tables,
    touch=touch,
)
"""The explainer, as the entry point names it."""
