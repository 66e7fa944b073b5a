"""Checks of an article's head: title, date, address, names, description, picture."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from difflib import get_close_matches

import author_words
from posts import DATE_FORM, Post, parse_date
from posts.head import ZONE

from .finding import Finding, Grade

__all__ = ["Around", "check_addresses", "check_head"]

KNOWN = (
    *("title", "date", "modified", "category", "tags", "summary", "slug", "status", "stamp"),
    *("eyecatch", "motif", "series", "series_index", "yomi", "aliases", "old_url", "weather"),
    *("eyecatch-alt", "share-title"),
    *("related", "author", "authors", "lang", "template"),
)
STATUSES = ("published", "draft", "hidden", "skip")
LONGEST_SUMMARY = 120
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")


@dataclass(frozen=True)
class Around:
    """What the checks need to know beyond the article: the now, and the author's names."""

    now: datetime
    romaji: Collection[str] = field(default_factory=frozenset)
    pictures: Collection[str] = field(default_factory=frozenset)


def check_head(post: Post, around: Around) -> Iterator[Finding]:
    """Find what is wrong in one head."""
    for check in _CHECKS:
        yield from check(post, around)


def _title(post: Post, _: Around) -> Iterator[Finding]:
    if not post.get("title"):
        yield Finding(post.path, post.line_of("title"), "題がありません（Title: 題 を書きます）")


def _dates(post: Post, around: Around) -> Iterator[Finding]:
    if not post.is_page and post.date is None:
        given = post.get("date")
        what = f"日付「{given}」が読めません" if given else "日付がありません"
        yield Finding(
            post.path, post.line_of("date"), f"{what}（Date: {DATE_FORM} のように書きます）"
        )
    modified = post.get("modified")
    if modified and parse_date(modified) is None:
        message = (
            f"手直しの日付「{modified}」が読めません（Modified: {DATE_FORM} のように書きます）"
        )
        yield Finding(post.path, post.line_of("modified"), message)
    if post.status == "published" and post.date and post.date > around.now:
        here = post.date.astimezone(ZONE)
        message = f"予約: {here.year}年{here.month}月{here.day}日 {here:%H:%M} に公開されます"
        yield Finding(post.path, post.line_of("date"), message, Grade.NEWS)


def _status(post: Post, _: Around) -> Iterator[Finding]:
    if post.status not in STATUSES:
        message = (
            f"Status: {post.get('status')} はありません（下書きなら draft。ほかは行ごと消します）"
        )
        yield Finding(post.path, post.line_of("status"), message)


def _slug(post: Post, _: Around) -> Iterator[Finding]:
    if not _SLUG.match(post.slug):
        message = (
            f"「{post.slug}」は住所になりません"
            "（ファイルの名前を、英小文字・数字・ハイフンにします）"
        )
        yield Finding(post.path, post.line_of("slug"), message)


def _names(post: Post, around: Around) -> Iterator[Finding]:
    if post.is_page:
        return
    if not post.get("category"):
        message = "カテゴリーがありません（Category: 季節の便り のように書きます）"
        yield Finding(post.path, post.line_of("category"), message)
    for key, kind, values in (
        ("category", "カテゴリー", [post.get("category")]),
        ("tags", "タグ", re.split(r"[,、]", post.get("tags"))),
    ):
        for name in filter(None, map(str.strip, values)):
            if author_words.needs_romaji(name) and name not in around.romaji:
                near = get_close_matches(name, around.romaji, 1, 0.6)
                hint = f"もしかして: {near[0]}。" if near else ""
                message = (
                    f"{kind}「{name}」の住所がまだありません"
                    f"（{hint}content/romaji.txt に「{name}: ローマ字」を一行足します）"
                )
                yield Finding(post.path, post.line_of(key), message, always=True)
    if "、" in post.get("tags"):
        message = "タグの区切りが「、」です（半角の , で区切ります）"
        yield Finding(post.path, post.line_of("tags"), message)


def _summary(post: Post, _: Around) -> Iterator[Finding]:
    summary = post.get("summary")
    if not summary:
        message = "紹介文がありません（Summary: に一、二文。検索結果やシェアに出ます）"
        yield Finding(post.path, post.line_of("summary"), message, Grade.WARNING)
    elif len(summary) > LONGEST_SUMMARY:
        message = (
            f"紹介文が {len(summary)} 文字あります"
            f"（{LONGEST_SUMMARY} 文字をこえると、検索結果で途中までになります）"
        )
        yield Finding(post.path, post.line_of("summary"), message, Grade.WARNING)


def _picture(post: Post, around: Around) -> Iterator[Finding]:
    if post.is_page:
        return
    eyecatch = post.get("eyecatch")
    named = eyecatch.removeprefix("{static}").removeprefix("/").removeprefix("images/")
    if "." in named and named not in around.pictures:
        near = get_close_matches(named, around.pictures, 1, 0.6)
        hint = f"（もしかして: {near[0]}）" if near else "（content/images/ に置きます）"
        message = f"アイキャッチの写真 {eyecatch} がありません{hint}"
        yield Finding(post.path, post.line_of("eyecatch"), message)
    if not (eyecatch or post.get("motif") or post.get("stamp")):
        message = "アイキャッチの指定がありません（おまかせの絵です。えらぶなら Motif: momiji）"
        yield Finding(post.path, 1, message, Grade.NEWS)


def _keys(post: Post, _: Around) -> Iterator[Finding]:
    """A key with a slip of the finger is silently nothing."""
    for key, entry in post.head.items():
        near = [] if key in KNOWN else get_close_matches(key, KNOWN, 1, 0.75)
        if near:
            message = f"「{key}」という項目はありません（もしかして: {near[0].capitalize()}）"
            yield Finding(post.path, entry.line, message, Grade.WARNING)


_CHECKS: Sequence[Callable[[Post, Around], Iterable[Finding]]] = (
    _title,
    _dates,
    _status,
    _slug,
    _names,
    _summary,
    _picture,
    _keys,
)


def check_addresses(posts: Iterable[Post]) -> Iterator[Finding]:
    """Find articles and pages that would share one address, or be taken for translations."""
    by_slug: dict[tuple[bool, str], list[Post]] = defaultdict(list)
    for post in posts:
        by_slug[post.is_page, post.slug].append(post)
    for (_, slug), sharing in by_slug.items():
        for post in sharing[1:]:
            message = f"「{slug}」は {sharing[0].path} と同じ名前です（ファイルの名前を変えます）"
            yield Finding(post.path, post.line_of("slug"), message)
