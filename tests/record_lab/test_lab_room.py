"""The room: what it loads, where its code lies in the bundle, and that it speaks to nobody."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import subprocess
import sys
import tomllib

import pytest
import record_lab
from explainer_kit.figure import figure
from explainer_kit.markup import el
from record_lab import explainer

from tests.conftest import ROOT

MODULES = [module.name for module in pkgutil.iter_modules(record_lab.__path__, "record_lab.")]


@pytest.mark.parametrize("name", MODULES)
def test_examples_are_true(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_its_code_is_a_part_of_its_own_and_comes_with_the_evaluators() -> None:
    path = ROOT / "explainers" / "mail-explainers" / "pyproject.toml"
    parts = tomllib.loads(path.read_text("utf-8"))["tool"]["explainer-bundle"]["parts"]
    assert parts["lab"] == ["record_lab"]
    assert explainer.parts == ("first", "auth", "lab")


def test_it_loads_nothing_that_speaks_to_a_network_and_no_library_that_only_it_needs() -> None:
    """difflib would go to every reader of every figure (bundle/inside/trace.py)."""
    code = "from record_lab import explainer\nfor one in explainer.presets:\n"
    code += "    explainer.run(one.settings)\nimport sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert not {"dns", "DNS", "nacl", "aiodns", "difflib"} & loaded
    assert "send_flow" not in loaded


def test_its_form_asks_for_no_password_and_opens_no_door() -> None:
    made = figure(
        explainer, explainer.run(), id="x", show=explainer.show, caption=el("p", {}, "図")
    )
    assert '<details class="px-door"><summary>' in made
    assert 'px-door" open' not in made
    assert 'type="password"' not in made


def test_without_javascript_the_whole_result_is_there() -> None:
    made = figure(
        explainer, explainer.run(), id="x", show=explainer.show, caption=el("p", {}, "図")
    )
    for title in ("三つの答え", "SPFを一語ずつ", "DKIMの鍵と封印", "DMARCを一つずつ"):
        assert f'aria-label="{title}"' in made
