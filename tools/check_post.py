"""`make check-post`: looks over everything that is written, drafts and scheduled posts too.

It is a build into a folder that is thrown away, where errors fail: so what is checked is what a
reader would get. The exit status is 1 where there is something to mend.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Check and give the exit status."""
    with tempfile.TemporaryDirectory(prefix="check-post-") as place:
        command = [sys.executable, "-m", "pelican", "--log-handler", "plain"]
        command += ["--extra-settings", 'CHECK_POST="fail"']
        environment = os.environ | {"SITE_OUTPUT": str(Path(place) / "site")}
        status = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    if status:
        print("直すところがあります。上の一覧を見てください。", file=sys.stderr)
        return 1
    print("直すところはありません。")
    return 0


if __name__ == "__main__":
    sys.exit(main())
