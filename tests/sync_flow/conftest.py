"""Days of sync_flow, played once for all tests."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from functools import cache

import pytest
from explainer_kit.controls import Value
from explainer_kit.story import Story
from sync_flow import explainer

PICKED = {control.name: control.alternatives() for control in explainer.controls}
COMBINATIONS = [
    dict(zip(PICKED, values, strict=True))
    for values in itertools.product(*PICKED.values())
    # Over IMAP `leave` means nothing, and three devices are like two: once a day will do.
    if (values[1] == "pop3" or values[2] is True)
    and (values[3] == "2" or (values[1] == "imap" and values[4] == "roomy"))
]


@cache
def _run(settings: tuple[tuple[str, Value], ...]) -> Story:
    story = explainer.run(dict(settings))
    assert isinstance(story, Story)
    return story


@pytest.fixture(scope="session")
def run() -> Callable[..., Story]:
    """Run a day; the same settings are played only once."""
    return lambda **settings: _run(tuple(sorted(settings.items())))


@pytest.fixture(scope="session")
def all_stories(run: Callable[..., Story]) -> list[Story]:
    """The stories of all combinations."""
    return [run(**settings) for settings in COMBINATIONS]
