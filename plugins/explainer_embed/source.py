"""Reading articles: blocks become slots, and everything noteworthy is kept with its place.

The reader is Pelican's own Markdown reader; it only notes which file is being read, so that the
Markdown extension can count lines from the top of that file, metadata and all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import markdown
from faults import Problem, shown_path
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from pelican.readers import MarkdownReader

from .blocks import Block, SceneLink, scan
from .jobs import Job
from .kept import Kept, KeptMarkdown, Reading, RecordingMarkdown
from .options import Entry

__all__ = ["Desk", "EmbedExtension", "Page", "make_reader"]

# Ahead of `meta` at 27, which eats the head of the file and with it the line numbers.
BEFORE_METADATA = 28
SLOT = re.compile(r'<div class="px-slot" data-slot="(\d+)"></div>')


@dataclass
class Page:
    """One file: its jobs with the number of each slot, and its links to scenes."""

    path: str
    jobs: list[tuple[int, Job]] = field(default_factory=list)
    links: list[tuple[SceneLink, int]] = field(default_factory=list)


@dataclass
class Desk:
    """What one build has read so far; `problems` is what the author has to mend."""

    pages: dict[str, Page] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    slots: int = 0
    current: str | None = None
    waiting: bool = False

    @contextmanager
    def reading(self, path: str) -> Iterator[None]:
        """Note which file is being read: its first conversion is the article itself."""
        self.current, self.waiting = shown_path(path), True
        self.problems = [problem for problem in self.problems if problem.path != self.current]
        self.pages.pop(self.current, None)
        try:
            yield
        finally:
            self.current, self.waiting = None, False

    def is_plain(self, path: str) -> bool:
        """Tell whether a file that has been read is all in its HTML: no figure, link or fault."""
        shown = shown_path(path)
        page = self.pages.get(shown)
        faulty = any(problem.path == shown for problem in self.problems)
        return not faulty and (page is None or not (page.jobs or page.links))

    def take(self) -> Page | None:
        """Give the page whose source is about to be converted; None for its metadata's fields."""
        if self.current is None or not self.waiting:
            return None
        self.waiting = False
        return self.pages.setdefault(self.current, Page(self.current))


class EmbedExtension(Extension):
    """Puts a slot where a block stands; the figure takes its place when it has been made."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802  Markdown's name
        """Register the preprocessor."""
        md.preprocessors.register(_Blocks(md, self), "explainer_embed", BEFORE_METADATA)


class _Blocks(Preprocessor):
    def __init__(self, md: markdown.Markdown, extension: EmbedExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, lines: list[str]) -> list[str]:
        desk = self.extension.desk
        page = desk.take()
        if page is None:
            return lines
        found = scan(lines)
        desk.problems += [
            Problem(page.path, fault.line + 1, fault.message, fault.hint) for fault in found.faults
        ]
        for block in found.blocks:
            for fault in block.options.faults:
                line = block.options_line + fault.line + 1
                desk.problems.append(Problem(page.path, line, fault.message, fault.hint))
        page.links = [
            (link, sum(block.first < link.line for block in found.blocks)) for link in found.links
        ]
        ids = _FigureIds(page.path, desk.problems)
        for block in found.blocks:
            figure_id = ids.choose(block)
            desk.slots += 1
            page.jobs.append((desk.slots, _job(block, figure_id)))
        return self._with_slots(lines, found.blocks, [slot for slot, _ in page.jobs])

    def _with_slots(self, lines: list[str], blocks: list[Block], slots: list[int]) -> list[str]:
        kept: list[str] = []
        done = 0
        for block, slot in zip(blocks, slots, strict=True):
            kept += lines[done : block.first]
            html = f'<div class="px-slot" data-slot="{slot}"></div>'
            kept += ["", self.md.htmlStash.store(html), ""]
            done = block.last + 1
        return kept + lines[done:]


class _FigureIds:
    """Ids of the figures of one page: the author's own, else the explainer's name and a number."""

    def __init__(self, path: str, problems: list[Problem]) -> None:
        self.path = path
        self.problems = problems
        self.taken: set[str] = set()

    def choose(self, block: Block) -> str:
        for entry in block.options.entries:
            if entry.key == "id" and isinstance(entry.value, str):
                if entry.value in self.taken:
                    line = block.options_line + entry.line + 1
                    message = f"id: {entry.value} は、この記事の別の図がもう使っています"
                    self.problems.append(Problem(self.path, line, message))
                self.taken.add(entry.value)
                return entry.value
        stem = re.sub(r"[^a-z0-9]+", "-", block.name.casefold()).strip("-") or "figure"
        number = 1
        while f"{stem}-{number}" in self.taken:
            number += 1
        self.taken.add(f"{stem}-{number}")
        return f"{stem}-{number}"


def _job(block: Block, figure_id: str) -> Job:
    entries = tuple(_moved(entry, block.options_line + 1) for entry in block.options.entries)
    caption = markdown.Markdown(extensions=["extra"]).convert(block.caption)
    return Job(block.name, block.first + 1, figure_id, entries, caption)


def _moved(entry: Entry, by: int) -> Entry:
    value: Any = entry.value
    if isinstance(value, list):
        value = [_moved(item, by) if isinstance(item, Entry) else item for item in value]
    return Entry(entry.key, value, entry.line + by)


def make_reader(desk: Desk, kept: Kept | None = None) -> type[MarkdownReader]:
    """Make the reader for one build, tied to its desk; with `kept`, plain letters are read once."""

    class EmbedReader(MarkdownReader):  # type: ignore[misc]  # Pelican has no types
        def read(self, source_path: str) -> Any:
            text = Path(source_path).read_text("utf-8-sig")
            if reading := kept and kept.find(text):
                self._source_path = source_path
                self._md: Any = KeptMarkdown(reading)
                return reading.content, self._parse_metadata(reading.meta)
            with desk.reading(source_path):
                self._source_path = source_path
                md = RecordingMarkdown(markdown.Markdown(**self.settings["MARKDOWN"]))
                self._md = md
                content = md.convert(text)
                meta = getattr(md, "Meta", {})
                del md.formatted[text]
                metadata = self._parse_metadata(meta)
                if kept and desk.is_plain(source_path):
                    kept.keep(text, Reading(content, meta, md.formatted))
                return content, metadata

    return EmbedReader
