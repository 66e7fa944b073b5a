"""The same calendar in the page's interpreter."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def _output(*command: object) -> list[str]:
    done = subprocess.run(
        [str(word) for word in command], cwd=HERE, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.splitlines()


@pytest.mark.bundle
def test_every_moment_is_the_same_in_pyodide() -> None:
    import astronomy

    site_packages = Path(astronomy.__file__).parent.parent
    node, script = Path(sys.executable).parent / "node", HERE.parent / "mail_world" / "digest.mjs"
    here = _output(sys.executable, "digest.py")
    koyomi = HERE.parents[1] / "explainers" / "koyomi"
    there = _output(node, script, "digest", site_packages, koyomi, HERE)
    assert len(here) > 200
    assert there == here
