"""Where this meets Pelican."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import posts
from check_post import Finding
from check_post.finding import lines
from jinja2 import pass_context
from markupsafe import Markup
from pelican import Pelican, signals
from pelican.generators import Generator
from whole_build import BuildError

from . import feeds, icons, linked_data, moved, sitemap

__all__ = ["register"]

FOLDER = "icons"


class _Site:
    """What one build knows of its pages."""

    def __init__(self) -> None:
        self.dates: dict[str, datetime] = {}
        self.first_addresses: dict[str, str] = {}
        self.moves: list[moved.Move] = []


_current = _Site()


class SeoGenerator(Generator):  # type: ignore[misc]  # Pelican has no types
    """Writes icons, the manifest and moved pages; pages are looked at when all are written."""

    def generate_output(self, writer: Any) -> None:
        """Write the files."""
        settings = self.settings
        drawing = (Path(self.theme) / "static" / "icons" / "favicon.svg").read_text("utf-8")
        output = Path(self.output_path)
        (output / FOLDER).mkdir(parents=True, exist_ok=True)
        for icon in icons.ICONS:
            (output / FOLDER / icon.name).write_bytes(icons.png(drawing, icon))
        (output / "favicon.ico").write_bytes(icons.favicon_ico(drawing))
        told = icons.manifest(
            settings["SITENAME"], _description(settings), settings["DEFAULT_LANG"], FOLDER
        )
        (output / "manifest.webmanifest").write_text(told, "utf-8")
        for move in _current.moves:
            writer.write_file(
                move.file,
                self.get_template("moved"),
                self.context,
                settings["RELATIVE_URLS"],
                move=move,
                url=move.old,
            )


def _description(settings: Mapping[str, Any]) -> str:
    return str(settings.get("SITE_DESCRIPTION") or settings.get("SITESUBTITLE") or "")


def _begin(pelican: Pelican) -> None:
    global _current
    _current = _Site()
    pelican.settings["ICONS"] = FOLDER
    pelican.settings["JINJA_GLOBALS"]["linked_data"] = _linked_data


def _generator(pelican: Pelican) -> type[SeoGenerator]:
    return SeoGenerator


def _collect(generators: Iterable[Any]) -> None:
    """Note the pages' dates and former addresses; raises for addresses that can't be."""
    generators = list(generators)
    contents = [
        content
        for generator in generators
        for name in ("articles", "pages")
        for content in getattr(generator, name, ())
    ]
    for content in contents:
        if changed := getattr(content, "modified", None) or getattr(content, "date", None):
            _current.dates[content.save_as] = changed
    for generator in generators:
        if hasattr(generator, "period_archives"):
            _collect_lists(generator)
    wanted = {
        content.url: olds for content in contents if (olds := moved.old_addresses(_old(content)))
    }
    _current.first_addresses = {url: olds[0] for url, olds in wanted.items()}
    taken = [content.save_as for content in contents]
    sources = {content.url: content.source_path for content in contents}
    problems = []
    for url, olds in wanted.items():
        for found in moved.plan({url: olds}, [*taken, *(move.file for move in _current.moves)]):
            if isinstance(found, moved.Move):
                _current.moves.append(found)
            else:
                problems.append(_problem(sources[url], found))
    if problems:
        sys.stderr.write("".join(f"{line}\n" for line in lines(problems)))
        raise BuildError(f"前の住所（Old_url）に、直すところが {len(problems)} か所あります。")


def _old(content: Any) -> str:
    return str(getattr(content, "old_url", ""))


def _problem(source: str, message: str) -> Finding:
    line = posts.parse_post(source, Path(source).read_text("utf-8")).line_of("old_url")
    shown = Path(os.path.relpath(source)).as_posix()
    return Finding(shown, line, f"Old_url の{message}")


def _collect_lists(generator: Any) -> None:
    """A list changes with the newest of what it lists."""
    lists = [(name.save_as, listed) for name, listed in generator.categories]
    lists += [(name.save_as, listed) for name, listed in generator.tags.items()]
    for periods in generator.period_archives.values():
        lists += [(period["save_as"], period["articles"]) for period in periods]
    articles = generator.articles
    for name in ("index", "archives"):
        save_as = generator.settings.get(f"{name.upper()}_SAVE_AS", f"{name}.html")
        lists.append((save_as, articles))
    # Articles are compared once, and not again in each list: dates with a zone are slow, and so is
    # the making of a `save_as`.
    newest = sorted(articles, key=lambda one: _current.dates[one.save_as].timestamp())
    order = {id(article): place for place, article in enumerate(newest)}
    for save_as, listed in lists:
        if save_as and listed:
            last = newest[max(order[id(article)] for article in listed)]
            _current.dates[save_as] = _current.dates[last.save_as]


def _feed(context: Mapping[str, Any], feed: Any) -> None:
    domain, site = str(context.get("FEED_DOMAIN") or ""), str(context.get("SITEURL") or "")
    feeds.before_writing(feed, lambda: feeds.mend(feed, domain, site, _current.first_addresses))


def _finish(pelican: Pelican) -> None:
    output, site = Path(pelican.output_path), str(pelican.settings.get("FEED_DOMAIN") or "")
    (output / "robots.txt").write_text(sitemap.robots(site), "utf-8")
    if not site:
        return
    files = sitemap.written_pages(output, site)
    (output / "sitemap.xml").write_text(sitemap.sitemap(site, files, _current.dates), "utf-8")
    if _current.moves:
        (output / "_redirects").write_text(moved.redirects(site, _current.moves), "utf-8")


@pass_context
def _linked_data(context: Mapping[str, Any]) -> Markup:
    """Give the JSON-LD of the page that is being written; nothing where no address is known."""
    site = str(context.get("FEED_DOMAIN") or "").rstrip("/")
    if not site:
        return Markup("")
    nodes = [
        linked_data.website(
            site, context["SITENAME"], _description(context), context["DEFAULT_LANG"]
        ),
        linked_data.person(site, context["AUTHOR"], _about(context, site)),
        *_about_page(context, site),
    ]
    return Markup(linked_data.graph(nodes))  # every < in it is a code


def _about(context: Mapping[str, Any], site: str) -> str:
    """The page about the author, or the front page."""
    pages = [page.url for page in context.get("pages", ()) if page.slug == "profile"]
    return f"{site}/{pages[0] if pages else ''}"


def _about_page(context: Mapping[str, Any], site: str) -> list[linked_data.Node]:
    steps = [(str(context["SITENAME"]), f"{site}/")]
    if article := context.get("article"):
        address = f"{site}/{article.url}"
        category = (str(article.category), f"{site}/{article.category.url}")
        posting = linked_data.blog_posting(
            site,
            address,
            headline=str(article.title),
            description=str(Markup(article.summary).striptags()),
            published=article.date,
            modified=getattr(article, "modified", None),
            section=category[0],
            keywords=[str(tag) for tag in getattr(article, "tags", ())],
            image=_image(article, site),
            language=context["DEFAULT_LANG"],
        )
        return [posting, linked_data.breadcrumbs([*steps, category, (str(article.title), address)])]
    for kind, parent in (("page", None), ("category", "categories"), ("tag", "tags")):
        if one := context.get(kind):
            if parent:
                name = {"categories": "カテゴリー", "tags": "タグ"}[parent]
                steps.append((name, f"{site}/{context[f'{parent.upper()}_URL']}"))
            steps.append((str(getattr(one, "title", one)), f"{site}/{one.url}"))
            return [linked_data.breadcrumbs(steps)]
    return []


def _image(article: Any, site: str) -> str:
    """The picture that is shared with the article, where plugins/eyecatch has made one."""
    share = getattr(getattr(article, "eyecatch", None), "share", None)
    return f"{site}/{share.path}" if share else ""


def register() -> None:
    """Hook into Pelican."""
    signals.initialized.connect(_begin)
    signals.get_generators.connect(_generator)
    signals.all_generators_finalized.connect(_collect)
    signals.feed_generated.connect(_feed)
    signals.finalized.connect(_finish)
