"""Search in Japanese, in the reader's page: one file with every text, fetched when it is needed.

Japanese has no spaces to cut words at, and cutting by dictionary misses what a reader types
(もみじ for 紅葉). So nothing is cut: the file holds the texts themselves, and the page looks for
the typed words in them as they stand, after folding width, case and kana. Readings come from
content/yomi.txt, from the ruby in the articles, and from `Yomi:` and `Aliases:` in an article's
head.

Setting: SEARCH_READINGS, the file of readings. The page is theme/templates/search.html.
"""

from __future__ import annotations

from .hooks import register
from .index import Entry, pack
from .words import plain_text, ruby_readings

__all__ = ["Entry", "pack", "plain_text", "register", "ruby_readings"]
