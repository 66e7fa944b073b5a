"""The build's now, and what is dated after it."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import Any

from pelican import signals
from pelican.contents import Article
from pelican.utils import set_date_tzinfo

__all__ = ["build_now", "hold_back_future", "register"]


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
    """Make a draft of an article whose date has not come."""
    if isinstance(content, Article) and content.status == "published" and hasattr(content, "date"):
        zone = content.settings.get("TIMEZONE")
        if set_date_tzinfo(content.date, zone) > build_now():
            content.status = "draft"


def register() -> None:
    """Connect to Pelican's signals; with WITH_FUTURE_DATES = True, only this clock rules."""
    signals.content_object_init.connect(hold_back_future)
