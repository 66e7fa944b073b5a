"""A tiny real blog of several years with the real theme, built by Pelican in its own folder."""

from __future__ import annotations

import functools
import http.server
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

# 2026-11-26 00:30 in Japan, and still the 25th in UTC.
NOW = "1795620600"
SETTINGS = f"""
import runpy
globals().update(runpy.run_path({str(ROOT / "pelicanconf.py")!r}))
PLUGINS = [whole_build, stylesheet, phrases, contents, drawn_once]
PLUGINS += [neighbours, reading_time, seasons]
PATH = "content"
OUTPUT_PATH = "output"
STATIC_PATHS = []
"""
LETTERS = {
    "2025-11-10 09:00": "before",
    "2025-11-20 09:00": "last-november",
    "2025-12-07 09:00": "too-late",
    "2024-11-22 00:10": "leap-year",
    "2026-11-22 20:00": "persimmon",
    "2026-07-22 23:50": "evening-before",
    "2026-07-23 00:05": "heat",
}


def _write(content: Path, slug: str, date: str) -> None:
    head = f"Title: {slug}\nDate: {date}\nCategory: 季節\nTags: 散歩\nSummary: ある日のこと。\n\n"
    (content / f"{slug}.md").write_text(f"{head}ある日のことでした。\n", "utf-8")


def build(folder: Path, letters: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Build a blog with these letters (date → slug) in `folder`/output."""
    content = folder / "content"
    content.mkdir(exist_ok=True)
    (folder / "pelicanconf.py").write_text(SETTINGS, "utf-8")
    for date, slug in letters.items():
        _write(content, slug, date)
    paths = os.pathsep.join([str(ROOT / "plugins")])
    return subprocess.run(
        [sys.executable, "-m", "pelican", "--log-handler", "plain"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": paths, "SOURCE_DATE_EPOCH": NOW, "TZ": "America/New_York"},
        capture_output=True,
        text=True,
    )


@pytest.fixture(scope="session")
def little(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of the tiny blog."""
    folder = tmp_path_factory.mktemp("seasons")
    done = build(folder, LETTERS)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "output"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | {
        ".mjs": "text/javascript"
    }

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def translate_path(self, path: str) -> str:
        return super().translate_path("/" + path.removeprefix("/blog/"))


@pytest.fixture(scope="session")
def little_address(little: Path) -> Iterator[str]:
    """Where the tiny blog is served: in a sub-path."""
    handler = functools.partial(_Quiet, directory=str(little))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/blog/"
        server.shutdown()
