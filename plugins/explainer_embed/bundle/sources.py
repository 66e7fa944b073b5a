"""Libraries that are published as source only: archives by hash, packed into wheels here.

explainers/sources.toml names each with its version, its archive's hash and what of it is taken.
Nothing of an archive is run to make a wheel: its files are copied, so the same archive gives the
same bytes everywhere, and neither tests nor command lines nor their dependencies come along.
"""

from __future__ import annotations

import base64
import hashlib
import os
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from .archive import write_zip
from .errors import BundleError

SOURCES = Path("explainers", "sources.toml")
_LEFT_OUT = frozenset({"tests", "test"})


@dataclass(frozen=True)
class Source:
    """A library as its archive has it."""

    name: str
    version: str
    sha256: str
    modules: tuple[str, ...]
    licences: tuple[str, ...]

    @property
    def archive(self) -> str:
        """The file name of its archive (PEP 625)."""
        return f"{self.name}-{self.version}.tar.gz"

    @property
    def wheel(self) -> str:
        """The file name of the wheel that is packed from it."""
        return f"{self.name}-{self.version}-py3-none-any.whl"


def read_sources(root: Path) -> tuple[Source, ...]:
    """Read explainers/sources.toml; a project without one needs none. Raises BundleError."""
    path = root / SOURCES
    if not path.is_file():
        return ()
    try:
        table = tomllib.loads(path.read_text("utf-8"))
        return tuple(
            Source(
                name,
                str(entry["version"]),
                str(entry["sha256"]),
                tuple(map(str, entry["modules"])),
                tuple(map(str, entry["licences"])),
            )
            for name, entry in sorted(table.items())
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise BundleError(
            f"{SOURCES} が読めません: {error}",
            "どの表にも version、sha256、modules、licences を書いてください。",
        ) from error


def fetch_sources(root: Path, folder: Path) -> None:
    """Download the archives that are not in `folder` yet; pip checks every hash.

    For set-up, with the network. pip asks an archive for its metadata, for which setuptools has
    to be installed. Raises BundleError.
    """
    wanted = [source for source in read_sources(root) if not _has(source, folder)]
    if not wanted:
        return
    with tempfile.TemporaryDirectory(prefix="explainer-sources-") as work:
        listed = Path(work, "sources.txt")
        lines = [f"{one.name}=={one.version} --hash=sha256:{one.sha256}\n" for one in wanted]
        listed.write_text("".join(lines), "utf-8")
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        command += ["--disable-pip-version-check", "--require-hashes", "--no-binary=:all:"]
        command += ["--no-build-isolation", "--dest", str(folder), "--requirement", str(listed)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise BundleError(
            "説明図のライブラリのソースをダウンロードできませんでした。",
            "ネットワークを確かめて、もう一度 `make setup` をしてください。",
            done.stderr,
        )


def pack_sources(sources: Sequence[Source], folder: Path) -> list[Path]:
    """Pack a wheel beside each archive in `folder` and give their paths; raises BundleError."""
    if missing := [source for source in sources if not _has(source, folder)]:
        names = "、".join(f"{source.name} {source.version}" for source in missing)
        raise BundleError(
            f"説明図のライブラリのソースが用意されていません: {names}",
            "ネットワークにつながるところで `make setup` をしてください。",
        )
    return [_pack(source, folder) for source in sources]


def _has(source: Source, folder: Path) -> bool:
    archive = folder / source.archive
    return archive.is_file() and hashlib.sha256(archive.read_bytes()).hexdigest() == source.sha256


def _pack(source: Source, folder: Path) -> Path:
    info = f"{source.name}-{source.version}.dist-info"
    entries = _taken(source, folder / source.archive, info)
    entries[f"{info}/METADATA"] = (
        f"Metadata-Version: 2.1\nName: {source.name}\nVersion: {source.version}\n"
    ).encode()
    entries[f"{info}/WHEEL"] = (
        b"Wheel-Version: 1.0\nGenerator: explainer_embed\n"
        b"Root-Is-Purelib: true\nTag: py3-none-any\n"
    )
    rows = [f"{name},sha256={_digest(data)},{len(data)}\n" for name, data in entries.items()]
    record = f"{info}/RECORD"
    entries[record] = "".join([*sorted(rows), f"{record},,\n"]).encode()
    wheel = folder / source.wheel
    making = folder / f".{source.wheel}.{os.getpid()}"
    write_zip(making, entries)
    making.replace(wheel)
    return wheel


def _taken(source: Source, archive: Path, info: str) -> dict[str, bytes]:
    entries: dict[str, bytes] = {}
    left = {*source.modules, *source.licences}
    with tarfile.open(archive) as packed:
        for member in packed:
            path = PurePosixPath(*PurePosixPath(member.name).parts[1:])
            file = packed.extractfile(member) if member.isfile() else None
            if file is None or not path.parts:
                continue
            if path.parts[0] in source.modules and not _LEFT_OUT.intersection(path.parts):
                entries[str(path)] = file.read()
                left.discard(path.parts[0])
            elif str(path) in source.licences:
                entries[f"{info}/licenses/{path.name}"] = file.read()
                left.discard(str(path))
    if left:
        raise BundleError(
            f"{archive.name} に、あるはずのものがありません: {'、'.join(sorted(left))}",
            f"{SOURCES} の modules と licences を確かめてください。",
        )
    return entries


def _digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
