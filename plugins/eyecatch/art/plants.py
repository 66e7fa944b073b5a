"""Flowers, leaves and fruit. Each is drawn round (0, 0); `branch` hangs them on a twig."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from .svg import (
    Point,
    circle,
    ellipse,
    group,
    line,
    number,
    path,
    polar,
    polygon,
    shape,
    taper,
    xy,
)

__all__ = [
    "blossom",
    "branch",
    "cross",
    "fir",
    "hydrangea",
    "leaf",
    "maple",
    "osmanthus",
    "pampas",
    "persimmon",
    "petal",
    "snowflake",
]

BARK = "#7a5a48"
MAPLES = ("#c9433f", "#df6339", "#e9883e", "#f0a94a", "#b23a48")
PINKS = ("#f8d3dc", "#f4bccb", "#fbe3e8")
BLUES = ("#8fa5d8", "#a9b4e4", "#b7a6da", "#9cc3e0")


def blossom(size: float, colour: str) -> str:
    """A cherry blossom: five notched petals and a ring of stamens."""
    return shape("blossom", colour, size, _blossom)


def _blossom(colour: str) -> str:
    one = "M0 0C-56 -30 -44 -96 -13 -100L0 -87L13 -100C44 -96 56 -30 0 0Z"
    petals = "".join(group([path(one, colour)], turn=72 * k) for k in range(5))
    ends = [polar(18 + 36 * k, 40) for k in range(10)]
    threads = "".join(f"M0 0L{number(x)} {number(y)}" for x, y in ends)
    tips = "".join(circle(x, y, 4.5, "#e9b44c") for x, y in ends)
    return petals + line(threads, "#d46a86", 3, opacity="0.8") + tips + circle(0, 0, 9, "#c9556f")


def petal(size: float, colour: str) -> str:
    """A single petal on its way down."""
    d = "M0 100C-90 20 -60 -90 -20 -100L0 -72L20 -100C60 -90 90 20 0 100Z"
    return shape("petal", colour, size, lambda fill: path(d, fill))


def maple(size: float, colour: str) -> str:
    """A leaf of いろはもみじ: seven slender lobes with teeth, veins, and a stalk."""
    return shape("maple", colour, size, _maple)


def _maple(colour: str) -> str:
    lobes = ((-122, 50), (-80, 78), (-39, 96), (0, 110), (39, 96), (80, 78), (122, 50))
    edge = ((-15, 0.4), (-11, 0.56), (-9.5, 0.55), (-6, 0.76), (-5, 0.75), (0, 1.0))
    points: list[Point] = []
    for place, (angle, long) in enumerate(lobes):
        half = [(turn, long * part) for turn, part in edge]
        mirrored = [(-turn, part) for turn, part in reversed(half[:-1])]
        points += [polar(angle + turn, part) for turn, part in [*half, *mirrored]]
        if place < 6:
            points.append(polar((angle + lobes[place + 1][0]) / 2, 26))
    outline = polygon([*points, (0.0, 13.0)])
    ends = [polar(angle, 0.82 * long) for angle, long in lobes]
    veins = "".join(f"M0 0L{number(x)} {number(y)}" for x, y in ends)
    return (
        line("M0 6q6 34 -5 60", colour, 4.5)
        + path(outline, colour, stroke=colour, stroke_width=3, stroke_linejoin="round")
        + line(veins, "#fff1dc", 1.8, opacity="0.5")
    )


def leaf(size: float, colour: str) -> str:
    """A plain leaf, its stalk at (0, 0) and its tip `size` above."""
    return shape("leaf", colour, size, _leaf)


def _leaf(colour: str) -> str:
    outline = path("M0 0C-42 -25 -30 -80 0 -100C30 -80 42 -25 0 0Z", colour)
    return outline + line("M0 -6V-84", "#ffffff", 2.5, opacity="0.4")


def osmanthus(size: float, rng: Random) -> str:
    """A tuft of 金木犀: small four-lobed orange flowers among long leaves."""
    leaves = [
        group([leaf(size * rng.uniform(1.5, 2), colour)], turn=turn + rng.uniform(-12, 12))
        for turn, colour in zip((-118, -62, 58, 120), ("#4f7a52", "#63905f") * 2, strict=True)
    ]
    flowers = []
    for _ in range(13):
        at = (rng.gauss(0, size * 0.4), rng.gauss(0, size * 0.34))
        r = size * rng.uniform(0.2, 0.28)
        flowers.append(group([cross(r, "#f29a2e")], at, turn=rng.uniform(0, 90)))
    return "".join([*leaves, *flowers])


def cross(size: float, colour: str) -> str:
    """One flower of 金木犀: four round lobes and an eye."""
    return shape("cross", colour, size, _cross)


def _cross(colour: str) -> str:
    lobes = (
        "M0 0C-62 -62 -62 -100 0 -100C62 -100 62 -62 0 0C62 -62 100 -62 100 0"
        "C100 62 62 62 0 0C62 62 62 100 0 100C-62 100 -62 62 0 0"
        "C-62 62 -100 62 -100 0C-100 -62 -62 -62 0 0Z"
    )
    return path(lobes, colour) + circle(0, 0, 20, "#c9660f")


def hydrangea(r: float, rng: Random) -> str:
    """A ball of 紫陽花: many four-petalled flowers in neighbouring blues, darker below."""
    main = rng.randrange(len(BLUES))
    ball = [circle(0, 0, r * 0.93, "#7186bd")]
    for ring, count in ((0.82, 15), (0.56, 10), (0.28, 6), (0.0, 1)):
        for k in range(count):
            x, y = polar(360 * k / count + ring * 40 + rng.uniform(-7, 7), ring * r)
            colour = BLUES[(main + rng.choice((0, 0, 0, 1))) % len(BLUES)]
            size = r * rng.uniform(0.21, 0.25)
            shade = 1 if y < r * 0.35 else 0.86
            one = shape("floret", colour, size, _floret)
            ball.append(group([one], (x, y), turn=rng.uniform(0, 90), opacity=shade))
    return "".join(ball)


def _floret(colour: str) -> str:
    petals = (group([ellipse(0, -52, 46, 52, colour)], turn=90 * q) for q in range(4))
    return "".join(petals) + circle(0, 0, 11, "#fdf6e3", opacity="0.75")


def persimmon(size: float) -> str:
    """A 柿, a little flat, with its four-lobed calyx and the light on its shoulder."""
    return shape("persimmon", "#ea7f2c", size, _persimmon)


def _persimmon(colour: str) -> str:
    lobe = "M0 0C-30 -12 -26 -50 0 -56C26 -50 30 -12 0 0Z"
    calyx = [group([path(lobe, "#6f8a4a")], turn=turn) for turn in (-100, -35, 35, 100)]
    body = (
        "M0 -80C75 -102 122 -30 98 25C80 75 35 86 0 82"
        "C-35 86 -80 75 -98 25C-122 -30 -75 -102 0 -80Z"
    )
    shade = "M50 72C98 50 110 -10 86 -50C98 10 80 50 50 72Z"
    return (
        path(body, colour)
        + path(shade, "#c9591b", opacity="0.55")
        + ellipse(-46, -22, 20, 30, "#ffffff", opacity="0.3")
        + group(calyx, (0, -62))
    )


def snowflake(size: float) -> str:
    """A six-armed crystal of two orders of side arms."""
    return shape("snowflake", "#ffffff", size, _snowflake)


def _snowflake(colour: str) -> str:
    arm = "M0 0V-100M0 -36l22 -17M0 -36l-22 -17M0 -64l16 -12M0 -64l-16 -12"
    return "".join(group([line(arm, colour, 8)], turn=60 * k) for k in range(6))


def pampas(tall: float, lean: float, rng: Random) -> str:
    """A stalk of すすき that bows to one side, with its plume."""
    tip: Point = (lean, -tall)
    stalk, middle = taper((0, 0), (lean * 0.12, -tall * 0.62), tip, 6, "#a98f57")
    hairs = []
    for x, y in middle[7:]:
        for _ in range(7):
            dx = lean * rng.uniform(0.3, 0.75) + rng.uniform(-10, 10)
            dy = rng.uniform(26, 72)
            hairs.append(f"M{xy(x, y)}q{xy(dx * 0.6, -dy * 0.2, dx, dy)}")
    plume = line("".join(hairs), "#fbf2dc", 4, opacity="0.8")
    return stalk + plume


def fir(tall: float, colour: str, snow: bool) -> str:
    """A fir of four tiers, perhaps with snow on each."""
    drawn = [path(f"M-5 0h10v{number(-tall * 0.12)}h-10Z", "#8a6a52")]
    for tier in range(4):
        half, base = tall * (0.27 - 0.05 * tier), -tall * (0.08 + 0.21 * tier)
        top = base - tall * 0.31
        drawn.append(
            path(
                f"M{xy(-half, base)}Q{xy(0, base + 9, half, base)}L{xy(0, top)}Z",
                colour,
            )
        )
        if snow:
            part = 0.52
            edge = half * part
            drawn.append(
                path(
                    f"M{xy(-edge, top + (base - top) * part)}q{xy(edge / 2, 12, edge, 2)}"
                    f"q{xy(edge / 2, 10, edge, -2)}L{xy(0, top)}Z",
                    "#ffffff",
                    opacity="0.95",
                )
            )
    return "".join(drawn)


def branch(
    points: Sequence[Point],
    width: float,
    rng: Random,
    hang: Callable[[float, Random], str],
    size: float,
    every: int = 2,
) -> str:
    """A twig (start, bend, end) with three side twigs, and something hung on all of them."""
    start, bend, end = points
    twig, middle = taper(start, bend, end, width, BARK)
    drawn = [twig]
    places = list(middle[2::every])
    for at in (5, 8, 11):
        x, y = middle[at]
        side = 1 if at % 2 else -1
        dx, dy = (end[0] - start[0]) * 0.17, (end[1] - start[1]) * 0.17
        tip = (x + dx - side * dy * 1.1, y + dy + side * dx * 1.1 * (1 if dy >= 0 else -1))
        shoot, along = taper((x, y), (x + dx * 0.7, y + dy * 0.4), tip, width * 0.42, BARK)
        drawn.append(shoot)
        places += [along[7], along[14]]
    for x, y in places:
        near = (x + rng.uniform(-9, 9), y + rng.uniform(-9, 9))
        drawn.append(group([hang(size * rng.uniform(0.72, 1.2), rng)], near))
    return "".join(drawn)
