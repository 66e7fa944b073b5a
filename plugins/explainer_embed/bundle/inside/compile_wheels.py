"""Run `pyodide py-compile` inside the pinned Pyodide, so that wheels are compiled for *it*.

The same command from the build's own Python would tag and compile for that one: such wheels load
silently and fail at import with "bad magic number". The work is done in the memory file system,
whose folders list files in the order they were made: a real folder's order differs from machine
to machine, and with it could the bytes.

Docstrings are left out: nobody asks for them in a page, and readers would fetch them. Those of
classes stay, since a dataclass that has none makes one at import, which takes time. Asserts stay,
and so do the numbers of lines: what goes wrong there is told as it is here.
"""

import ast
import json
import shutil
import sys
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType

sys.dont_write_bytecode = True

from pyodide_build.cli.py_compile import (  # type: ignore[import-untyped]  # noqa: E402
    main as py_compile,
)

WORK = Path("/tmp/wheels")


def without_docstrings(
    loader: SourceFileLoader, source: bytes, path: str, *, _optimize: int = -1
) -> CodeType:
    """Compile a module as py_compile does, but for its docstrings."""
    tree = ast.parse(source, path)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Module | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if ast.get_docstring(node, clean=False) is None:
            continue
        told = node.body.pop(0)
        if not node.body and not isinstance(node, ast.Module):
            node.body.append(ast.copy_location(ast.Pass(), told))
    return compile(tree, path, "exec", dont_inherit=True, optimize=_optimize)


def main(request: str) -> str:
    """Compile all wheels of a folder, and its lock with them; answer with their new names."""
    folder = Path(json.loads(request)["folder"])
    WORK.mkdir()
    for path in sorted(folder.iterdir()):
        shutil.copyfile(path, WORK / path.name)
        path.unlink()
    SourceFileLoader.source_to_code = without_docstrings  # type: ignore[method-assign, assignment]
    py_compile([str(WORK), "--silent"], standalone_mode=False)
    for path in sorted(WORK.iterdir()):
        shutil.copyfile(path, folder / path.name)
    return json.dumps(sorted(path.name for path in WORK.glob("*.whl")))
