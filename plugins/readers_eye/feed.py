"""A figure as a reader of feeds leaves it: the Atom entry's part, through a strict allow-list.

The list holds what common sanitisers let through; anything else loses its tag and keeps its text,
scripts and forms go whole. lxml is there already, so no package is added for it.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from lxml import etree, html
from lxml.html import HtmlElement

__all__ = ["feed_figure", "sanitised"]

_ATOM = "{http://www.w3.org/2005/Atom}"
_ALLOWED = {
    **dict.fromkeys(("p", "ol", "ul", "li", "strong", "em", "b", "code", "br", "div"), ()),
    **dict.fromkeys(("figure", "figcaption", "small", "blockquote", "pre", "h2", "h3"), ()),
    "a": ("href",),
    "img": ("src", "alt", "width", "height"),
}
_DROPPED = ("script", "style", "form", "svg", "iframe", "object", "button", "input", "select")


def sanitised(markup: str) -> str:
    """Leave only what the list allows.

    >>> sanitised('<p onclick="x" class="y">a<script>b</script><span>c</span></p>')
    '<div><p>ac</p></div>'
    """
    tree = html.fragment_fromstring(markup, create_parent="div")
    for element in list(tree.iter()):
        if element is tree:
            continue
        if not isinstance(element.tag, str) or element.tag in _DROPPED:
            element.drop_tree()
        elif element.tag not in _ALLOWED:
            element.drop_tag()
        else:
            for name in list(element.attrib):
                bad = element.get(name, "").strip().casefold().startswith(("javascript:", "data:"))
                if name not in _ALLOWED[element.tag] or bad:
                    del element.attrib[name]
    return str(html.tostring(tree, encoding="unicode"))


def feed_figure(feed: Path, url: str, figure: str) -> str:
    """Give a figure's part of its entry, sanitised; empty where the feed does not hold it."""
    if not feed.is_file():
        return ""
    for links, text in _entries(feed, feed.stat().st_mtime_ns):
        if not text or not any(link.endswith(url) for link in links):
            continue
        tree = html.fragment_fromstring(text, create_parent="div")
        return sanitised("".join(_part(tree, figure)))
    return ""


@lru_cache(maxsize=1)  # each figure asks for the same feed
def _entries(feed: Path, changed: int) -> list[tuple[list[str], str]]:
    return [
        (
            [link.get("href", "") for link in entry.iter(f"{_ATOM}link")],
            entry.findtext(f"{_ATOM}content") or "",
        )
        for entry in etree.parse(feed).iter(f"{_ATOM}entry")
    ]


def _part(tree: HtmlElement, figure: str) -> list[str]:
    """From the figure that comes before the link to the page, to that link."""
    for link in tree.iter("a"):
        if not link.get("href", "").endswith(f"#{figure}"):
            continue
        last = link
        while last.getparent() is not tree:
            last = last.getparent()
        parts = [last]
        for before in last.itersiblings(preceding=True):
            parts.append(before)
            if before.tag == "figure":
                break
        return [html.tostring(one, encoding="unicode") for one in reversed(parts)]
    return []
