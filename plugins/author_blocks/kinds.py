"""The blocks that there are: one row each, which checks, page of samples and tests all read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = ["KINDS", "Kind"]


@dataclass(frozen=True)
class Kind:
    """One block: its Japanese name, its title if the author gives none, and what it must have.

    `needs_title` says in the author's words what belongs behind the bar; `needs_body` whether an
    empty one is a slip.
    """

    called: str
    title: str = ""
    needs_title: str = ""
    needs_body: bool = True


KINDS: Final = {
    "talk": Kind("吹き出し", needs_title="話すひとの名前"),
    "summary": Kind("まとめ", "まとめ"),
    "note": Kind("覚え書き", "覚え書き"),
    "caution": Kind("注意", "気をつけたいこと"),
    "details": Kind("折りたたみ", needs_title="たたんだときに見える言葉"),
    "compare": Kind("比べる表", needs_title="表の題"),
    "photos": Kind("写真の並び"),
    "card": Kind(
        "リンクカード", needs_title="記事のファイル名か、https:// の住所", needs_body=False
    ),
}
