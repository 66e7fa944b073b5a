"""What search engines, feed readers and phones ask a site for, beside its pages.

sitemap.xml with the articles' own dates, robots.txt, JSON-LD, icons and the web manifest, pages for
addresses that have changed (`Old_url:` in an article's head), and feeds that validate. Whatever
needs a whole address is made only where the site's address is known (FEED_DOMAIN): at home there
is none, and a made-up one would be worse than none.

Templates use `linked_data()` (partials/json_ld.html) and ICONS (partials/head_links.html).
"""

from __future__ import annotations

from .hooks import register

__all__ = ["register"]
