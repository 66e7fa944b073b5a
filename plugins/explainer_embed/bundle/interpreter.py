"""Running a Python script inside the pinned Pyodide, under Node, at build.

Only that interpreter can make .pyc files for itself, and only it can tell what its boot imports.
inside/run.mjs starts it; the scripts lie beside it.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .errors import BundleError
from .pinned import Pyodide

INSIDE = Path(__file__).parent / "inside"
TIME_LIMIT_S = 600


@dataclass(frozen=True)
class Job:
    """A script of inside/ and what it gets.

    `mounts` are folders it may write to, `files` are copied in (path inside → path outside),
    `path` is what goes on its sys.path, `data` is its JOB; `stdlib` replaces the package's own.
    """

    script: str
    data: Mapping[str, Any] = field(default_factory=dict)
    mounts: Mapping[str, Path] = field(default_factory=dict)
    files: Mapping[str, Path] = field(default_factory=dict)
    path: tuple[str, ...] = ()
    stdlib: Path | None = None


@dataclass(frozen=True)
class Interpreter:
    """The pinned Pyodide, started anew for each job."""

    node: Path
    pyodide: Pyodide

    def run(self, job: Job, failure: str, hint: str) -> Any:
        """Run one job and give its answer (JSON); BundleError(failure, hint) if it fails."""
        with tempfile.TemporaryDirectory(prefix="explainer-job-") as folder:
            request, answer = Path(folder, "job.json"), Path(folder, "answer.json")
            request.write_text(
                json.dumps(
                    {
                        "pyodide": str(self.pyodide.folder),
                        "stdlib": str(job.stdlib) if job.stdlib else None,
                        "script": str(INSIDE / job.script),
                        "mounts": {inside: str(outside) for inside, outside in job.mounts.items()},
                        "files": {inside: str(outside) for inside, outside in job.files.items()},
                        "path": list(job.path),
                        "job": dict(job.data),
                        "answer": str(answer),
                    }
                ),
                "utf-8",
            )
            try:
                done = subprocess.run(
                    [self.node, INSIDE / "run.mjs", request],
                    capture_output=True,
                    text=True,
                    encoding="utf-8",
                    errors="replace",
                    timeout=TIME_LIMIT_S,
                    check=False,
                )
            except FileNotFoundError as error:
                raise BundleError(
                    f"Node.js が見つかりません: {self.node}", "`make setup` で用意してください。"
                ) from error
            except subprocess.TimeoutExpired as error:
                raise BundleError(
                    failure, hint, f"{TIME_LIMIT_S} 秒たっても終わりません"
                ) from error
            if done.returncode != 0 or not answer.is_file():
                raise BundleError(failure, hint, done.stderr or done.stdout)
            return json.loads(answer.read_text("utf-8"))
