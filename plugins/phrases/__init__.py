"""Let headings and titles break between phrases, never inside a word.

A browser may break Japanese nearly anywhere; in a heading of two lines that reads like a stutter.
At build, BudouX finds where a phrase (bunsetsu) ends, and each end becomes a <wbr>; the style
sheet says `word-break: keep-all` for what has one. BudouX knows no names: it cuts 紅葉さん|ぽ and
法然|院. So the author keeps a list of words that stay whole (setting PHRASES_WORDS, a file with one
word a line), and no break is set inside any of them.

Headings in articles and their 目次 get theirs by a Markdown extension. Templates write
`{{ article.title|phrases }}`. What is read by machines (<title>, feeds' titles) stays plain.
"""

from __future__ import annotations

from .breaks import Breaker, ends
from .hooks import register
from .words import WordsError, read_words

__all__ = ["Breaker", "WordsError", "ends", "read_words", "register"]
