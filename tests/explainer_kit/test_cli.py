"""The command line as contracts.md's users know it."""

import json
import subprocess
import sys

import pytest
from explainer_kit import find, names


def ask(*words):
    return subprocess.run(
        [sys.executable, "-m", "explainer_kit", *words], capture_output=True, text=True
    )


def test_list_names_every_installed_explainer():
    assert [row["name"] for row in json.loads(ask("list", "--json").stdout)] == list(names())


def test_describe_has_the_shape_of_the_contract():
    data = json.loads(ask("describe", "send_flow", "--json").stdout)
    assert data["name"] == "send_flow"
    assert set(data["controls"][0]) >= {"name", "kind", "label", "default", "values", "min", "max"}
    assert set(data["presets"][0]) >= {"id", "label", "settings", "outcome"}
    assert {preset["outcome"] for preset in data["presets"]} <= set(data["outcomes"])


def test_run_prints_the_canonical_bytes():
    done = ask("run", "send_flow", "port=465", "security=tls", "--json")
    assert done.returncode == 0
    expected = find("send_flow").run({"port": "465", "security": "tls"}).to_bytes()
    assert done.stdout.encode() == expected + b"\n"


@pytest.mark.parametrize(
    "words",
    [
        ("run", "sned_flow"),
        ("run", "send_flow", "prot=587"),
        ("run", "send_flow", "port=586"),
        ("run", "send_flow", "port"),
        ("run", "send_flow", "port=587", "port=465"),
        ("run", "send_flow", "message=" + "あ" * 201),
        ("describe", "nothing"),
        ("describe",),
        ("dance",),
        (),
        ("list", "--yaml"),
    ],
)
def test_unusable_input_is_one_line_and_exit_2(words):
    done = ask(*words)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
