"""Asking an index with the page's own code, under Node."""

import json
import subprocess
from pathlib import Path

import pytest
from search import Entry, pack

ROOT = Path(__file__).parents[2]
READINGS = [("もみじ", "紅葉"), ("こうよう", "紅葉"), ("ほうじ茶", "焙じ茶"), ("き", "木")]


def entry(address, title="題", body="", *, tags=(), words=(), date="2026-11-01", category="季節"):
    """An entry of the index of which a test says only what matters."""
    return Entry(address, title, date, category, tuple(tags), tuple(words), body)


@pytest.fixture
def ask(tmp_path):
    """Give a function: entries and queries in, what each query finds out."""

    def ask(entries, *queries, readings=READINGS):
        path = tmp_path / "letters.bin"
        path.write_bytes(pack(entries, readings))
        return ask_file(path, *queries)

    return ask


def ask_file(path, *queries):
    """Ask an index file."""
    node = ROOT / ".venv" / "bin" / "node"
    command = [str(node), str(Path(__file__).with_name("ask.mjs")), str(path), *queries]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
