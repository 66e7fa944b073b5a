"""The example explainer, for all tests of the kit."""

import importlib.util
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def kettle():
    path = Path(__file__).with_name("example_kettle.py")
    spec = importlib.util.spec_from_file_location("example_kettle", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.explainer
