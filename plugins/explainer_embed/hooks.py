"""Where the plugin meets Pelican: signals in, figures out.

Reading leaves slots; when everything has been read, all problems of all articles are noted (and
told by plugins/faults), the figures are made, and the slots are filled. Only then is anything
written.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import faults
from explainer_kit import nearest
from faults import Problem
from pelican import signals
from pelican.contents import Content
from pelican.readers import MarkdownReader
from pelican.utils import truncate_html_words

from .assets import Assets
from .feeds import tell_in_feed
from .jobs import Figure
from .kept import Kept
from .process import Kitchen
from .source import SLOT, Desk, EmbedExtension, Page, make_reader

__all__ = ["connect"]

_STORY = re.compile(r'(<script type="application/json" class="px-story")>(.*?)</script>', re.DOTALL)
_MODEL = re.compile(r'<details class="px-drawer px-model">.*?</details>', re.DOTALL)
_SAME_MODEL = (
    '<p class="px-model px-help">簡単にしたことは、<a href="#{}">前の図</a>と同じです。</p>'
)
_ANY_ID = re.compile(r'<[^>]+\sid="([^"]+)"')
_SCENE_LINK = re.compile(r'<a href="scene:([^"]*)"')


class Embed:
    """The plugin during one build."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self.desk = Desk()
        self.assets = Assets(settings, _say)
        self.figures: dict[int, Figure] = {}
        self.numbers: dict[int, int] = {}
        extensions = settings["MARKDOWN"].setdefault("extensions", [])
        extensions[:] = [entry for entry in extensions if not isinstance(entry, EmbedExtension)]
        extensions.append(EmbedExtension(self.desk))
        self.settings = settings

    @property
    def by_number(self) -> dict[int, Figure]:
        """The figures by the numbers that they have in the pages."""
        return {number: self.figures[slot] for slot, number in self.numbers.items()}

    @property
    def reader(self) -> type[MarkdownReader]:
        """The reader of Markdown; asked for when every plugin has brought its extensions."""
        folder = self.settings.get("EXPLAINER_READINGS")
        return make_reader(self.desk, Kept(Path(folder), self.settings) if folder else None)

    def finish(self, generators: Iterable[Any]) -> None:
        """Report what is wrong, make the figures, fill the slots."""
        context = next(iter(generators)).context
        contents = [
            content
            for content in context["generated_content"].values()
            if content is not None and SLOT.search(content._content or "")
        ]
        self.desk.problems += [problem for one in contents for problem in self._taken_ids(one)]
        if (
            self.desk.slots
            or self.desk.problems
            or any(page.links for page in self.desk.pages.values())
        ):
            self._make()
        if not self.figures:
            return
        self.assets.prepare(self.figures.values())
        self.assets.offer(context)
        for content in contents:
            self._fill(content)

    def _make(self) -> None:
        problems = self.desk.problems
        jobs = [(page, slot, job) for page in self.desk.pages.values() for slot, job in page.jobs]
        kitchen = Kitchen(self.assets.cache, self.assets.lock, _say)
        figures = kitchen.make([(f"{page.path}:{job.line}", job) for page, _, job in jobs])
        for (page, slot, _), figure in zip(jobs, figures, strict=True):
            self.figures[slot] = figure
            problems += [
                Problem(page.path, fault.line, fault.message, fault.hint) for fault in figure.faults
            ]
        for page in self.desk.pages.values():
            problems += _lost_links(page, self.figures)
        faults.note(problems)
        if problems or not jobs:
            # What was made of the sound ones stays unused: no page will be written.
            self.figures = {}
            return
        # Only now the minute that a new bundle takes: whatever is wrong in an article is known.
        megabytes = self.assets.megabytes({job.name for _, _, job in jobs})
        figures = kitchen.make(
            [
                (
                    f"{page.path}:{job.line}",
                    replace(
                        job,
                        megabytes=megabytes,
                        lean=slot != page.jobs[0][0],
                        costs=self.assets.costs(job.name),
                    ),
                )
                for page, slot, job in jobs
            ]
        )
        self.figures = {slot: figure for (_, slot, _), figure in zip(jobs, figures, strict=True)}
        self._link_captions()
        # Pelican reads files in any order, and slots are numbered as they are read; in the pages
        # they are numbered by path, so that the same source gives the same bytes.
        ordered = sorted((page.path, slot) for page, slot, _ in jobs)
        self.numbers = {slot: number for number, (_, slot) in enumerate(ordered, 1)}
        self.assets.files = kitchen.files

    def _link_captions(self) -> None:
        """Lead the links of each caption to a scene, in the page's figure and in the feed's."""
        for page in self.desk.pages.values():
            ids = {job.figure_id: slot for slot, job in page.jobs}
            for slot, _ in page.jobs:
                figure = self.figures[slot]
                self.figures[slot] = replace(
                    figure,
                    html=self._linked(figure.html, ids, slot),
                    storyboard=self._linked(figure.storyboard, ids, slot),
                )

    def _taken_ids(self, content: Content) -> Iterable[Problem]:
        """Find figures whose id something else on their page has already."""
        taken = set(_ANY_ID.findall(content._content))
        here = set(map(int, SLOT.findall(content._content)))
        for page in self.desk.pages.values():
            for slot, job in page.jobs:
                if slot in here and job.figure_id in taken:
                    message = f"id: {job.figure_id} は、この記事の見出しなどがもう使っています"
                    yield Problem(page.path, job.line, message)

    def _fill(self, content: Content) -> None:
        source = content._content
        if "summary" not in content.metadata and content.settings["SUMMARY_MAX_LENGTH"]:
            without = SLOT.sub("", source)
            content.metadata["summary"] = truncate_html_words(
                without,
                content.settings["SUMMARY_MAX_LENGTH"],
                content.settings["SUMMARY_END_SUFFIX"],
            )
        slots = [int(slot) for slot in SLOT.findall(source)]
        ids = {_id_of(self.figures[slot]): slot for slot in slots}
        content._content = "".join(self._pieces(source, ids, first=slots[0]))
        scenes = (self.figures[slot].picture for slot in slots)
        if (scene := next(filter(None, scenes), None)) and self.assets.files:
            content.figure_picture = self.assets.files / scene

    def _pieces(self, source: str, ids: dict[str, int], first: int) -> Iterable[str]:
        """Walk through a page; a link to a scene means the nearest figure before it."""
        current = first
        told: dict[str, str] = {}
        done = 0
        for match in SLOT.finditer(source):
            yield self._linked(source[done : match.start()], ids, current)
            current = int(match[1])
            figure = self.figures[current]
            html = _once(figure.html, _id_of(figure), told)
            yield self.assets.wrap(self.numbers[current], html, with_player=current == first)
            done = match.end()
        yield self._linked(source[done:], ids, current)

    def _linked(self, html: str, ids: dict[str, int], current: int) -> str:
        def link(match: re.Match[str]) -> str:
            owner, _, scene = match[1].rpartition("/")
            figure = self.figures[ids.get(owner, current)]
            name = _id_of(figure)
            step = figure.scenes.get(scene, scene)
            marks = f'class="px-link" data-figure="{name}" data-scene="{scene}"'
            return f'<a {marks} href="#{name}-{step}"'

        return _SCENE_LINK.sub(link, html)


def connect() -> None:
    """Connect to the signals; each build gets an `Embed` of its own."""
    faults.register()
    signals.initialized.connect(_begin)


_current: list[Embed] = []


def _begin(pelican: Any) -> None:
    embed = Embed(pelican.settings)
    _current[:] = [embed]
    signals.readers_init.connect(_take_reader)
    signals.all_generators_finalized.connect(_finish)
    signals.feed_generated.connect(_tell)
    signals.finalized.connect(_install)


def _take_reader(readers: Any) -> None:
    reader = _current[0].reader
    for extension in reader.file_extensions:
        readers.reader_classes[extension] = reader


def _finish(generators: Iterable[Any]) -> None:
    _current[0].finish(generators)


def _tell(context: dict[str, Any], feed: Any) -> None:
    tell_in_feed(feed, _current[0].by_number, context.get("SITEURL", ""))


def _install(pelican: Any) -> None:
    _current[0].assets.install(Path(pelican.output_path))


def _id_of(figure: Figure) -> str:
    match = re.search(r'<py-explainer\b[^>]*\bid="([^"]+)"', figure.html)
    return match[1] if match else ""


def _once(html: str, name: str, told: dict[str, str]) -> str:
    """Leave out what a figure before it on the page already has, and name that figure: a story, and
    the words on what was made simpler."""

    def tell(match: re.Match[str]) -> str:
        owner = told.setdefault(match[2], name)
        return match[0] if owner == name else f'{match[1]} data-same="{owner}"></script>'

    def admit(match: re.Match[str]) -> str:
        owner = told.setdefault(match[0], name)
        return match[0] if owner == name else _SAME_MODEL.format(owner)

    return _MODEL.sub(admit, _STORY.sub(tell, html))


def _lost_links(page: Page, figures: dict[int, Figure]) -> Iterable[Problem]:
    made = [figures[slot] for slot, _ in page.jobs]
    by_id = {job.figure_id: figures[slot] for slot, job in page.jobs}
    for link, before in page.links:
        owner, _, scene = link.target.rpartition("/")
        line = link.line + 1
        if owner and owner not in by_id:
            yield Problem(page.path, line, f"{owner} という図はありません", nearest(owner, by_id))
            continue
        if not owner and not (made if link.anywhere else before):
            yield Problem(page.path, line, "scene: のリンクの前に図がありません")
            continue
        # A reference's definition stands anywhere: some figure of the page must have its scene.
        near = [by_id[owner]] if owner else made if link.anywhere else [made[before - 1]]
        scenes = {name for figure in near for name in figure.scenes}
        if scene in scenes or any(figure.faults and not figure.scenes for figure in near):
            continue
        message = f"{scene or '（空）'} という場面はありません"
        yield Problem(page.path, line, message, nearest(scene, sorted(scenes)))


def _say(message: str) -> None:
    sys.stderr.write(message + "\n")
    sys.stderr.flush()
