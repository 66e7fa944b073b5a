"""Where things are on the wheel, in whole units of the picture.

立春 (315 degrees) stands at the top and the year runs clockwise, as on the blog's page of seasons.
"""

from __future__ import annotations

from math import cos, pi, sin

__all__ = ["HEIGHT", "MIDDLE", "MOON_RING", "RING", "WIDTH", "arc", "lit", "point"]

WIDTH, HEIGHT = 360, 336
MIDDLE = (180, 168)
RING, MOON_RING = 118, 98
_TURN = 360 * 3600
_TOP = 315 * 3600


def point(seconds: int, radius: int = RING) -> tuple[int, int]:
    """The point at a longitude in arc seconds.

    >>> point(315 * 3600), point(45 * 3600)
    ((180, 50), (298, 168))
    """
    angle = 2 * pi * ((seconds - _TOP) % _TURN) / _TURN
    x, y = MIDDLE
    return x + round(radius * sin(angle)), y - round(radius * cos(angle))


def arc(start: int, end: int, radius: int = RING) -> str:
    """The way clockwise from one longitude to another, as the data of a path."""
    (x, y), (to_x, to_y) = point(start, radius), point(end, radius)
    large = int((end - start) % _TURN > _TURN // 2)
    return f"M{x} {y}A{radius} {radius} 0 {large} 1 {to_x} {to_y}"


def lit(moon: int, x: int, y: int, radius: int) -> str:
    """The lit part of a moon so many arc minutes before the sun, as it is seen from Japan.

    A waxing moon is lit from the right. The edge of the light is half an ellipse, which bulges to
    the dark side once more than half is lit.
    """
    angle = moon % 21_600
    waxing = angle < 10_800
    across = round(radius * abs(cos(2 * pi * angle / 21_600)))
    gibbous = 5_400 < angle < 16_200
    rim = 1 if waxing else 0
    edge = rim if gibbous else 1 - rim
    top, bottom = f"{x} {y - radius}", f"{x} {y + radius}"
    return f"M{top}A{radius} {radius} 0 0 {rim} {bottom}A{across} {radius} 0 0 {edge} {top}Z"
