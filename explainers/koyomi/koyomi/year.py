"""The year of sekki and kō: when each begins, and which one a date lies in.

Dates are days in Japan (JST). A sekki's date is the published one where published.toml has it, else
the calculated one; a moment within two minutes of midnight is flagged, for a calculation that errs
by a minute could put it on the other day. No one publishes dates of kō: all of theirs that do not
begin a sekki are calculated, by the sun's longitude (定気), and are to be labelled 目安.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise

from .names import Ko, Sekki, all_ko, all_sekki, read_table
from .sky import JST, sun_reaches

NEAR = timedelta(minutes=2)
DAY = timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 1900, 2099
FIRST_STEP, STEPS = 285, 72
TROPICAL_YEAR = timedelta(days=365, hours=5, minutes=49)


class YearError(ValueError):
    """A date outside of the years that this calendar is made for."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """The moment at which a longitude is reached, and the day in Japan on which that is.

    `published` tells that the minute is the observatory's, `near_midnight` that it lies within two
    minutes of midnight.
    """

    longitude: int
    at: datetime
    published: bool

    @property
    def day(self) -> date:
        """The day in Japan."""
        return self.at.astimezone(JST).date()

    @property
    def near_midnight(self) -> bool:
        """Whether an error of two minutes could change the day."""
        return (self.at + NEAR).date() != (self.at - NEAR).date()


@dataclass(frozen=True, slots=True)
class SekkiSpan:
    """A 節気 in one year: from `start` to `end`, both days in it."""

    sekki: Sekki
    begins: Beginning
    start: date
    end: date

    @property
    def key(self) -> str:
        """The romaji of its address."""
        return self.sekki.key

    @property
    def name(self) -> str:
        """Such as 小雪."""
        return self.sekki.name

    @property
    def reading(self) -> str:
        """Such as しょうせつ."""
        return self.sekki.reading


@dataclass(frozen=True, slots=True)
class KoSpan:
    """A 候 in one year: from `start` to `end`, both days in it. The dates are 目安."""

    ko: Ko
    begins: Beginning
    start: date
    end: date

    @property
    def number(self) -> int:
        """From 1 (東風解凍) to 72 (鶏始乳)."""
        return self.ko.number

    @property
    def name(self) -> str:
        """Such as 虹蔵不見."""
        return self.ko.name

    @property
    def reading(self) -> str:
        """Such as にじかくれてみえず."""
        return self.ko.reading


def sekki_in(year: int) -> tuple[SekkiSpan, ...]:
    """The 24 節気 that begin in a calendar year, from 小寒 to 冬至.

    >>> [str(span.start) for span in sekki_in(2026)][-3:]
    ['2026-11-22', '2026-12-07', '2026-12-22']
    """
    spans = []
    by_longitude = {sekki.longitude: sekki for sekki in all_sekki()}
    for begins, following in pairwise(_beginnings_around(year, 3)):
        if begins.day.year == year:
            sekki = by_longitude[begins.longitude]
            spans.append(SekkiSpan(sekki, begins, begins.day, following.day - DAY))
    return tuple(spans)


def ko_in(year: int) -> tuple[KoSpan, ...]:
    """The 候 that begin in a calendar year, by date: 71 to 73 of them."""
    spans = []
    by_longitude = {ko.longitude: ko for ko in all_ko()}
    for begins, following in pairwise(_beginnings_around(year, 1)):
        if begins.day.year == year:
            ko = by_longitude[begins.longitude]
            spans.append(KoSpan(ko, begins, begins.day, following.day - DAY))
    return tuple(spans)


def sekki_on(day: date) -> SekkiSpan:
    """The 節気 that a day lies in; YearError where that is before 1900 or after 2099.

    >>> sekki_on(date(2026, 1, 4)).sekki.name
    '冬至'
    """
    year = _in_range(day).year
    spans = _sekki_of(year - 1) + _sekki_of(year)
    return spans[bisect_right(spans, day, key=lambda span: span.start) - 1]


def ko_on(day: date) -> KoSpan:
    """The 候 that a day lies in; YearError where that is before 1900 or after 2099.

    >>> ko_on(date(2026, 11, 26)).ko.name
    '虹蔵不見'
    """
    sekki = sekki_on(day)
    spans = ko_of(sekki)
    return spans[bisect_right(spans, day, key=lambda span: span.start) - 1]


@cache
def ko_of(sekki: SekkiSpan) -> tuple[KoSpan, ...]:
    """The three 候 of a 節気, in its year.

    >>> [ko.name for ko in ko_of(sekki_on(date(2026, 11, 26)))]
    ['虹蔵不見', '朔風払葉', '橘始黄']
    """
    by_longitude = {ko.longitude: ko for ko in all_ko()}
    year = sekki.start.year
    first = (sekki.sekki.longitude - FIRST_STEP) % 360 // 5
    begins = [_beginning(year, first + step) for step in range(3)]
    ends = [begins[1].day, begins[2].day, sekki.end + DAY]
    return tuple(
        KoSpan(by_longitude[one.longitude], one, one.day, end - DAY)
        for one, end in zip(begins, ends, strict=True)
    )


def _in_range(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise YearError(f"{day.year}年の暦は計算しません（{FIRST_YEAR}〜{LAST_YEAR}年）")
    return day


@cache
def _sekki_of(year: int) -> tuple[SekkiSpan, ...]:
    return sekki_in(year)


@cache
def _beginning(year: int, step: int) -> Beginning:
    """One of the 72 moments of a year, from 285 degrees (小寒, early January) on.

    Each is looked for by itself, so that a page that shows one day need not reckon years.
    """
    longitude = (FIRST_STEP + 5 * step) % 360
    published = _published().get((year, longitude))
    if published:
        return published
    # The sun is never more than two days ahead of its even pace, nor four behind: look from a week
    # before, in the 20 days that the search takes in.
    even = datetime(year, 1, 5, 12, tzinfo=UTC) + step * (TROPICAL_YEAR / STEPS)
    return Beginning(longitude, sun_reaches(longitude, even - 7 * DAY), published=False)


def _beginnings_around(year: int, every: int) -> list[Beginning]:
    """The moments from the last of the year before to the first of the year after.

    `every` third begins a 節気, every single one a 候.
    """
    last = [_beginning(year - 1, step) for step in range(STEPS - 3, STEPS, every)]
    own = [_beginning(year, step) for step in range(0, STEPS, every)]
    return [*last, *own, *(_beginning(year + 1, step) for step in range(0, 4, every))]


@cache
def _published() -> dict[tuple[int, int], Beginning]:
    longitudes = {sekki.key: sekki.longitude for sekki in all_sekki()}
    return {
        (int(year), longitudes[key]): Beginning(
            longitudes[key],
            datetime.fromisoformat(f"{year}-{minute}:00+09:00").astimezone(JST),
            published=True,
        )
        for year, minutes in read_table("published.toml")["minutes"].items()
        for key, minute in minutes.items()
    }
