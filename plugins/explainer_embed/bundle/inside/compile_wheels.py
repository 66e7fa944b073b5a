"""Run `pyodide py-compile` inside the pinned Pyodide, so that wheels are compiled for *it*.

The same command from the build's own Python would tag and compile for that one: such wheels load
silently and fail at import with "bad magic number". The work is done in the memory file system,
whose folders list files in the order they were made: a real folder's order differs from machine
to machine, and with it could the bytes.
"""

import json
import shutil
import sys
from pathlib import Path

sys.dont_write_bytecode = True

from pyodide_build.cli.py_compile import (  # type: ignore[import-untyped]  # noqa: E402
    main as py_compile,
)

WORK = Path("/tmp/wheels")


def main(request: str) -> str:
    """Compile all wheels of a folder, and its lock with them; answer with their new names."""
    folder = Path(json.loads(request)["folder"])
    WORK.mkdir()
    for path in sorted(folder.iterdir()):
        shutil.copyfile(path, WORK / path.name)
        path.unlink()
    py_compile([str(WORK), "--silent"], standalone_mode=False)
    for path in sorted(WORK.iterdir()):
        shutil.copyfile(path, folder / path.name)
    return json.dumps(sorted(path.name for path in WORK.glob("*.whl")))
