"""The examples in the docstrings are true."""

import doctest
import importlib
import pkgutil

import mail_world
import pytest

MODULES = [
    module.name
    for module in pkgutil.walk_packages(mail_world.__path__, "mail_world.")
    if not module.name.endswith("__main__")
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_are_true(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0
