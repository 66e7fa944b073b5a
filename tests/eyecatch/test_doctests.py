"""The examples in docstrings of the three rooms are true."""

import doctest
import importlib

import pytest

MODULES = [
    *("faults", "photos.reading", "photos.tints", "photos.studio", "photos.pages"),
    *("eyecatch.art.svg", "eyecatch.choose", "eyecatch.lettering"),
]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_hold(name):
    result = doctest.testmod(importlib.import_module(name))
    assert result.attempted > 0
    assert result.failed == 0
