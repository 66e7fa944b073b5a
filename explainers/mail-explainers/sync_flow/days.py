"""Days worth telling: what happens before the reader lends a hand, by the setting `day`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from sync_flow.acts import Act

__all__ = ["DAYS", "Day"]


class Day(NamedTuple):
    """A day: its label in the form, a word of help, and what happens."""

    label: str
    help: str
    acts: tuple[Act, ...]


DAYS: Final[Mapping[str, Day]] = {
    "read": Day(
        "一通読む",
        "スマホで写真の手紙を読みます。",
        (Act("read", "phone", "photo"),),
    ),
    "quiet": Day("見るだけ", "どの端末も、箱を見るだけです。", ()),
    "file": Day(
        "フォルダに入れる",
        "パソコンで旅の予定を「旅行」に入れます。",
        (Act("read", "computer", "trip"), Act("file", "computer", "trip")),
    ),
    "archive": Day(
        "アーカイブする",
        "スマホで写真の手紙を受信箱から片づけます。",
        (Act("archive", "phone", "photo"),),
    ),
    "delete": Day(
        "削除する",
        "スマホで会報をゴミ箱に入れます。",
        (Act("delete", "phone", "news"),),
    ),
    "empty": Day(
        "ゴミ箱を空にする",
        "会報を消してから、パソコンでゴミ箱を空にします。",
        (Act("delete", "phone", "news"), Act("empty", "computer")),
    ),
    "arrive": Day("新しい手紙", "友だちから手紙が届きます。", (Act("new"),)),
    "make-room": Day(
        "場所をつくって受けとる",
        "届くはずの手紙が入らないとき、ゴミ箱を空にしてみます。",
        (Act("new"), Act("empty", "phone"), Act("new")),
    ),
    "away": Day(
        "圏外で読む",
        "スマホを機内モードにして読み、あとで戻します。",
        (
            Act("offline", "phone"),
            Act("read", "phone", "photo"),
            Act("flag", "phone", "trip"),
            Act("archive", "computer", "trip"),
            Act("online", "phone"),
        ),
    ),
    "conflict": Day(
        "すれちがう",
        "圏外のスマホで旗を立てた会報を、パソコンで消しています。",
        (
            Act("offline", "phone"),
            Act("flag", "phone", "news"),
            Act("delete", "computer", "news"),
            Act("empty", "computer"),
            Act("online", "phone"),
        ),
    ),
    "left-behind": Day(
        "圏外のまま",
        "スマホが機内モードのあいだに、パソコンで片づけます。",
        (
            Act("offline", "phone"),
            Act("read", "computer", "photo"),
            Act("delete", "computer", "news"),
        ),
    ),
    "draft": Day(
        "下書きを書く", "スマホで書きかけ、パソコンで続けます。", (Act("draft", "phone"),)
    ),
    "rebuilt": Day(
        "箱が作り直される",
        "スマホが圏外のあいだに、箱の番号がすべて変わります。",
        (
            Act("offline", "phone"),
            Act("draft", "phone"),
            Act("restore"),
            Act("online", "phone"),
        ),
    ),
    "lost-phone": Day(
        "端末をサインアウトさせる",
        "なくしたスマホを、箱の持ち主の画面からサインアウトさせます。",
        (Act("sign-out", "phone"), Act("new")),
    ),
}
"""By id. The first is the default."""
