"""What there is to see on the way to a day: real moments, reckoned by koyomi, in order.

From the last 立春 past the eight great stations of the year (四立 and 二至二分) to the day's own
節気 and 候, the moon's quarters on either side of the day, and the 節気 that comes next. The day
itself is looked at at noon in Japan.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

import koyomi
from koyomi import JST, KoSpan, MoonPhase, SekkiSpan

__all__ = ["GREAT", "Passing", "Walk", "walk_to"]

DEGREE = 3600
GREAT = (315, 0, 45, 90, 135, 180, 225, 270)
"""Where the eight great stations are: 立春, 春分, 立夏, 夏至, 立秋, 秋分, 立冬, 冬至."""


@dataclass(frozen=True, slots=True)
class Passing:
    """One moment of the walk: `sun` is its longitude in arc seconds, `moon` arc minutes before it.

    `what` says which kind it is, and so what else is set: sekki, ko or quarter.
    """

    what: str
    id: str
    at: datetime
    sun: int
    moon: int
    sekki: SekkiSpan
    ko: KoSpan | None = None
    quarter: MoonPhase | None = None


@dataclass(frozen=True, slots=True)
class Walk:
    """The whole way to a day: its passings in order, and the 24 節気 of the round it lies in."""

    day: date
    sekki: SekkiSpan
    ko: KoSpan
    round: tuple[SekkiSpan, ...]
    quarters: tuple[MoonPhase, MoonPhase]
    passings: tuple[Passing, ...]

    @property
    def noon(self) -> datetime:
        """The hour at which the day is looked at."""
        return _noon(self.day)


def walk_to(day: date) -> Walk:
    """Reckon the way to a day; koyomi.YearError where that is before 1900 or after 2099."""
    sekki, ko = koyomi.sekki_on(day), koyomi.ko_on(day)
    circle = _round(day)
    following = koyomi.sekki_on(sekki.end + timedelta(days=1))
    quarters = _quarters(_noon(day))
    start = datetime.combine(circle[0].start, time(), JST)
    passed = [span for span in circle if _is_great(span) and span.start < sekki.start]
    found = [
        *(_sekki(span, span.key) for span in (*passed, sekki)),
        _sekki(following, "next"),
        *([_ko(ko, sekki)] if ko.ko.longitude != sekki.sekki.longitude else []),
        *(
            _quarter(quarter, name)
            for quarter, name in zip(quarters, ("quarter-before", "quarter-after"), strict=True)
            if quarter.at >= start
        ),
        *(_at("day", name, _noon(day), sekki) for name in ("day", "moon")),
    ]
    found.sort(key=lambda one: one.at)  # of the same moment, in the order of the list
    return Walk(day, sekki, ko, circle, quarters, tuple(found))


def _round(day: date) -> tuple[SekkiSpan, ...]:
    """The 24 節気 from the last 立春 on."""
    spans = [span for year in (-1, 0, 1) for span in koyomi.sekki_in(day.year + year)]
    springs = [at for at, span in enumerate(spans) if span.sekki.longitude == GREAT[0]]
    first = next(at for at in reversed(springs) if spans[at].start <= day)
    return tuple(spans[first : first + 24])


def _quarters(noon: datetime) -> tuple[MoonPhase, MoonPhase]:
    """The moon's quarters before and after a moment; they are never more than eight days apart."""
    for before, after in pairwise(_from(noon - timedelta(days=9))):
        if after.at > noon:
            return before, after
    raise AssertionError("the moon's quarters never end")


def _from(after: datetime) -> Iterator[MoonPhase]:
    return koyomi.moon_phases(after)


def _is_great(span: SekkiSpan) -> bool:
    return span.sekki.longitude in GREAT


def _sekki(span: SekkiSpan, name: str) -> Passing:
    at = span.begins.at
    sun = span.sekki.longitude * DEGREE
    return Passing("sekki", name, at, sun, koyomi.moon_angle(at), span)


def _ko(span: KoSpan, sekki: SekkiSpan) -> Passing:
    at = span.begins.at
    sun = span.ko.longitude * DEGREE
    return Passing("ko", "ko", at, sun, koyomi.moon_angle(at), sekki, ko=span)


def _quarter(quarter: MoonPhase, name: str) -> Passing:
    at = quarter.at
    sekki = koyomi.sekki_on(at.date())
    sun = koyomi.sun_longitude(at)
    return Passing("quarter", name, at, sun, 60 * quarter.degrees, sekki, quarter=quarter)


def _at(what: str, name: str, at: datetime, sekki: SekkiSpan) -> Passing:
    return Passing(what, name, at, koyomi.sun_longitude(at), koyomi.moon_angle(at), sekki)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), JST)
