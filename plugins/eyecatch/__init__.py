"""A Pelican plugin: a picture for every article and page, in the page and where its link is pasted.

It is the author's own photo (`Eyecatch: images/a.jpg` and `Eyecatch-Alt: …` in the article's head)
or a drawing by code: the subject from `Motif: momiji`, else from the article's words, else from the
month; hills, petals and leaves from the slug. The share image, 1200×630, carries the title too
(`Share-Title: …` where another one fits better).

Templates get `article.eyecatch`: `html(SITEURL, place)` for the page and `share` for its head, and
`SITE_SHARE` for pages that are no article (partials/eyecatch.html, partials/share_meta.html). Needs
plugins/photos. Setting EYECATCH_CACHE: a folder that outlives the build.
"""

from __future__ import annotations

from .hooks import register
from .pictures import Eyecatch, Share

__all__ = ["Eyecatch", "Share", "register"]
