"""Programs that few machines have, unpacked from Debian's packages and never installed."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import alone

TOOLS = Path(__file__).parent.parent.parent.parent / ".cache" / "tools"
PACKAGES = {
    "swaks": ("swaks", "libnet-ssleay-perl"),
    "mbsync": ("isync", "libdb5.3", "libsasl2-2"),
    "msmtp": ("msmtp", "libgsasl18", "libgssglue1", "libidn12", "libntlm0", "libsecret-1-0"),
}
"""Debian packages of tools (and of what they need)."""


def find(name):
    """Give the path of a program on this machine, or of one that is fetched."""
    return shutil.which(name) or str(fetch(name, *PACKAGES.get(name, (name,))) / "usr/bin" / name)


def fetch(name, *packages):
    """Unpack Debian packages into a folder of their own, which is given; fail if that can't be."""
    folder = TOOLS / name
    folder.mkdir(parents=True, exist_ok=True)
    with alone("tools"):
        _unpack(folder, packages)
    return folder


def _unpack(folder, packages):
    for package in packages:
        if not list(folder.glob(f"{package}_*.deb")):
            got = run("apt-get", "-q", "download", package, cwd=folder)
            if got.returncode or not list(folder.glob(f"{package}_*.deb")):
                pytest.fail(f"{package} is neither here nor to be had from apt: {got.stderr}")
            unpacked = run(
                "dpkg-deb", "-x", str(next(folder.glob(f"{package}_*.deb"))), str(folder)
            )
            if unpacked.returncode:
                pytest.fail(f"{package} can't be unpacked: {unpacked.stderr}")


def run(*command, cwd=None, text=None):
    """Run a program to its end and give what it said."""
    libraries = [str(path) for path in TOOLS.glob("*/usr/lib/*-linux-gnu")]
    perl = [str(path) for path in TOOLS.glob("*/usr/lib/*-linux-gnu/perl5/*")]
    env = os.environ | {"LC_ALL": "C"}
    if libraries:
        env["LD_LIBRARY_PATH"] = ":".join(libraries)
    if perl:
        env["PERL5LIB"] = ":".join(perl)
    try:
        return subprocess.run(
            command, cwd=cwd, env=env, input=text, capture_output=True, text=True, timeout=60
        )
    except FileNotFoundError:
        pytest.fail(f"{command[0]} is not on this machine")
