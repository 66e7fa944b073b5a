"""sync_flow: one box, several devices, and what keeps them in step.

The reader reads, files, deletes, goes out of reach and comes back; real mail apps (imaplib,
poplib) and a real server run it (mail_world.sync), and what they said becomes the story.
"""

from __future__ import annotations

from explainer_kit.explainer import Explainer

from sync_flow.acts import NAMEABLE
from sync_flow.controls import CONTROLS, MODEL, PRESETS, SHOW
from sync_flow.endings import OUTCOMES
from sync_flow.hands import guests, hands
from sync_flow.run import NAME, simulate
from sync_flow.scene import draw
from sync_flow.touch import touch

__all__ = ["explainer"]

explainer = Explainer(
    name=NAME,
    title="ひとつの箱と、いくつもの窓",
    summary="スマホとパソコンが、同じメールの箱をどうやってそろえているかを見せます。",
    controls=CONTROLS,
    presets=PRESETS,
    outcomes=OUTCOMES,
    simulate=simulate,
    draw=draw,
    show=SHOW,
    model=MODEL,
    hands=hands,
    guests=guests(),
    deeds=NAMEABLE,
    touch=touch,
    parts=("first", "sync"),
)
"""The explainer, as the entry point names it."""
