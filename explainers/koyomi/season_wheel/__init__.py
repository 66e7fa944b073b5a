"""season_wheel: the sun's way round the year, its 24 節気 and 72 候, and the moon of a day.

The reader turns the wheel to any day; koyomi reckons where sun and moon are. The run walks from
the last 立春 past the great stations of the year to that day, and on to what comes next.
"""

from __future__ import annotations

from explainer_kit.explainer import Explainer

from season_wheel.controls import CONTROLS, MODEL, OUTCOMES, PRESETS
from season_wheel.hands import hands
from season_wheel.run import NAME, simulate
from season_wheel.scene import draw
from season_wheel.tables import tables

__all__ = ["explainer"]

explainer = Explainer(
    name=NAME,
    title="月と節気の輪",
    summary="日づけをまわして、太陽と月がどこにいるか、どの節気と候のなかにいるかを見ます。",
    controls=CONTROLS,
    presets=PRESETS,
    outcomes=OUTCOMES,
    simulate=simulate,
    draw=draw,
    show=("date",),
    parts=("first", "koyomi"),
    model=MODEL,
    hands=hands,
    lenses=(),
    tables=tables,
)
"""The explainer, as the entry point names it."""
