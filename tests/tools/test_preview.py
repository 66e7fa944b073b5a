"""`make preview`, as its author lives with it: save, look, mend."""

import os
import shutil
import signal
import socket
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.conftest import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.bundle]

ARTICLE = "2026/shousetsu.md"


@pytest.fixture
def preview(tmp_path, site):
    """The preview of a copy of the blog; `site` has filled the cache of figures and bundle."""
    for name in ("content", "pelicanconf.py"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    (tmp_path / "tools").mkdir()
    for name in ("preview.py", "waiting_build.py"):
        shutil.copy(ROOT / "tools" / name, tmp_path / "tools")
    for name in ("theme", "plugins", "explainers", "node_modules", ".cache"):
        (tmp_path / name).symlink_to(ROOT / name)
    for name in ("package.json", "package-lock.json", "requirements.txt"):
        shutil.copy(ROOT / name, tmp_path)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "tools/preview.py"],
        cwd=tmp_path,
        env=os.environ | {"PORT": str(port)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        # In a terminal Ctrl+C is heard, even if these tests were started where it is not.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    said = []
    for line in process.stdout:
        said.append(line)
        if f"127.0.0.1:{port}" in line:
            break
    else:
        pytest.fail("".join(said))
    yield tmp_path / "content", f"http://127.0.0.1:{port}/"
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == 0


def test_a_save_shows_by_itself_and_a_fault_mends_itself(preview, page):
    content, address = preview
    page.goto(f"{address}2026/shousetsu/")
    path = content / ARTICLE
    text = path.read_text("utf-8")

    path.write_text(f"{text}\nいま書き足した一行。\n", "utf-8")
    expect(page.locator("main")).to_contain_text("いま書き足した一行。", timeout=30_000)

    path.write_text(f"{text}\n/// explaner | send_flow\n\n図。\n///\n", "utf-8")
    fault = page.locator(".preview-fault")
    expect(fault).to_contain_text("shousetsu.md", timeout=30_000)
    expect(fault).to_contain_text("もしかして: /// explainer")
    expect(page.locator("main")).to_contain_text("いま書き足した一行。")

    path.write_text(f"{text}\nもう大丈夫。\n", "utf-8")
    expect(page.locator("main")).to_contain_text("もう大丈夫。", timeout=30_000)
    expect(fault).to_have_count(0)


def test_a_port_in_use_is_told_with_another_to_try():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "tools/preview.py"],
            cwd=ROOT,
            env=os.environ | {"PORT": str(port)},
            capture_output=True,
            text=True,
        )
    assert done.returncode == 2
    assert f"PORT={port + 1}" in done.stderr


@pytest.mark.parametrize("port", ["0", "70000", "http", "-1", ""])
def test_a_port_that_is_none_is_told(port):
    done = subprocess.run(
        [sys.executable, "tools/preview.py"],
        cwd=ROOT,
        env=os.environ | {"PORT": port},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert "PORT" in done.stderr
