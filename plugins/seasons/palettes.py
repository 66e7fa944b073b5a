"""The colours of the 24 sekki: from two colours each to all tokens that a season sets.

palettes.toml says what was chosen; here it becomes a light and a dark page. A colour that is too
faint for its use is taken toward ink, or toward snow on a dark page, just as far as it needs. The
result is kept as theme/static/css/season.css; a test holds the two together. After a change:
`PYTHONPATH=plugins .venv/bin/python -m seasons > theme/static/css/season.css`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .colours import contrast, mix, toward

__all__ = ["Palette", "palettes", "season_css"]

# The theme's tokens that a season leaves alone (tokens.css): what stands on its colours.
INK, PAPER = "#38302c", "#fffdf9"
NIGHT_INK, NIGHT = "#f2ebe2", "#171412"
SNOW, GREY = "#fffdf9", "#8c8078"
_TABLE = Path(__file__).with_name("palettes.toml")
_HEAD = """\
/* The colours of the 24 sekki, chosen by data-season on the root element. Made by plugins/seasons
   from its palettes.toml (`python -m seasons`): change them there, not here.
   Colours only, and only tokens: no layout belongs into this layer, and nothing reaches paper. */
"""


@dataclass(frozen=True, slots=True)
class Palette:
    """A sekki's own colour, and the tokens (name without dashes → #rrggbb) of both pages."""

    own: str
    light: Mapping[str, str]
    dark: Mapping[str, str]


@cache
def palettes() -> dict[str, Palette]:
    """The palette of each sekki, by its key, from 立春 on."""
    table = tomllib.loads(_TABLE.read_text("utf-8"))
    return {key: Palette(_tint(row), _light(row), _dark(row)) for key, row in table.items()}


def season_css() -> str:
    """The style sheet of the layer `season`."""
    light = "".join(_rule(key, palette.light) for key, palette in palettes().items())
    dark = "".join(_rule(key, palette.dark) for key, palette in palettes().items())
    return (
        f"{_HEAD}@layer season {{\n@media screen {{\n{light}}}\n"
        f"@media screen and (prefers-color-scheme: dark) {{\n{dark}}}\n}}\n"
    )


def _rule(key: str, tokens: Mapping[str, str]) -> str:
    text = " ".join(f"--{name}: {colour};" for name, colour in tokens.items())
    return f':root[data-season="{key}"] {{ {text} }}\n'


def _tint(row: Mapping[str, str]) -> str:
    """The main colour, or the other one where the main colour is hardly seen on the page (桜色)."""
    return row["main"] if contrast(row["main"], row["bg"]) > 1.15 else row["sub"]


def _light(row: Mapping[str, str]) -> dict[str, str]:
    ground, tint = row["bg"], _tint(row)
    grounds = (ground, row["surface"], PAPER)

    def land(percent: int) -> str:
        """Tint in the page's colour, as pale as words on it need."""
        return toward(mix(tint, ground, percent), ground, [INK], 5)

    return {
        "bg": ground,
        "surface": row["surface"],
        "accent": toward(row["accent"], INK, grounds, 4.5),
        "line": toward(row["line"], INK, grounds, 3),
        "rule": mix(tint, row["surface"], 14),
        "art-sky": ground,
        "art-sky-low": land(30),
        "art-sun": mix(tint, ground, 58),
        "art-mountain": toward(mix(GREY, land(34), 14), ground, [INK], 5),
        "art-hill-far": land(42),
        "art-hill-near": land(54),
        "art-fruit": tint,
        "art-leaf-warm": mix(row["sub"], tint, 60),
        "art-stamp": land(36),
    }


def _dark(row: Mapping[str, str]) -> dict[str, str]:
    tint = toward(_tint(row), SNOW, [NIGHT], 3)
    ground, surface, paper = (mix(tint, NIGHT, percent) for percent in (4, 13, 8))
    grounds = (ground, surface, paper)

    def land(percent: int) -> str:
        return toward(mix(tint, NIGHT, percent), NIGHT, [NIGHT_INK], 5)

    return {
        "bg": ground,
        "surface": surface,
        "paper": paper,
        "accent": toward(mix(tint, SNOW, 80), SNOW, grounds, 6),
        "line": toward(mix(tint, NIGHT, 60), SNOW, grounds, 3),
        "rule": mix(tint, surface, 16),
        "art-sky": mix(tint, NIGHT, 8),
        "art-sky-low": land(30),
        "art-sun": mix(tint, NIGHT, 78),
        "art-mountain": land(20),
        "art-hill-far": land(16),
        "art-hill-near": land(10),
        "art-fruit": mix(tint, NIGHT, 90),
        "art-leaf-warm": mix(mix(row["sub"], tint, 60), NIGHT, 70),
        "art-stamp": mix(tint, SNOW, 40),
    }
