"""The calendar against two others: an independent calculation and the observatory's own minutes."""

from __future__ import annotations

import itertools
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
    for cached in (year._beginning, year._sekki_of):
        cached.cache_clear()
    monkeypatch.setattr(year, "_published", lambda: {(2026, 330): other})
    try:
        assert koyomi.sekki_on(date(2026, 2, 19)).sekki.name == "立春"
    finally:
        for cached in (year._beginning, year._sekki_of):
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


# 国立天文台's rule; the days as a museum lists them (telescope-museum.com/post-9754, of 2020-09).
MEIGETSU = (
    *("2020-10-01", "2021-09-21", "2022-09-10", "2023-09-29", "2024-09-17", "2025-10-06"),
    *("2026-09-25", "2027-09-15", "2028-10-03", "2029-09-22", "2030-09-12"),
)


def test_meigetsu_is_on_the_listed_days() -> None:
    assert tuple(str(koyomi.meigetsu_in(year)) for year in range(2020, 2031)) == MEIGETSU


def test_meigetsu_is_not_told_from_2033_on_where_the_months_have_no_names_yet() -> None:
    with pytest.raises(koyomi.YearError):
        koyomi.meigetsu_in(2033)


def test_the_moons_quarters_are_those_of_ephem_to_the_minute() -> None:
    next_of = {
        0: ephem.next_new_moon,
        90: ephem.next_first_quarter_moon,
        180: ephem.next_full_moon,
        270: ephem.next_last_quarter_moon,
    }
    after = datetime(2026, 1, 1, tzinfo=koyomi.JST)
    for phase in itertools.islice(koyomi.moon_phases(after), 50):
        near = ephem.Date((phase.at - timedelta(days=2)).astimezone(UTC).replace(tzinfo=None))
        other = next_of[phase.degrees](near).datetime().replace(tzinfo=UTC)
        assert abs(phase.at - other) < timedelta(minutes=1), phase


def test_every_moment_of_200_years_follows_the_one_before_by_five_days_and_something() -> None:
    moments = [
        koyomi.year._beginning(year, step).at
        for year in range(1900, 2100, 13)
        for step in range(72)
    ]
    gaps = [
        later - earlier
        for earlier, later in itertools.pairwise(moments)
        if later.year == earlier.year
    ]
    assert min(gaps) > timedelta(days=4, hours=20)
    assert max(gaps) < timedelta(days=5, hours=8)


def test_the_three_ko_of_a_sekki_fill_it() -> None:
    for sekki in koyomi.sekki_in(2026):
        three = koyomi.ko_of(sekki)
        assert (three[0].start, three[-1].end) == (sekki.start, sekki.end)
        assert {ko.ko.sekki for ko in three} == {sekki.key}
