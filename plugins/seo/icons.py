"""Icons and the web manifest, from the theme's one drawing.

The drawing (32 × 32, transparent) is set on paper for the places that cut icons out: a home screen
shows no transparency, and a maskable icon may lose everything outside a circle of 80 %.
"""

from __future__ import annotations

import io
import json
from dataclasses import dataclass

import resvg_py
from PIL import IcoImagePlugin, Image

__all__ = ["ICONS", "Icon", "favicon_ico", "manifest", "png"]

PAPER = "#faf6f0"  # --bg in theme/static/css/tokens.css, the page without a season
INK = "#8a5a2b"  # --accent there
_ICO_SIZES = (16, 32, 48)


@dataclass(frozen=True)
class Icon:
    """One file: its name, size in pixels, the drawing's share of it, paper or none."""

    name: str
    size: int
    share: float
    paper: bool
    purpose: str = ""


ICONS = (
    Icon("apple-touch-icon.png", 180, 0.78, paper=True),
    Icon("icon-192.png", 192, 0.94, paper=False, purpose="any"),
    Icon("icon-512.png", 512, 0.94, paper=False, purpose="any"),
    Icon("icon-maskable-512.png", 512, 0.56, paper=True, purpose="maskable"),
)


def png(drawing: str, icon: Icon) -> bytes:
    """Draw one icon from the SVG."""
    side = 100 * icon.share
    edge = (100 - side) / 2
    inner = drawing[drawing.index("<svg") :].replace(
        "<svg", f'<svg x="{edge:g}" y="{edge:g}" width="{side:g}" height="{side:g}"', 1
    )
    paper = f'<rect width="100" height="100" fill="{PAPER}"/>' if icon.paper else ""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{paper}{inner}</svg>'
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=icon.size, skip_system_fonts=True))


def favicon_ico(drawing: str) -> bytes:
    """Draw favicon.ico, which browsers ask for by themselves and old ones only know."""
    pictures = [
        Image.open(io.BytesIO(png(drawing, Icon("", size, 1.0, paper=False))))
        for size in _ICO_SIZES
    ]
    out = io.BytesIO()
    sizes = [(size, size) for size in _ICO_SIZES]
    # The plugin's own name for it: asked for one that is not loaded, Pillow loads all that it has.
    pictures[-1].save(
        out, IcoImagePlugin.IcoImageFile.format, sizes=sizes, append_images=pictures[:-1]
    )
    return out.getvalue()


def manifest(name: str, description: str, language: str, folder: str) -> str:
    """Write the manifest; its addresses are seen from itself, so it works in a sub-path."""
    told = {
        "name": name,
        "short_name": name,
        "description": description,
        "lang": language,
        "id": "./",
        "start_url": "./",
        "scope": "./",
        "display": "browser",
        "background_color": PAPER,
        "theme_color": INK,
        "icons": [
            {
                "src": f"{folder}/{icon.name}",
                "sizes": f"{icon.size}x{icon.size}",
                "type": "image/png",
                "purpose": icon.purpose,
            }
            for icon in ICONS
            if icon.purpose
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
