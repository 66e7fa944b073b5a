"""Where the page meets Pelican: its place is kept while pages are written, then it is filled."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from check_post.body_checks import prose
from check_post.figure_checks import missing
from faults import shown_path
from kept import Shelf, code_of
from lxml import html
from pelican import Pelican, signals
from pelican.generators import Generator
from posts import parse_post
from whole_build import site_written

from .feed import feed_figure
from .spoken import spoken
from .weights import Weight, look_at, weigh

__all__ = ["register"]

_BLOCK = re.compile(r"///\s*explainer\b")
_WAY = tuple(f"{name} {version(name)}" for name in ("lxml", "brotli"))
_STYLE = Path(__file__).with_name("eye.css")
_articles: list[Any] = []
_page: list[Any] = []


@dataclass(frozen=True)
class Eye:
    """One figure, ready for the template."""

    number: int
    article: str
    title: str
    url: str
    ident: str
    place: str
    missing: list[tuple[str, str]]
    spoken: list[tuple[str, str]]
    weight: Weight
    feed: str


class EyeGenerator(Generator):  # type: ignore[misc]  # Pelican has no types
    """Keeps the page's place, so that links to it hold whoever looks first."""

    def generate_output(self, writer: Any) -> None:
        """Write the page without figures; nothing where it has no address."""
        if self.settings.get("READERS_EYE_SAVE_AS"):
            _page[:] = [self, writer]
            self.write([])
            page = Path(self.output_path, self.settings["READERS_EYE_SAVE_AS"])
            shutil.copyfile(_STYLE, page.with_name("eye.css"))

    def write(self, figures: list[Eye]) -> None:
        """Write the page."""
        save_as = self.settings["READERS_EYE_SAVE_AS"]
        _page[1]._written_files.discard(str(Path(self.output_path, save_as)))
        _page[1].write_file(
            save_as,
            self.get_template("readers_eye"),
            self.context,
            relative_urls=self.settings["RELATIVE_URLS"],
            url=save_as.removesuffix("index.html"),
            figures=figures,
            SITE_CSP=f"{self.settings['SITE_CSP']}; frame-src 'self'",
        )


def _begin(_: Pelican) -> None:
    _articles.clear()
    _page.clear()


def _remember(generator: Any) -> None:
    for kind in ("articles", "drafts", "pages", "draft_pages"):
        _articles.extend(getattr(generator, kind, ()))


def _finish(pelican: Any) -> None:
    """All is written: look at every figure, and write the page whole."""
    if not _page:
        return
    output = Path(pelican.output_path)
    feed = output / str(pelican.settings.get("FEED_ALL_ATOM") or "none")
    kept = pelican.settings.get("READERS_EYE_CACHE")
    shelf = Shelf(Path(kept) if kept else None, *_WAY, *map(code_of, (__name__, "check_post")))
    figures = [one for article in _articles for one in _eyes(article, output, feed, shelf)]
    shelf.save()
    _page[0].write(figures)


def _eyes(article: Any, output: Path, feed: Path, shelf: Shelf) -> Iterator[Eye]:
    if "<py-explainer" not in (article._content or ""):
        return
    path = output / article.save_as
    if not path.is_file():
        return
    text = path.read_text("utf-8")
    if "<py-explainer" not in text:
        return
    source = shown_path(article.source_path)
    post = parse_post(source, Path(article.source_path).read_text("utf-8-sig"))
    lines = [line for line, typed in prose(post) if _BLOCK.match(typed)]
    for number, seen in enumerate(shelf.find(text, _read)):
        ident = seen["ident"]
        yield Eye(
            number,
            str(article.title),
            seen["title"],
            article.url,
            ident,
            f"{source}:{lines[number] if number < len(lines) else 1}",
            [(word, what) for word, what in seen["missing"]],
            [(role, words) for role, words in seen["spoken"]],
            weigh(seen["weight"], path.parent),
            feed_figure(feed, article.url, ident),
        )


def _read(text: str) -> list[dict[str, Any]]:
    """What a written page says of each of its figures."""
    page = html.document_fromstring(text)
    return [_figure(figure, page) for figure in page.iter("py-explainer")]


def _figure(figure: html.HtmlElement, page: html.HtmlElement) -> dict[str, Any]:
    ident = figure.get("id", "")
    title: Any = figure.xpath('.//p[@class="px-title"]')
    return {
        "ident": ident,
        "title": str(title[0].text_content()) if title else ident,
        "missing": list(missing(figure)),
        "spoken": spoken(figure),
        "weight": look_at(figure, page),
    }


def _generator(_: Pelican) -> type[EyeGenerator]:
    return EyeGenerator


def register() -> None:
    """Hook into Pelican."""
    signals.initialized.connect(_begin)
    signals.article_generator_finalized.connect(_remember)
    signals.page_generator_finalized.connect(_remember)
    signals.get_generators.connect(_generator)
    site_written.connect(_finish)
