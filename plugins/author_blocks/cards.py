"""Link cards: the way to another page as a small letter, with what that page says of itself.

An article of this blog is named by its file, and everything on the card is taken from it when the
site is built; a page elsewhere is what the author says of it, for nothing is fetched.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from html import escape, unescape
from pathlib import Path
from urllib.parse import urlsplit

from faults import Problem, shown_path
from pelican.contents import Content

__all__ = ["PLACE", "fill_cards", "named", "placeholder", "sample_card"]

PLACE = re.compile(r'<div class="link-card-place" data-card="([^"]*)"></div>')
_TAGS = re.compile(r"<[^>]*>")

type Card = Callable[[str], str]
"""Makes a card's HTML for a page that sees the site at this address."""


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


class CardError(Exception):
    """A card that can't be made: the message says why, `hint` what may be meant."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


def fill_cards(content: Content, targets: Mapping[str, Target]) -> list[Problem]:
    """Make a page's cards when it is written, and say now what is wrong with the rest."""
    places = dict.fromkeys(match[0] for match in PLACE.finditer(content._content or ""))
    problems: list[Problem] = []
    cards: dict[str, Card] = {}
    for place in places:
        target, words = _asked(place)
        try:
            cards[place] = _card(target, words, targets)
        except CardError as error:
            text = Path(content.source_path).read_text("utf-8", errors="replace")
            line = _line_of(text, target)
            problems.append(Problem(shown_path(content.source_path), line, str(error), error.hint))
    if cards and not problems:
        _fill_in_address(content, cards)
    return problems


def _asked(place: str) -> tuple[str, list[str]]:
    """Read what `placeholder` wrote."""
    found = PLACE.match(place)
    assert found is not None
    target, *words = json.loads(unescape(found[1]))
    return target, words


def _card(target: str, words: list[str], targets: Mapping[str, Target]) -> Card:
    if re.match(r"https?://", target):
        if not words:
            raise CardError(f"リンクカード {target} に題がありません。次の行に題を書きます")
        return lambda _: _elsewhere(target, words)
    found = targets.get(target.removesuffix(".md"))
    if found is None:
        near = get_close_matches(target, targets, n=1, cutoff=0.5)
        message = f"リンクカードの {target} という記事はありません"
        raise CardError(message, near[0] if near else None)
    if not found.is_public:
        raise CardError(f"リンクカードの {target} は、まだ公開されていません（下書きか予約です）")
    return lambda site: _own(found.content, words, site)


def sample_card(match: re.Match[str]) -> str:
    """A card as it looks, where no article has been read: for the page of samples."""
    target, words = _asked(match[0])
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


def _fill_in_address(content: Content, cards: Mapping[str, Card]) -> None:
    """Make the cards with the address of the site as seen from the page that is being written.

    Hack: Pelican asks each content for its text by this method, for pages and feeds alike.
    """
    update = content._update_content
    content._update_content = lambda html, site: update(
        PLACE.sub(lambda match: cards[match[0]](site), html), site
    )
