"""Checks of the built site: links, anchors, pictures' words, and figures without their fallback.

A fault is told at the line of the article that it comes from, where that can be found; else at the
page itself.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from lxml import html
from lxml.html import HtmlElement
from posts import Post

from .body_checks import prose
from .finding import Finding

__all__ = ["Page", "check_pages", "read_page"]

_LINKS = {"a": "href", "link": "href", "img": "src", "script": "src"}
_ID = re.compile(r"""\sid=["']?([^"'\s>]+)""")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


@dataclass(frozen=True)
class Page:
    """What one page holds: its ids, its links, and what is not as it should be in itself."""

    ids: frozenset[str]
    links: tuple[str, ...]
    faults: tuple[str, ...] = ()


def read_page(markup: str) -> Page:
    """Read one page."""
    tree = html.document_fromstring(markup)
    links, faults = [], []
    for element in tree.iter(*_LINKS, "py-explainer"):
        link = element.get(_LINKS.get(str(element.tag), "href"))
        if link:
            links.append(link)
        if element.tag == "img" and element.get("alt") is None:
            source = element.get("src")
            faults.append(f"絵 {source} に説明の言葉がありません（飾りなら alt を空にします）")
        if element.tag == "py-explainer" and not _is_told(element):
            ident = element.get("id")
            faults.append(f"図 {ident} に、JavaScript がないときに読める文がありません")
    ids = _ID.findall(markup)
    return Page(frozenset(ids), tuple(links), tuple(faults))


def _is_told(figure: HtmlElement) -> bool:
    """Tell whether a figure says something by itself: its caption is there from the start.

    More can't be asked of all: one that waits for the reader's own words has nothing to draw yet.
    """
    caption = figure.find(".//figcaption")
    return caption is not None and bool(caption.text_content().strip())


def check_pages(
    pages: Mapping[str, Page], files: frozenset[str], sources: Mapping[str, Post], site: str = ""
) -> Iterator[Finding]:
    """Find broken links and anchors in all pages.

    `pages` and `files` are named by their paths in the output, `sources` gives the article of a
    page. Addresses from the root (the 404 page has them) begin with `site`, the sub-path.
    """
    for name, page in pages.items():
        for message in page.faults:
            yield _placed(name, message, sources, "")
        for link in dict.fromkeys(page.links):
            if message := _broken(name, link, pages, files, site):
                yield _placed(name, message, sources, link)


def _broken(
    name: str, link: str, pages: Mapping[str, Page], files: frozenset[str], site: str
) -> str:
    if _SCHEME.match(link):
        return "" if not link.startswith("{") else f"リンク {link} の先がありません"
    parts = urlsplit(link)
    target = _target(name, unquote(parts.path), site)
    if target is None or (target not in files and f"{target}/index.html".lstrip("/") not in files):
        return f"リンク {link} の先がありません"
    if target not in files:
        return f"リンク {link} の終わりに / がありません"
    anchor = unquote(parts.fragment)
    if anchor and target in pages and anchor not in pages[target].ids:
        return f"リンク {link} の先に #{anchor} がありません"
    return ""


def _target(name: str, path: str, site: str) -> str | None:
    """Give the file that an address on a page leads to; None outside of the site."""
    if not path:
        return name
    if path.startswith("/"):
        if not path.startswith(f"{site}/"):
            return None
        file = posixpath.normpath(path.removeprefix(site)).lstrip("/")
    else:
        file = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
    if file.startswith(".."):
        return None
    if path.endswith(("/", "/.", "/..")) or path in (".", ".."):
        file = "index.html" if file in (".", "") else f"{file}/index.html"
    return file


def _placed(name: str, message: str, sources: Mapping[str, Post], link: str) -> Finding:
    post = sources.get(name)
    if post is None:
        return Finding(f"output/{name}", 1, message)
    for part in filter(None, (link, f"#{urlsplit(link).fragment}", _last(link))):
        for number, line in prose(post):
            if len(part) > 1 and part in line:
                return Finding(post.path, number, message)
    return Finding(post.path, 1, message)


def _last(link: str) -> str:
    """The part of an address that an author would have typed: 2026/a/ comes from a.md."""
    return urlsplit(link).path.rstrip("/").rpartition("/")[2]
