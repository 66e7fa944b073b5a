"""Colours as they are reckoned with: mixing, and contrast by WCAG 2.2; of seasons nothing."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["contrast", "mix", "toward"]


def mix(colour: str, other: str, percent: int) -> str:
    """So much per cent of one colour in the other, in sRGB.

    >>> mix("#ff0000", "#0000ff", 50)
    '#800080'
    """
    parts = zip(_parts(colour), _parts(other), strict=True)
    return "#" + "".join(
        f"{(one * percent + two * (100 - percent) + 50) // 100:02x}" for one, two in parts
    )


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2, from 1 to 21.

    >>> contrast("#000000", "#ffffff")
    21.0
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def toward(colour: str, end: str, grounds: Iterable[str], least: float) -> str:
    """The first colour on the way from `colour` to `end` with that contrast on all grounds.

    Raises ValueError where even the end has not.
    """
    grounds = tuple(grounds)
    for percent in range(101):
        found = mix(end, colour, percent)
        if all(contrast(found, ground) >= least for ground in grounds):
            return found
    raise ValueError(f"{colour} は {end} に寄せても、背景との差が {least} になりません")


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (part / 255 for part in _parts(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
