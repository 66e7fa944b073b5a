"""The calendar against two others: an independent calculation and the observatory's own minutes."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, timedelta

import ephem
import koyomi
import pytest
from koyomi.names import read_table
from koyomi.sky import sun_reaches

YEARS = range(2020, 2036)
PUBLISHED = [
    (int(year), sekki, datetime.fromisoformat(f"{year}-{minute}:00+09:00"))
    for year, minutes in read_table("published.toml")["minutes"].items()
    for sekki in koyomi.all_sekki()
    for key, minute in minutes.items()
    if key == sekki.key
]


def _by_ephem(longitude: int, near: datetime) -> datetime:
    """When the sun reaches a longitude, by ephem and a bisection from five days around `near`."""

    def ahead(at: datetime) -> float:
        moment = ephem.Date(at.astimezone(UTC).replace(tzinfo=None))
        sun = ephem.Sun(moment)
        here = ephem.Ecliptic(ephem.Equatorial(sun.g_ra, sun.g_dec, epoch=moment), epoch=moment)
        return (math.degrees(here.lon) - longitude + 180) % 360 - 180

    low, high = near - timedelta(days=3), near + timedelta(days=3)
    while high - low > timedelta(seconds=0.5):
        middle = low + (high - low) / 2
        low, high = (middle, high) if ahead(middle) < 0 else (low, middle)
    return high.astimezone(koyomi.JST)


def test_the_observatory_has_published_169_of_the_minutes_in_the_table() -> None:
    assert len(PUBLISHED) == 169


@pytest.mark.parametrize("year", sorted({year for year, _, _ in PUBLISHED}))
def test_the_calculation_alone_gives_no_other_date_than_the_published_one(year: int) -> None:
    start = timedelta(days=8)
    wrong = [
        sekki.name
        for of_year, sekki, published in PUBLISHED
        if of_year == year
        and sun_reaches(sekki.longitude, published - start).date() != published.date()
    ]
    assert wrong == []


def test_the_calculation_errs_by_less_than_the_two_minutes_that_are_flagged() -> None:
    errors = [
        abs(sun_reaches(sekki.longitude, published - timedelta(days=8)) - published)
        for _, sekki, published in PUBLISHED
    ]
    assert max(errors) < timedelta(seconds=90)


@pytest.mark.parametrize("year", YEARS)
def test_no_sekki_is_on_another_day_than_by_ephem(year: int) -> None:
    wrong = [
        (span.sekki.name, span.start)
        for span in koyomi.sekki_in(year)
        if _by_ephem(span.sekki.longitude, span.begins.at).date() != span.start
    ]
    assert wrong == []


@pytest.mark.parametrize("year", YEARS)
def test_no_ko_is_on_another_day_than_by_ephem(year: int) -> None:
    wrong = [
        (span.ko.name, span.start)
        for span in koyomi.ko_in(year)
        if _by_ephem(span.ko.longitude, span.begins.at).date() != span.start
    ]
    assert wrong == []


@pytest.mark.parametrize(("year", "sekki", "published"), PUBLISHED[::7])
def test_a_published_minute_is_what_the_calendar_gives(
    year: int, sekki: koyomi.Sekki, published: datetime
) -> None:
    (span,) = [span for span in koyomi.sekki_in(year) if span.sekki == sekki]
    assert (span.begins.at, span.begins.published) == (published, True)


def test_a_published_date_wins_over_the_calculation(monkeypatch: pytest.MonkeyPatch) -> None:
    other = koyomi.Beginning(330, datetime(2026, 2, 20, 0, 1, tzinfo=koyomi.JST), published=True)
    year = koyomi.year
    for cached in (year._beginnings, year._both_years):
        cached.cache_clear()
    monkeypatch.setattr(year, "_published", lambda: {(2026, 330): other})
    try:
        assert koyomi.sekki_on(date(2026, 2, 19)).sekki.name == "立春"
    finally:
        for cached in (year._beginnings, year._both_years):
            cached.cache_clear()


@pytest.mark.parametrize(
    ("year", "key"), [(2019, "shousetsu"), (2021, "risshun"), (2025, "touji"), (2030, "usui")]
)
def test_a_moment_close_to_midnight_is_flagged_or_published(year: int, key: str) -> None:
    (span,) = [span for span in koyomi.sekki_in(year) if span.sekki.key == key]
    assert span.begins.near_midnight == (key != "touji")


def test_usui_of_2030_falls_on_the_eighteenth_by_four_seconds() -> None:
    (span,) = [span for span in koyomi.sekki_in(2030) if span.sekki.key == "usui"]
    assert span.start == date(2030, 2, 18)
