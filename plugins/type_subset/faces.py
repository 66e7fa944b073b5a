"""What a font's file says of itself, read once and kept from build to build.

Reading the tables of a Japanese font costs more than all headings of a blog; they change when
another font is put in their place, and never else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont
from kept import Shelf, code_of

from .cut import characters_in, fingerprint, widths
from .rules import ARIAL_BOLD, Measures

__all__ = ["Face", "read_faces"]


@dataclass(frozen=True)
class Face:
    """A font: the characters that it has, how wide its Latin letters are (in em), its lines."""

    characters: frozenset[str]
    latin: dict[str, float]
    measures: Measures


def read_faces(fonts: Sequence[Path], cache: Path) -> list[Face]:
    """Read these fonts, or find what has been read of the very same files."""
    shelf = Shelf(cache / "faces.json", version("fonttools"), code_of(__name__))
    by_print = {fingerprint(font).hex(): font for font in fonts}
    told = [shelf.find(one, lambda asked: _read(by_print[asked])) for one in by_print]
    shelf.save()
    return [
        Face(frozenset(one["characters"]), one["latin"], Measures(**one["measures"]))
        for one in told
    ]


def _read(font: Path) -> dict[str, Any]:
    with TTFont(font, lazy=True) as opened:
        em, lines = opened["head"].unitsPerEm, opened["hhea"]
        measures = Measures(lines.ascent / em, -lines.descent / em)
    return {
        "characters": "".join(sorted(characters_in(font))),
        "latin": widths(font, "".join(ARIAL_BOLD)),
        "measures": asdict(measures),
    }
