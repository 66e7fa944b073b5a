"""All runs of send_flow that differ in what can be picked, played once for all tests."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from functools import cache

import pytest
from explainer_kit.controls import Value
from explainer_kit.story import Story
from send_flow import explainer

PICKED = {
    control.name: control.alternatives() for control in explainer.controls if control.discrete
}
COMBINATIONS = [
    dict(zip(PICKED, values, strict=True)) for values in itertools.product(*PICKED.values())
]


def name_of(settings: dict[str, Value]) -> str:
    return "-".join(str(value) for value in settings.values())


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
