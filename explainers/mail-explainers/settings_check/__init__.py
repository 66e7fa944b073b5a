"""settings_check: what is wrong with my mail settings, and the one thing to change first.

The reader types what a settings screen shows, or pastes an error; a table of rules and a table of
providers answer, in the article's order: credentials, server name, encryption and port. Everything
here is pure: text in, plain data out. Nothing is sent and no password is ever asked for.
"""

from __future__ import annotations

from explainer_kit.explainer import Explainer, Extra
from explainer_kit.scene import Scene
from explainer_kit.story import Story

from settings_check.check import NAME, RULES, check
from settings_check.controls import CONTROLS, PRESETS, SHOW
from settings_check.endings import OUTCOMES
from settings_check.invites import invites
from settings_check.model import InputError
from settings_check.papers import papers
from settings_check.run import simulate
from settings_check.standing import standing

__all__ = ["NAME", "RULES", "InputError", "check", "explainer"]


def _draw(story: Story) -> Scene:
    if any(actor.id == "remote" for actor in story.actors):  # a whole journey, played again
        from mail_story import draw as draw_journey

        return draw_journey(story)
    from mail_story.trial import draw  # a part of its own, for who asks for a trial

    return draw(story)


explainer = Explainer(
    name=NAME,
    title="メールの設定を見てみる",
    summary="メールアプリの設定のどこがちがうか、まずどこを直すかを言います。",
    controls=CONTROLS,
    presets=PRESETS,
    outcomes=OUTCOMES,
    simulate=simulate,
    show=SHOW,
    parts=("first", "settings"),
    # The checks of who sent a mail (auth) only a header that was pasted needs, or a bounce.
    extras=(
        Extra("trial", "trial", ("none",)),
        Extra("auth", "trial", ("none", "send", "receive")),
    ),
    draw=_draw,
    papers=papers,
    invites=invites,
    varied=("trial",),
    standing=standing,
    model=(
        "決まりごとの表と、公開された資料から写した会社ごとの値の表とを見くらべているだけで、"
        "会社のサーバーには一度もつないでいません。「案内どおり」は、つながる約束ではありません。"
        "会社の値は変わることがあるので、資料の日付をいっしょに見てください。"
    ),
)
"""The explainer, as the entry point names it."""
