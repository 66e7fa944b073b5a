"""What is kept of a day's season is what the calendar says of it."""

from datetime import date, timedelta

import koyomi
import pytest
from seasons.almanac import Almanac

DAYS = [date(2025, 12, 20) + timedelta(days=step) for step in range(0, 400, 3)]


def test_a_kept_season_is_the_calendars_own(tmp_path, monkeypatch):
    first = Almanac(tmp_path / "seasons.json")
    reckoned = [first.season(day) for day in DAYS]
    first.save()
    again = Almanac(tmp_path / "seasons.json")
    for day, found in zip(DAYS, reckoned, strict=True):
        assert found == (koyomi.sekki_on(day), koyomi.ko_on(day))
    monkeypatch.setattr(koyomi, "sekki_on", lambda _: pytest.fail("it was reckoned anew"))
    assert [again.season(day) for day in DAYS] == reckoned


def test_a_year_that_is_far_off_is_told_and_not_kept(tmp_path):
    almanac = Almanac(tmp_path / "seasons.json")
    for _ in range(2):
        with pytest.raises(koyomi.YearError):
            almanac.season(date(1800, 1, 1))
