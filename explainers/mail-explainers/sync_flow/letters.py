"""The mails of the figure: what is in the box at the start, and what can come.

Each has an identity that actions name, a label that words and pictures use, and a size, since the
box has only so much room. Nobody's real mail looks like this, and no address can belong to anybody.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from mail_world.letter import header, mail_date
from mail_world.sync.actions import BIN, INBOX, SEEN


class Letter(NamedTuple):
    """A mail: what it is called in a sentence, its subject, its size in bytes, where it begins."""

    label: str
    subject: str
    size: int
    folder: str = INBOX
    flags: tuple[str, ...] = ()


DOMAIN: Final = "@example.org"
KB: Final = 1024
START: Final[Mapping[str, Letter]] = {
    "sale": Letter("お店の案内", "秋の大売り出し", 6 * KB, BIN, (SEEN,)),
    "photo": Letter("夕焼けの写真", "夕焼けの写真", 8 * KB),
    "trip": Letter("旅の予定", "来月の旅の予定", 2 * KB),
    "news": Letter("会報", "町の会報 11月号", 3 * KB),
}
"""What is in the box when the story begins."""
ROOM: Final[Mapping[str, int]] = {"roomy": 64 * KB, "full": 22 * KB}
"""How much the box holds, by the setting."""
NEW_SIZE: Final = 4 * KB
NEWS_FROM_AFAR: Final = ("もみじの便り", "雪の知らせ", "りんごのお礼", "年賀の相談")
"""Subjects of what comes, in turn."""


def coming(number: int) -> tuple[str, Letter]:
    """Return the identity and the mail that comes as the `number`th, from 1."""
    label = NEWS_FROM_AFAR[(number - 1) % len(NEWS_FROM_AFAR)]
    return f"new{number}", Letter(label, label, NEW_SIZE)


def draft(number: int) -> tuple[str, Letter]:
    """Return the identity and the draft that is written as the `number`th, from 1."""
    label = "下書き" if number == 1 else f"下書き{number}"
    return f"draft{number}", Letter(label, "お返事（書きかけ）", 600)


def full(identity: str) -> str:
    """Return a mail's Message-ID: what devices know it by (actions and words use the short)."""
    return identity + DOMAIN


def short(message_id: str) -> str:
    """Return the identity of the mail with this Message-ID.

    >>> short(full("photo"))
    'photo'
    """
    return message_id.removesuffix(DOMAIN)


def source_of(identity: str, letter: Letter, wall: float, sender: str) -> bytes:
    """Return a mail as bytes, of about the size it should have."""
    head = (
        f"Message-ID: <{full(identity)}>\r\nDate: {mail_date(wall)}\r\nFrom: {sender}\r\n"
        f"To: hana@example.jp\r\nSubject: {header(letter.subject)}\r\n"
        "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    )
    line = "季節のお便りです。お元気ですか。\r\n"
    lines = max(1, (letter.size - len(head)) // len(line.encode()))
    return (head + line * lines).encode()
