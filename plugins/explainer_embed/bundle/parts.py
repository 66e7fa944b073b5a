"""The parts of the bundle: all compiled wheels merged into one zip a part, ready for sys.path.

One file costs one request, and zipimport reads it faster than files unpacked. Only what runs goes
in: no tests (folders of them, or modules among others), commands and manuals, no type stubs, no
licences (those stay in the wheels, which lie beside the parts), and of the metadata just what
importlib.metadata needs to find explainers and versions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from .archive import read_zip, write_zip

FIRST = "first"
_NOT_RUN_FOLDERS = frozenset({"docs", "qa", "test", "tests", "testing"})
_NOT_RUN = (".py", ".pyi", ".typed", ".c", ".h")


def write_parts(wheels: Sequence[Path], parts: Mapping[str, str], out: Path) -> dict[str, str]:
    """Merge the wheels into `out`; `parts` moves modules and packages out of "first".

    Gives the file name of each part. A module's metadata always goes to "first", where explainers
    are looked for.
    """
    merged: dict[str, dict[str, bytes]] = {FIRST: {}}
    for wheel in wheels:
        for name, data in read_zip(wheel).items():
            if (kept := _kept(name, data)) is not None:
                merged.setdefault(_part_of(name, parts), {})[name] = kept
    for part, entries in merged.items():
        write_zip(out / f"{part}.zip", entries)
    return {part: f"{part}.zip" for part in sorted(merged)}


def _part_of(name: str, parts: Mapping[str, str]) -> str:
    """Name the part of a file: that of its module, or of the nearest package around it."""
    module = name.removesuffix(".pyc").replace("/", ".").removesuffix(".__init__")
    while module:
        if part := parts.get(module):
            return part
        module = module.rpartition(".")[0]
    return FIRST


def add_data(part: Path, name: str, data: bytes) -> None:
    """Put one more file into a part that has been written."""
    write_zip(part, read_zip(part) | {name: data})


def _kept(name: str, data: bytes) -> bytes | None:
    folders = name.split("/")[:-1]
    if folders and folders[0].endswith(".dist-info"):
        return _metadata(name.rpartition("/")[2], data)
    if folders and folders[0].endswith(".data"):
        return None
    if _NOT_RUN_FOLDERS.intersection(folders) or name.endswith(_NOT_RUN):
        return None
    if folders and name.rpartition("/")[2].startswith("test_"):
        return None
    return data


def _metadata(name: str, data: bytes) -> bytes | None:
    match name:
        case "entry_points.txt":
            return data
        case "METADATA":  # the headers; what follows is a README
            return data.partition(b"\n\n")[0] + b"\n"
        case _:
            return None
