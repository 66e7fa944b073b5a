"""The shape of the year, the moon, and that nothing but whole numbers comes out."""

from __future__ import annotations

import dataclasses
import doctest
import importlib
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import ephem
import koyomi
import pytest

KANA = re.compile(r"[ぁ-ゖ]+")


@pytest.mark.parametrize("year", range(1902, 2098, 7))
def test_every_day_of_a_year_has_the_sekki_of_its_ko(year: int) -> None:
    days = (date(year, 1, 1) + timedelta(days=number) for number in range(365))
    strange = [day for day in days if koyomi.ko_on(day).ko.sekki != koyomi.sekki_on(day).sekki.key]
    assert strange == []


@pytest.mark.parametrize("year", range(2020, 2036))
def test_spans_follow_each_other_without_a_gap(year: int) -> None:
    spans = (*koyomi.ko_in(year), *koyomi.ko_in(year + 1))
    gaps = [
        one.end
        for one, following in pairwise(spans)
        if one.end + timedelta(days=1) != following.start
    ]
    assert gaps == []


def test_a_year_has_24_sekki_from_shoukan_to_touji() -> None:
    names = [span.sekki.name for span in koyomi.sekki_in(2026)]
    assert (len(names), names[0], names[-1]) == (24, "小寒", "冬至")


def test_names_are_24_and_72_and_all_different() -> None:
    names = [one.name for one in (*koyomi.all_sekki(), *koyomi.all_ko())]
    assert (len(names), len(set(names))) == (96, 96)


@pytest.mark.parametrize("one", [*koyomi.all_sekki(), *koyomi.all_ko()], ids=lambda one: one.name)
def test_a_reading_is_in_hiragana(one: koyomi.Sekki | koyomi.Ko) -> None:
    assert KANA.fullmatch(one.reading)


@pytest.mark.parametrize("sekki", koyomi.all_sekki(), ids=lambda sekki: sekki.key)
def test_the_first_ko_of_a_sekki_begins_with_it(sekki: koyomi.Sekki) -> None:
    first = next(ko for ko in koyomi.all_ko() if ko.sekki == sekki.key)
    assert first.longitude == sekki.longitude


def test_a_year_too_far_off_is_refused_in_words_for_people() -> None:
    with pytest.raises(koyomi.YearError, match="2200年の暦は計算しません"):
        koyomi.sekki_on(date(2200, 1, 1))


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        koyomi.sun_longitude(datetime(2026, 1, 1))


@pytest.mark.parametrize("month", range(1, 13))
def test_the_moons_age_is_that_of_ephem_within_a_tenth_of_a_day(month: int) -> None:
    day = date(2026, month, 15)
    noon = datetime(2026, month, 15, 3, tzinfo=UTC)
    new = ephem.previous_new_moon(ephem.Date(noon.replace(tzinfo=None)))
    age = noon - new.datetime().replace(tzinfo=UTC)
    assert abs(koyomi.moon_on(day).age_tenths - age / timedelta(hours=2.4)) <= 1


def _values(thing: object) -> Iterator[object]:
    if dataclasses.is_dataclass(thing):
        for field in dataclasses.fields(thing):
            yield from _values(getattr(thing, field.name))
    else:
        yield thing


@pytest.mark.parametrize("ask", [koyomi.moon_on, koyomi.sekki_on, koyomi.ko_on])
def test_no_float_leaves_the_calendar(ask) -> None:
    found = {type(value) for value in _values(ask(date(2031, 5, 12)))}
    assert found <= {int, str, bool, date, datetime}


def test_moments_are_whole_seconds() -> None:
    assert {span.begins.at.microsecond for span in koyomi.ko_in(2031)} == {0}


@pytest.mark.parametrize(
    "name", [f"koyomi{end}" for end in ("", ".moon", ".names", ".sky", ".year")]
)
def test_examples_in_docstrings_hold(name: str) -> None:
    result = doctest.testmod(importlib.import_module(name))
    assert result.attempted > 0
    assert result.failed == 0
