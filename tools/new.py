"""`make new SLUG=… TITLE=…`: begins an article, dated now, as a draft."""

from __future__ import annotations

import os
import re
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

CONTENT = Path("content")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_HEAD = """\
Title: {title}
Date: {date}
Category: 季節の便り
Tags:
Summary:
Status: draft

"""


def main(slug: str, title: str) -> int:
    """Write the file and print its path; 2 for a name that can't be used."""
    title = " ".join(title.split())
    if not _SLUG.match(slug) or not title:
        return _refuse(
            "使い方: make new SLUG=hatsuyuki TITLE=初雪の朝\n"
            "SLUG は記事の住所になるので、英小文字・数字・ハイフンで書きます。"
        )
    now = datetime.now(ZoneInfo("Asia/Tokyo"))
    taken = sorted(CONTENT.glob(f"*/{slug}.md"))
    if taken:
        return _refuse(f"{taken[0]} がもうあります。ほかの SLUG にしてください。")
    path = CONTENT / str(now.year) / f"{slug}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_HEAD.format(title=title, date=f"{now:%Y-%m-%d %H:%M}"), encoding="utf-8")
    print(f"{path} をつくりました。書きおえたら Status: draft の行を消します。")
    return 0


def _refuse(message: str) -> int:
    print(message, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(os.environ.get("SLUG", ""), os.environ.get("TITLE", "")))
