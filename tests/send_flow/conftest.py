"""Runs of send_flow, played once for all tests.

All combinations of a settings screen, to an address that exists or not; every value of all else
by itself; the presets; and some combinations of everything, drawn by lot, the same ones each time.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from explainer_kit.controls import Value
from explainer_kit.story import Story
from send_flow import explainer

PICKED = {
    control.name: control.alternatives() for control in explainer.controls if control.discrete
}
SCREEN = ("port", "security", "auth")
WHOM: tuple[dict[str, Value], ...] = ({"recipient": "exists"}, {"recipient": "unknown"})
DRAWN = 60


def _combinations() -> Iterator[dict[str, Value]]:
    yield {}
    for values in itertools.product(*(PICKED[name] for name in SCREEN)):
        yield from (dict(zip(SCREEN, values, strict=True)) | whom for whom in WHOM)
    for name, values in PICKED.items():
        yield from ({name: value} for value in values)
    yield from (dict(preset.settings) for preset in explainer.presets)
    lot = random.Random(20261127)
    for _ in range(DRAWN):
        drawn = {name: lot.choice(values) for name, values in PICKED.items()}
        # Half of them get off the phone: most of what can be picked matters only after that.
        if lot.random() < 0.5:
            drawn |= explainer.defaults() | {
                name: drawn[name] for name in ("friend", "records", "recipient", "photo", "line")
            }
        yield drawn


COMBINATIONS = [
    dict(settings) for settings in {tuple(sorted(one.items())): None for one in _combinations()}
]


def name_of(settings: dict[str, Value]) -> str:
    """What differs from the defaults, for a test's name."""
    own = explainer.defaults()
    return "-".join(str(v) for name, v in settings.items() if v != own[name]) or "default"


@cache
def _run(settings: tuple[tuple[str, Value], ...]) -> Story:
    story = explainer.run(dict(settings))
    assert isinstance(story, Story)
    return story


@pytest.fixture(scope="session")
def run() -> Callable[..., Story]:
    """Run send_flow; the same settings are played only once."""
    return lambda **settings: _run(tuple(sorted(settings.items())))


@pytest.fixture(params=COMBINATIONS, ids=name_of)
def picked(request: pytest.FixtureRequest) -> dict[str, Value]:
    """The settings of one combination of everything that can be picked."""
    return dict(request.param)


@pytest.fixture
def story(picked: dict[str, Value], run: Callable[..., Story]) -> Story:
    """The story of one combination."""
    return run(**picked)


@pytest.fixture(scope="session")
def all_stories(run: Callable[..., Story]) -> list[Story]:
    """The stories of all combinations."""
    return [run(**settings) for settings in COMBINATIONS]
