"""Feeds that validate and read well: RFC 4287 (Atom) and RSS 2.0, whole texts.

An entry keeps its id for ever: a tag URI (RFC 4151) of the blog's first year and the article's
first address, whatever becomes of its title, date, or address. Readers of feeds run no scripts and
know no style sheets; ruby would come as 紅葉もみじ; addresses must be whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import html
from lxml.html import HtmlElement

__all__ = ["entry_id", "mend", "readable"]

FIRST_YEAR = 2026
_DROPPED = ("script", "style", "link", "template", "form", "svg", "rt", "rp", "noscript")
_ADDRESSES = ("href", "src", "poster", "cite")
_BARE = re.compile(r"(?:class|id|style|tabindex|role|loading|decoding|fetchpriority|data-.*)\Z")


def entry_id(domain: str, first_address: str) -> str:
    """Give the id of an article that was first found at an address below the site's root.

    >>> entry_id("https://blog.example/sub", "2026/a/")
    'tag:blog.example,2026:2026/a/'
    """
    return f"tag:{urlsplit(domain).hostname},{FIRST_YEAR}:{first_address}"


def readable(markup: str, base: str) -> str:
    """Give a text as a feed may carry it; `base` is the article's whole address, or nothing.

    >>> readable('<p><a href="../b/">次</a><script>x</script></p>', "https://a.example/2026/a/")
    '<p><a href="https://a.example/2026/b/">次</a></p>'
    """
    if not markup.strip():
        return markup
    root = html.fragment_fromstring(markup, create_parent="div")
    for element in list(root.iter(*_DROPPED)):
        element.drop_tree()
    for element in list(root.iter("ruby", "py-explainer")):
        element.drop_tag()
    for element in root.iter():
        if isinstance(element.tag, str):
            _mend_attributes(element, base)
    inner: str = html.tostring(root, encoding="unicode")
    return inner.removeprefix("<div>").removesuffix("</div>")


def _mend_attributes(element: HtmlElement, base: str) -> None:
    for name in list(element.attrib):
        if _BARE.match(str(name)):
            del element.attrib[name]
    if not base:
        return
    for name in _ADDRESSES:
        if name in element.attrib:
            element.set(name, urljoin(base, str(element.attrib[name])))
    if "srcset" in element.attrib:
        candidates = (part.split() for part in str(element.attrib["srcset"]).split(","))
        whole = (" ".join([urljoin(base, first), *rest]) for first, *rest in candidates)
        element.set("srcset", ", ".join(whole))


def mend(feed: Any, domain: str, site: str, first_addresses: Mapping[str, str]) -> None:
    """Mend a feedgenerator feed when it is about to be written.

    `first_addresses` gives, for an article's address below the site, the first it ever had.
    """
    feed.feed["language"] = "ja"
    if feed.feed["link"] and site:
        feed.feed["id"] = entry_id(domain, "blog")
    for item in feed.items:
        link = item["link"]
        base = link if "://" in link else ""
        for name in ("description", "content"):
            if item.get(name):
                item[name] = readable(item[name], base)
        if site:
            address = link.removeprefix(f"{site}/")
            item["unique_id"] = entry_id(domain, first_addresses.get(address, address))
        item["unique_id_is_permalink"] = False


def before_writing(feed: Any, do: Callable[[], None]) -> None:
    """Do something when every plugin has had its turn at the feed: signals know no order."""
    write = feed.write

    def write_mended(*arguments: Any, **named: Any) -> None:
        do()
        write(*arguments, **named)

    feed.write = write_mended
