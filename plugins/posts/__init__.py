"""The author's files as they stand: their heads, their dates, and what is due when.

No Pelican here, and nothing beyond the standard library: the hourly look whether something is due
must cost a second, not a set-up. Everything is a function of texts and of a now that is given.
"""

from __future__ import annotations

from .head import DATE_FORM, Field, Post, parse_date, parse_post, read_posts
from .schedule import Published, due, held_back, reason_to_publish, waiting

__all__ = [
    "DATE_FORM",
    "Field",
    "Post",
    "Published",
    "due",
    "held_back",
    "parse_date",
    "parse_post",
    "read_posts",
    "reason_to_publish",
    "waiting",
]
