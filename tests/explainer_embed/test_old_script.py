"""The one script that has to run in any browser is written in ECMAScript 5, as published, too."""

import subprocess
from pathlib import Path

import pytest
from explainer_embed.assets import ARRIVAL, _node
from explainer_embed.slim import slim

STATIC = Path(__file__).parents[2] / "plugins" / "explainer_embed" / "static"
# Hack: Node holds a parser of every edition of the language for its own use (acorn), and Node's
# version is pinned: no package is needed for this one question.
PARSE = """
const { parse } = require("internal/deps/acorn/acorn/dist/acorn");
try {
  parse(require("fs").readFileSync(0, "utf-8"), { ecmaVersion: 5, sourceType: "script" });
} catch ({ message }) {
  console.log(message);
}
"""


def complaint(source):
    """What a reader of ECMAScript 5 says of a script; nothing where it can read it."""
    done = subprocess.run(
        [_node(), "--expose-internals", "--eval", PARSE],
        input=source,
        capture_output=True,
        check=True,
    )
    return done.stdout.decode().strip()


@pytest.mark.parametrize("made", [lambda name, data: data, slim], ids=["written", "published"])
def test_any_browser_can_read_it(made):
    assert complaint(made(ARRIVAL, (STATIC / ARRIVAL).read_bytes())) == ""


@pytest.mark.parametrize(
    "newer", ["let a = 1;", "a?.b;", "f(() => 1);", "`a`;", "for (var a of b) {}", "f(a,);"]
)
def test_what_is_newer_is_found(newer):
    assert complaint(newer.encode()) != ""
