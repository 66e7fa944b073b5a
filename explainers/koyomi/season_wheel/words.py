"""How days, hours, longitudes and moons are said in Japanese, in few words."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from koyomi import MoonPhase

__all__ = [
    "QUARTERS",
    "day_words",
    "full_day",
    "hour_digits",
    "hour_words",
    "longitude_words",
    "nearest_quarter",
    "shape_words",
]

QUARTERS = {0: "新月", 90: "上弦", 180: "満月", 270: "下弦"}

# Up to so many arc minutes before the sun the moon looks so from Japan, high in the south.
_SHAPES = (
    (10 * 60, "月は、太陽と同じ方角にいて見えません。"),
    (80 * 60, "月は、右がわがほそく光っています。"),
    (100 * 60, "月は、右半分が光っています。"),
    (170 * 60, "月は、左がわがすこし欠けています。"),
    (190 * 60, "月は、まんまるに光っています。"),
    (260 * 60, "月は、右がわがすこし欠けています。"),
    (280 * 60, "月は、左半分が光っています。"),
    (350 * 60, "月は、左がわがほそく光っています。"),
    (360 * 60, "月は、太陽と同じ方角にいて見えません。"),
)


def day_words(day: date) -> str:
    """Such as 11月26日."""
    return f"{day.month}月{day.day}日"


def full_day(day: date) -> str:
    """Such as 2026年11月26日."""
    return f"{day.year}年{day_words(day)}"


def hour_words(at: datetime) -> str:
    """The minute that is nearest, such as 16時23分.

    >>> hour_words(datetime(2026, 11, 22, 16, 22, 45))
    '16時23分'
    """
    near = _minute(at)
    return f"{near.hour}時{near.minute}分"


def hour_digits(at: datetime) -> str:
    """The minute that is nearest, for a table: 16:23."""
    return f"{_minute(at):%H:%M}"


def _minute(at: datetime) -> datetime:
    near = at + timedelta(seconds=30)
    return near if near.date() == at.date() else at  # the day is told beside it, and stays


def longitude_words(seconds: int) -> str:
    """Degrees and minutes of arc, cut off: 240度13分.

    >>> longitude_words(864_800)
    '240度13分'
    """
    return f"{seconds // 3600}度{seconds % 3600 // 60}分"


def nearest_quarter(day: date, quarters: tuple[MoonPhase, MoonPhase]) -> str:
    """How far a day is from the nearer of two quarters: 満月の2日後."""
    near = min(quarters, key=lambda quarter: abs((day - quarter.at.date()).days))
    days = (day - near.at.date()).days
    name = QUARTERS[near.degrees]
    if days == 0:
        return f"{name}の日"
    return f"{name}の{abs(days)}日{'後' if days > 0 else '前'}"


def shape_words(moon: int) -> str:
    """What the moon looks like, so many arc minutes before the sun.

    >>> shape_words(90 * 60)
    '月は、右半分が光っています。'
    """
    return next(words for limit, words in _SHAPES if moon < limit)
