"""What was made of a text, kept from one build to the next in one file.

From one build to the next hardly a page or a letter changes. What was read out of it is found again
by the text itself and by the code that read it, so that nothing kept can be out of date. What a
build has not asked for is left out when the file is saved: it never grows beyond the site.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["Shelf", "code_of"]


class Shelf:
    """One kind of thing, as JSON, in one file; `way` says how such things are made.

    A file that is missing, damaged or of another way is an empty shelf. With `path` None nothing is
    kept beyond the build.
    """

    def __init__(self, path: Path | None, *way: str) -> None:
        self._path = path
        self._way = hashlib.sha256("\n".join(way).encode()).hexdigest()
        self._before = _read(path, self._way)
        self._now: dict[str, Any] = {}

    def find[T: (str, bytes)](self, text: T, make: Callable[[T], Any], kind: str = "") -> Any:
        """Give what was made of this text, or make it: plain data, as JSON knows it.

        What is made in several ways of the same text is told apart by its `kind`.
        """
        digest = hashlib.sha256(kind.encode())
        digest.update(text.encode() if isinstance(text, str) else text)
        key = digest.hexdigest()
        if key not in self._now:
            self._now[key] = self._before[key] if key in self._before else make(text)
        return self._now[key]

    def save(self) -> None:
        """Write what this build has asked for, whole or not at all; a full disk loses nothing."""
        if self._path is None or self._now.keys() == self._before.keys():
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        beside = self._path.with_name(f"{self._path.name}.{os.getpid()}.part")
        data = {"way": self._way, "things": self._now}
        beside.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), "utf-8")
        beside.replace(self._path)


def _read(path: Path | None, way: str) -> dict[str, Any]:
    try:
        data = json.loads(path.read_bytes()) if path else {}
        return dict(data["things"]) if data.get("way") == way else {}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}


@cache
def code_of(module: str) -> str:
    """A hash of the code of the package (or the single module) that a module belongs to."""
    path = Path(str(sys.modules[module.partition(".")[0]].__file__))
    files = sorted(path.parent.rglob("*.py")) if path.name == "__init__.py" else [path]
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()
