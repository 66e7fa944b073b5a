"""The hero frame as an SVG of its own: for the picture in feeds and where links are shared.

No style sheet reaches such a file, so the same tables that make the page's style sheet are written
into presentation attributes here, with the light colours. Labels become text on a pill, whose
width is reckoned (a full-width character is as wide as it is high, any other about 0.6 of that).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from explainer_kit.explainer import Explainer
from explainer_kit.figure_style import presentation
from explainer_kit.markup import Element, el
from explainer_kit.scene import COLOURS, STYLE, Frame, Scene, Style
from explainer_kit.story import Story
from explainer_kit.view import scene_of

__all__ = ["hero_svg", "text_width"]

_FONT = "'Zen Maru Gothic','Hiragino Maru Gothic ProN','Noto Sans CJK JP','Noto Sans JP',sans-serif"
_SIZE = 13
# tone: (fill, text)
_TONES: Mapping[str, tuple[str, str]] = {
    "plain": ("paper", "ink"),
    "send": ("send-soft", "send"),
    "read": ("read-soft", "read"),
    "good": ("read-soft", "good"),
    "bad": ("bad-soft", "bad"),
    "lock": ("lock-soft", "ink"),
}


def hero_svg(explainer: Explainer, story: Story) -> str:
    """Draw the hero frame as a stand-alone SVG, without style sheet, script or font."""
    scene = scene_of(explainer, story)
    frame = next(frame for frame in scene.frames if frame.step == story.hero)
    table = {**STYLE, **scene.style}
    return str(
        el(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "width": scene.width,
                "height": scene.height,
                "viewBox": f"0 0 {scene.width} {scene.height}",
                "font-family": _FONT,
            },
            _sky(scene),
            (_plain(part, table) for part in scene.base),
            _moving(frame, table),
            _labels(scene, frame),
        )
    )


def text_width(text: str, size: int) -> int:
    """Reckon how wide a line is, in the unit of `size`.

    >>> text_width("郵便局", 10), text_width("MX", 10)
    (30, 12)
    """
    wide = sum(unicodedata.east_asian_width(letter) in "WFA" for letter in text)
    return wide * size + (len(text) - wide) * size * 6 // 10


def _sky(scene: Scene) -> Iterable[Element]:
    stops = (("0", "sky"), ("1", "sky-low"))
    yield el(
        "defs",
        {},
        el(
            "linearGradient",
            {"id": "sky", "x1": "0", "y1": "0", "x2": "0", "y2": "1"},
            (el("stop", {"offset": at, "stop-color": COLOURS[token][0]}) for at, token in stops),
        ),
    )
    yield el("rect", {"width": scene.width, "height": scene.height, "fill": "url(#sky)"})


def _moving(frame: Frame, table: Style) -> Iterable[Element]:
    for travel in frame.travels:
        yield el(
            "path",
            {
                "d": travel.path,
                "fill": "none",
                "stroke": _colour("ink" if travel.tone == "plain" else travel.tone),
                "stroke-width": 3,
                "stroke-dasharray": "1 9",
                "stroke-linecap": "round",
            },
        )
    yield from (_plain(part, table) for part in frame.layer)
    for travel in frame.travels:
        x, y = travel.end
        yield el("g", {"transform": f"translate({x} {y})"}, _plain(travel.thing, table))


def _labels(scene: Scene, frame: Frame) -> Iterable[Element]:
    for place in scene.places:
        on = place.actor in frame.active
        fill, ink = (frame.tone, "on-accent") if on else ("paper", "ink")
        yield from _pill(scene, place.label, place.x, place.y, fill, ink)
    for note in frame.notes:
        yield from _pill(scene, note.text, note.x, note.y, *_TONES[note.tone])


def _pill(scene: Scene, text: str, x: int, y: int, fill: str, ink: str) -> Iterable[Element]:
    half = text_width(text, _SIZE) // 2 + 8
    middle = min(max(x, half + 4), scene.width - half - 4)
    yield el(
        "rect",
        {
            "x": middle - half,
            "y": y - 11,
            "width": 2 * half,
            "height": 22,
            "rx": 11,
            "fill": _colour(fill),
        },
    )
    yield el(
        "text",
        {
            "x": middle,
            "y": y + 5,
            "font-size": _SIZE,
            "font-weight": 700,
            "text-anchor": "middle",
            "fill": _colour(ink),
        },
        text,
    )


def _colour(token: str) -> str:
    return COLOURS[token][0]


def _plain(element: Element, table: Style) -> Element:
    """Write an element's classes out as presentation attributes."""
    kept: dict[str, str | bool] = {}
    for name, value in element.attributes:
        if name == "class":
            kept.update(presentation(str(value), table))
        else:
            kept[name] = value
    children = (
        child if isinstance(child, str) else _plain(child, table) for child in element.children
    )
    return Element(element.tag, tuple(kept.items()), tuple(children), element.raw)
