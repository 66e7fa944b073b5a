"""Articles by season: which 節気 and 候 each lies in, and what was written a year before."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import koyomi

from .almanac import Almanac

__all__ = ["KoLetters", "a_year_before", "around", "by_ko", "day_in_japan", "set_season"]

AROUND = timedelta(days=10)

# Any: Pelican's articles have no types. Used are `date` (with its zone), `slug`, `sekki` and `ko`.
type Article = Any


@dataclass(frozen=True, slots=True)
class KoLetters:
    """A 候, when it is in one year, and the articles written in it in any year, newest first."""

    ko: koyomi.Ko
    span: koyomi.KoSpan
    articles: tuple[Article, ...]


def day_in_japan(article: Article) -> date:
    """The day in Japan on which an article is dated."""
    day: date = article.date.astimezone(koyomi.JST).date()
    return day


def set_season(article: Article, almanac: Almanac) -> None:
    """Give an article its `sekki` and `ko`; koyomi.YearError where its year is far off."""
    article.sekki, article.ko = almanac.season(day_in_japan(article))


def by_ko(sekki: koyomi.Sekki, year: int, articles: Iterable[Article]) -> list[KoLetters]:
    """The three 候 of a 節気, dated for the year in which that begins, with their articles."""
    first = next(span.start for span in koyomi.sekki_in(year) if span.sekki == sekki)
    in_order = sorted(articles, key=lambda article: (article.date, article.slug), reverse=True)
    letters = []
    for ko in (ko for ko in koyomi.all_ko() if ko.sekki == sekki.key):
        # A span holds the day that lies so many days after the first: 候 are five or six days long.
        span = koyomi.ko_on(first + timedelta(days=5 * (ko.number - 1) % 15 + 2))
        assert span.ko == ko
        letters.append(
            KoLetters(ko, span, tuple(one for one in in_order if one.ko.number == ko.number))
        )
    return letters


def a_year_before(day: date) -> date:
    """The same day a year earlier; the day before where that is no day.

    >>> a_year_before(date(2028, 2, 29))
    datetime.date(2027, 2, 28)
    """
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def around(day: date, in_time: Sequence[Article]) -> list[Article]:
    """The articles of ten days before to ten days after a day; `in_time` has the oldest first."""
    start = bisect_left(in_time, day - AROUND, key=day_in_japan)
    end = bisect_right(in_time, day + AROUND, key=day_in_japan)
    return list(in_time[start:end])
