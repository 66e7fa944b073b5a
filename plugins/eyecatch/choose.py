"""Which subject an article's picture has, where the author has not said.

First what the article is about, by words in its tags, category and title; then the month.
"""

from __future__ import annotations

from collections.abc import Iterable

from .art import MOTIFS

__all__ = ["HOME_MONTH", "motif_for"]

# In this order: an article on encrypted mail is about the key, one on photographs of tea about tea.
_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("kagi", ("暗号", "鍵", "パスワード", "OpenPGP", "GPG")),
    ("kaki", ("柿",)),
    ("sakura", ("桜", "さくら", "お花見")),
    ("ajisai", ("紫陽花", "あじさい", "梅雨")),
    ("hotaru", ("蛍", "ほたる", "夏の夜", "花火")),
    ("susuki", ("月見", "すすき", "名月", "十五夜")),
    ("kinmokusei", ("金木犀",)),
    ("momiji", ("紅葉", "もみじ", "楓", "落ち葉")),
    ("yuki", ("初雪", "雪の", "雪景色", "大寒")),
    ("ringo", ("りんご", "林檎", "信州", "松本")),
    ("torii", ("神社", "鳥居", "初詣", "お参り")),
    ("wagashi", ("和菓子", "桜餅", "柏餅", "月餅", "大福", "おはぎ", "最中")),
    ("coffee", ("コーヒー", "珈琲", "喫茶", "カフェ")),
    ("ocha", ("お茶", "ほうじ茶", "抹茶", "煎茶", "新茶")),
    ("camera", ("写真", "カメラ")),
    ("tegami", ("手紙", "メール", "はがき", "年賀状", "郵便", "お問い合わせ")),
)
_MONTHS = [
    *("yuki", "ocha", "wagashi", "sakura", "torii", "ajisai"),
    *("hotaru", "coffee", "susuki", "kinmokusei", "momiji", "ringo"),
]
_WITHOUT_DATE = "tegami"

HOME_MONTH = {
    "sakura": 4,
    "ajisai": 6,
    "hotaru": 7,
    "susuki": 9,
    "kinmokusei": 10,
    "momiji": 11,
    "kaki": 11,
    "yuki": 1,
    "ringo": 12,
    "torii": 5,
    "ocha": 5,
    "wagashi": 3,
    "coffee": 9,
    "camera": 10,
    "tegami": 4,
    "kagi": 2,
}
"""The month whose colours a subject has on a page that belongs to no month."""

assert HOME_MONTH.keys() == MOTIFS.keys()


def motif_for(subjects: Iterable[str], month: int | None) -> str:
    """The name of the motif for an article with these words and in this month, if in any.

    >>> motif_for(["散歩", "中杉通りの紅葉"], 11), motif_for(["散歩"], 1), motif_for([], None)
    ('momiji', 'yuki', 'tegami')
    """
    text = " ".join(subjects)
    for name, words in _WORDS:
        if any(word in text for word in words):
            return name
    return _MONTHS[month - 1] if month else _WITHOUT_DATE
