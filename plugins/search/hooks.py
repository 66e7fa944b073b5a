"""Where the search meets Pelican: texts in, three files and two names for the template out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import author_words
from kept import Shelf, code_of
from pelican import Pelican, signals
from pelican.contents import Article

from .index import Entry, pack
from .words import plain_text, ruby_readings, split_words

__all__ = ["register"]

FOLDER = "search"
_STATIC = Path(__file__).resolve().parent / "static"


class SearchGenerator:
    """Writes the index and the modules; a Pelican generator, so that it follows OUTPUT_PATH."""

    def __init__(
        self, context: dict[str, Any], settings: dict[str, Any], output_path: str, **_: object
    ) -> None:
        self.context = context
        self.settings = settings
        self.output_path = output_path
        self.files: dict[str, bytes] = {}

    def prepare(self, contents: Iterable[Any]) -> None:
        """Make the files and tell the templates their names."""
        contents = list(contents)
        kept = self.settings.get("SEARCH_CACHE")
        shelf = Shelf(Path(kept) if kept else None, version("lxml"), code_of(__name__))
        read = [shelf.find(content._content or "", _read) for content in contents]
        shelf.save()
        names = author_words.read(Path(self.settings.get("SEARCH_READINGS", "yomi.txt")))
        readings = [
            (reading, word) for word, values in names.words.items() for reading in values
        ] + [(reading, word) for _, said in read for word, reading in said]
        entries = [_entry(one, body) for one, (body, _) in zip(contents, read, strict=True)]
        index = pack(entries, readings)
        modules = {path.name: path.read_bytes() for path in sorted(_STATIC.glob("*.mjs"))}
        app = f"{FOLDER}/app-{_digest(b''.join(modules.values()))}"
        at = f"{FOLDER}/letters-{_digest(index)}.bin"
        self.files = {at: index} | {f"{app}/{name}": data for name, data in modules.items()}
        self.context["SEARCH_INDEX"] = at
        self.context["SEARCH_SCRIPT"] = f"{app}/page.mjs"

    def generate_output(self, writer: object) -> None:
        """Write what was prepared."""
        for name, data in self.files.items():
            target = Path(self.output_path) / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:12]


def _read(markup: str) -> list[Any]:
    """What the index needs of an article's HTML: its words, and those whose reading is given."""
    return [plain_text(markup), list(ruby_readings(markup))]


def _entry(content: Any, body: str) -> Entry:
    is_article = isinstance(content, Article)
    words = [word for name in ("yomi", "aliases") for word in _words(content, name)]
    return Entry(
        address=content.url,
        title=str(content.title),
        date=content.date.strftime("%Y-%m-%d") if is_article else "",
        category=str(content.category) if is_article else "",
        tags=tuple(str(tag) for tag in getattr(content, "tags", ())),
        words=tuple(words),
        body=body,
    )


def _words(content: Any, name: str) -> tuple[str, ...]:
    value = getattr(content, name, "")
    return split_words(value if isinstance(value, str) else " ".join(value))


def _contents(generators: Iterable[Any]) -> Iterator[Any]:
    """What is published: articles, newest first, then pages; no drafts, nothing hidden."""
    for name in ("articles", "pages"):
        for generator in generators:
            yield from getattr(generator, name, ())


def _prepare(generators: list[Any]) -> None:
    for generator in generators:
        if isinstance(generator, SearchGenerator):
            generator.prepare(_contents(generators))


def _generator(pelican: Pelican) -> type[SearchGenerator]:
    return SearchGenerator


def register() -> None:
    """Hook into Pelican."""
    signals.get_generators.connect(_generator)
    signals.all_generators_finalized.connect(_prepare)
