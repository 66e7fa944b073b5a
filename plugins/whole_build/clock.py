"""The build's now, and what is dated after it.

In the preview, what is still to come is built as a draft, so that its author can look at it. For
publishing (WITH_UNPUBLISHED = False) it is not even read: what no plugin sees, none can let slip
into a feed, an index, a figure's file or a picture.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path, PurePath
from typing import Any

import posts
from pelican import signals
from pelican.contents import Article
from pelican.utils import set_date_tzinfo

__all__ = ["build_now", "hold_back_future", "register", "unpublished_files"]


def build_now() -> datetime:
    """Give SOURCE_DATE_EPOCH (seconds) as a time in UTC, or the time of day where it is not set.

    Raises ValueError where it is set to anything but a whole number.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now(UTC)
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError):
        raise ValueError(
            f"SOURCE_DATE_EPOCH には 1970 年からの秒数を書きます（いまは {epoch!r}）"
        ) from None


def hold_back_future(content: Any) -> None:
    """Make a draft of an article whose date has not come; its metadata still says `published`."""
    if isinstance(content, Article) and content.status == "published" and hasattr(content, "date"):
        zone = content.settings.get("TIMEZONE")
        if set_date_tzinfo(content.date, zone) > build_now():
            content.status = "draft"


def unpublished_files(
    files: Iterable[str], texts: Iterable[posts.Post], now: datetime
) -> frozenset[str]:
    """Give those files that only the author may see: what is held back, and what it alone shows.

    A picture belongs to whatever names it; one that nothing names is published, as ever.
    """
    texts = list(texts)
    held = {post.path for post in texts if posts.held_back(post, now)}
    out = "\n".join(line for post in texts if post.path not in held for line in post.lines)
    kept_in = "\n".join(line for post in texts if post.path in held for line in post.lines)
    return frozenset(
        name
        for name in files
        if name in held
        or (not name.endswith(".md") and _named(name, kept_in) and not _named(name, out))
    )


def _named(file: str, text: str) -> bool:
    return PurePath(file).name in text


def _leave_out(generator: Any) -> None:
    """Let a generator find only what may be published."""
    if generator.settings.get("WITH_UNPUBLISHED", True):
        return
    find = generator.get_files

    def get_files(*arguments: Any, **named: Any) -> set[str]:
        found: set[str] = find(*arguments, **named)
        content = Path(generator.path)
        names = {Path(name).as_posix(): name for name in found}
        texts = posts.read_posts(content, content)
        return {names[name] for name in names.keys() - unpublished_files(names, texts, build_now())}

    generator.get_files = get_files


def register() -> None:
    """Connect to Pelican's signals; with WITH_FUTURE_DATES = True, only this clock rules."""
    signals.content_object_init.connect(hold_back_future)
    signals.generator_init.connect(_leave_out)
