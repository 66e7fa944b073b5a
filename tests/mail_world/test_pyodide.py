"""The same bytes in the page's interpreter: CPython's records equal Pyodide's."""

import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parent.parent


def output(*command):
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.splitlines()


@pytest.mark.bundle
@pytest.mark.parametrize("module", ["digest", "digest_auth", "digest_tls"])
def test_every_record_is_the_same_in_pyodide(module):
    import aiosmtpd

    site_packages = Path(aiosmtpd.__file__).parent.parent
    node = Path(sys.executable).parent / "node"
    here = output(sys.executable, f"{module}.py")
    explainers = ROOT / "explainers" / "mail-explainers"
    there = output(node, "digest.mjs", module, site_packages, explainers, HERE)
    assert len(here) > 50
    assert there == here


@pytest.mark.parametrize("module", ["digest", "digest_auth", "digest_tls"])
def test_hash_order_does_not_matter(module):
    first, second = (
        subprocess.run(
            [sys.executable, f"{module}.py"],
            cwd=HERE,
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    )
    assert first == second
