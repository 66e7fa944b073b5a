"""A walk told as a Story: a step for each moment, with what koyomi reckoned in its events.

Numbers are whole: longitudes in arc seconds, the moon's lead in arc minutes, times in milliseconds
since the morning of the round's 立春.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time

from explainer_kit.controls import Settings
from explainer_kit.story import Action, Actor, Event, Outcome, Plain, Step, Story
from koyomi import JST, meigetsu_in

from season_wheel.walk import Passing, Walk, walk_to
from season_wheel.words import (
    QUARTERS,
    day_words,
    hour_digits,
    hour_words,
    longitude_words,
    nearest_quarter,
    shape_words,
)

__all__ = ["HERO", "NAME", "simulate"]

NAME = "season_wheel"
HERO = "moon"
_ACTORS = (
    Actor("sun", "太陽", "sky"),
    Actor("moon", "月", "sky"),
    Actor("koyomi", "暦", "book"),
)
_PUBLISHED = "国立天文台の暦要項の時刻です。"
_RECKONED = "時刻は計算したものです。"


def simulate(settings: Settings, actions: Sequence[Action]) -> Story:
    """Walk to the day of the settings."""
    walk = walk_to(date.fromisoformat(str(settings["date"])))
    start = datetime.combine(walk.round[0].start, time(), JST)
    steps = tuple(_step(walk, passing, start) for passing in walk.passings)
    return Story(NAME, settings, _ACTORS, steps, _outcome(walk), HERO)


def _step(walk: Walk, passing: Passing, start: datetime) -> Step:
    say, meaning = _WORDS[passing.id if passing.what == "day" else passing.what](walk, passing)
    at_ms = round((passing.at - start).total_seconds()) * 1000
    actor = "moon" if passing.what == "quarter" or passing.id == "moon" else "sun"
    sky: dict[str, Plain] = {"sun": passing.sun, "moon": passing.moon}
    changes: dict[str, Mapping[str, Plain]] = {"koyomi": _book(walk, passing) | sky}
    events = (
        Event(at_ms, 0, "sun", "koyomi", "clock", f"太陽の黄経 {passing.sun}秒角"),
        Event(at_ms, 0, "moon", "koyomi", "clock", f"月と太陽の黄経の差 {passing.moon}分角"),
    )
    scene = "sekki" if passing.sekki.key == walk.sekki.key and passing.what == "sekki" else None
    return Step(
        passing.id,
        scene or passing.id,
        at_ms,
        actor,
        "koyomi",
        say,
        meaning,
        events,
        changes,
    )


def _book(walk: Walk, passing: Passing) -> dict[str, Plain]:
    """What the calendar says at a step; at the hero, all of the round."""
    book: dict[str, Plain] = {
        "day": passing.at.date().isoformat(),
        "sekki": passing.sekki.key,
        "kind": passing.what,
    }
    if passing.id != HERO:
        return book
    return book | {
        "ko": walk.ko.number,
        "moon_words": nearest_quarter(walk.day, walk.quarters),
        "round": [
            [span.key, span.start.isoformat(), hour_digits(span.begins.at), span.begins.published]
            for span in walk.round
        ],
    }


def _sekki_words(walk: Walk, passing: Passing) -> tuple[str, str]:
    span = passing.sekki
    day, degrees = day_words(span.start), passing.sun // 3600
    tense = "つぎは" if passing.id == "next" else ""
    return (
        f"{tense}{day}、{span.name}。太陽は{degrees}度へ。",
        f"{span.name}（{span.reading}）は、{span.sekki.meaning}太陽の黄経が{degrees}度になるのは"
        f"{hour_words(span.begins.at)}（日本時間）。"
        f"{_PUBLISHED if span.begins.published else _RECKONED}",
    )


def _ko_words(walk: Walk, passing: Passing) -> tuple[str, str]:
    ko = walk.ko
    return (
        f"{day_words(ko.start)}ごろ、候は「{ko.name}」に。",
        f"{ko.name}（{ko.reading}）。{ko.ko.meaning}日づけは、太陽の位置から計算した目安です。",
    )


def _quarter_words(walk: Walk, passing: Passing) -> tuple[str, str]:
    assert passing.quarter is not None
    degrees = passing.quarter.degrees
    name = QUARTERS[degrees]
    return (
        f"{day_words(passing.at.date())}、{name}。",
        f"{hour_words(passing.at)}ごろ（日本時間、計算）、月は太陽から{degrees}度のところへ来ます。",
    )


def _day_words(walk: Walk, passing: Passing) -> tuple[str, str]:
    span, nth = walk.sekki, (walk.day - walk.sekki.start).days + 1
    counted = "はじめの日" if nth == 1 else f"{nth}日目"
    return (
        f"{day_words(walk.day)}は、{span.name}の{counted}です。",
        f"正午の太陽の黄経は{longitude_words(passing.sun)}。候は「{walk.ko.name}」"
        f"（{walk.ko.reading}）のころです（目安）。",
    )


def _moon_words(walk: Walk, passing: Passing) -> tuple[str, str]:
    return (
        shape_words(passing.moon),
        f"この日は{nearest_quarter(walk.day, walk.quarters)}。正午の月は、太陽から"
        f"{longitude_words(60 * passing.moon)}だけ先にいます。",
    )


_WORDS: Mapping[str, Callable[[Walk, Passing], tuple[str, str]]] = {
    "sekki": _sekki_words,
    "ko": _ko_words,
    "quarter": _quarter_words,
    "day": _day_words,
    "moon": _moon_words,
}


def _outcome(walk: Walk) -> Outcome:
    span = walk.sekki
    why = (
        f"{span.name}（{span.reading}）は{day_words(span.start)}から{day_words(span.end)}まで。"
        f"この日の候は「{walk.ko.name}」（{walk.ko.reading}、目安）、"
        f"月は{nearest_quarter(walk.day, walk.quarters)}です。"
    )
    return Outcome(_ending(walk), True, HERO, None, why, None)


def _ending(walk: Walk) -> str:
    quarters = {quarter.at.date(): quarter.degrees for quarter in walk.quarters}
    if walk.day == meigetsu_in(walk.day.year):
        return "meigetsu"
    if walk.day == walk.sekki.start:
        longitude = walk.sekki.sekki.longitude
        return {0: "equinox", 90: "solstice"}.get(longitude % 180, "begins")
    return {180: "full", 0: "new"}.get(quarters.get(walk.day, -1), "within")
