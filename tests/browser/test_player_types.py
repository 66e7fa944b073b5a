"""The player's types hold, as its JSDoc says them."""

import subprocess
import sys
from pathlib import Path


def test_the_type_checker_finds_nothing(kit):
    node = Path(sys.executable).with_name("node")
    done = subprocess.run(
        [node, "node_modules/typescript/bin/tsc", "-p", "plugins/explainer_embed/tsconfig.json"],
        cwd=kit.root,
        capture_output=True,
        text=True,
    )
    assert done.stdout + done.stderr == ""
    assert done.returncode == 0
