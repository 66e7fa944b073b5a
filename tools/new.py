"""`make new SLUG=… TITLE=…`: begins an article, dated now, as a draft; `NOTE=…` from a note."""

from __future__ import annotations

import os
import re
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

CONTENT = Path("content")
NOTES = Path("notes")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_HEAD = """\
Title: {title}
Date: {date}
Category: 季節の便り
Tags:
Summary:
Status: draft

"""


def main(slug: str, title: str, note: str = "") -> int:
    """Write the file and print its path; 2 for a name that can't be used, or a note that is not."""
    title = " ".join(title.split())
    if not _SLUG.match(slug) or not title:
        return _refuse(
            "使い方: make new SLUG=hatsuyuki TITLE=初雪の朝\n"
            "SLUG は記事の住所になるので、英小文字・数字・ハイフンで書きます。"
        )
    text = ""
    if note:
        kept = NOTES / f"{Path(note).name.removesuffix('.txt')}.txt"
        if not kept.is_file():
            newest = [path.stem for path in sorted(NOTES.glob("*.txt"))[-5:]]
            names = "、".join(newest) or "まだありません"
            return _refuse(f"{kept} というメモはありません（新しいメモ: {names}）。")
        text = kept.read_text("utf-8")
    now = datetime.now(ZoneInfo("Asia/Tokyo"))
    taken = sorted(CONTENT.glob(f"*/{slug}.md"))
    if taken:
        return _refuse(f"{taken[0]} がもうあります。ほかの SLUG にしてください。")
    path = CONTENT / str(now.year) / f"{slug}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    head = _HEAD.format(title=title, date=f"{now:%Y-%m-%d %H:%M}")
    path.write_text(head + text, encoding="utf-8")
    print(f"{path} をつくりました。書きおえたら Status: draft の行を消します。")
    return 0


def _refuse(message: str) -> int:
    print(message, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(*(os.environ.get(name, "") for name in ("SLUG", "TITLE", "NOTE"))))
