"""The year as a wheel: 24 links round a circle, drawn as SVG from the angles alone.

立春 stands at the top and the year runs clockwise. Coordinates are whole numbers of a thousandth of
the wheel's width. Colours come from the style sheet; only the outer band carries each season's own
colour, and no words stand on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from math import cos, pi, sin

import koyomi

from .palettes import palettes

__all__ = ["wheel"]

MIDDLE = 500
OUTER, BAND, INNER = 494, 464, 292
NAME_AT, DOT_AT, QUARTER_AT = 392, 322, 196
STEP = 2 * pi / 24
_QUARTERS = ("春", "夏", "秋", "冬")


def wheel(
    root: str,
    spans: Mapping[str, koyomi.SekkiSpan],
    letters: Mapping[str, int],
    now: str = "",
) -> str:
    """Draw the wheel.

    `root` leads to the season pages (with a slash at its end); `spans` has each 節気 of the year by
    its key; `letters` how many articles each has; `now` is the key of the one to be marked.
    """
    slices = "\n".join(
        _slice(place, sekki, spans[sekki.key], root, letters.get(sekki.key, 0), sekki.key == now)
        for place, sekki in enumerate(koyomi.all_sekki())
    )
    quarters = "".join(
        _text("wheel-quarter", QUARTER_AT, 6 * place + 3, name)
        for place, name in enumerate(_QUARTERS)
    )
    size = 2 * MIDDLE
    return (
        f'<svg class="wheel" viewBox="0 0 {size} {size}">\n{slices}\n'
        f'<g aria-hidden="true">{quarters}</g>\n</svg>'
    )


def _slice(
    place: int,
    sekki: koyomi.Sekki,
    span: koyomi.SekkiSpan,
    root: str,
    count: int,
    current: bool,
) -> str:
    label = f"{sekki.name}（{sekki.reading}）、{span.start.month}月{span.start.day}日から"
    if count:
        label += f"、便り{count}通"
    mark = ' aria-current="date"' if current else ""
    x, y = _point(DOT_AT, place + 0.5)
    dot = f'<circle class="wheel-dot" cx="{x}" cy="{y}" r="10"/>' if count else ""
    colour = palettes()[sekki.key].own
    return (
        f'<a href="{escape(root)}{sekki.key}/" data-sekki="{sekki.key}" aria-label="{label}"{mark}>'
        f'<path class="wheel-slice" d="{_ring(INNER, BAND, place)}"/>'
        f'<path class="wheel-band" fill="{colour}" d="{_ring(BAND, OUTER, place)}"/>'
        f"{_text('wheel-name', NAME_AT, place + 0.5, sekki.name)}{dot}</a>"
    )


def _ring(inner: int, outer: int, place: int) -> str:
    """The piece of a ring between two radii, as the data of a path."""
    corners = [
        "{} {}".format(*_point(radius, at))
        for radius, at in ((inner, place), (outer, place), (outer, place + 1), (inner, place + 1))
    ]
    return (
        f"M{corners[0]}L{corners[1]}A{outer} {outer} 0 0 1 {corners[2]}"
        f"L{corners[3]}A{inner} {inner} 0 0 0 {corners[0]}Z"
    )


def _text(name: str, radius: int, at: float, words: str) -> str:
    x, y = _point(radius, at)
    return f'<text class="{name}" x="{x}" y="{y}">{words}</text>'


def _point(radius: int, at: float) -> tuple[int, int]:
    """Where the step `at` (0 to 24, from the top, clockwise) is on a circle."""
    return MIDDLE + round(radius * sin(at * STEP)), MIDDLE - round(radius * cos(at * STEP))
