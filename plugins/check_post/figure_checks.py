"""Checks of an explainer's figure as it stands in the page, before any script: what is missing.

A figure without its player is all that a reader has without JavaScript, in print and in a reader
of feeds. So its picture, its transcript and the names of its controls must be in the HTML itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml.html import HtmlElement

__all__ = ["controls", "figure_faults", "missing", "name_of"]

_CONTROLS = ("input", "select", "textarea", "button", "summary", "progress")


def controls(figure: HtmlElement) -> Iterator[HtmlElement]:
    """Give what a reader can work with, in the order of the page; hidden fields are none."""
    for element in figure.iter(*_CONTROLS):
        if element.get("type") != "hidden":
            yield element


def name_of(element: HtmlElement) -> str:
    """Give an element's accessible name: aria-labelledby, aria-label, label, text, title.

    In the order of the W3C's "Accessible Name and Description Computation 1.1", 4.3.2, as far as
    our figures go.
    """
    root = element.getroottree().getroot()
    told = [
        _text(found)
        for ident in element.get("aria-labelledby", "").split()
        for found in root.xpath("//*[@id=$id]", id=ident)
    ]
    names = [" ".join(filter(None, told)), element.get("aria-label", "")]
    if ident := element.get("id"):
        names += [_text(one) for one in root.xpath("//label[@for=$id]", id=ident)]
    names += [_text(one) for one in element.iterancestors("label")]
    if element.tag in ("button", "summary"):
        names.append(_text(element))
    names.append(element.get("title", ""))
    return next((name.strip() for name in names if name.strip()), "")


def missing(figure: HtmlElement) -> Iterator[tuple[str, str]]:
    """Name what a figure lacks: a short word, and what is wrong with what to do.

    One that waits for the reader's own words (a report) has nothing to draw yet: there a sentence
    in noscript stands for picture and transcript.
    """
    caption = figure.find(".//figcaption")
    if caption is None or not _text(caption):
        yield "説明文", "に、説明文がありません（ブロックの空行のあとに書きます）"
    if figure.xpath('.//*[@data-part="report"]'):
        if not any(_text(one) for one in figure.iter("noscript")):
            yield "かわりの文", "に、JavaScript がないときに読める文がありません（noscript に一文）"
    else:
        pictures = figure.xpath('.//*[@role="img"] | .//img')
        if not pictures:
            yield (
                "絵",
                "に、JavaScript がないときの絵がありません（explainer の hero の場面を確かめます）",
            )
        elif not any(name_of(one) or one.get("alt") for one in pictures):
            yield "絵の言葉", "の絵に、言葉の説明がありません（scene の describe に書きます）"
        if not any(_text(one) for one in figure.xpath(".//ol/li")):
            yield (
                "文章で読む",
                "に、JavaScript がないときに読める文がありません（場面の say を書きます）",
            )
    for control in controls(figure):
        if not name_of(control):
            what = control.get("name") or control.get("data-do") or control.tag
            yield "操作の名前", f"の操作「{what}」に名前がありません（control の label に書きます）"


def figure_faults(tree: HtmlElement) -> Iterator[tuple[int, str]]:
    """Give the faults of a page's figures, each with the figure's number (from 0) on its page."""
    for number, figure in enumerate(tree.iter("py-explainer")):
        for _, message in missing(figure):
            yield number, f"図 {figure.get('id')} {message}"


def _text(element: HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())
