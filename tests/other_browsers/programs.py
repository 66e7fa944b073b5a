"""Finds Firefox and WebKit for `make test-all`, or gets Debian's packages where apt may be used.

What is missing is installed as `tools/browser.py` does it for Chromium: both are plain programs,
nothing of them runs on by itself. Where they can't be had, it raises with the way to get them.
"""

import os
import shutil
import subprocess
from pathlib import Path

from tests.conftest import alone

WEBKIT_PLACES = "/usr/lib/*/webkit2gtk-4.*/MiniBrowser"


def firefox():
    """Give the path of Firefox ESR, or of a Firefox that is here."""
    return _had(lambda: shutil.which("firefox-esr") or shutil.which("firefox"), "firefox-esr")


def webkit_driver():
    """Give the path of WebKit's driver."""
    return _had(lambda: shutil.which("WebKitWebDriver"), "webkit2gtk-driver")


def webkit():
    """Give the path of the bare browser that WebKit's driver starts."""
    return _had(
        lambda: next(map(str, sorted(Path("/").glob(WEBKIT_PLACES[1:]))), None),
        "webkit2gtk-driver",
    )


def screen():
    """Give the path of a screen without glass."""
    return _had(lambda: shutil.which("Xvfb"), "xvfb")


def _had(find, package):
    if found := find():
        return found
    with alone("tools"):  # a second process finds what the first has installed
        said = "" if find() else _install(package)
    if found := find():
        return found
    raise RuntimeError(
        f"make test-all needs Debian's {package}; install it "
        f"(`apt-get install --no-install-recommends {package}`) and try again: {said}"
    )


def _install(package):
    """Install a package; give what apt has to say."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return "apt-get is not here, or needs root"
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=quiet, capture_output=True, check=False)
    got = subprocess.run(
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", package],
        env=quiet,
        capture_output=True,
        text=True,
        check=False,
    )
    return got.stderr
