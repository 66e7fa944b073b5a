"""The moon of a day: its age and its phase, as almanacs give them, at noon JST."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from .sky import JST, last_new_moon, moon_angle

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
