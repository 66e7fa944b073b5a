"""A title set in at most three lines: where they break, how large they are, what the font lacks.

Pure but for reading the font once. Lines break between phrases; as few lines as the size allows,
and of those the evenest. The renderer draws nothing where the font has no glyph, and nothing falls
back: so what the font lacks is asked for first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise
from pathlib import Path

from fontTools.ttLib import TTFont

__all__ = ["Face", "Lines", "contrast", "face", "fit"]

LEADING = 1.42
MOST_LINES = 3
_NEVER_FIRST = frozenset(
    "、。，．・：；？！?!,.)]}）］｝〕〉》」』】’”ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶー～〜…‥々ゝゞ"
)

_PAUSES = frozenset("、。，．・：；？！）」』】…〜")


@dataclass(frozen=True)
class Face:
    """A font's widths, in em, by character."""

    widths: dict[str, float]

    def missing(self, text: str) -> list[str]:
        """The characters that the font can't draw, in the text's order."""
        return [one for one in dict.fromkeys(text) if one not in self.widths]

    def width(self, text: str) -> float:
        """How wide a text is, in em."""
        return sum(self.widths[one] for one in text)


@lru_cache
def face(path: Path) -> Face:
    """Read a font's table of widths."""
    with TTFont(path, lazy=True) as font:
        em: int = font["head"].unitsPerEm
        advances = font["hmtx"].metrics
        return Face({chr(c): advances[name][0] / em for c, name in font.getBestCmap().items()})


@dataclass(frozen=True)
class Lines:
    """A title as it is set: its size in pixels, and its lines."""

    size: int
    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        """From above the first line to below the last, in pixels."""
        return len(self.lines) * self.size * LEADING


def fit(
    title: str,
    split: Callable[[str], Sequence[str]],
    face: Face,
    *,
    width: float,
    height: float,
    sizes: Sequence[int],
) -> Lines | None:
    """Set a title into a box, at the first of the sizes that fits; None where none does.

    `split` gives the phrases of a text; a space always ends one. A phrase that is longer than a
    line even at the last size is cut, but not before what must not begin a line.
    """
    phrases = [phrase for part in title.split() for phrase in _with_space(split(part))]
    for size in sizes:
        if lines := _set(phrases, face, width / size, int(height / (size * LEADING))):
            return Lines(size, lines)
    last = sizes[-1]
    pieces = [piece for phrase in phrases for piece in _cut(phrase, face, width / last)]
    lines = _set(pieces, face, width / last, int(height / (last * LEADING)))
    return Lines(last, lines) if lines else None


def _with_space(phrases: Sequence[str]) -> list[str]:
    return [*phrases[:-1], phrases[-1] + " "]


def _set(phrases: Sequence[str], face: Face, width: float, most: int) -> tuple[str, ...] | None:
    """The fewest lines that are narrow enough; of those the evenest, best cut where one pauses."""
    for breaks in range(min(most, MOST_LINES)):
        tried = [
            tuple("".join(phrases[a:b]).strip() for a, b in pairwise([0, *places, len(phrases)]))
            for places in combinations(range(1, len(phrases)), breaks)
        ]
        fitting = [lines for lines in tried if all(face.width(line) <= width for line in lines)]
        if fitting:
            return min(fitting, key=lambda lines: _unevenness(lines, phrases, face))
    return None


def _unevenness(lines: Sequence[str], phrases: Sequence[str], face: Face) -> float:
    """How wide and how uneven the lines are; a break at a pause makes up for a letter or so."""
    pauses = "".join(phrases)
    place, made_up = 0, 0.0
    for line in lines[:-1]:
        place = pauses.index(line, place) + len(line)
        if pauses[place] == " ":
            made_up += 2.2
        elif line[-1] in _PAUSES:
            made_up += 1.2
    widths = [face.width(line) for line in lines]
    return max(widths) + (max(widths) - min(widths)) * 0.3 - made_up


def _cut(phrase: str, face: Face, width: float) -> list[str]:
    """A phrase in pieces, none wider than a line."""
    pieces = [phrase]
    while face.width(pieces[-1].strip()) > width and len(pieces[-1]) > 1:
        text = pieces.pop()
        place = len(text) - 1
        while place > 1 and (face.width(text[:place]) > width or text[place] in _NEVER_FIRST):
            place -= 1
        pieces += [text[:place], text[place:]]
    return pieces


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (`#rrggbb`) by WCAG 2.2.

    >>> round(contrast("#000000", "#ffffff"), 1)
    21.0
    """
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return sum(part * c for part, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
