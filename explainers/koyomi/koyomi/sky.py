"""Where sun and moon are, and when: the one module that asks astronomy-engine.

What leaves it is whole numbers and times in whole seconds, so that CPython and Pyodide, whose
mathematics may differ in the last bit of a float, give equal bytes. Longitudes are apparent and of
date, as the calendar has them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

import astronomy

JST = timezone(timedelta(hours=9), "JST")
_J2000 = datetime(2000, 1, 1, 12, tzinfo=UTC)
_SEARCH_DAYS = 20.0


def sun_longitude(at: datetime) -> int:
    """The sun's longitude in whole arc seconds, 0 to 1,295,999.

    `at` has a time zone; ValueError where it has none.

    >>> sun_longitude(datetime(2026, 6, 22, tzinfo=JST)) // 3600
    90
    """
    degrees: float = astronomy.SunPosition(_time(at)).elon
    return round(degrees * 3600) % (360 * 3600)


def sun_reaches(longitude: int, after: datetime) -> datetime:
    """The moment (JST, whole seconds) at which the sun reaches a longitude in the 20 days after.

    Raises LookupError where it does not.
    """
    found = astronomy.SearchSunLongitude(float(longitude), _time(after), _SEARCH_DAYS)
    if found is None:
        raise LookupError(f"the sun does not reach {longitude}° in the 20 days after {after}")
    return _datetime(found)


def moon_angle(at: datetime) -> int:
    """How far the moon is before the sun, in whole arc minutes: 0 new, 10,800 full."""
    degrees: float = astronomy.MoonPhase(_time(at))
    return round(degrees * 60) % (360 * 60)


def last_new_moon(at: datetime) -> datetime:
    """The moment (JST, whole seconds) of the last new moon at or before `at`."""
    start = at - timedelta(days=30)
    moments: list[datetime] = []
    while True:
        found = astronomy.SearchMoonPhase(0.0, _time(start), 40.0)
        if found is None or _datetime(found) > at:
            break
        moments.append(_datetime(found))
        start = moments[-1] + timedelta(days=25)
    return moments[-1]


@dataclass(frozen=True, slots=True)
class MoonPhase:
    """A moment (JST, whole seconds) at which the moon is new, half or full: 0, 90, 180 or 270."""

    at: datetime
    degrees: int


def moon_phases(after: datetime) -> Iterator[MoonPhase]:
    """The quarters of the moon from a moment on, without end.

    >>> next(moon_phases(datetime(2026, 11, 22, tzinfo=JST))).degrees
    180
    """
    found = astronomy.SearchMoonQuarter(_time(after))
    while True:
        yield MoonPhase(_datetime(found.time), 90 * int(found.quarter))
        found = astronomy.NextMoonQuarter(found)


def full_moon(after: datetime) -> datetime:
    """The moment (JST, whole seconds) of the first full moon after another."""
    found = astronomy.SearchMoonPhase(180.0, _time(after), 40.0)
    assert found is not None, "the moon is full every thirty days"
    return _datetime(found)


def _time(at: datetime) -> astronomy.Time:
    if at.tzinfo is None:
        raise ValueError("a moment without a time zone is no moment")
    return astronomy.Time((at - _J2000) / timedelta(days=1))


def _datetime(time: astronomy.Time) -> datetime:
    return (_J2000 + timedelta(seconds=round(time.ut * 86400))).astimezone(JST)
