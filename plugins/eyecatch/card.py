"""The share image: a sheet of letter paper with the title, on the season's picture or on a photo.

Everything that must be read lies in the middle square, since LINE and others cut the sides off;
and away from the upper and lower edge, which X trims. `SAFE` is that place, and a test looks at
the pixels.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from .art import FRAMED, PAPER, TEXT, Palette, draw
from .art.land import HEIGHT, WIDTH
from .art.svg import circle, group, line, number, path, rect
from .lettering import LEADING, Face, Lines, contrast, fit

__all__ = ["FAMILY", "SAFE", "Words", "over_art", "over_photo", "with_figure"]

FAMILY = "Zen Maru Gothic"
SAFE = (285, 30, 915, 600)
_LEFT, _RIGHT = 300, 900
_MIDDLE = (_LEFT + _RIGHT) / 2
_INSIDE = 44
_READABLE = 4.5


@dataclass(frozen=True)
class Words:
    """What stands on the card: the title, a small line above it, the blog's name, the postmark."""

    title: str
    label: str
    site: str
    date: tuple[str, str] | None = None

    @property
    def all(self) -> str:
        """Every character that has to be drawn."""
        return "".join([self.title, self.label, self.site, *(self.date or ())])


type Split = Callable[[str], Sequence[str]]


def over_art(
    motif: str, palette: Palette, seed: str, words: Words, face: Face, split: Split
) -> str | None:
    """The whole picture as SVG, on a drawing; None where the title is too long for the card."""
    top, bottom = 62, 568
    lines = fit(
        words.title,
        split,
        face,
        width=_RIGHT - _LEFT - 2 * _INSIDE,
        height=276,
        sizes=range(76, 33, -2),
    )
    if lines is None:
        return None
    ink = _ink(palette)
    parts = [
        _sheet(top, bottom, ink),
        _rule(words.label, top + 82, ink, face) if words.label else "",
        _title(lines, (top + bottom) / 2 + 12),
        _name(words.site, bottom - 46, ink, face) if words.site else "",
        _postmark(words.date, ink) if words.date else "",
    ]
    return draw(motif, palette, seed, FRAMED).replace("</svg>", f"{''.join(parts)}</svg>")


def over_photo(palette: Palette, words: Words, face: Face, split: Split) -> str | None:
    """The card alone, low in the picture so that the photo is seen; the rest is transparent."""
    card = _low_card(palette, words, face, split)
    if card is None:
        return None
    size = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{card[0]}</svg>'


def with_figure(
    motif: str, palette: Palette, seed: str, words: Words, face: Face, split: Split, png: bytes
) -> str | None:
    """The whole picture of a letter that has a figure: its most telling scene above the card.

    `png` is the scene. All of it lies in the middle: cut to a square it still tells.
    """
    card = _low_card(palette, words, face, split)
    if card is None:
        return None
    top = 24.0
    height = card[1] - 20 - top
    across, down = int.from_bytes(png[16:20]), int.from_bytes(png[20:24])  # as its IHDR says
    width = min(_RIGHT - _LEFT, height * across / down)
    left = _MIDDLE - width / 2
    place = (
        f'x="{number(left)}" y="{number(top)}" width="{number(width)}" height="{number(height)}"'
    )
    scene = (
        f'<clipPath id="scene"><rect {place} rx="20"/></clipPath>'
        f'<image {place} clip-path="url(#scene)" preserveAspectRatio="xMidYMid slice"'
        f' href="data:image/png;base64,{b64encode(png).decode()}"/>'
    )
    frame = rect(left, top, width, height, "none", 20, stroke=PAPER, stroke_width=6)
    ground = draw(motif, palette, seed, FRAMED)
    return ground.replace("</svg>", f"{scene}{frame}{card[0]}</svg>")


def _low_card(palette: Palette, words: Words, face: Face, split: Split) -> tuple[str, float] | None:
    """The card at the foot of a picture, and where its upper edge is."""
    lines = fit(
        words.title,
        split,
        face,
        width=_RIGHT - _LEFT - 2 * _INSIDE,
        height=190,
        sizes=range(56, 29, -2),
    )
    if lines is None:
        return None
    ink = _ink(palette)
    bottom = 594
    top = bottom - lines.height - 108
    parts = [
        _sheet(top, bottom, ink),
        _title(lines, top + 30 + lines.height / 2),
        _name(words.site, bottom - 38, ink, face),
    ]
    return "".join(parts), top


def _ink(palette: Palette) -> str:
    """The month's ink where it can be read on the paper, the text's colour otherwise."""
    return palette.ink if contrast(palette.ink, PAPER) >= _READABLE else TEXT


def _sheet(top: float, bottom: float, ink: str) -> str:
    """Paper with a soft shadow and a thin double line round its edge."""
    width, height = _RIGHT - _LEFT, bottom - top
    shadows = [
        rect(
            _LEFT - k,
            top + 6 - k / 2,
            width + 2 * k,
            height + k,
            "#3a2a1a",
            22 + k,
            opacity="0.035",
        )
        for k in (14, 10, 6, 3)
    ]
    frame = {"stroke": ink, "stroke_width": 1.6, "opacity": "0.4"}
    return "".join(
        [
            *shadows,
            rect(_LEFT, top, width, height, PAPER, 22),
            rect(_LEFT + 13, top + 13, width - 26, height - 26, "none", 13, **frame),
            rect(_LEFT + 18, top + 18, width - 36, height - 36, "none", 9, **frame),
        ]
    )


def _text(words: str, x: float, y: float, size: float, colour: str) -> str:
    return (
        f'<text x="{number(x)}" y="{number(y)}" font-family="{FAMILY}" font-weight="700"'
        f' font-size="{number(size)}" fill="{colour}" text-anchor="middle">{escape(words)}</text>'
    )


def _title(lines: Lines, middle: float) -> str:
    step = lines.size * LEADING
    first = middle - lines.height / 2 + step / 2 + lines.size * 0.36
    return "".join(
        _text(words, _MIDDLE, first + step * place, lines.size, TEXT)
        for place, words in enumerate(lines.lines)
    )


def _rule(words: str, y: float, ink: str, face: Face) -> str:
    """The small line above the title, between two dashes."""
    size = min(25.0, 250 / max(1.0, face.width(words)))
    half = face.width(words) * size / 2 + 16
    dashes = "".join(
        f"M{number(_MIDDLE + side * half)} {number(y - 9)}h{side * 30}" for side in (-1, 1)
    )
    return _text(words, _MIDDLE, y, size, ink) + line(dashes, ink, 2.4, opacity="0.6")


def _name(words: str, y: float, ink: str, face: Face) -> str:
    """The blog's name, with a small leaf before it."""
    size = min(25.0, 450 / face.width(words))
    left = _MIDDLE - face.width(words) * size / 2
    sprig = path("M0 0C-2 -14 8 -22 22 -22C22 -8 14 2 0 0Z", ink) + line(
        "M-4 6Q4 -6 16 -16", PAPER, 2
    )
    return _text(words, _MIDDLE + 14, y, size, TEXT) + group([sprig], (left - 18, y))


def _postmark(date: tuple[str, str], ink: str) -> str:
    """The day, as a post office would stamp it on the corner."""
    year, day = date
    ring = [
        circle(0, 0, 45, "none", stroke=ink, stroke_width=2.6),
        circle(0, 0, 37, "none", stroke=ink, stroke_width=1.4),
        _text(year, 0, -7, 15, ink),
        _text(day, 0, 17, 24, ink),
    ]
    return group(ring, (826, 134), turn=9)
