"""A line for each year and month: what koyomi says, as text, in any interpreter."""

from __future__ import annotations

from datetime import date, datetime

import koyomi


def lines() -> list[str]:
    """The moments of every 候 in three years, moon and sun on the days of one."""
    found = [
        f"{span.start} {span.end} {span.begins.at.isoformat()} {span.number} {span.name}"
        for year in (2026, 2030, 2034)
        for span in koyomi.ko_in(year)
    ]
    for month in range(1, 13):
        day = date(2030, month, 2 * month)
        noon = datetime(2030, month, day.day, 12, tzinfo=koyomi.JST)
        found.append(f"{day} {koyomi.moon_on(day)} {koyomi.sun_longitude(noon)}")
    return found


if __name__ == "__main__":
    print("\n".join(lines()))  # noqa: T201
