"""Figures in Atom and RSS: a picture, the numbered transcript, and a link to the page.

Feed readers drop scripts, forms and inline SVG with its text, so a figure there would be a hole.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Any

from .jobs import Figure

__all__ = ["tell_in_feed", "without_player"]

_EMBED = re.compile(
    r'<div class="px-embed" data-slot="(\d+)">.*?<!--/px-embed \1--></div>', re.DOTALL
)
_ID = re.compile(r'<py-explainer\b[^>]*\bid="([^"]+)"')


def tell_in_feed(feed: Any, figures: Mapping[int, Figure], site: str) -> None:
    """Put storyboards in place of figures, in every text of every item."""
    for item in feed.items:
        for name in ("description", "content"):
            if item.get(name):
                item[name] = without_player(item[name], figures, site, item["link"])


def without_player(html: str, figures: Mapping[int, Figure], site: str, link: str) -> str:
    """Give the text of an article as a feed may carry it: links within the page lead to the page.

    `site` is the address of the site without a slash at its end, `link` that of the article.
    """

    def tell(match: re.Match[str]) -> str:
        figure = figures[int(match[1])]
        found = _ID.search(figure.html)
        page = f"{link}#{found[1]}" if found else link
        picture = f"{site}/explainers/{figure.picture}"
        return figure.storyboard.replace("{picture}", escape(picture)).replace(
            "{article}", escape(page)
        )

    return _EMBED.sub(tell, html).replace('href="#', f'href="{escape(link)}#')
