"""Readings over kanji: {紅葉|もみじ}, or {紅葉|こう|よう} with one reading for each letter.

Decides: braces with a bar in them are ruby, outside of code; where the number of readings fits
neither the whole word nor its letters, the text stays as it was written, which is seen at once in
the preview. A browser without ruby shows 紅葉（もみじ）. Titles, feeds, search and share texts take
the word alone.
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from pelican import Pelican, signals

__all__ = ["RubyExtension", "register"]

_RUBY = r"\{([^{}|\n]{1,40})\|([^{}\n]{1,80})\}"


class RubyExtension(Extension):
    """The Markdown extension, for any Markdown."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  Markdown names it
        """Take the pattern in, behind code spans (190) and before links."""
        md.inlinePatterns.register(_Ruby(_RUBY, md), "ruby", 175)


class _Ruby(InlineProcessor):
    # Markdown's own signature names the argument `data`.
    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element | None, int | None, int | None]:
        word, readings = m[1], m[2].split("|")
        bases = [word] if len(readings) == 1 else list(word)
        if len(bases) != len(readings) or not all(reading.strip() for reading in readings):
            return None, None, None
        ruby = ElementTree.Element("ruby")
        last: ElementTree.Element | None = None
        for base, reading in zip(bases, readings, strict=True):
            if last is None:
                ruby.text = base
            else:
                last.tail = base
            ElementTree.SubElement(ruby, "rp").text = "（"
            ElementTree.SubElement(ruby, "rt").text = reading.strip()
            last = ElementTree.SubElement(ruby, "rp")
            last.text = "）"
        return ruby, m.start(0), m.end(0)


def _begin(pelican: Pelican) -> None:
    settings: dict[str, Any] = pelican.settings
    extensions = settings["MARKDOWN"].setdefault("extensions", [])
    extensions[:] = [one for one in extensions if not isinstance(one, RubyExtension)]
    extensions.append(RubyExtension())


def register() -> None:
    """Hook into Pelican."""
    signals.initialized.connect(_begin)
