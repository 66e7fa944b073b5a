"""From a stand-alone SVG to a PNG, for places that show no SVG: feeds, clippings, shared links.

The font comes from an npm package at set-up, is named outright, and system fonts are left out, so
that every machine draws the same picture.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import resvg_py

__all__ = ["FAMILY", "PictureError", "draw_png", "font_file"]

WIDTH = 1080
FAMILY = "Zen Maru Gothic"
_FONT = Path("node_modules/@expo-google-fonts/zen-maru-gothic/700Bold/ZenMaruGothic_700Bold.ttf")


class PictureError(RuntimeError):
    """The picture can't be drawn; the message says what to do."""


def draw_png(svg: str, width: int = WIDTH) -> bytes:
    """Draw an SVG at a width in pixels; raises PictureError where the font is missing."""
    data = resvg_py.svg_to_bytes(
        svg_string=svg,
        width=width,
        skip_system_fonts=True,
        font_files=[str(font_file())],
        font_family=FAMILY,
        sans_serif_family=FAMILY,
        serif_family=FAMILY,
        monospace_family=FAMILY,
    )
    return bytes(data)


@cache
def font_file() -> Path:
    """Find the font; raises PictureError where it is missing."""
    for folder in (Path.cwd(), *Path(__file__).resolve().parents):
        path = folder / _FONT
        if path.is_file():
            return path
    raise PictureError(
        "図を描くための書体が見つかりません。make setup をしてから、もう一度おためしください。"
    )
