"""Finds a Chromium or Chrome for the tests, or installs one; never lets the tests go without.

`python tools/browser.py` prints the program's path. Best is Chromium's headless shell: the same
engine without the windows, menus and profile of a whole browser, which cost more than the pages do:
a test takes less than half the work. Where apt may be used it is Debian's package (with a Japanese
font, since widths are tested); otherwise any Chromium or Chrome that is there; then playwright's
own. If none can be had, it says so and exits 1.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
FONT = "fonts-noto-cjk"
ASKED = Path(__file__).resolve().parent.parent / ".cache" / "asked-for-headless-shell"


def find() -> str | None:
    """Give the path of a browser that is already here, or None."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named) or named
    for name in NAMES:
        if path := shutil.which(name):
            return path
    for place in PLACES:
        if Path(place).is_file():
            return place
    return _playwrights_own()


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def install() -> str | None:
    """Install a browser and give its path, or None where every way failed."""
    if _may_use_apt():
        _apt("update", "-qq")
        for package in (SHELL, "chromium"):
            if _apt("install", "-y", "-qq", "--no-install-recommends", package, FONT):
                break
        if path := find():
            return path
    print("Chromium を入れています（playwright）…", file=sys.stderr, flush=True)
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    subprocess.run(command, stdout=sys.stderr, check=False)
    return find()


def _may_get_better(path: str) -> bool:
    """Whether to ask apt for the shell although a whole browser is there: once in a checkout."""
    if "CHROMIUM" in os.environ or Path(path).name == SHELL or ASKED.exists():
        return False
    ASKED.parent.mkdir(exist_ok=True)
    ASKED.touch()
    return _may_use_apt()


def _may_use_apt() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def _apt(*words: str) -> bool:
    print(f"Chromium を入れています（apt-get {words[0]}）…", file=sys.stderr, flush=True)
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(["apt-get", *words], env=quiet, stdout=sys.stderr, check=False)
    return done.returncode == 0


def main() -> int:
    """Print the browser's path and give the exit status."""
    path = find()
    if path is None or _may_get_better(path):
        path = install()
    if path is None:
        print(
            "テストには Chromium か Chrome が要ります。入れてから、もう一度おためしください"
            "（別の場所にあるときは CHROMIUM=/path/to/chrome make test）。",
            file=sys.stderr,
        )
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
