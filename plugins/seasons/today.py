"""What the page needs to know the day's 候 by itself: the names, and the days on which they begin.

Four years are told, from the one before the build's to the second after: a blog that is not built
for two years still tells the right 候, and after that shows the build's, as without JavaScript.
"""

from __future__ import annotations

import json

import koyomi

__all__ = ["YEARS", "days_table"]

FORMAT = 1
YEARS = range(-1, 3)


def days_table(year: int) -> bytes:
    """The table for a build in `year`, as JSON in a canonical form.

    `days` has rows of an ISO date and the number of the 候 that begins on it, by date; `until` is
    the last day that it can tell; `ko` has name, reading, meaning and the key of the 節気.
    """
    sekki = {one.key: [one.name, one.reading] for one in koyomi.all_sekki()}
    spans = [span for step in YEARS for span in koyomi.ko_in(year + step)]
    table = {
        "format": FORMAT,
        "days": [[span.start.isoformat(), span.number] for span in spans],
        "until": spans[-1].end.isoformat(),
        "ko": [[ko.name, ko.reading, ko.meaning, ko.sekki] for ko in koyomi.all_ko()],
        "sekki": sekki,
    }
    return json.dumps(table, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
