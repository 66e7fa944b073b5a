"""Everything that pages use is in every browser that README names, or a reader can do without."""

import json
import tomllib
from pathlib import Path

import pytest
from explainer_embed.assets import LATER

from tests.conftest import ROOT
from tests.other_browsers.features import (
    OLDEST,
    PLAIN,
    PLAYS,
    PYODIDE,
    STATED,
    css_used,
    lacking,
    number,
    script_used,
    sources,
    table,
)

EXTRAS = tomllib.loads(Path(__file__).with_name("extras.toml").read_text("utf-8"))
KINDS = [("css", ".css", css_used), ("js", ".mjs", script_used)]


def newer(used, text):
    """Names of what a text uses that some stated browser lacks."""
    return {name for name, entry in used(text).items() if lacking(entry)}


@pytest.mark.parametrize(("kind", "ending", "used"), KINDS, ids=["css", "js"])
def test_what_is_newer_than_the_stated_browsers_can_be_done_without(kind, ending, used):
    found = {name for text in sources(ending).values() for name in newer(used, text)}
    ours = set(EXTRAS["ours"]["names"]) if kind == "js" else set()
    assert found - set(EXTRAS[kind]) - ours == set(), "mend it, or say in extras.toml what is lost"
    assert (set(EXTRAS[kind]) | ours) - found == set(), "no longer needed in extras.toml"


def test_the_player_starts_only_where_all_that_it_needs_is():
    """What only some page or some press needs (`LATER`) is beyond this."""
    found = set()
    for name, text in sources(".mjs").items():
        if "/explainer_embed/" in name and Path(name).name not in LATER:
            used = script_used(text, PLAYS)
            found |= {one for one, entry in used.items() if lacking(entry, PLAYS)}
    assert found - set(EXTRAS["js"]) - set(EXTRAS["ours"]["names"]) == set(EXTRAS["plays"])
    assert lacking(table()["javascript"]["builtins"]["Array"]["at"], PLAYS) == []


def test_what_speaks_to_old_browsers_asks_for_nothing_that_they_lack():
    (text,) = (text for name, text in sources(".js").items() if name.endswith("/arrival.js"))
    found = {name for name, entry in script_used(text, OLDEST).items() if lacking(entry, OLDEST)}
    assert found == set(EXTRAS["arrival"]), "mend it, or say in extras.toml how it is asked for"


def test_the_plain_style_asks_for_nothing_that_old_browsers_lack():
    (text,) = (text for name, text in sources(".css").items() if name.endswith("/plain.css"))
    found = {name for name, entry in css_used(text).items() if lacking(entry, PLAIN)}
    assert found == set(EXTRAS["plain"]), "mend it, or say in extras.toml what is lost"


def test_readme_states_these_browsers():
    readme = (ROOT / "README.md").read_text("utf-8")
    rows = {"safari": "Safari と iOS", "chrome": "Chrome と Android", "firefox": "Firefox"}
    for name, row in rows.items():
        assert f"| {row} | {PLAYS[name]} | {STATED[name]} | {PYODIDE[name]} |" in readme


def test_no_stated_browser_is_older_than_pyodides_own():
    assert {name: max(number(STATED[name]), number(PYODIDE[name])) for name in STATED} == {
        name: number(version) for name, version in STATED.items()
    }


def test_what_pyodide_says_of_browsers_was_read_for_this_pyodide():
    """Where this fails: look at the page that `PYODIDE` names, and mend it, README and this."""
    package = json.loads((ROOT / "package.json").read_text("utf-8"))
    assert package["dependencies"]["pyodide"].startswith("314.")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a { view-transition-name: b; }", "view-transition-name"),
        ("a { position-area: top; }", "position-area"),
        ("@scope (a) { b { color: red; } }", "@scope"),
        ("a:details-content { color: red; }", ":details-content"),
        ("a { color: light-dark(red, blue); }", "light-dark()"),
        ("@media (scripting: none) { a { color: red; } }", "@media scripting"),
    ],
)
def test_a_style_too_new_is_found(text, name):
    assert name in newer(css_used, text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Promise.try(() => 1);", ".try"),
        ("new Set(a).isDisjointFrom(b);", ".isDisjointFrom"),
        ("new URLPattern(a);", "URLPattern"),
        ("Object.groupBy(a, b);", ".groupBy"),
    ],
)
def test_a_script_too_new_is_found(text, name):
    assert name in newer(script_used, text)


def test_what_is_old_is_not_complained_of():
    assert (
        newer(css_used, "a { color: red; display: grid; gap: 1px; } a:hover { inset: 0; }") == set()
    )
    assert newer(script_used, "[1].map(String); a?.b; document.querySelector('a');") == set()
