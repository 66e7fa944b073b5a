"""The subjects, each composed of land, plants and things; a table of them by name.

A motif's function gets a `Stage`: where the subject and its companion stand, where twigs come in,
the month's palette, and a random source of its own, so that articles on one subject differ in
their hills, petals and leaves. What moves by chance keeps to the picture's edges or behind the
subject: the composition itself is fixed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

from . import land, plants, things
from .palettes import Palette
from .svg import Point, circle, group, line, with_shapes, xy

__all__ = ["FRAMED", "MOTIFS", "OPEN", "Frame", "Motif", "draw"]


@dataclass(frozen=True)
class Frame:
    """Where things stand: (x, y of the foot, scale) of subject and companion; twigs; free part."""

    subject: tuple[float, float, float]
    beside: tuple[float, float, float]
    twigs: tuple[tuple[Point, Point, Point, float], ...]
    sun: Point
    free: tuple[float, float] = (0, 0)


OPEN = Frame(
    subject=(760, 562, 1.7),
    beside=(352, 572, 1.12),
    twigs=(((1240, -20), (960, 20), (560, 205), 26), ((-40, 60), (90, 70), (245, 190), 19)),
    sun=(420, 190),
)
FRAMED = Frame(
    subject=(1051, 566, 1.08),
    beside=(149, 572, 0.98),
    twigs=(((1240, -30), (1120, 60), (950, 300), 19), ((-40, -30), (70, 60), (230, 255), 18)),
    sun=(190, 170),
    free=(300, 900),
)


@dataclass
class Stage:
    """What a motif draws with."""

    palette: Palette
    frame: Frame
    rng: Random

    def subject(self, *parts: str, turn: float = 0, lift: float = 0, scale: float = 1) -> str:
        """The motif's main thing, in its place; `lift` raises it from the ground."""
        x, y, size = self.frame.subject
        return group(parts, (x, y - lift * size), size * scale, turn)

    def beside(self, *parts: str, turn: float = 0, lift: float = 0, scale: float = 1) -> str:
        """What keeps it company."""
        x, y, size = self.frame.beside
        return group(parts, (x, y - lift * size), size * scale, turn)

    def backdrop(self, *, sun: bool = True, table: bool = False, top: float = 405) -> str:
        """Sky, hills and mist; with a table in front for what stands on one."""
        drawn = land.sky(self.palette, self.rng, self.frame.sun if sun else None)
        drawn += land.hills(self.palette, self.rng, top)
        drawn += self.mist()
        return drawn + (land.table(self.palette) if table else "")

    def trees(self, *colours: str) -> str:
        """Trees on the hills, far enough to be quiet."""
        x, y, _ = self.frame.subject
        u = self.frame.beside[0]
        return land.grove(self.rng, colours, [(x + 40, y - 50), (u - 20, y - 20), (x + 190, y - 8)])

    def mist(self, opacity: float = 0.5) -> str:
        """Bands of haze at both sides."""
        places = [(-60.0, 332.0), (930.0, 296.0), (560.0, 368.0)]
        return land.haze(
            self.rng, [(x + self.rng.uniform(-40, 40), y) for x, y in places], opacity=opacity
        )

    def scatter(self, count: int, low: float, high: float) -> list[tuple[Point, float]]:
        """Places all over the picture, spread evenly, with a size from `low` to `high` each.

        The free middle is left out, and so is most of where the subject stands.
        """
        columns = 8
        found: list[tuple[Point, float]] = []
        x0, y0, size = self.frame.subject
        left, right = self.frame.free
        for place in range(count):
            column = place % columns
            x = (column + self.rng.random()) * land.WIDTH / columns
            y = self.rng.uniform(-10, land.HEIGHT)
            hidden = left + 20 < x < right - 20
            covering = abs(x - x0) < 110 * size and y0 - 230 * size < y < y0
            r = self.rng.uniform(low, high)
            if not hidden and not covering:
                found.append(((x, y), r))
        return found

    def twigs(self, hang: Callable[[float, Random], str], size: float, every: int = 2) -> str:
        """Twigs from above, with something hung on them."""
        return "".join(
            plants.branch((start, bend, end), width, self.rng, hang, size, every)
            for start, bend, end, width in self.frame.twigs
        )


def _sakura(s: Stage) -> str:
    def hang(size: float, rng: Random) -> str:
        return group([plants.blossom(size, rng.choice(plants.PINKS))], turn=rng.uniform(0, 72))

    petals = [
        group(
            [plants.petal(r, s.rng.choice(plants.PINKS))],
            at,
            turn=s.rng.uniform(0, 360),
            opacity=0.9,
        )
        for at, r in s.scatter(34, 7, 15)
    ]
    return s.backdrop() + s.trees(*plants.PINKS) + s.twigs(hang, 44, 1) + "".join(petals)


def _momiji(s: Stage) -> str:
    def hang(size: float, rng: Random) -> str:
        return group([plants.maple(size, rng.choice(plants.MAPLES))], turn=rng.uniform(110, 250))

    falling = [
        group(
            [plants.maple(r, s.rng.choice(plants.MAPLES))],
            at,
            turn=s.rng.uniform(0, 360),
            opacity=0.92,
        )
        for at, r in s.scatter(16, 18, 34)
    ]
    trees = s.trees("#d9683e", "#e79a4b", "#c2513f")
    return s.backdrop() + trees + "".join(falling) + s.twigs(hang, 58, 2)


def _yuki(s: Stage) -> str:
    white = replace(s.palette, mid="#dbe5ee", near="#f6f9fc")
    s.palette = white
    firs = "".join(
        group([plants.fir(tall, "#5f7f7a", snow=True)], (x, y))
        for x, y, tall in (
            (s.frame.subject[0] + 150 * s.frame.subject[2], 520, 190),
            (60, 520, 210),
            (250, 500, 150),
        )
    )
    flakes = [
        group([plants.snowflake(r)], at, turn=s.rng.uniform(0, 60))
        for at, r in s.scatter(26, 9, 24)
    ]
    dots = [circle(*at, r, "#ffffff", opacity="0.85") for at, r in s.scatter(60, 2, 5)]
    ground = s.backdrop(sun=False, top=390)
    return (
        ground
        + firs
        + s.subject(things.snow_house(), scale=0.92)
        + s.beside(things.rabbit())
        + "".join(flakes + dots)
    )


def _kinmokusei(s: Stage) -> str:
    def hang(size: float, rng: Random) -> str:
        return plants.osmanthus(size, rng)

    fallen = []
    for at, r in s.scatter(46, 4, 7):
        fallen.append(group([plants.cross(r * 1.4, "#f29a2e")], at, turn=s.rng.uniform(0, 90)))
    return (
        s.backdrop()
        + s.trees("#8aa06a", "#9fae72", "#7a9465")
        + s.twigs(hang, 44, 2)
        + "".join(fallen)
    )


def _kaki(s: Stage) -> str:
    def hang(size: float, rng: Random) -> str:
        if rng.random() < 0.45:
            colour = rng.choice(("#c9773a", "#a9843c", "#d99a4a"))
            return group([plants.leaf(size * 1.5, colour)], turn=rng.uniform(110, 250))
        return group([plants.persimmon(size)], (0, size * 0.7))

    leaves = [
        group(
            [plants.leaf(r, s.rng.choice(("#d07a3a", "#c99446")))],
            at,
            turn=s.rng.uniform(0, 360),
            opacity=0.85,
        )
        for at, r in s.scatter(11, 26, 40)
    ]
    trees = s.trees("#b9823f", "#c99a50", "#8f8a4c")
    return s.backdrop() + trees + "".join(leaves) + s.twigs(hang, 40, 3)


def _ajisai(s: Stage) -> str:
    drawn = [s.backdrop(sun=False), land.rain(s.rng, "#8aa3bd")]
    x, y, size = s.frame.subject
    u, v, small = s.frame.beside
    balls = (
        (x + 92 * size, y - 40 * size, 62 * size),
        (x - 78 * size, y - 30 * size, 66 * size),
        (x + 8 * size, y - 92 * size, 80 * size),
        (u - 40 * small, v - 46 * small, 60 * small),
        (u + 62 * small, v - 10 * small, 52 * small),
    )
    for bx, by, r in balls:
        for turn in (-128, -86, 84, 130, 178):
            long = r * s.rng.uniform(1.25, 1.5)
            one = plants.leaf(long, s.rng.choice(("#5f8f5b", "#4c7d53", "#74a06a")))
            drawn.append(group([one], (bx, by + r * 0.3), turn=turn + s.rng.uniform(-9, 9)))
    drawn += [group([plants.hydrangea(r, s.rng)], (bx, by)) for bx, by, r in balls]
    return "".join(drawn)


def _hotaru(s: Stage) -> str:
    s.palette = replace(
        s.palette,
        sky="#22365a",
        low="#4c6f83",
        sun="#f4ecc6",
        far="#3f6274",
        mid="#2c4d59",
        near="#1c3842",
    )
    drawn = [land.sky(s.palette, s.rng, (s.frame.sun[0], 130), 46), land.hills(s.palette, s.rng)]
    drawn.append(s.mist(0.12))
    for _ in range(46):
        x, tall, lean = s.rng.uniform(0, 1200), s.rng.uniform(60, 190), s.rng.uniform(-60, 60)
        blade = f"M{xy(x, 640)}q{xy(lean * 0.2, -tall * 0.6, lean, -tall)}"
        drawn.append(line(blade, s.rng.choice(("#3f6b57", "#2f5a4c", "#55806a")), 5, opacity="0.9"))
    for (x, y), r in s.scatter(44, 3.2, 6.5):
        if y > 150:
            glow = [
                circle(0, 0, r * k, "#e9f08a", opacity=o) for k, o in ((5.5, "0.1"), (3, "0.2"))
            ]
            drawn.append(group([*glow, circle(0, 0, r, "#f6f7b4")], (x, y)))
    return "".join(drawn)


def _susuki(s: Stage) -> str:
    s.palette = replace(s.palette, sky="#b4c0dc", low="#f4dcc0", sun="#fff4cf")
    x = s.frame.subject[0]
    moon = land.sky(s.palette, s.rng, (x - 10, 205), 92)
    drawn = [moon, land.hills(s.palette, s.rng, 440), s.mist()]
    for at, lean in (
        (x - 20, -1),
        (x + 60, 1),
        (x + 115, 1),
        (s.frame.beside[0] - 20, 1),
        (s.frame.beside[0] + 50, 1),
        (s.frame.beside[0] - 70, -1),
    ):
        tall = s.rng.uniform(300, 430) if at > 600 else s.rng.uniform(230, 330)
        stalk = plants.pampas(tall, lean * s.rng.uniform(70, 120), s.rng)
        drawn.append(group([stalk], (at, 640)))
    return "".join(drawn)


def _ringo(s: Stage) -> str:
    drawn = land.sky(s.palette, s.rng, s.frame.sun) + land.alps(s.palette, s.rng) + s.mist()
    drawn += land.table(s.palette)
    pile = (
        things.shadow(128),
        group([things.apple()], (-66, 0), turn=-7),
        group([things.apple()], (64, 0), turn=8),
        group([things.apple(58)], (0, -68), turn=-3),
    )
    return drawn + s.subject(*pile) + s.beside(things.shadow(66), things.apple(62))


def _indoors(subject: Callable[[], str], beside: Callable[[], str]) -> Callable[[Stage], str]:
    """A still life on a table before the month's hills."""

    def motif(s: Stage) -> str:
        return s.backdrop(table=True) + s.beside(beside()) + s.subject(subject())

    return motif


def _torii(s: Stage) -> str:
    x, y, size = s.frame.subject
    trees = "".join(
        group([plants.fir(tall, colour, snow=False)], (x + dx * size, y - 14))
        for dx, tall, colour in (
            (-132, 250, "#5d7d68"),
            (134, 290, "#4f7060"),
            (176, 210, "#66866f"),
        )
    )
    return s.backdrop() + trees + s.subject(things.torii()) + s.beside(things.lantern())


def _tegami(s: Stage) -> str:
    x, y, size = s.frame.subject
    u, v, small = s.frame.beside
    trail = (
        f"M{xy(u + 70 * small, v - 70 * small)}"
        f"Q{xy((u + x) / 2, y + 30, x - 70 * size, y - 66 * size)}"
    )
    way = line(trail, "#ffffff", 5, stroke_dasharray="3 15", opacity="0.95")
    return (
        s.backdrop()
        + way
        + s.beside(things.postcard(), turn=-9, lift=150)
        + s.subject(things.envelope(), turn=8, lift=150)
    )


def _kagi(s: Stage) -> str:
    hung = s.subject(things.key(), turn=-24, lift=150)
    return s.backdrop(table=True) + s.beside(things.padlock(), scale=1.05) + hung


@dataclass(frozen=True)
class Motif:
    """A subject: what its picture's alt text says, and how it is drawn."""

    says: str
    compose: Callable[[Stage], str]


MOTIFS = {
    "sakura": Motif("春の丘と、桜の枝の絵", _sakura),
    "ajisai": Motif("雨の日の紫陽花の絵", _ajisai),
    "hotaru": Motif("夏の夜の蛍の絵", _hotaru),
    "susuki": Motif("お月さまとすすきの絵", _susuki),
    "kinmokusei": Motif("金木犀の枝の絵", _kinmokusei),
    "momiji": Motif("紅葉の枝と、丘の絵", _momiji),
    "kaki": Motif("柿の実る枝の絵", _kaki),
    "yuki": Motif("雪の日の家と、雪うさぎの絵", _yuki),
    "ringo": Motif("信州の山と、りんごの絵", _ringo),
    "torii": Motif("木立の中の鳥居の絵", _torii),
    "ocha": Motif("湯気の立つお茶の絵", _indoors(things.teacup, things.tea_canister)),
    "wagashi": Motif("お皿の和菓子とお茶の絵", _indoors(things.sweets, things.teacup)),
    "coffee": Motif("コーヒーと本の絵", _indoors(things.coffee, things.books)),
    "camera": Motif("カメラと、焼いた写真の絵", _indoors(things.camera, things.prints)),
    "tegami": Motif("空をわたる手紙の絵", _tegami),
    "kagi": Motif("鍵と錠前の絵", _kagi),
}


def draw(motif: str, palette: Palette, seed: str, frame: Frame = OPEN) -> str:
    """The SVG of a motif: the same motif, palette, seed and frame give the same text."""
    digest = hashlib.sha256(f"{motif} {seed}".encode()).digest()
    rng = Random(int.from_bytes(digest[:8], "big"))
    body = with_shapes(MOTIFS[motif].compose(Stage(palette, frame, rng)) + land.grain(rng))
    size = f'width="{land.WIDTH}" height="{land.HEIGHT}" viewBox="0 0 {land.WIDTH} {land.HEIGHT}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{body}</svg>'
