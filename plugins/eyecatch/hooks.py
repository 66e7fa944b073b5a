"""Where the plugin meets Pelican: every article and page gets an `eyecatch`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import faults
from pelican import Pelican, signals
from photos import current_studio
from phrases import Breaker, read_words

from .pictures import Desk
from .store import Store

__all__ = ["register"]

_stores: list[Store] = []
_desks: list[Desk] = []


def _begin(pelican: Pelican) -> None:
    _stores[:] = [Store(Path(pelican.settings.get("EYECATCH_CACHE", ".cache/eyecatch")))]
    _desks.clear()
    # After plugins/explainer_embed, which makes the figures at the same signal.
    signals.all_generators_finalized.connect(_show_figures)


def _give(generator: Any) -> None:
    """Give a picture to all that has been read and has none yet."""
    settings = generator.settings
    words = settings.get("PHRASES_WORDS")
    breaker = Breaker(read_words(Path(words)) if words else ())
    desk = Desk(_stores[0], current_studio(), breaker.split, settings["SITENAME"])
    _desks.append(desk)
    for content in generator.context["generated_content"].values():
        if content is not None and not hasattr(content, "has_eyecatch"):
            content.eyecatch = desk.make(content)
            content.has_eyecatch = True
    faults.note(desk.problems)
    if getattr(generator, "articles", None):
        newest = max(generator.articles, key=lambda article: (article.date, article.slug))
        line = settings.get("SITESUBTITLE", "")
        generator.context["SITE_SHARE"] = desk.for_site(newest, line)


def _show_figures(generators: Iterable[Any]) -> None:
    """A letter with a figure is shared with the figure's most telling scene."""
    for generator in generators:
        for content in generator.context["generated_content"].values():
            scene = getattr(content, "figure_picture", None)
            if scene is not None and getattr(content, "eyecatch", None) is not None:
                _desks[-1].show_figure(content, scene)
        return


class EyecatchGenerator:
    """Writes the pictures; a Pelican generator, so that it follows OUTPUT_PATH."""

    def __init__(self, output_path: str, **_: object) -> None:
        self.output_path = Path(output_path)

    def generate_output(self, writer: object) -> None:
        """Put all pictures beside the pages."""
        _stores[0].install(self.output_path)


def _generator(pelican: Pelican) -> type[EyecatchGenerator]:
    return EyecatchGenerator


def register() -> None:
    """Hook into Pelican."""
    faults.register()
    signals.initialized.connect(_begin)
    signals.article_generator_finalized.connect(_give)
    signals.page_generator_finalized.connect(_give)
    signals.get_generators.connect(_generator)
