"""Finds a Chromium or Chrome for the tests, or installs one; never lets the tests go without.

`python tools/browser.py` prints the program's path. First a browser that is there, then Debian's
package where apt may be used (with a Japanese font, since widths are tested), then playwright's
own. If none can be had, it says so and exits 1.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
PACKAGES = ("chromium", "fonts-noto-cjk")


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
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        print("Chromium を入れています（apt）…", file=sys.stderr, flush=True)
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for command in (
            ["apt-get", "update", "-qq"],
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES],
        ):
            subprocess.run(command, env=quiet, stdout=sys.stderr, check=False)
        if path := find():
            return path
    print("Chromium を入れています（playwright）…", file=sys.stderr, flush=True)
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    subprocess.run(command, stdout=sys.stderr, check=False)
    return find()


def main() -> int:
    """Print the browser's path and give the exit status."""
    path = find() or install()
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
