"""One line per preset: its id and the SHA-256 of its story, in any interpreter."""

from __future__ import annotations

import hashlib

from explainer_kit.story import Story
from sync_flow import explainer


def lines() -> list[str]:
    """One line per preset."""
    found = []
    for preset in explainer.presets:
        story = explainer.run(preset.settings)
        assert isinstance(story, Story)
        found.append(f"{preset.id} {hashlib.sha256(story.to_bytes()).hexdigest()}")
    return found


if __name__ == "__main__":
    print("\n".join(lines()))  # noqa: T201
