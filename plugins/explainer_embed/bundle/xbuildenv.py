"""The cross-build environment that `pyodide build` asks for, derived from the npm package.

pyodide-build expects the folder that Pyodide's own release process makes, with headers and
compilers' settings. Pure-Python wheels need none of that: what remains is a few facts about the
target, all of which the npm package states. PYODIDE_ROOT pointed at such a folder spares any
download, and is the same on every machine.
"""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from pathlib import Path

from .pinned import LOCK, STDLIB, Pyodide

SYSCONFIG = "_sysconfigdata__emscripten_wasm32-emscripten"
_MAKEFILE = """\
export PYVERSION = {python}
export PYMAJOR = {major}
export PYMINOR = {minor}
export PYMICRO = {micro}
export PYODIDE_VERSION = {version}
export PYODIDE_ABI_VERSION = {abi}
export PYODIDE_EMSCRIPTEN_VERSION = {emscripten}
export PLATFORM_TRIPLET = wasm32-emscripten
export SYSCONFIG_NAME = {sysconfig}
export CPYTHONINSTALL = $(PYODIDE_ROOT)/cpython
export TARGETINSTALLDIR = $(PYODIDE_ROOT)/cpython
export SYSCONFIGDATA_DIR = $(PYODIDE_ROOT)/cpython/sysconfigdata/
export PYTHONINCLUDE = $(PYODIDE_ROOT)/cpython/include
export PIP_CONSTRAINT =
export CFLAGS_BASE =
export CXXFLAGS_BASE =
export LDFLAGS_BASE =
.output_vars:
\t@env
"""


def write_xbuildenv(pyodide: Pyodide, folder: Path) -> None:
    """Fill `folder` with what pyodide-build reads; `folder`/xbuildenv/pyodide-root is its root."""
    root = folder / "xbuildenv" / "pyodide-root"
    target = root / "cpython"
    (target / "sysconfigdata").mkdir(parents=True)
    (target / "include").mkdir()
    (root / "dist").mkdir()
    major, minor, micro = pyodide.python.split(".")
    (root / "Makefile.envs").write_text(
        _MAKEFILE.format(
            python=pyodide.python,
            major=major,
            minor=minor,
            micro=micro,
            version=pyodide.version,
            abi=pyodide.info["abi_version"],
            emscripten=pyodide.info["platform"].removeprefix("emscripten_").replace("_", "."),
            sysconfig=SYSCONFIG,
        ),
        "utf-8",
    )
    with zipfile.ZipFile(pyodide.folder / STDLIB) as stdlib:
        (target / "sysconfigdata" / f"{SYSCONFIG}.py").write_bytes(stdlib.read(f"{SYSCONFIG}.py"))
    shutil.copyfile(pyodide.folder / LOCK, root / "dist" / LOCK)
    (root / "package.json").write_text(json.dumps({"version": pyodide.version}), "utf-8")
    (root.parent / "requirements.txt").write_text("", "utf-8")


def environment(folder: Path) -> dict[str, str]:
    """Give the environment in which `pyodide build` uses `folder` and looks for nothing else."""
    return {
        **os.environ,
        "PYODIDE_ROOT": str(folder / "xbuildenv" / "pyodide-root"),
        "SKIP_EMSCRIPTEN_VERSION_CHECK": "1",
        "SOURCE_DATE_EPOCH": "315619200",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PIP_NO_INDEX": "1",
    }
