"""Link cards: the way to another page as a small letter, with what that page says of itself.

An article of this blog is named by its file, and everything on the card is taken from it when the
site is built; a page elsewhere is what the author says of it, for nothing is fetched.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from html import escape, unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from faults import Problem, shown_path
from pelican.contents import Content

__all__ = ["PLACE", "fill_cards", "named", "placeholder", "sample_card"]

PLACE = re.compile(r'<div class="link-card-place" data-card="([^"]*)"></div>')
_TAGS = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Target:
    """A page of this blog that a card can lead to."""

    name: str
    content: Content
    is_public: bool


def placeholder(target: str, words: list[str]) -> str:
    """Mark the place of a card; `words` is what stands in the block, a line each."""
    said = json.dumps([target, *words], ensure_ascii=False)
    return f'<div class="link-card-place" data-card="{escape(said)}"></div>'


def named(contents: Iterable[tuple[Content, bool]]) -> dict[str, Target]:
    """Every page by its file's name; the flag says whether readers can see it."""
    found = {}
    for content, is_public in contents:
        name = Path(content.source_path).stem
        found[name] = Target(name, content, is_public)
    return found


def fill_cards(content: Content, targets: Mapping[str, Target]) -> list[Problem]:
    """Make a page's cards, and say what is wrong with the rest."""
    if not PLACE.search(content._content or ""):
        return []
    text = Path(content.source_path).read_text("utf-8", errors="replace")
    problems: list[Problem] = []
    cards: list[Any] = []

    def take(match: re.Match[str]) -> str:
        target, *words = json.loads(unescape(match[1]))
        made, fault, hint = _card(target, words, targets)
        if made is None:
            line = _line_of(text, target)
            problems.append(Problem(shown_path(content.source_path), line, fault, hint))
            return ""
        cards.append(made)
        return f"{{card:{len(cards) - 1}}}"

    content._content = PLACE.sub(take, content._content)
    if cards:
        _fill_in_address(content, cards)
    return problems


def _card(
    target: str, words: list[str], targets: Mapping[str, Target]
) -> tuple[Any, str, str | None]:
    if re.match(r"https?://", target):
        if not words:
            return None, f"リンクカード {target} に題がありません。次の行に題を書きます", None
        return (lambda _: _elsewhere(target, words)), "", None
    found = targets.get(target.removesuffix(".md"))
    if found is None:
        near = get_close_matches(target, targets, n=1, cutoff=0.5)
        return None, f"リンクカードの {target} という記事はありません", near[0] if near else None
    if not found.is_public:
        return None, f"リンクカードの {target} は、まだ公開されていません（下書きか予約です）", None
    return (lambda site: _own(found.content, words, site)), "", None


def sample_card(match: re.Match[str]) -> str:
    """A card as it looks, where no article has been read: for the page of samples."""
    target, *words = json.loads(unescape(match[1]))
    if re.match(r"https?://", target):
        return _elsewhere(target, words)
    return _letter(
        "#main", "記事の題が、ここに入ります", "記事の種類", "記事の短い説明も、記事から。", ""
    )


def _own(content: Content, words: list[str], site: str) -> str:
    eyecatch = getattr(content, "eyecatch", None)
    picture = f'<div class="picture">{eyecatch.html(site, "card")}</div>' if eyecatch else ""
    said = " ".join(words) or _TAGS.sub("", str(content.summary)).strip()
    label = str(getattr(content, "category", "") or "")
    return _letter(f"{site}/{content.url}", str(content.title), label, said, picture)


def _elsewhere(address: str, words: list[str]) -> str:
    host = urlsplit(address).hostname or address
    return _letter(address, words[0], host, " ".join(words[1:]), "")


def _letter(address: str, title: str, label: str, said: str, picture: str) -> str:
    outside = ' rel="noopener"' if "://" in address.split("?")[0] and not picture else ""
    return (
        f'<div class="link-card">{picture}<div><p class="postcard-category">{escape(label)}</p>'
        f'<p class="link-card-title"><a href="{escape(address)}"{outside}>{escape(title)}</a></p>'
        f'<p class="postcard-summary">{escape(said)}</p></div></div>'
    )


def _line_of(text: str, target: str) -> int:
    opener = re.compile(rf"/{{3,}}\s*card\s*\|\s*{re.escape(target)}\s*$")
    lines = text.splitlines()
    return next((n for n, line in enumerate(lines, 1) if opener.match(line)), 1)


def _fill_in_address(content: Content, cards: list[Any]) -> None:
    """Make the cards with the address of the site as seen from the page that is being written.

    Hack: Pelican asks each content for its text by this method, for pages and feeds alike.
    """
    update = content._update_content
    place = re.compile(r"\{card:(\d+)\}")
    content._update_content = lambda html, site: update(
        place.sub(lambda match: cards[int(match[1])](site), html), site
    )
