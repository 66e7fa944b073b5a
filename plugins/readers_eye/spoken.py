"""What a screen reader says of a figure: role and name, in the order of the built HTML."""

from __future__ import annotations

from collections.abc import Iterator

from check_post.figure_checks import name_of
from lxml.html import HtmlElement

__all__ = ["spoken"]

_SILENT = ("script", "style", "template", "progress", "noscript")
_TEXT = ("p", "li", "legend", "dt", "dd", "h3", "h4")
_ROLES = {
    "button": "ボタン",
    "summary": "開くところ",
    "select": "選ぶところ",
    "textarea": "書くところ",
    "input": "書くところ",
}
_INPUTS = {"checkbox": "切りかえ", "range": "つまみ", "radio": "選ぶところ", "number": "数"}


def spoken(figure: HtmlElement) -> list[tuple[str, str]]:
    """Give (role, words) in reading order, without what is hidden from a screen reader."""
    return [(role, " ".join(words.split())) for role, words in _walk(figure) if words.strip()]


def _walk(element: HtmlElement) -> Iterator[tuple[str, str]]:
    if not isinstance(element.tag, str) or element.tag in _SILENT:
        return
    if element.get("aria-hidden") == "true" or element.get("hidden") is not None:
        return
    if element.get("role") == "img" or element.tag == "img":
        yield "絵", name_of(element) or element.get("alt") or "（言葉がありません）"
    elif element.tag in _ROLES:
        role = _INPUTS.get(element.get("type", ""), _ROLES[element.tag])
        yield role, name_of(element) or "（名前がありません）"
    elif element.tag == "label":
        return  # said with its control; a control inside of it is not lost
    elif element.tag in _TEXT:
        yield "文", element.text_content()
    else:
        if element.get("role") == "group":
            yield "まとまり", name_of(element)
        for child in element:
            yield from _labelled(child)


def _labelled(child: HtmlElement) -> Iterator[tuple[str, str]]:
    if child.tag == "label":
        for control in child.iter("input", "select", "textarea"):
            yield from _walk(control)
    else:
        yield from _walk(child)
