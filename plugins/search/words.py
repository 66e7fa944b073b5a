"""From an article's HTML to the words that a reader may look for.

Small print that is not the article's own is left out: figures (they are long, and said again in
the prose), scripts, drawings, the contents list. Ruby gives the word to the text and its reading
to the readings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import html
from lxml.html import HtmlElement

__all__ = ["plain_text", "ruby_readings", "split_words"]

_DROPPED = frozenset({"script", "style", "template", "svg", "py-explainer", "rt", "rp", "nav"})
_DROPPED_CLASSES = frozenset({"toc", "px-embed", "headerlink"})
_SPACE = re.compile(r"\s+")
# Blocks end a word; between two Japanese letters a line's end is no space.
_BLOCKS = frozenset({"p", "div", "li", "dt", "dd", "tr", "td", "th", "blockquote", "pre", "br"})
_BLOCKS |= {"h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "summary"}
_BETWEEN_WIDE = re.compile(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])")


def plain_text(markup: str) -> str:
    """Give the words of a piece of HTML on one line.

    >>> plain_text("<p><ruby>紅葉<rt>もみじ</rt></ruby>が<br>きれい。</p><svg><text>x</text></svg>")
    '紅葉が きれい。'
    """
    if not markup.strip():
        return ""
    pieces = "".join(_pieces(html.fragment_fromstring(markup, create_parent="div")))
    lines = (_BETWEEN_WIDE.sub("", _SPACE.sub(" ", part)) for part in pieces.split("\0"))
    return " ".join(line.strip() for line in lines if line.strip())


def _pieces(element: HtmlElement) -> Iterator[str]:
    """Walk in the order of the text; a NUL stands where a block begins or ends."""
    if isinstance(element.tag, str) and not _is_dropped(element):
        edge = "\0" if element.tag in _BLOCKS else ""
        yield edge
        yield (element.text or "").replace("\0", "")
        for child in element:
            yield from _pieces(child)
        yield edge
    yield (element.tail or "").replace("\0", "")


def _is_dropped(element: HtmlElement) -> bool:
    classes = set((element.get("class") or "").split())
    return element.tag in _DROPPED or bool(classes & _DROPPED_CLASSES)


def ruby_readings(markup: str) -> Iterator[tuple[str, str]]:
    """Give each word with ruby and its reading: what the author wrote once, a reader may type.

    >>> list(ruby_readings("<ruby>紅<rt>こう</rt>葉<rt>よう</rt></ruby>"))
    [('紅葉', 'こうよう')]
    """
    if "<ruby" not in markup:
        return
    for ruby in html.fragment_fromstring(markup, create_parent="div").iter("ruby"):
        reading = "".join(part.text_content() for part in ruby.iter("rt")).strip()
        word = plain_text(html.tostring(ruby, encoding="unicode", with_tail=False))
        if word and reading:
            yield word, reading


def split_words(value: str) -> tuple[str, ...]:
    """Read `Yomi:` or `Aliases:` in an article's head: words with commas or spaces between them.

    >>> split_words("はつゆき、雪, snow")
    ('はつゆき', '雪', 'snow')
    """
    return tuple(part for part in re.split(r"[\s,、，]+", value) if part)
