"""The blocks as Markdown makes them: what pymdownx's blocks call, one class each.

What a feed's reader shows without our style sheet still reads in order: who
speaks, then what is said; the title of a table, then the table.
"""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from pymdownx.blocks import BlocksExtension as Base
from pymdownx.blocks.admonition import Admonition
from pymdownx.blocks.block import Block
from pymdownx.blocks.details import Details

from .cards import placeholder
from .kinds import KINDS

__all__ = ["BlocksExtension"]

# Two beside each other on a phone, in a text 40rem wide.
PHOTO_SIZES = "(min-width: 44rem) 20rem, 46vw"


class _Box(Admonition):  # type: ignore[misc]  # pymdownx has no types
    OPTIONS: dict[str, Any] = {}  # noqa: RUF012  as the base class has it


class _Talk(_Box):
    """A speech bubble: the listed speakers' on the right, everybody else's on the left."""

    NAME = "talk"

    def on_create(self, parent: Element) -> Element:
        speaker = (self.argument or "").strip()
        side = "reply" if speaker in self.config["speakers"] else "talk"
        # The first letter stands in the round beside the words: an ornament, never read out.
        names = {"class": f"admonition {side}", "data-initial": speaker[:1]}
        box = SubElement(parent, "div", names)
        SubElement(box, "p", {"class": "admonition-title"}).text = speaker
        return box


class _Photos(Block):  # type: ignore[misc]
    """Photos beside each other; the photos plugin puts the pictures in."""

    NAME = "photos"
    ARGUMENT = None

    def on_create(self, parent: Element) -> Element:
        return SubElement(parent, "div", {"class": "photos"})

    def on_end(self, block: Element) -> None:
        if self.argument:
            SubElement(block, "p", {"class": "photos-caption"}).text = self.argument


class _Compare(Block):  # type: ignore[misc]
    """A table with a title; the tables plugin lets it scroll."""

    NAME = "compare"
    ARGUMENT = True

    def on_create(self, parent: Element) -> Element:
        figure = SubElement(parent, "figure", {"class": "compare"})
        SubElement(figure, "figcaption").text = self.argument
        return figure


class _Card(Block):  # type: ignore[misc]
    """A card that leads to another page; filled in when that page has been read."""

    NAME = "card"
    ARGUMENT = True

    def on_create(self, parent: Element) -> Element:
        return SubElement(parent, "div")

    def on_markdown(self) -> str:
        return "raw"

    def on_end(self, block: Element) -> None:
        words = (block.text or "").strip().splitlines()
        block.text = None
        block.tag = "p"  # a text of its own: the stash's token becomes a block
        block.text = self.md.htmlStash.store(placeholder(self.argument.strip(), words))


class _Sizes(Treeprocessor):
    """Tell the photos plugin how wide photos beside each other are shown."""

    def run(self, root: Element) -> None:
        for row in root.iter("div"):
            if row.get("class") == "photos":
                for image in row.iter("img"):
                    image.set("sizes", PHOTO_SIZES)


class BlocksExtension(Base):  # type: ignore[misc]
    """All blocks for any Markdown; `speakers` are those who talk on the right."""

    def __init__(self, *speakers: str) -> None:
        self.config = {"speakers": [list(speakers), "who talks on the right"]}
        super().__init__()

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  Markdown names it
        """Take the blocks in, and what looks over the finished tree."""
        super().extendMarkdown(md)
        md.treeprocessors.register(_Sizes(md), "author_photos", 5)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802
        """Register one class for each kind."""
        for name in ("summary", "note", "caution"):
            own = {"NAME": name, "DEF_TITLE": KINDS[name].title, "DEF_CLASS": name}
            block_mgr.register(type(name.title(), (_Box,), own), {})
        block_mgr.register(_Talk, {"speakers": self.getConfig("speakers")})
        for block in (Details, _Photos, _Compare, _Card):
            block_mgr.register(block, {})
