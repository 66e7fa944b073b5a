"""Checks of an article's text, line by line: pictures without words, links that lead nowhere.

Code is not looked into. Explainer blocks are checked by plugins/explainer_embed itself.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches

from posts import Post, held_back

from .finding import Finding
from .head_checks import Around

__all__ = ["check_body", "prose"]

_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)")
_IMAGE = re.compile(r"!\[(?P<alt>[^\]]*)\]\(\s*<?(?P<to>[^)\s>]*)")
_LINK = re.compile(r"(?<!!)\[(?P<words>(?:[^\[\]]|!\[[^\]]*\]\([^)]*\))*)\]\(\s*<?(?P<to>[^)\s>]*)")
_HTML_IMAGE = re.compile(r"<img\b(?![^>]*\balt\s*=)[^>]*>", re.IGNORECASE)
_INSIDE = re.compile(r"\{(?P<kind>filename|static|attach)\}(?P<path>[^#?]*)")
_ADDRESS = re.compile(r"https?://[\w.-]+", re.ASCII)


def prose(post: Post) -> Iterator[tuple[int, str]]:
    """Give the lines of the body with their numbers, without code."""
    fence = ""
    for number, line in enumerate(post.lines[post.body - 1 :], post.body):
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence):
                fence = ""
        elif mark:
            fence = mark[1]
        else:
            bare = _CODE.sub(lambda code: " " * len(code[0]), line) if "`" in line else line
            yield number, bare


def check_body(
    post: Post,
    around: Around,
    all_posts: Mapping[str, Post],
    files: Collection[str],
    *,
    pictures: bool = True,
) -> Iterator[Finding]:
    """Find what is wrong in one text.

    `all_posts` are all Markdown files and `files` all files of content/, by their paths in it.
    Without `pictures`, their words are someone else's to look at.
    """
    for number, line in prose(post):
        if "[" not in line and "<" not in line:
            continue
        messages = [*_links(line), *_inside_links(post, line, around, all_posts, files)]
        for message in [*_pictures(line), *messages] if pictures else messages:
            yield Finding(post.path, number, message)


def _pictures(line: str) -> Iterator[str]:
    for image in _IMAGE.finditer(line):
        if not image["alt"].strip():
            yield (
                f"写真 {image['to']} に説明の言葉がありません"
                f"（![何が写っているか]({image['to']}) のように書きます）"
            )
    for _ in _HTML_IMAGE.finditer(line):
        yield '写真に説明の言葉がありません（<img … alt="何が写っているか"> と書きます）'


def _links(line: str) -> Iterator[str]:
    for link in _LINK.finditer(line):
        if not link["words"].strip():
            yield f"リンク []({link['to']}) に、押す言葉がありません（角かっこの中に書きます）"
        if not link["to"]:
            yield f"「{link['words']}」のリンク先が空です"
        elif _is_odd(link["to"]):
            yield f"リンク先 {link['to']} の書き方が違います（https:// からはじめます）"


def _inside_links(
    post: Post, line: str, around: Around, all_posts: Mapping[str, Post], files: Collection[str]
) -> Iterator[str]:
    for pattern in (_IMAGE, _LINK):
        for found in pattern.finditer(line):
            if inside := _INSIDE.match(found["to"]):
                yield from _inside(post, inside, around, all_posts, files)


def _is_odd(address: str) -> bool:
    """Tell whether an address of another site was meant and is none."""
    meant = unicodedata.normalize("NFKC", address).casefold()
    return meant.startswith(("http", "www.")) and not _ADDRESS.match(address)


def _inside(
    post: Post,
    link: re.Match[str],
    around: Around,
    all_posts: Mapping[str, Post],
    files: Collection[str],
) -> Iterator[str]:
    path = _resolved(post, link["path"], all_posts)
    target = all_posts.get(path)
    if target is None and path not in files:
        near = get_close_matches(path, [*all_posts, *files], 1, 0.6)
        hint = f"（もしかして: {near[0]}）" if near else ""
        yield f"{link['path']} というファイルはありません{hint}"
    elif target and held_back(target, around.now) and not held_back(post, around.now):
        yield f"「{target.title}」は、まだ公開されていません（公開されるまで、リンクは切れます）"


def _resolved(post: Post, path: str, all_posts: Mapping[str, Post]) -> str:
    if path.startswith("/"):
        return posixpath.normpath(path[1:])
    own = next((name for name, other in all_posts.items() if other is post), post.path)
    return posixpath.normpath(posixpath.join(posixpath.dirname(own), path))
