"""関連記事: which other letters a reader of one may like, as `article.related`.

What two letters share counts by how rare it is: a tag that three letters have says more than one
that thirty have, and the same 節気 of another year says something, too. A link from one to the
other counts most. An author may name them (`Related: slug, slug`); then nothing is guessed. The
letters of the same series, before and after are left out: the page has other ways to them.

Where fewer than three share anything, those of the same category that were written nearest in time
fill up. Each letter is compared only with those that share something with it, so a thousand take a
moment.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from heapq import nlargest, nsmallest
from itertools import islice
from pathlib import Path
from typing import Any

import faults
import posts
from faults import Problem, shown_path
from pelican import signals

__all__ = ["MOST", "register", "relate"]

MOST = 3
_LINKED = 3.0
_SHARED = {"tag": 1.0, "category": 0.25, "sekki": 0.5}
_LINK = re.compile(r"\{filename\}[^\"'#\s)]*?([\w-]+)\.md")


def relate(articles: Sequence[Any]) -> list[Problem]:
    """Set `related` on every article; tell of names that are no article's."""
    by_slug = {article.slug: article for article in articles}
    holders: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for article in sorted(articles, key=lambda article: (article.date, article.slug)):
        for mark in _marks(article):
            holders[mark].append(article)
    links: dict[str, set[str]] = defaultdict(set)
    for article in articles:
        for slug in set(_LINK.findall(article._content or "")) & by_slug.keys():
            links[article.slug].add(slug)
            links[slug].add(article.slug)
    problems: list[Problem] = []
    for article in articles:
        named = article.metadata.get("related")
        if named is None:
            article.related = _guessed(article, holders, links, by_slug, len(articles))
        else:
            article.related = list(_named(article, str(named), by_slug, problems))
    return problems


def _marks(article: Any) -> Iterator[tuple[str, str]]:
    for tag in getattr(article, "tags", ()):
        yield "tag", tag.slug
    yield "category", article.category.slug
    if sekki := getattr(article, "sekki", None):
        yield "sekki", sekki.key


def _guessed(
    article: Any,
    holders: dict[tuple[str, str], list[Any]],
    links: dict[str, set[str]],
    by_slug: dict[str, Any],
    count: int,
) -> list[Any]:
    scores: dict[str, float] = defaultdict(float)
    for kind, value in _marks(article):
        sharing = holders[kind, value]
        # A category that half of all letters have tells nothing, and would make this slow.
        if kind == "category" and len(sharing) * 2 > count:
            continue
        weight = _SHARED[kind] * math.log1p(count / len(sharing))
        for other in sharing:
            if kind != "sekki" or other.date.year != article.date.year:
                scores[other.slug] += weight
    for slug in links[article.slug]:
        scores[slug] += _LINKED
    for known in _known(article):
        scores.pop(known, None)
    # Equally near: the one written nearest to it in time, then by name.
    # Those that score less than the third best can't be among the three: not asked for their dates.
    enough = min(nlargest(MOST, scores.values()), default=0.0)
    order = nsmallest(
        MOST,
        (slug for slug, score in scores.items() if score >= enough),
        key=lambda slug: (-scores[slug], abs(by_slug[slug].date - article.date), slug),
    )
    found = [by_slug[slug] for slug in order]
    left_out = {*_known(article), *order}
    around = _around(article, holders["category", article.category.slug])
    near = (one for one in around if one.slug not in left_out)
    return [*found, *islice(near, MOST - len(found))]


def _around(article: Any, in_time: Sequence[Any]) -> Iterator[Any]:
    """The letters of a list in time, those nearest to an article first; no further than asked."""
    place = in_time.index(article)
    earlier, later = iter(in_time[place - 1 :: -1] if place else ()), iter(in_time[place + 1 :])
    one, other = next(earlier, None), next(later, None)
    while one or other:
        if other is None or (one and article.date - one.date <= other.date - article.date):
            yield one
            one = next(earlier, None)
        else:
            yield other
            other = next(later, None)


def _known(article: Any) -> Iterator[str]:
    """The letters that the page leads to by other ways, and itself."""
    yield article.slug
    for name in ("prev_article", "next_article"):
        if other := getattr(article, name, None):
            yield other.slug
    if place := getattr(article, "in_series", None):
        yield from (other.slug for other in place.series.articles)


def _named(
    article: Any, named: str, by_slug: dict[str, Any], problems: list[Problem]
) -> Iterable[Any]:
    for slug in filter(None, map(str.strip, re.split(r"[,、]", named))):
        if slug in by_slug:
            yield by_slug[slug]
            continue
        path = Path(article.source_path)
        line = posts.parse_post(str(path), path.read_text("utf-8")).line_of("related")
        near = get_close_matches(slug, by_slug, n=1, cutoff=0.5)
        message = f"Related: {slug} という記事はありません（公開前の記事は、まだ出せません）"
        problems.append(Problem(shown_path(path), line, message, near[0] if near else None))


def _relate(generators: Iterable[Any]) -> None:
    for generator in generators:
        if hasattr(generator, "articles"):
            faults.note(relate(generator.articles))


def register() -> None:
    """Hook into Pelican, behind the plugins that say what an article's season and series are."""
    faults.register()
    signals.all_generators_finalized.connect(_relate)
