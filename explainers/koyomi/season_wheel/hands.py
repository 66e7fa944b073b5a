"""The wheel turned by buttons: a day or a 節気 back and forth, and on to the next full moon."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import koyomi
from explainer_kit.hands import Deed, Panel
from explainer_kit.story import Story

from season_wheel.controls import FIRST, LAST
from season_wheel.words import full_day

__all__ = ["hands"]

_DAY = timedelta(days=1)


def hands(story: Story) -> Sequence[Panel]:
    """One panel with the ways on from the story's day."""
    day = date.fromisoformat(str(story.settings["date"]))
    sekki, ko = koyomi.sekki_on(day), koyomi.ko_on(day)
    before = sekki.start if day > sekki.start else koyomi.sekki_on(sekki.start - _DAY).start
    ways = (
        ("前の日", day - _DAY),
        ("次の日", day + _DAY),
        ("次の満月", koyomi.next_full_moon(day)),
        ("前の節気", before),
        ("次の節気", sekki.end + _DAY),
    )
    return (
        Panel(
            "wheel",
            full_day(day),
            f"{sekki.name}（{sekki.reading}）・{ko.name}（{ko.reading}、目安）",
            deeds=tuple(_deed(label, goal) for label, goal in ways),
        ),
    )


def _deed(label: str, goal: date) -> Deed:
    text = goal.isoformat()
    return Deed(label, None, sets={"date": text} if FIRST <= text <= LAST else None)
