"""Checks of the built site: links, anchors, pictures' words, what figures
lack, and what would be asked of another host.

A fault is told at the line of the article that it comes from, where that can be found; else at the
page itself.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import html
from posts import Post

from .body_checks import prose
from .figure_checks import figure_faults
from .finding import Finding
from .outside_checks import outside_in_page

__all__ = ["Page", "check_pages", "read_page"]

_LINKS = {"a": "href", "link": "href", "img": "src", "script": "src"}
_ID = re.compile(r"""\sid=["']?([^"'\s>]+)""")
_BLOCK = re.compile(r"///\s*explainer\b")
_UP = re.compile(r"(?:\.\./)+")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


@dataclass(frozen=True)
class Page:
    """What one page holds: its ids, its links, and what is not as it should be in itself."""

    ids: Sequence[str]
    links: Sequence[str]
    faults: Sequence[str] = ()
    figures: Sequence[tuple[int, str]] = ()
    outside: Sequence[str] = ()

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Page:
        """A page that was read in an earlier build: the same, with lists for tuples."""
        return cls(**kept)


def read_page(markup: str, own: str = "") -> Page:
    """Read one page; `own` is the address of the site itself."""
    tree = html.document_fromstring(markup)
    links, faults = [], []
    for element in tree.iter(*_LINKS):
        link = element.get(_LINKS.get(str(element.tag), "href"))
        if link:
            links.append(link)
        if element.tag == "img" and element.get("alt") is None:
            source = element.get("src")
            faults.append(f"絵 {source} に説明の言葉がありません（飾りなら alt を空にします）")
    ids = _ID.findall(markup)
    figures, outside = tuple(figure_faults(tree)), tuple(outside_in_page(tree, own))
    return Page(ids, links, faults, figures, outside)


def check_pages(
    pages: Mapping[str, Page], files: frozenset[str], sources: Mapping[str, Post], site: str = ""
) -> Iterator[Finding]:
    """Find broken links and anchors in all pages.

    `pages` and `files` are named by their paths in the output, `sources` gives the article of a
    page. Addresses from the root (the 404 page has them) begin with `site`, the sub-path.
    """

    @cache
    def fault_of(name: str, folder: str, link: str) -> str:
        return _fault(name, folder, link, pages, files, site)

    for name, page in pages.items():
        for message in page.faults:
            yield _placed(name, message, sources, "")
        for number, message in page.figures:
            yield _at_figure(name, number, message, sources)
        for address in dict.fromkeys(page.outside):
            message = (
                f"よそのサーバー {address} を読みこもうとしています"
                "（content/ に置いて、そこから使います）"
            )
            yield _placed(name, message, sources, address)
        folder = posixpath.dirname(name)
        for link in dict.fromkeys(page.links):
            at, rest = _from_above(folder, link)
            if fault := fault_of(name if rest[:1] in "#?" else "", at, rest):
                yield _placed(name, f"リンク {link} {fault}", sources, link)


def _from_above(folder: str, link: str) -> tuple[str, str]:
    """The same link as from the folder that it climbs to: most pages lead to the same few places.

    >>> _from_above("2026/a", "../../tag/#top"), _from_above("2026/a", "../")
    (('', 'tag/#top'), ('2026', './'))
    """
    climb = _UP.match(link)
    if climb is None:
        return folder, link
    rest, above = link[climb.end() :], folder.split("/") if folder else []
    up = climb.end() // len("../")
    if up > len(above) or rest.startswith("/") or ":" in rest:
        return folder, link
    return "/".join(above[:-up]), f"./{rest}" if rest[:1] in "#?" else rest


def _fault(
    name: str,
    folder: str,
    link: str,
    pages: Mapping[str, Page],
    files: frozenset[str],
    site: str,
) -> str:
    """Say what is wrong with a link from a folder, or nothing; `name` is what “#here” stands on."""
    if _SCHEME.match(link):
        return "" if not link.startswith("{") else "の先がありません"
    parts = urlsplit(link)
    path = unquote(parts.path)
    target = _target(folder, path, site) if path else name
    if target is None or (target not in files and f"{target}/index.html".lstrip("/") not in files):
        return "の先がありません"
    if target not in files:
        return "の終わりに / がありません"
    anchor = unquote(parts.fragment)
    if anchor and target in pages and anchor not in pages[target].ids:
        return f"の先に #{anchor} がありません"
    return ""


def _target(folder: str, path: str, site: str) -> str | None:
    """Give the file that an address on a folder's page leads to; None outside of the site."""
    if path.startswith("/"):
        if not path.startswith(f"{site}/"):
            return None
        file = posixpath.normpath(path.removeprefix(site)).lstrip("/")
    else:
        file = posixpath.normpath(posixpath.join(folder, path))
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


def _at_figure(name: str, number: int, message: str, sources: Mapping[str, Post]) -> Finding:
    post = sources.get(name)
    if post is None:
        return Finding(f"output/{name}", 1, message)
    blocks = [line for line, text in prose(post) if _BLOCK.match(text)]
    return Finding(post.path, blocks[number] if number < len(blocks) else 1, message)


def _last(link: str) -> str:
    """The part of an address that an author would have typed: 2026/a/ comes from a.md."""
    return urlsplit(link).path.rstrip("/").rpartition("/")[2]
