"""The same reports and papers in the page's interpreter, and under any seed for hashes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
EXPLAINERS = HERE.parents[1] / "explainers"


def output(*command: object, **environment: str) -> list[str]:
    done = subprocess.run(
        [str(word) for word in command],
        cwd=HERE,
        env=environment or None,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.splitlines()


@pytest.mark.bundle
def test_every_report_is_the_same_in_pyodide() -> None:
    import aiosmtpd

    site_packages = Path(aiosmtpd.__file__).parent.parent
    node, script = Path(sys.executable).parent / "node", HERE.parent / "mail_world" / "digest.mjs"
    here = output(sys.executable, "digest.py")
    paths = [EXPLAINERS / "explainer-kit", EXPLAINERS / "mail-explainers", HERE]
    there = output(node, script, "digest", site_packages, *paths)

    assert len(here) > 100
    assert there == here


def test_hash_order_does_not_matter() -> None:
    first, second = (output(sys.executable, "digest.py", PYTHONHASHSEED=seed) for seed in "12")
    assert first == second
