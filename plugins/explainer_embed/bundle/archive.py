"""Zips and folder hashes that say nothing about when or where they were made.

What a browser gets must be the same bytes on every machine: names sorted, one fixed date, one
fixed mode, nothing deflated inside (a deflated zip can't be compressed again on its way, and
zipimport reads a stored one faster).
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

EPOCH = (1980, 1, 1, 0, 0, 0)
SHORT = 16
_REGULAR_FILE = 0o100644 << 16
_UNIX = 3


def write_zip(path: Path, entries: Mapping[str, bytes]) -> None:
    """Write `entries` (name inside → content) to `path`, stored, in the order of their names."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(entries):
            info = zipfile.ZipInfo(name, EPOCH)
            info.create_system = _UNIX
            info.external_attr = _REGULAR_FILE
            archive.writestr(info, entries[name])


def read_zip(path: Path) -> dict[str, bytes]:
    """Give every file in the zip at `path`, folders left out."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name[-1] != "/"}


def digest(parts: Iterable[str | bytes]) -> str:
    """Hash a sequence so that no two sequences run together: each part goes in with its length."""
    whole = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        whole.update(len(data).to_bytes(8, "big"))
        whole.update(data)
    return whole.hexdigest()[:SHORT]


def folder_digest(folder: Path, skip: Iterable[str] = ()) -> str:
    """Hash names and contents of all files under `folder`, except in folders named in `skip`."""
    left_out = frozenset(skip)
    files = sorted(
        (path.relative_to(folder).as_posix(), path)
        for path in folder.rglob("*")
        if path.is_file() and not left_out.intersection(path.relative_to(folder).parts)
    )
    return digest(part for name, path in files for part in (name, path.read_bytes()))
