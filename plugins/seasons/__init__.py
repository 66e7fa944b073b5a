"""A date becomes its 節気 and 候, and these become colours, pages and ways round the year.

- Each article has `article.sekki` and `article.ko` (koyomi's spans: name, reading, start,
  end), by its date in Japan, and `article.around_last_year`: what was written about a year earlier.
- `season/` shows the year as a wheel, `season/<romaji>/` one 節気 with its three 候 and the
  articles written in them over the years.
- SEASON_TODAY is the 節気 and 候 of the build's day. In the page, static/today.mjs puts the
  reader's day in its place, from a table of dates beside it: a blog need not be built every day.
- Templates colour a page by `data-season` on its root element (palettes.py makes the style sheet).

The theme gives season.html and seasons.html; its partials season_*, today_ko and last_year.html say
what else may be shown where. Dates of 候 are labelled 目安 everywhere: no one publishes them.
"""

from __future__ import annotations

from .hooks import register
from .palettes import palettes, season_css

__all__ = ["palettes", "register", "season_css"]
