"""Fold the 目次: what [TOC] makes becomes a <details>, which needs no script.

On a phone a long table of contents would stand between the reader and the first sentence, so it is
closed; where there is room, the style sheet shows it all the same (`::details-content`).
"""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from pelican import Pelican, signals

__all__ = ["ContentsExtension", "register"]


class ContentsExtension(Extension):
    """Python-Markdown extension: needs `toc`, whose <div class="toc"> it turns into <details>."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  Markdown's own name
        """Register after toc (5) has made its list, and before phrases (2) breaks its lines."""
        md.treeprocessors.register(_Fold(md), "contents_fold", 4)


class _Fold(Treeprocessor):
    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for place, child in enumerate(list(parent)):
                if child.tag == "div" and child.get("class") == "toc":
                    parent[place] = _folded(child)


def _folded(toc: Element) -> Element:
    details = Element("details", {"class": "toc"})
    title = toc.find("span[@class='toctitle']")
    summary = SubElement(details, "summary", {"class": "toctitle"})
    summary.text = "目次" if title is None else title.text
    details.extend(child for child in toc if child is not title)
    details.tail, toc.tail = toc.tail, None
    return details


def _extend(pelican: Pelican) -> None:
    extensions: list[Any] = pelican.settings["MARKDOWN"].setdefault("extensions", [])
    if not any(isinstance(extension, ContentsExtension) for extension in extensions):
        extensions.append(ContentsExtension())


def register() -> None:
    """Hook into Pelican."""
    signals.initialized.connect(_extend)
