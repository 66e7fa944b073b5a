"""Nothing is asked of another host: what pages, style sheets and scripts load stays in the site.

A link that a reader follows by hand is none of it. Scripts are read for addresses that are
written out beside what would ask for them; the pages' policy (connect-src 'self') holds the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml.html import HtmlElement

__all__ = ["outside_in_page", "outside_in_script", "outside_in_style"]

_LOADED = {
    **dict.fromkeys(("img", "script", "iframe", "source", "audio", "embed", "input"), "src"),
    **dict.fromkeys(("video", "track", "frame"), "src"),
    "object": "data",
    "image": "href",
    "use": "href",
    "form": "action",
    "base": "href",
}
_LINKS = frozenset(
    {
        *("stylesheet", "icon", "apple-touch-icon", "mask-icon", "manifest", "preload"),
        *("modulepreload", "prefetch", "preconnect", "dns-prefetch", "prerender"),
    }
)
_OTHER = re.compile(r"\s*(?:https?:|wss?:|ftp:)?//", re.IGNORECASE)
_CSS = re.compile(r"""(?:url\(\s*|@import\s+)["']?\s*((?:https?:|wss?:)?//[^"')\s;]+)""", re.I)
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SCRIPT = re.compile(
    r"""(?:\b(?:fetch|importScripts|import|sendBeacon|WebSocket|EventSource|Worker|"""
    r"""URL)\s*\(\s*|\b(?:from|import)\s*)["'`]((?:https?:|wss?:)?//[^"'`\s]+)"""
)
_ASKING = (
    "//*[@src or @srcset or @imagesrcset or @style or @data or @action or @poster or self::link"
    " or self::meta or self::base or self::style or self::script or self::image or self::use]"
)
"""All elements that could ask for anything: a page has thousands of others."""
_POLICY = re.compile(r"(?:https?:|wss?:)//\S+|(?<=\s)\*(?=\s|;|$)")


def outside_in_page(tree: HtmlElement, own: str = "") -> Iterator[str]:
    """Give the foreign addresses that a page loads or allows; `own` is the site's own address."""
    for element in tree.xpath(_ASKING):
        for address in _asked(element):
            if is_outside(address, own):
                yield address.strip()


def outside_in_style(text: str, own: str = "") -> Iterator[str]:
    """Give the foreign addresses of a style sheet.

    >>> list(outside_in_style("p { background: url(//a.example/x.png) } /* url(//b) */"))
    ['//a.example/x.png']
    """
    for match in _CSS.finditer(_CSS_COMMENT.sub("", text)):
        if is_outside(match[1], own):
            yield match[1]


def outside_in_script(text: str, own: str = "") -> Iterator[str]:
    """Give the foreign addresses that a script asks for, where they are written out.

    >>> list(outside_in_script('import("https://a.example/x.mjs"); // see https://b.example'))
    ['https://a.example/x.mjs']
    """
    for match in _SCRIPT.finditer(text):
        if is_outside(match[1], own):
            yield match[1]


def is_outside(address: str, own: str) -> bool:
    """Tell whether an address leads to another host than the site's own."""
    if not _OTHER.match(address):
        return address == "*"
    return not own or urlsplit(address.strip()).netloc != urlsplit(own).netloc


def _asked(element: HtmlElement) -> Iterator[str]:
    tag = str(element.tag).rpartition("}")[2]
    if address := element.get(_LOADED.get(tag, "src")):
        yield address
    if tag in ("image", "use") and (address := element.get("xlink:href")):
        yield address
    if tag == "video" and (address := element.get("poster")):
        yield address
    yield from (element.get("srcset") or element.get("imagesrcset") or "").split(",")
    if tag == "link" and _LINKS & set(element.get("rel", "").casefold().split()):
        yield element.get("href", "")
    if tag == "meta" and element.get("http-equiv", "").casefold() == "content-security-policy":
        yield from _POLICY.findall(element.get("content", ""))
    yield from (match[1] for match in _CSS.finditer(element.get("style", "")))
    if tag == "style":
        yield from outside_in_style(element.text or "")
    if tag == "script" and element.get("type", "module") in ("module", "text/javascript"):
        yield from outside_in_script(element.text or "")
