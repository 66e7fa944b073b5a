"""Say how long an article takes to read: `article.reading_minutes`, at least 1.

Counted are the letters of the prose, at 500 a minute: an assumption, a quiet pace for Japanese on a
screen. Figures are left out, since one plays with them as long as one likes, and so are readings
above kanji.
"""

from __future__ import annotations

import html
import math
import re
from typing import Any

from pelican import signals

__all__ = ["minutes", "register"]

PER_MINUTE = 500
_LEFT_OUT = re.compile(r"<(py-explainer|rt|rp|pre|svg)\b.*?</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def minutes(content: str) -> int:
    """How many minutes the prose of an article's HTML takes.

    >>> minutes("<p>" + "雪" * 1200 + "</p>")
    3
    """
    prose = html.unescape(_TAG.sub("", _LEFT_OUT.sub("", content)))
    return max(1, math.ceil(len("".join(prose.split())) / PER_MINUTE))


def _count(generator: Any) -> None:
    for article in [*generator.articles, *generator.hidden_articles, *generator.drafts]:
        article.reading_minutes = minutes(article._content)


def register() -> None:
    """Hook into Pelican."""
    signals.article_generator_finalized.connect(_count)
