"""The edges: a Markdown extension for articles, a filter for templates, Pelican's signal."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup, escape
from pelican import Pelican, signals
from whole_build import BuildError

from .breaks import Breaker
from .words import WordsError, read_words

__all__ = ["PhrasesExtension", "break_inside", "register", "with_breaks"]

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "th", "dt"})
_TITLES = frozenset({"toc", "admonition-title"})
_WHOLE = frozenset({"code", "kbd", "ruby", "svg"})


def with_breaks(text: object, breaker: Breaker) -> Markup:
    """A text as HTML that may break between its phrases only.

    >>> with_breaks("5 < 7 の話", Breaker())
    Markup('5 &lt; 7 の<wbr>話')
    """
    return Markup("<wbr>").join(escape(phrase) for phrase in breaker.split(str(text)))


class PhrasesExtension(Extension):
    """Python-Markdown extension: <wbr> in headings (of tables, too), titles of boxes, the 目次."""

    def __init__(self, breaker: Breaker) -> None:
        super().__init__()
        self.breaker = breaker

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  Markdown's own name
        """Register after toc (5) and tables_wrap (6), which read the headings' plain words."""
        md.treeprocessors.register(_Headings(md, self.breaker), "phrases", 2)


class _Headings(Treeprocessor):
    def __init__(self, md: Markdown, breaker: Breaker) -> None:
        super().__init__(md)
        self.breaker = breaker

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag in _HEADINGS or _TITLES & set(element.get("class", "").split()):
                break_inside(element, self.breaker)


def break_inside(element: Element, breaker: Breaker) -> None:
    """Put <wbr> into an element's own text and into what follows each of its children."""
    if element.tag in _WHOLE or element.find("wbr") is not None:
        return
    for child in list(element):
        break_inside(child, breaker)
        tail, child.tail = child.tail, None
        _insert(element, list(element).index(child) + 1, tail, breaker, child)
    text, element.text = element.text, None
    _insert(element, 0, text, breaker, None)


def _insert(
    parent: Element, place: int, text: str | None, breaker: Breaker, after: Element | None
) -> None:
    first, *others = breaker.split(text) if text and text.strip() else [text]
    if after is None:
        parent.text = first
    else:
        after.tail = first
    for offset, phrase in enumerate(others):
        wbr = Element("wbr")
        wbr.tail = phrase
        parent.insert(place + offset, wbr)


def _words(settings: dict[str, Any]) -> list[str]:
    """The author's list. Faults are kept for `_tell`: at `initialized`, a raise is a traceback."""
    path = settings.get("PHRASES_WORDS")
    settings["PHRASES_FAULTS"] = []
    try:
        return read_words(Path(os.path.relpath(path))) if path else []
    except WordsError as error:
        settings["PHRASES_FAULTS"] = error.faults
        return []


def _tell(generators: Sequence[Any]) -> None:
    """Tell all that is wrong with the list, and fail the build."""
    faults = generators[0].settings["PHRASES_FAULTS"]
    if faults:
        sys.stderr.write("".join(f"{fault}\n" for fault in faults))
        raise BuildError(f"切らない言葉の一覧に、直すところが {len(faults)} か所あります。")


def _set_up(pelican: Pelican) -> None:
    settings: dict[str, Any] = pelican.settings
    breaker = Breaker(_words(settings))
    settings["JINJA_FILTERS"] = settings["JINJA_FILTERS"] | {
        "phrases": lambda text: with_breaks(text, breaker)
    }
    extensions: list[Any] = settings["MARKDOWN"].setdefault("extensions", [])
    if not any(isinstance(extension, PhrasesExtension) for extension in extensions):
        extensions.append(PhrasesExtension(breaker))


def register() -> None:
    """Hook into Pelican."""
    signals.initialized.connect(_set_up)
    signals.all_generators_finalized.connect(_tell)
