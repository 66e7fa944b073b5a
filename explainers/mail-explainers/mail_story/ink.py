"""Short names for the few SVG shapes the post office is drawn with.

Everything drawn is an element with class names and whole numbers: what a class looks like is said
in a table (`explainer_kit.scene.STYLE` and `scene_style.STYLE`), so that page, feed and share
picture cannot drift apart.
"""

from __future__ import annotations

from explainer_kit.markup import Child, Element, el

__all__ = ["at", "circle", "ellipse", "group", "path", "rect"]


def path(data: str, classes: str) -> Element:
    """A path by its SVG path data."""
    return el("path", {"class": classes, "d": data})


def rect(x: int, y: int, width: int, height: int, classes: str, radius: int = 0) -> Element:
    """A rectangle by its top left corner; `radius` rounds its corners."""
    size = {"x": x, "y": y, "width": width, "height": height}
    return el("rect", {"class": classes, **size, "rx": radius or None})


def circle(x: int, y: int, radius: int, classes: str) -> Element:
    """A circle by its centre."""
    return el("circle", {"class": classes, "cx": x, "cy": y, "r": radius})


def ellipse(x: int, y: int, across: int, down: int, classes: str) -> Element:
    """An ellipse by its centre and its two radii."""
    return el("ellipse", {"class": classes, "cx": x, "cy": y, "rx": across, "ry": down})


def group(*children: Child) -> Element:
    """Several shapes as one."""
    return el("g", None, *children)


def at(x: int, y: int, thing: Child, *, percent: int = 100, turn: int = 0) -> Element:
    """A thing drawn around the origin, put at (x, y), resized to `percent`, turned by degrees."""
    moves = [f"translate({x} {y})"]
    if turn:
        moves.append(f"rotate({turn})")
    if percent != 100:
        moves.append(f"scale({percent // 100}.{percent % 100:02d})")
    return el("g", {"transform": " ".join(moves)}, thing)
