"""The seasons of days, kept from build to build: to look for the sun takes longer than to read a
letter, and what was found of a day stays true while the calendar is reckoned in the same way.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import koyomi
from kept import Shelf, code_of

__all__ = ["Almanac"]

# Longitude, moment, whether that is the observatory's; first day, last day.
type _Told = tuple[int, str, bool, str, str]


class Almanac:
    """The 節気 and 候 of days; with `path` None nothing is kept beyond the build."""

    def __init__(self, path: Path | None) -> None:
        self._shelf = Shelf(path, *_way())
        self._sekki = {one.longitude: one for one in koyomi.all_sekki()}
        self._ko = {one.longitude: one for one in koyomi.all_ko()}

    def season(self, day: date) -> tuple[koyomi.SekkiSpan, koyomi.KoSpan]:
        """What a day in Japan lies in; koyomi.YearError where its year is far off."""
        sekki, ko = self._shelf.find(day.isoformat(), _reckon)
        return (
            koyomi.SekkiSpan(self._sekki[sekki[0]], *_span(sekki)),
            koyomi.KoSpan(self._ko[ko[0]], *_span(ko)),
        )

    def save(self) -> None:
        """Keep what this build has asked for."""
        self._shelf.save()


def _way() -> Iterator[str]:
    """Everything that a season depends on besides its day: library, code, published dates."""
    yield version("astronomy-engine")
    yield from map(code_of, ("koyomi", __name__))
    tables = Path(str(koyomi.__file__)).parent.glob("*.toml")
    yield from (table.read_text("utf-8") for table in sorted(tables))


def _reckon(day: str) -> list[_Told]:
    one = date.fromisoformat(day)
    return [_told(koyomi.sekki_on(one)), _told(koyomi.ko_on(one))]


def _told(span: koyomi.SekkiSpan | koyomi.KoSpan) -> _Told:
    at = span.begins.at.astimezone(koyomi.JST).isoformat()
    days = span.start.isoformat(), span.end.isoformat()
    return (span.begins.longitude, at, span.begins.published, *days)


def _span(told: Any) -> tuple[koyomi.Beginning, date, date]:
    longitude, moment, published, start, end = told
    at = datetime.fromisoformat(moment).astimezone(koyomi.JST)
    begins = koyomi.Beginning(longitude, at, published)
    return begins, date.fromisoformat(start), date.fromisoformat(end)
