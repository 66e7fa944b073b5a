"""The pinned Pyodide: the npm package, checked against what the project asks for.

Everything that is compiled here is bound to one build of Pyodide. Another version in
node_modules (an interrupted set-up, a pulled commit) would give .pyc files that fail in the
reader's browser with "bad magic number": it is refused here instead.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from .archive import digest
from .errors import BundleError

RUNTIME_FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")
STDLIB = "python_stdlib.zip"
LOCK = "pyodide-lock.json"
SET_UP = "`make setup` で用意し直してください。"


@dataclass(frozen=True)
class Pyodide:
    """A checked npm package: its folder, its version, what its lock file says of itself."""

    folder: Path
    version: str
    info: dict[str, str]

    @property
    def python(self) -> str:
        """The version of the CPython inside, as "3.14.2"."""
        return self.info["python"]

    @property
    def tag(self) -> str:
        """The interpreter tag of wheels compiled for it, as "cp314"."""
        return "cp" + "".join(self.python.split(".")[:2])

    def digest(self) -> str:
        """Hash the files that reach the reader or decide what is made for them."""
        names = (*RUNTIME_FILES, STDLIB)
        return digest([self.version, *((self.folder / name).read_bytes() for name in names)])


def find_pyodide(root: Path, folder: Path) -> Pyodide:
    """Check the npm package in `folder` against package.json and package-lock.json in `root`.

    Raises BundleError when it is missing, incomplete, or of another version than the pinned one.
    """
    wanted = _pinned_version(root)
    missing = [
        name
        for name in ("package.json", LOCK, STDLIB, *RUNTIME_FILES)
        if not (folder / name).is_file()
    ]
    if missing:
        raise BundleError(
            f"ブラウザ用の Python（npm パッケージ pyodide {wanted}）が見つかりません: "
            f"{folder / missing[0]}",
            SET_UP,
        )
    found = str(json.loads((folder / "package.json").read_text("utf-8"))["version"])
    if found != wanted:
        raise BundleError(
            f"pyodide は {wanted} と決めてありますが、入っているのは {found} です: {folder}", SET_UP
        )
    info = json.loads((folder / LOCK).read_text("utf-8"))["info"]
    return Pyodide(folder.resolve(), found, {key: str(value) for key, value in info.items()})


def _pinned_version(root: Path) -> str:
    package = json.loads((root / "package.json").read_text("utf-8"))
    asked = str(package.get("dependencies", {}).get("pyodide", ""))
    lock = json.loads((root / "package-lock.json").read_text("utf-8"))
    locked = str(lock.get("packages", {}).get("node_modules/pyodide", {}).get("version", ""))
    if asked != locked or not locked:
        raise BundleError(
            f"pyodide の版が package.json では「{asked}」、"
            f"package-lock.json では「{locked}」です。",
            "package.json に版をそのまま（例 314.0.7）書き、"
            "`npm install --package-lock-only` で lock を作り直してください。",
        )
    return locked
