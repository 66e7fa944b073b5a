"""One line per day: the SHA-256 of its story, in any interpreter."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

from explainer_kit.story import Story
from explainer_kit.view import view
from season_wheel import explainer
from season_wheel.controls import FIRST, LAST

# Far apart, and never the same distance from a 節気 or a full moon.
_APART = timedelta(days=613)


def days() -> list[str]:
    """The presets' days, both ends of the field, and days between them."""
    day, found = date.fromisoformat(FIRST), [FIRST, LAST]
    while day.isoformat() < LAST:
        found.append(day.isoformat())
        day += _APART
    return [*found, *(str(preset.settings.get("date", "")) for preset in explainer.presets[1:])]


def lines() -> list[str]:
    """One line per day, of the story and of how it is drawn."""
    found = []
    for day in days():
        story = explainer.run({"date": day})
        assert isinstance(story, Story)
        told = story.to_bytes() + view(explainer, story).encode()
        found.append(f"{day} {hashlib.sha256(told).hexdigest()}")
    return found


if __name__ == "__main__":
    print("\n".join(lines()))  # noqa: T201
