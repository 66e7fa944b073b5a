"""Work that is done once: a folder for each stage's result, named by the hash of what went in.

A stage fills an empty folder, which is moved to its place only when it is whole: an interrupted
build leaves nothing half done behind, and two builds at once don't disturb each other.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

Report = Callable[[str], None]
KEEP = 6


class Stages:
    """The results under one folder; `report` gets one line for each stage that had to be done."""

    def __init__(self, folder: Path, report: Report) -> None:
        self.folder = folder
        self.report = report

    def find(self, name: str, key: str) -> Path | None:
        """Give the finished result of a stage, if there is one."""
        done = self.folder / name / key
        return done if done.is_dir() else None

    def run(self, name: str, key: str, title: str, make: Callable[[Path], None]) -> Path:
        """Give the result of a stage; `make` fills it if there is none yet."""
        done = self.folder / name / key
        if done.is_dir():
            os.utime(done)
            return done
        started = time.monotonic()
        done.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=".making-", dir=done.parent))
        try:
            make(work)
            work.chmod(0o755)
            try:
                work.rename(done)
            except OSError:
                if not done.is_dir():  # somebody else was quicker: theirs is the same
                    raise
        finally:
            shutil.rmtree(work, ignore_errors=True)
        self._prune(done)
        self.report(f"{title}（{time.monotonic() - started:.1f} 秒）")
        return done

    def _prune(self, newest: Path) -> None:
        finished = [path for path in newest.parent.iterdir() if not path.name.startswith(".")]
        finished.sort(key=lambda path: path.stat().st_mtime, reverse=True)
        for old in finished[KEEP:]:
            if old != newest:
                shutil.rmtree(old, ignore_errors=True)
