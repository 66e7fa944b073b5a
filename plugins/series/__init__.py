"""Articles that belong together: `Series: name` in the head.

They stand in the order of time, or of `Series_index: 2` where the author gives numbers. Each knows
its place (`article.in_series`), and each series has a page; `SERIES_URL` is where all of them are
listed. A series' address is its name in romaji, from content/romaji.txt as for tags.

A number given twice, or to some of a series and not to all, and a name that is almost another's are
told to the author with the line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import author_words
import faults
import posts
from faults import Problem, shown_path
from pelican import Pelican, signals
from pelican.generators import Generator
from pelican.utils import slugify

__all__ = ["Place", "Series", "gather", "register"]

SERIES_URL = "series/"
_ALMOST = 0.8


@dataclass(frozen=True)
class Series:
    """One series: its `articles` in the order of reading."""

    name: str
    slug: str
    articles: list[Any]

    @property
    def url(self) -> str:
        """The address of its page."""
        return f"{SERIES_URL}{self.slug}/"

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Place:
    """Where an article stands in its series, from 1, and its neighbours there."""

    series: Series
    number: int
    before: Any
    after: Any


def gather(
    articles: Iterable[Any], romaji: Mapping[str, str] | None = None
) -> tuple[list[Series], list[Problem]]:
    """Put articles into series, in the order of the series' newest letter, and say what is wrong.

    Sets `in_series` on every article that is in one.
    """
    by_name: dict[str, list[Any]] = defaultdict(list)
    problems: list[Problem] = []
    for article in articles:
        name = article.metadata.get("series")
        if name is None:
            continue
        name = " ".join(str(name).split())
        if name:
            by_name[name].append(article)
        else:
            problems.append(_problem(article, "series", "シリーズの名前がありません"))
    addresses = romaji or {}
    found = [
        Series(name, addresses.get(name) or slugify(name), _ordered(name, members, problems))
        for name, members in by_name.items()
    ]
    for one in found:
        _check_address(one, addresses, problems)
        _check_name(one, found, problems)
        for number, article in enumerate(one.articles, 1):
            around = [None, *one.articles, None]
            article.in_series = Place(one, number, around[number - 1], around[number + 1])
    found.sort(key=lambda one: max(article.date for article in one.articles), reverse=True)
    return found, problems


def _ordered(name: str, members: Sequence[Any], problems: list[Problem]) -> list[Any]:
    """By number where there are numbers, else by time."""
    numbers: dict[int, Any] = {}
    without = []
    for article in members:
        given = str(article.metadata.get("series_index", "")).strip()
        if not given:
            without.append(article)
        elif not given.isdecimal():
            message = f"Series_index: {given} が数ではありません"
            problems.append(_problem(article, "series_index", message))
        elif int(given) in numbers:
            other = Path(numbers[int(given)].source_path).name
            message = f"Series_index: {given} は、{other} と同じです"
            problems.append(_problem(article, "series_index", message))
        else:
            numbers[int(given)] = article
    if numbers:
        message = f"シリーズ「{name}」のほかの記事には番号があります。Series_index: も書きます"
        problems += [_problem(article, "series", message) for article in without]
    in_time = sorted(without, key=lambda article: (article.date, article.slug))
    ordered = [numbers[number] for number in sorted(numbers)]
    return ordered + in_time or list(members)


def _check_address(one: Series, romaji: Mapping[str, str], problems: list[Problem]) -> None:
    if author_words.needs_romaji(one.name) and one.name not in romaji:
        message = (
            f"シリーズ「{one.name}」の住所がまだありません"
            f"（content/romaji.txt に「{one.name}: ローマ字」を一行足します）"
        )
        problems.append(_problem(one.articles[0], "series", message))


def _check_name(one: Series, others: Iterable[Series], problems: list[Problem]) -> None:
    """A slip makes a series of one letter, beside the one that was meant."""
    for other in others:
        like = SequenceMatcher(None, one.name, other.name).ratio()
        if len(one.articles) == 1 < len(other.articles) and other is not one and like > _ALMOST:
            message = f"シリーズ「{one.name}」は、これひとつだけです"
            problems.append(_problem(one.articles[0], "series", message, other.name))


def _problem(article: Any, key: str, message: str, hint: str | None = None) -> Problem:
    path = Path(article.source_path)
    line = posts.parse_post(str(path), path.read_text("utf-8")).line_of(key)
    return Problem(shown_path(path), line, message, hint)


class SeriesGenerator(Generator):  # type: ignore[misc]  # Pelican has no types
    """Writes a page for each series, and the one that lists them."""

    def generate_output(self, writer: Any) -> None:
        """Write them all; nothing where there is no series."""
        found = self.context["all_series"]
        for one in found:
            self._write(writer, one.url, "series", series=one)
        if found:
            self._write(writer, SERIES_URL, "all_series")

    def _write(self, writer: Any, url: str, template: str, **values: object) -> None:
        writer.write_file(
            f"{url}index.html",
            self.get_template(template),
            self.context,
            relative_urls=self.settings["RELATIVE_URLS"],
            url=url,
            **values,
        )


def _gather(generator: Any) -> None:
    found, problems = gather(generator.articles, generator.settings.get("ROMAJI"))
    generator.context["all_series"] = found
    faults.note(problems)


def _generator(pelican: Pelican) -> type[SeriesGenerator]:
    return SeriesGenerator


def _begin(pelican: Pelican) -> None:
    pelican.settings["SERIES_URL"] = SERIES_URL


def register() -> None:
    """Hook into Pelican."""
    faults.register()
    signals.initialized.connect(_begin)
    signals.article_generator_finalized.connect(_gather)
    signals.get_generators.connect(_generator)
