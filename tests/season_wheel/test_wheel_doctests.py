"""The examples in docstrings, of the wheel and of the kit's modules that it brought."""

from __future__ import annotations

import doctest
from importlib import import_module

import pytest

MODULES = ("season_wheel.geometry", "season_wheel.words", "explainer_kit.dates", "koyomi.sky")


@pytest.mark.parametrize("name", MODULES)
def test_every_example_is_true(name: str) -> None:
    failed, tried = doctest.testmod(import_module(name))
    assert tried > 0
    assert failed == 0
