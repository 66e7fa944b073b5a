"""`make schedule`: what waits for its hour, and whether the published site has kept up.

With SITE_URL it also asks the published site for its published.json, and says so if something
should be there that is not. `--decide` is for the workflow: it prints `publish=true` or `false`.
Needs no set-up: any Python 3.12 or newer will do.
"""

from __future__ import annotations

import os
import subprocess
import sys
import urllib.request
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "plugins"))

from posts import (  # noqa: E402
    Post,
    Published,
    due,
    read_posts,
    reason_to_publish,
    waiting,
)
from posts.head import ZONE  # noqa: E402

LATE = timedelta(hours=2)
WEEK = "月火水木金土日"


def main(arguments: Sequence[str]) -> int:
    """Print and give the exit status: 1 where the site has fallen behind, 2 for a bad SITE_URL."""
    os.chdir(ROOT)
    now = _now()
    posts = list(read_posts(ROOT / "content", ROOT))
    address = os.environ.get("SITE_URL", "").rstrip("/")
    if address and not address.startswith(("https://", "http://")):
        print(f"SITE_URL は https:// からはじめます（いまは {address}）。", file=sys.stderr)
        return 2
    published = _fetch(address) if address else None
    if "--decide" in arguments:
        reason = reason_to_publish(published, commit(), posts, now)
        print(f"publish={'true' if reason else 'false'}")
        print(f"reason={reason or '公開するものはありません'}")
        print(f"next={next_line(posts, now)}")
        return 0
    for line in lines(posts, now):
        print(line)
    return _report(address, published, posts, now) if address else 0


def lines(posts: Sequence[Post], now: datetime) -> list[str]:
    """Tell what is scheduled and what is a draft."""
    coming = waiting(posts, now)
    told = ["つぎに公開される便り" if coming else "予約はありません。"]
    for moment, post in coming:
        told.append(
            f"  {said(moment)}  「{post.title}」  {post.path}（あと{_until(moment - now)}）"
        )
    drafts = [post for post in posts if post.status == "draft"]
    if drafts:
        told += ["", "下書き（Status: draft を消すまで、公開されません）"]
        told += [f"  「{post.title}」  {post.path}" for post in drafts]
    return told


def next_line(posts: Sequence[Post], now: datetime) -> str:
    """Tell the next scheduled hour in one line."""
    coming = waiting(posts, now)
    if not coming:
        return "つぎの予約はありません。"
    moment, post = coming[0]
    return f"つぎの予約は {said(moment)} の「{post.title}」です。"


def said(moment: datetime) -> str:
    """Tell a time as the author would, in Japan's.

    >>> said(datetime(2026, 12, 1, 11, tzinfo=UTC))
    '2026年12月1日（火）20:00'
    """
    here = moment.astimezone(ZONE)
    day = f"{here.year}年{here.month}月{here.day}日"
    return f"{day}（{WEEK[here.weekday()]}）{here:%H:%M}"


def commit() -> str:
    """Give the commit that is checked out; nothing outside of git."""
    command = ["git", "rev-parse", "HEAD"]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _report(address: str, published: Published | None, posts: Sequence[Post], now: datetime) -> int:
    print()
    if published is None:
        print(
            f"{address}/published.json が読めません。住所と、公開されているかを確かめてください。"
        )
        return 1
    print(f"公開されているサイトは、{said(published.built)} につくられたものです。")
    late = [
        post for post in due(posts, published.built, now) if post.date and now - post.date > LATE
    ]
    for post in late:
        print(f"  まだ公開されていません: 「{post.title}」  {post.path}")
    if late:
        print(
            "自動の公開が止まっているようです。"
            "docs/publishing.md の「止まっていないか」をごらんください。"
        )
        return 1
    print("公開されるはずの便りは、みな公開されています。")
    return 0


def _fetch(address: str) -> Published | None:
    try:
        with urllib.request.urlopen(f"{address}/published.json", timeout=20) as answer:
            return Published.from_json(answer.read(4096).decode("utf-8", "replace"))
    except (OSError, ValueError):
        return None


def _now() -> datetime:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)


def _until(left: timedelta) -> str:
    """Tell how long it is until then.

    >>> _until(timedelta(days=4, hours=9, minutes=5))
    '4日と9時間'
    """
    hours, minutes = left.seconds // 3600, left.seconds % 3600 // 60
    if left.days:
        return f"{left.days}日と{hours}時間"
    return f"{hours}時間{minutes}分" if hours else f"{max(1, minutes)}分"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
