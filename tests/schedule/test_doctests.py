"""The examples in the docstrings of these plugins and tools are true."""

import doctest
import importlib

import pytest

MODULES = (
    "author_words",
    "check_post.finding",
    "posts.head",
    "schedule",
    "search.words",
    "seo.feeds",
    "seo.linked_data",
    "seo.moved",
    "seo.sitemap",
)


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_are_true(name):
    failed, tried = doctest.testmod(importlib.import_module(name))
    assert tried
    assert not failed
