"""The few pieces of SVG that all drawings are made of. Units are pixels of a 1200×630 picture."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence

__all__ = [
    "Point",
    "circle",
    "ellipse",
    "group",
    "line",
    "number",
    "path",
    "polar",
    "polygon",
    "rect",
    "shape",
    "taper",
    "with_shapes",
    "xy",
]

type Point = tuple[float, float]


def number(value: float) -> str:
    """A coordinate in a tenth of a pixel, as short as it goes.

    >>> number(3.0), number(-0.04), number(12.345)
    ('3', '0', '12.3')
    """
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def xy(*values: float) -> str:
    """Coordinates for a path's data.

    >>> "M" + xy(1, 2.25)
    'M1 2.2'
    """
    return " ".join(map(number, values))


def polar(degrees: float, radius: float) -> Point:
    """A point on a circle: 0° is up, and it turns with the clock."""
    angle = math.radians(degrees)
    return radius * math.sin(angle), -radius * math.cos(angle)


def _attributes(given: Mapping[str, object]) -> str:
    shown = (
        (name.rstrip("_").replace("_", "-"), number(value) if isinstance(value, float) else value)
        for name, value in given.items()
        if value is not None
    )
    return "".join(f' {name}="{value}"' for name, value in shown)


def path(d: str, fill: str = "none", **given: object) -> str:
    """A path; further attributes by their names with an underscore for the hyphen."""
    return f'<path d="{d}"{_attributes({"fill": fill, **given})}/>'


def line(d: str, stroke: str, width: float, **given: object) -> str:
    """A stroke with round ends."""
    shown = {"fill": "none", "stroke": stroke, "stroke_width": width, "stroke_linecap": "round"}
    return f'<path d="{d}"{_attributes({**shown, **given})}/>'


def circle(x: float, y: float, r: float, fill: str, **given: object) -> str:
    """A filled circle."""
    place = {"cx": float(x), "cy": float(y), "r": float(r), "fill": fill}
    return f"<circle{_attributes({**place, **given})}/>"


def ellipse(x: float, y: float, rx: float, ry: float, fill: str, **given: object) -> str:
    """A filled ellipse."""
    place = {"cx": float(x), "cy": float(y), "rx": float(rx), "ry": float(ry), "fill": fill}
    return f"<ellipse{_attributes({**place, **given})}/>"


def rect(x: float, y: float, w: float, h: float, fill: str, rx: float = 0, **given: object) -> str:
    """A filled rectangle, with round corners where `rx` says so."""
    place = {"x": float(x), "y": float(y), "width": float(w), "height": float(h)}
    return (
        f"<rect{_attributes({**place, 'rx': float(rx) if rx else None, 'fill': fill, **given})}/>"
    )


def group(
    children: Iterable[str],
    at: Point = (0, 0),
    scale: float = 1,
    turn: float = 0,
    opacity: float | None = None,
) -> str:
    """Children, moved, turned (degrees) and scaled together."""
    moves = [f"translate({number(at[0])} {number(at[1])})"] if at != (0, 0) else []
    moves += [f"rotate({number(turn)})"] if number(turn) != "0" else []
    moves += [f"scale({scale:.3f})"] if scale != 1 else []
    shown = {"transform": " ".join(moves) or None, "opacity": opacity and f"{opacity:.2f}"}
    return f"<g{_attributes(shown)}>{''.join(children)}</g>"


_shapes: dict[str, str] = {}


def shape(name: str, colour: str, size: float, draw: Callable[[str], str]) -> str:
    """A shape that a picture shows many times: drawn once for each colour, 100 pixels large.

    What is given back only names it; `with_shapes` puts the drawings in. A picture of forty leaves
    is a tenth as long that way.
    """
    key = f"{name}-{colour.removeprefix('#')}"
    if key not in _shapes:
        _shapes[key] = f'<g id="{key}">{draw(colour)}</g>'
    return group([f'<use href="#{key}"/>'], scale=size / 100)


def with_shapes(body: str) -> str:
    """A drawing together with the shapes that it names."""
    used = sorted(set(re.findall(r'<use href="#([\w-]+)"/>', body)))
    return f"<defs>{''.join(_shapes[key] for key in used)}</defs>{body}" if used else body


def taper(
    start: Point, bend: Point, end: Point, width: float, fill: str
) -> tuple[str, list[Point]]:
    """A twig from thick to thin along a quadratic curve, and points along it."""
    steps = 14
    middle = [_on_curve(start, bend, end, step / steps) for step in range(steps + 1)]
    left, right = [], []
    for place, (x, y) in enumerate(middle):
        ahead = middle[min(place + 1, steps)]
        behind = middle[max(place - 1, 0)]
        dx, dy = ahead[0] - behind[0], ahead[1] - behind[1]
        half = width / 2 * (1 - 0.85 * place / steps) / (math.hypot(dx, dy) or 1)
        left.append((x - dy * half, y + dx * half))
        right.append((x + dy * half, y - dx * half))
    return path(polygon([*left, *reversed(right)]), fill), middle


def polygon(points: Sequence[Point]) -> str:
    """The data of a closed path through points."""
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points) + "Z"


def _on_curve(a: Point, b: Point, c: Point, t: float) -> Point:
    u = 1 - t
    return (
        u * u * a[0] + 2 * u * t * b[0] + t * t * c[0],
        u * u * a[1] + 2 * u * t * b[1] + t * t * c[1],
    )
