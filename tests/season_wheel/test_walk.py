"""What the wheel tells is what others say: the observatory's own minutes, and ephem."""

from __future__ import annotations

import math
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import ephem
import koyomi
import pytest
from hypothesis import given
from hypothesis import strategies as st
from season_wheel import explainer
from season_wheel.controls import FIRST, LAST
from season_wheel.walk import walk_to

DAYS = st.dates(date.fromisoformat(FIRST), date.fromisoformat(LAST))


def run(day: date | str):
    return explainer.run({"date": str(day)})


def longitudes_by_ephem(at: datetime) -> tuple[float, float]:
    """Sun and moon, apparent and of date, in degrees."""
    moment = ephem.Date(at.astimezone(UTC).replace(tzinfo=None))
    found = []
    for body in (ephem.Sun(moment), ephem.Moon(moment)):
        place = ephem.Equatorial(body.g_ra, body.g_dec, epoch=moment)
        found.append(math.degrees(ephem.Ecliptic(place, epoch=moment).lon))
    return found[0], found[1]


def apart(one: float, other: float) -> float:
    return abs((one - other + 180) % 360 - 180)


@pytest.mark.parametrize(
    "day", ["1952-01-01", "1999-05-12", "2026-09-25", "2026-11-26", "2032-12-31"]
)
def test_sun_and_moon_stand_where_ephem_has_them(day: str) -> None:
    walk = walk_to(date.fromisoformat(day))
    for passing in walk.passings:
        sun, moon = longitudes_by_ephem(passing.at)
        # A published minute is the one that is nearest: the sun moves 1.2 seconds of arc in half.
        assert apart(passing.sun / 3600, sun) < 5 / 3600, passing
        assert apart(passing.moon / 60, moon - sun) < 1.5 / 60, passing


@pytest.mark.parametrize(
    ("day", "step", "words"),
    [
        ("2026-11-26", "shousetsu", "16時23分（日本時間）。国立天文台の暦要項の時刻です。"),
        ("2026-09-25", "shuubun", "9時5分（日本時間）。国立天文台の暦要項の時刻です。"),
        ("2030-02-20", "usui", "23時59分（日本時間）。時刻は計算したものです。"),
    ],
)
def test_a_step_tells_the_minute_and_whose_it_is(day: str, step: str, words: str) -> None:
    (found,) = [one for one in run(day).steps if one.id == step]
    assert words in found.meaning


@given(DAYS)
def test_every_day_has_a_story_in_the_order_of_time(day: date) -> None:
    story = run(day)
    times = [step.at_ms for step in story.steps]
    assert times == sorted(times)
    assert times[0] >= 0
    assert {"day", "moon", "quarter-after", "next"} <= {step.id for step in story.steps}


@given(DAYS)
def test_the_day_lies_between_its_sekki_and_the_next(day: date) -> None:
    walk = walk_to(day)
    assert walk.sekki.start <= day <= walk.sekki.end
    assert walk.ko.start <= day <= walk.ko.end
    assert walk.sekki == koyomi.sekki_on(day)
    before, after = (quarter.at for quarter in walk.quarters)
    assert before <= walk.noon < after < before + timedelta(days=9)


@given(DAYS)
def test_the_round_has_all_sekki_from_risshun_on_and_holds_the_day(day: date) -> None:
    walk = walk_to(day)
    assert [span.sekki for span in walk.round] == list(koyomi.all_sekki())
    assert walk.round[0].start <= day <= walk.round[-1].end


def test_the_full_moon_is_within_two_minutes_of_the_observatorys() -> None:
    # 国立天文台, 中秋の名月 of 2024 (nao.ac.jp/astro/sky/2024/09-topics02.html): 11時34分.
    full = walk_to(date(2024, 9, 17)).quarters[1]
    published = datetime(2024, 9, 18, 11, 34, tzinfo=koyomi.JST)
    assert full.degrees == 180
    assert abs(full.at - published) < timedelta(minutes=2)


def test_a_run_holds_no_float_and_is_the_same_twice() -> None:
    first, second = run("2026-11-26"), run("2026-11-26")
    assert first.to_bytes() == second.to_bytes()
    assert "太陽の黄経 864000秒角" in first.to_bytes().decode()


def test_the_calendar_knows_nothing_of_figures() -> None:
    modules = sorted(Path(koyomi.__file__).parent.glob("*.py"))
    assert len(modules) > 4
    for module in modules:
        assert not re.search(r"explainer_kit|season_wheel", module.read_text("utf-8")), module
