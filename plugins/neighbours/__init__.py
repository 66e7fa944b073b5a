"""Give each article the one before and the one after it in time.

A template that looked for them would walk all articles once for each article. Here it is one pass:
`article.prev_article` is the next older one, `article.next_article` the next newer one, None at the
ends (the names that pelican-neighbors uses, so that themes can be shared).
"""

from itertools import pairwise
from typing import Any

from pelican import signals

__all__ = ["link", "register"]


def link(articles: list[Any]) -> None:
    """Set prev_article and next_article on each article, by date; equal dates by slug."""
    in_time = sorted(articles, key=lambda article: (article.date, article.slug))
    for article in in_time:
        article.prev_article = article.next_article = None
    for older, newer in pairwise(in_time):
        older.next_article = newer
        newer.prev_article = older


def _link_generated(generator: Any) -> None:
    link(generator.articles)


def register() -> None:
    """Hook into Pelican."""
    signals.article_generator_finalized.connect(_link_generated)
