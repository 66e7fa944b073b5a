"""Chance and time: the same in every run, and given back afterwards."""

import os
import random
import secrets
import subprocess
import sys
import time
import uuid
from email.utils import formatdate, make_msgid

import pytest
from mail_world.determinism import determined

PATCHED = (
    (os, "urandom"),
    (os, "getpid"),
    (random, "_urandom"),
    (time, "time"),
    (time, "time_ns"),
    (time, "monotonic"),
    (time, "monotonic_ns"),
    (time, "gmtime"),
    (time, "localtime"),
)


def run(seed=b"seed"):
    return determined(lambda: 1_800_000_000.5, lambda: 12.5, seed)


def drawn():
    return (
        os.urandom(8),
        random.random(),
        random.randint(0, 10**9),
        secrets.token_hex(8),
        uuid.uuid4(),
        make_msgid(domain="example.test"),
        formatdate(),
        time.time(),
        time.monotonic(),
        time.localtime()[:6],
    )


def test_two_runs_draw_the_same():
    with run():
        first = drawn()
    with run():
        second = drawn()
    assert first == second


def test_another_seed_draws_something_else():
    with run():
        first = os.urandom(16), random.random()
    with run(b"other"):
        second = os.urandom(16), random.random()
    assert first != second


@pytest.mark.parametrize("error", [None, RuntimeError, KeyboardInterrupt])
def test_everything_is_given_back_whatever_happens(error):
    before = [getattr(module, name) for module, name in PATCHED]
    state = random.getstate()
    try:
        with run():
            assert [getattr(m, n) for m, n in PATCHED] != before
            drawn()
            if error:
                raise error
    except (RuntimeError, KeyboardInterrupt):
        pass
    assert [getattr(m, n) for m, n in PATCHED] == before
    assert random.getstate() == state


def test_a_run_within_a_run_leaves_the_outer_one_as_it_was():
    with run():
        alone = [os.urandom(4), random.random(), os.urandom(4), random.random()]
    with run():
        outer = [os.urandom(4), random.random()]
        with run(b"inner"):
            drawn()
        outer += [os.urandom(4), random.random()]
    assert outer == alone


def test_nothing_is_patched_by_importing():
    found = (
        "[getattr(__import__(m), n) for m, n in "
        + repr([(module.__name__, name) for module, name in PATCHED])
        + "]"
    )
    code = f"before = {found}; import mail_world; assert {found} == before"
    subprocess.run([sys.executable, "-c", code], check=True)
