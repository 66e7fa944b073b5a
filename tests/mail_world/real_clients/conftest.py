"""A world for each test, and programs to try it with."""

import signal
from functools import cache

import pytest

from . import programs
from .served import Served


@pytest.fixture(scope="session")
def tool():
    """Finds a program on this machine, or fetches it."""
    return cache(programs.find)


@pytest.fixture
def served():
    served = Served()
    yield served
    assert served.stop(signal.SIGTERM) == (0, "", "")
