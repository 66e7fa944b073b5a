"""The round's 24 節気 and the three 候 of the day's 節気 as a table: all of it at a glance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from explainer_kit.markup import Child, Element, el
from explainer_kit.story import Story
from koyomi import all_ko, all_sekki

from season_wheel.words import day_words

__all__ = ["tables"]

_HEADS = ("節気", "黄経", "はいる日", "時刻")


def tables(story: Story) -> Sequence[Element]:
    """Both, behind one door."""
    # Any: what the calendar says at the hero step is known to run.py, which wrote it.
    book: dict[str, Any] = dict(story.hero_step.changes["koyomi"])
    first = date.fromisoformat(book["round"][0][1])
    now = str(book["sekki"])
    return (
        el(
            "details",
            {"class": "px-drawer", "data-key": "tables"},
            el("summary", {}, f"{first.year}年の立春からの二十四節気"),
            el(
                "div",
                {
                    "class": "px-table-room",
                    "tabindex": 0,
                    "role": "region",
                    "aria-label": "節気の表",
                },
                el(
                    "table",
                    {"class": "px-table"},
                    el(
                        "thead",
                        {},
                        el("tr", {}, (el("th", {"scope": "col"}, head) for head in _HEADS)),
                    ),
                    el("tbody", {}, _rows(book["round"], now)),
                ),
            ),
            el("p", {}, "＊は国立天文台の暦要項の時刻、ほかは計算です（日本時間）。"),
            el("p", {}, "いまの節気の三つの候（目安）：", "、".join(_kos(now)), "。"),
        ),
    )


def _rows(spans: Iterable[Sequence[Any]], now: str) -> Iterable[Element]:
    by_key = {sekki.key: sekki for sekki in all_sekki()}
    for key, day, hour, published in spans:
        sekki = by_key[str(key)]
        name: Child = (el("strong", {}, sekki.name), "（いま）") if key == now else sekki.name
        yield el(
            "tr",
            {"aria-current": "date" if key == now else None},
            el("th", {"scope": "row"}, name),
            el("td", {}, f"{sekki.longitude}°"),
            el("td", {}, day_words(date.fromisoformat(str(day)))),
            el("td", {}, f"{hour}{'＊' if published else ''}"),
        )


def _kos(key: str) -> Iterable[str]:
    return (f"{ko.name}（{ko.reading}）" for ko in all_ko() if ko.sekki == key)
