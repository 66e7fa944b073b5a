"""What waits for its hour, what has come since the last time, and whether to publish now."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from .head import Post

__all__ = ["Published", "due", "held_back", "reason_to_publish", "waiting"]

FORMAT = 1


def waiting(posts: Iterable[Post], now: datetime) -> list[tuple[datetime, Post]]:
    """Give what is scheduled, the next one first."""
    dated = [(post.date, post) for post in posts if _is_meant(post)]
    coming = [(date, post) for date, post in dated if date is not None and date > now]
    return sorted(coming, key=lambda pair: (pair[0], pair[1].path))


def due(posts: Iterable[Post], since: datetime, now: datetime) -> list[Post]:
    """Give what has come after `since`, up to and with `now`."""
    return [post for post in posts if _is_meant(post) and post.date and since < post.date <= now]


def held_back(post: Post, now: datetime) -> bool:
    """Tell whether a reader must see nothing of it yet: a draft, or its hour has not come."""
    return post.status == "draft" or (post.date is not None and post.date > now)


def _is_meant(post: Post) -> bool:
    return post.status == "published"


@dataclass(frozen=True)
class Published:
    """What a published site says of itself in published.json: its commit, and the now it shows."""

    commit: str
    built: datetime

    def to_json(self) -> str:
        """Write it; whole seconds, nothing of what is still to come."""
        seconds = int(self.built.timestamp())
        told = {"format": FORMAT, "commit": self.commit, "built": seconds}
        return json.dumps(told, sort_keys=True) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Published | None:
        """Read it; None for anything else, such as a host's page that says it has no such file."""
        try:
            told = json.loads(text)
            if told["format"] != FORMAT:
                return None
            return cls(str(told["commit"]), datetime.fromtimestamp(int(told["built"]), UTC))
        except (ValueError, KeyError, TypeError, OverflowError, OSError):
            return None


def reason_to_publish(
    published: Published | None, commit: str, posts: Iterable[Post], now: datetime
) -> str:
    """Say in Japanese why the site should be published now; nothing where it need not be."""
    if published is None:
        return "公開されているサイトの記録（published.json）がまだありません"
    if published.commit != commit:
        return "公開されているものから、中身が変わりました"
    come = due(posts, published.built, now)
    return "、".join(f"「{post.title}」の時刻になりました" for post in come)
