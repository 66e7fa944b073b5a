"""Where the blocks meet Pelican: Markdown learns them, sources are checked, cards are filled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import faults
from faults import Problem, shown_path
from pelican import Pelican, signals
from pelican.contents import Content

from .boxes import BlocksExtension
from .cards import fill_cards, named
from .check import check
from .sample import SampleGenerator

__all__ = ["register"]

_articles: list[Any] = []


def _begin(pelican: Pelican) -> None:
    settings: dict[str, Any] = pelican.settings
    extensions = settings["MARKDOWN"].setdefault("extensions", [])
    extensions[:] = [one for one in extensions if not isinstance(one, BlocksExtension)]
    extensions.append(BlocksExtension(*settings.get("SPEAKERS", ())))
    _articles.clear()


def _remember(generator: Any) -> None:
    _articles.append(generator)


def _finish(pages: Any) -> None:
    """All articles and pages are read: look over their sources, and let cards lead to them."""
    speakers = tuple(pages.settings.get("SPEAKERS", ()))
    contents = [
        content for content in pages.context["generated_content"].values() if content is not None
    ]
    targets = named(_targets(pages))
    for content in contents:
        path = Path(content.source_path)
        if path.suffix not in (".md", ".markdown"):
            continue
        lines = path.read_text("utf-8", errors="replace").splitlines()
        faults.note(
            Problem(shown_path(path), fault.line + 1, fault.message, fault.hint)
            for fault in check(lines, speakers)
        )
        faults.note(fill_cards(content, targets))


def _targets(pages: Any) -> Iterator[tuple[Content, bool]]:
    """All that a card may name, and whether readers can see it."""
    for generator in _articles:
        for name in ("articles", "hidden_articles", "drafts"):
            yield from ((one, name != "drafts") for one in getattr(generator, name, ()))
    for name in ("pages", "hidden_pages", "draft_pages"):
        yield from ((one, name != "draft_pages") for one in getattr(pages, name, ()))


def _generator(pelican: Pelican) -> type[SampleGenerator]:
    return SampleGenerator


def register() -> None:
    """Hook into Pelican."""
    faults.register()
    signals.initialized.connect(_begin)
    signals.article_generator_finalized.connect(_remember)
    signals.page_generator_finalized.connect(_finish)
    signals.get_generators.connect(_generator)
