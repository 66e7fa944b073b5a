"""The moon of a day, at noon JST as almanacs give it, and the night of the year to look at it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from .sky import JST, full_moon, last_new_moon, moon_angle
from .year import YearError, sekki_in

# Names of the eight eighths of the way from new moon to new moon.
_NAMES = ("新月", "三日月", "上弦の月", "十三夜の月", "満月", "更待月", "下弦の月", "有明月")


@dataclass(frozen=True, slots=True)
class Moon:
    """The moon at noon: `age_tenths` days times ten, `angle` arc minutes before the sun.

    `name` is the nearest of eight, for people: 三日月 is here any young crescent.
    """

    age_tenths: int
    angle: int
    name: str


def moon_on(day: date) -> Moon:
    """Give the moon at noon JST of a day.

    >>> moon_on(date(2026, 11, 24)).name
    '満月'
    """
    noon = datetime.combine(day, time(12), JST)
    angle = moon_angle(noon)
    age = noon - last_new_moon(noon)
    eighth = (angle + 1350) // 2700 % 8
    return Moon(round(age / timedelta(hours=2.4)), angle, _NAMES[eighth])


def next_full_moon(day: date) -> date:
    """The day of the first full moon after a day.

    >>> str(next_full_moon(date(2026, 11, 24)))
    '2026-12-24'
    """
    return full_moon(datetime.combine(day + timedelta(days=1), time(), JST)).date()


LAST_MEIGETSU = 2032


def meigetsu_in(year: int) -> date:
    """中秋の名月, the evening of the old calendar's 15th day of the 8th month.

    That month holds the autumn equinox (https://eco.mtk.nao.ac.jp/koyomi/, as of 2026-11), and
    begins on the day of a new moon. In 2033 the rule of the months contradicts itself, and nobody
    has decided what they will be called: YearError from then on.

    >>> str(meigetsu_in(2026))
    '2026-09-25'
    """
    if year > LAST_MEIGETSU:
        raise YearError(f"{year}年の旧暦の月の名は、まだ決まっていません")
    equinox = next(span.start for span in sekki_in(year) if span.sekki.longitude == 180)
    end_of_day = datetime.combine(equinox + timedelta(days=1), time(), JST) - timedelta(seconds=1)
    return last_new_moon(end_of_day).date() + timedelta(days=14)
