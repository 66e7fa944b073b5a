"""docs/explainers.md, done as it says: files written, commands typed, answers compared."""

import os
import re
import subprocess
import sys
import threading
import venv
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "explainers.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
# All of them, so that they stay together: what the reader has made takes most of a minute.
pytestmark = [pytest.mark.bundle, pytest.mark.browser]


class Reader:
    """Somebody who follows the guide in an empty folder; `heard` has what each command answered."""

    def __init__(self, folder):
        self.folder = folder
        self.heard = []
        venv.create(folder / ".venv", with_pip=False, symlinks=True)
        # The project's own packages are those of a blog that has installed them.
        packages = next((folder / ".venv").glob("lib/python*/site-packages"))
        own = [path for path in sys.path if path.endswith("site-packages")]
        lines = [f"import site; site.addsitedir({path!r})" for path in own]
        (packages / "project.pth").write_text("\n".join(lines) + "\n", "utf-8")

    def follow(self, kind, name, text):
        if kind == "console":
            for command, expected in re.findall(r"^\$ (.*)\n((?:[^$\n].*\n)*)", text, re.MULTILINE):
                self.heard.append((command, expected, self.type(command)))
        else:
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")

    def type(self, command):
        path = f"{self.folder / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"
        return subprocess.run(
            command.split(),
            cwd=self.folder,
            env=os.environ | {"PATH": path, "HOUSE": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    """The folder when the reader has come to the end of the guide."""
    found = Reader(tmp_path_factory.mktemp("guide"))
    for block in BLOCKS:
        found.follow(*block)
    return found


def test_every_block_is_a_file_or_a_command():
    assert len(BLOCKS) == GUIDE.count("\n```") // 2
    assert all(name or kind == "console" for kind, name, _ in BLOCKS)
    assert {kind for kind, _, _ in BLOCKS} == {"toml", "python", "markdown", "console"}


def test_every_command_answers_as_the_guide_says(reader):
    assert len(reader.heard) == sum(
        text.count("\n$ ") + 1 for kind, _, text in BLOCKS if kind == "console"
    )
    for command, expected, done in reader.heard:
        said = (done.stdout + done.stderr).splitlines()
        missing = [line for line in expected.splitlines() if line not in said]
        assert missing == [], f"{command}\n{done.stdout}{done.stderr}"


def test_only_what_the_guide_shows_as_a_fault_fails(reader):
    failed = [command for command, _, done in reader.heard if done.returncode]
    assert failed == ["python -m explainer_kit run mikan people=9", "python -m pelican --quiet"]


def test_the_page_has_both_figures_whole(reader):
    html = (reader.folder / "output" / "kotatsu.html").read_text("utf-8")
    assert html.count("<py-explainer") == 2
    assert 'href="#kotatsu-share"' in html
    assert "ひとりに2個ずつ、配りました。" in html
    assert "px-predict" in html


def test_it_goes_live_in_a_browser(reader, page):
    class Quiet(SimpleHTTPRequestHandler):
        extensions_map = SimpleHTTPRequestHandler.extensions_map | {".mjs": "text/javascript"}

        def log_message(self, *_):
            pass

    output = reader.folder / "output"
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(output)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        page.goto(f"http://127.0.0.1:{server.server_port}/kotatsu.html")
        page.wait_for_selector("#kotatsu[data-state=ready]")
        page.locator("#kotatsu button[data-do=again]").click()
        page.locator("#kotatsu .px-spot[data-spot=basket]").click()
        assert "みかん" in page.locator("#kotatsu .px-tell:not([hidden])").inner_text()
        told = page.evaluate(
            "document.getElementById('kotatsu').run({people: 5, mikan: 11}, [{do: 'buy'}])"
        )
        page.wait_for_selector("#kotatsu[data-state=live]")
        assert told["steps"][1]["say"] == "ひとりに2個ずつ、配りました。"
        assert told["steps"][2]["say"] == "2個あまり、かごに残しました。"
        page.evaluate("document.getElementById('basket').run({people: 5, mikan: 4})")
        assert page.evaluate("document.getElementById('basket').report.verdict") == "error"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
