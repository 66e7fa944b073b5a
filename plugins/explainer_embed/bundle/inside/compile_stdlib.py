"""Compile the standard library (runs inside the pinned Pyodide).

Every module of the runtime's own zip becomes a .pyc that names no file of this machine, holds no
date (PEP 552, unchecked) and needs no source beside it. Optimisation level 2: docstrings and
asserts of the *standard library* are left out, a fifth of what the reader downloads; our own code
and its libraries keep their asserts (compile_wheels.py).
"""

import json
import py_compile
import sys
import zipfile
from pathlib import Path

EPOCH = (1980, 1, 1, 0, 0, 0)
SOURCE, COMPILED = Path("/tmp/source.py"), Path("/tmp/source.pyc")


def compiled(name: str, source: bytes) -> bytes:
    """The .pyc of one module."""
    SOURCE.write_bytes(source)
    py_compile.compile(
        str(SOURCE),
        cfile=str(COMPILED),
        dfile=f"/lib/python/{name}",
        doraise=True,
        optimize=2,
        invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
    )
    return COMPILED.read_bytes()


def main(request: str) -> str:
    """Write every compiled module, stored, into one zip, with the extra modules asked for."""
    job = json.loads(request)
    version = "".join(map(str, sys.version_info[:2]))
    with zipfile.ZipFile(f"/lib/python{version}.zip") as stock:
        files = {name: stock.read(name) for name in stock.namelist() if name.endswith(".py")}
    for name, source in job["extra"].items():
        files[name] = source.encode()
    with zipfile.ZipFile(job["out"], "w", zipfile.ZIP_STORED) as out:
        for name in sorted(files):
            out.writestr(zipfile.ZipInfo(f"{name}c", EPOCH), compiled(name, files[name]))
    return json.dumps({"modules": len(files)})
