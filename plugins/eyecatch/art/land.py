"""What lies behind a motif: sky, sun, hills or mountains, bands of haze, the grain of the paper."""

from __future__ import annotations

from random import Random

from .palettes import Palette
from .svg import Point, circle, group, line, number, path, polygon, rect

__all__ = ["HEIGHT", "WIDTH", "alps", "grain", "grove", "haze", "hills", "rain", "sky", "table"]

WIDTH, HEIGHT = 1200, 630


def sky(palette: Palette, rng: Random, sun: Point | None, radius: float = 62) -> str:
    """The sky from its colour above to that at the horizon, and perhaps a sun with its halo."""
    stops = f'<stop stop-color="{palette.sky}"/><stop offset="1" stop-color="{palette.low}"/>'
    ground = (
        f'<defs><linearGradient id="sky" x2="0" y2="1">{stops}</linearGradient></defs>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="url(#sky)"/>'
    )
    if sun is None:
        return ground
    x, y = sun[0] + rng.uniform(-60, 60), sun[1] + rng.uniform(-50, 40)
    radius *= rng.uniform(0.8, 1.1)
    rings = [
        circle(x, y, radius * 2.1, palette.sun, opacity="0.14"),
        circle(x, y, radius * 1.5, palette.sun, opacity="0.22"),
        circle(x, y, radius, palette.sun, opacity="0.9"),
    ]
    return ground + "".join(rings)


def hills(palette: Palette, rng: Random, top: float = 405) -> str:
    """Three rows of round hills, the nearer the lower."""
    rows = ((palette.far, top, 62), (palette.mid, top + 62, 50), (palette.near, top + 124, 36))
    return "".join(_row(colour, base, swing, rng) for colour, base, swing in rows)


def _row(colour: str, base: float, swing: float, rng: Random) -> str:
    """A row of hills as one smooth wave: crest and dip by turns, level where they meet."""
    x, y = -rng.uniform(40, 240), base
    d = f"M{number(x)} {HEIGHT}V{number(y)}"
    crest = rng.random() < 0.5
    while x < WIDTH:
        step = rng.uniform(190, 330)
        aim = base + swing * (-rng.uniform(0.45, 1) if crest else rng.uniform(0.1, 0.55))
        d += (
            f"C{number(x + step * 0.42)} {number(y)} {number(x + step * 0.58)} {number(aim)}"
            f" {number(x + step)} {number(aim)}"
        )
        x, y, crest = x + step, aim, not crest
    return path(f"{d}V{HEIGHT}Z", colour)


def grove(rng: Random, colours: tuple[str, ...], spots: list[Point]) -> str:
    """Small round trees, a few at each spot, the trunks just to be guessed."""
    drawn = []
    for x, y in spots:
        for _ in range(rng.randint(3, 5)):
            at, r = x + rng.uniform(-64, 64), rng.uniform(17, 32)
            foot = y + rng.uniform(-8, 12)
            drawn.append(rect(at - 2.5, foot - r, 5, r * 1.35, "#7a5a48", opacity="0.8"))
            for dx, dy, part in ((-0.55, 0.1, 0.7), (0.5, 0.16, 0.66), (0, -0.3, 0.85)):
                colour = rng.choice(colours)
                drawn.append(circle(at + dx * r, foot - r * 1.25 + dy * r, r * part, colour))
    return "".join(drawn)


def alps(palette: Palette, rng: Random, base: float = 480) -> str:
    """A chain of high mountains with snow on their heads, as seen from 松本."""
    drawn = []
    for row, (colour, low, high, shade) in enumerate(
        ((palette.far, 120, 215, "0.75"), (palette.mid, 60, 130, "0"))
    ):
        x = -rng.uniform(60, 160)
        points: list[Point] = [(x, HEIGHT), (x, base)]
        peaks: list[tuple[Point, Point, Point]] = []
        while x < WIDTH + 60:
            half = rng.uniform(85, 150)
            left = points[-1]
            top = (x + half, base - rng.uniform(low, high) + row * 40)
            valley = (x + half * 2, base - rng.uniform(10, low * 0.6) + row * 40)
            peaks.append((left, top, valley))
            points += [top, valley]
            x += half * 2
        drawn.append(path(polygon([*points, (points[-1][0], HEIGHT)]), colour))
        drawn += [path(_cap(peak, rng), "#ffffff", opacity=shade) for peak in peaks if shade != "0"]
    return "".join(drawn)


def _cap(peak: tuple[Point, Point, Point], rng: Random) -> str:
    """Snow from a peak down both its sides, with a torn lower edge."""
    left, top, right = peak
    near = [
        (top[0] + (side[0] - top[0]) * part, top[1] + (side[1] - top[1]) * part)
        for side, part in ((left, 0.46), (right, 0.4))
    ]
    (x0, y0), (x1, y1) = near
    torn = [
        (x0 + (x1 - x0) * t, y0 + (y1 - y0) * t + (14 if step % 2 else -16) * rng.uniform(0.6, 1.2))
        for step, t in enumerate((0.2, 0.4, 0.6, 0.8))
    ]
    return polygon([top, near[0], *torn, near[1]])


def haze(rng: Random, places: list[Point], colour: str = "#ffffff", opacity: float = 0.5) -> str:
    """Bands of mist as on painted screens (すやり霞): bars with round ends, one on another."""
    bands = []
    for x, y in places:
        wide = rng.uniform(210, 300)
        bars = [
            rect(x, y, wide, 17, colour, 8.5),
            rect(x + rng.uniform(38, 74), y - 15, wide * 0.62, 17, colour, 8.5),
            rect(x - rng.uniform(30, 62), y + 15, wide * 0.74, 17, colour, 8.5),
        ]
        bands.append(group(bars, opacity=opacity))
    return "".join(bands)


def table(palette: Palette, top: float = 512) -> str:
    """A wooden table in front, with the light along its edge."""
    grain = (f"M{x} {y}h{w}" for x, y, w in ((70, 566, 210), (420, 590, 330), (860, 560, 250)))
    return (
        rect(0, top, WIDTH, HEIGHT - top, palette.wood)
        + rect(0, top, WIDTH, 7, "#ffffff", opacity="0.35")
        + "".join(line(d, "#5a3a20", 2.5, opacity="0.12") for d in grain)
    )


def rain(rng: Random, colour: str) -> str:
    """Thin slanting rain."""
    drops = []
    for _ in range(46):
        x, y, long = rng.uniform(0, WIDTH), rng.uniform(-20, HEIGHT), rng.uniform(26, 58)
        drops.append(f"M{number(x)} {number(y)}l{number(-long * 0.22)} {number(long)}")
    return line("".join(drops), colour, 2, opacity="0.4")


def grain(rng: Random) -> str:
    """Fibres and specks of handmade paper, just strong enough to be felt."""
    fibres, specks = [], []
    for _ in range(70):
        x, y = rng.uniform(0, WIDTH), rng.uniform(0, HEIGHT)
        dx, dy = rng.uniform(-34, 34), rng.uniform(-14, 14)
        fibres.append(
            f"M{number(x)} {number(y)}q{number(dx)} {number(dy)} {number(dx * 1.6)} {number(-dy)}"
        )
    for _ in range(60):
        x, y = rng.uniform(0, WIDTH), rng.uniform(0, HEIGHT)
        specks.append(f"M{number(x)} {number(y)}h.1")
    return line("".join(fibres), "#ffffff", 1.3, opacity="0.32") + line(
        "".join(specks), "#6b4a2a", 2.2, opacity="0.1"
    )
