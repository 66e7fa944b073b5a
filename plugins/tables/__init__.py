"""Make Markdown's tables readable on a phone and by a screen reader.

A table that is wider than the phone must scroll by itself, not push the page; a bare <table>
can't, and making it `display: block` takes its meaning away. So each table is wrapped in a region
that can be scrolled, also with the keyboard, and that is named by the heading above it, or by the
caption of the figure that it stands in. The first
cell of each row of the body becomes the row's heading where the table's own first heading is not
empty.
"""

from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from pelican import Pelican, signals

__all__ = ["TablesExtension", "register"]

_HEADINGS = ("h1", "h2", "h3", "h4", "figcaption")


class TablesExtension(Extension):
    """Python-Markdown extension: wrap tables; needs `tables` (in `extra`) to make them."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  Markdown's own name
        """Register after inline text (20) and attr_list (8), when a heading's words are final."""
        md.treeprocessors.register(_Wrap(md), "tables_wrap", 6)


class _Wrap(Treeprocessor):
    def run(self, root: Element) -> None:
        self._wrap_children(root, "")

    def _wrap_children(self, parent: Element, heading: str) -> None:
        for place, child in enumerate(list(parent)):
            if child.tag in _HEADINGS:
                heading = "".join(child.itertext()).strip()
            elif child.tag == "table":
                _mark_row_headings(child)
                parent[place] = _region(child, heading)
            else:
                self._wrap_children(child, heading)


def _region(table: Element, heading: str) -> Element:
    columns = len(table.findall("thead/tr/th"))
    region = Element(
        "div",
        {
            "class": "table-scroll two-columns" if columns <= 2 else "table-scroll",
            "role": "region",
            "tabindex": "0",
            "aria-label": f"表：{heading}" if heading else "表",
        },
    )
    region.tail, table.tail = table.tail, None
    region.append(table)
    return region


def _mark_row_headings(table: Element) -> None:
    for cell in table.findall("thead/tr/th"):
        cell.set("scope", "col")
    first = table.find("thead/tr/th")
    if first is None or not "".join(first.itertext()).strip():
        return
    for row in table.findall("tbody/tr"):
        name = row.find("td")
        if name is not None:
            name.tag = "th"
            name.set("scope", "row")


def _extend(pelican: Pelican) -> None:
    extensions: list[Any] = pelican.settings["MARKDOWN"].setdefault("extensions", [])
    if not any(isinstance(extension, TablesExtension) for extension in extensions):
        extensions.append(TablesExtension())


def register() -> None:
    """Hook into Pelican."""
    signals.initialized.connect(_extend)
