"""The explainers' libraries: wheels that set-up fetches, and that every build checks again.

explainers/requirements.txt names each library with its version and its hashes. What runs in the
browser must be pure Python (a wheel tagged for any platform and no ABI); anything else is refused
here, by name, rather than in the reader's browser.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import InvalidWheelFilename, canonicalize_name, parse_wheel_filename

from .errors import BundleError
from .sources import fetch_sources, pack_sources, read_sources

REQUIREMENTS = Path("explainers", "requirements.txt")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_IMPURE_HINT = (
    "ブラウザで動くのは純粋な Python のライブラリ（py3-none-any の wheel があるもの）だけです。"
    "explainers/requirements.in から外すか、別のものに替えてください。"
)
# What markers in requirements.txt are judged by: the browser, not this machine.
_BROWSER = {
    "os_name": "posix",
    "sys_platform": "emscripten",
    "platform_system": "Emscripten",
    "platform_machine": "wasm32",
    "platform_python_implementation": "CPython",
    "implementation_name": "cpython",
    "extra": "",
}


@dataclass(frozen=True)
class Library:
    """One pinned library: its normal name, its version, and the hashes of its files."""

    name: str
    version: str
    hashes: frozenset[str]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


def read_requirements(root: Path) -> tuple[Library, ...]:
    """Read the pinned libraries that the browser needs; raises BundleError for an unpinned one."""
    path = root / REQUIREMENTS
    if not path.is_file():
        raise BundleError(
            f"説明図のライブラリの一覧がありません: {path}", "`make lock` で作ってください。"
        )
    return tuple(_parse(path.read_text("utf-8")))


def _parse(text: str) -> Iterator[Library]:
    for line in text.replace("\\\n", " ").splitlines():
        line = line.partition(" #")[0].strip()
        if not line or line.startswith(("#", "-")):
            continue
        hashes = frozenset(_HASH.findall(line))
        try:
            requirement = Requirement(line.partition(" --hash")[0].strip())
        except InvalidRequirement as error:
            raise _unpinned(line) from error
        pins = [spec.version for spec in requirement.specifier if spec.operator == "=="]
        if len(pins) != 1 or not hashes:
            raise _unpinned(line)
        if requirement.marker is None or requirement.marker.evaluate(dict(_BROWSER)):
            yield Library(canonicalize_name(requirement.name), pins[0], hashes)


def _unpinned(line: str) -> BundleError:
    return BundleError(
        f"{REQUIREMENTS} に、版とハッシュの決まっていない行があります: {line[:80]}",
        "`make lock` で作り直してください。",
    )


def find_wheels(libraries: Sequence[Library], folder: Path) -> list[Path]:
    """Give the verified pure wheel of each library; BundleError names all that are wanting."""
    found = {library: _find(library, folder) for library in libraries}
    if impure := [library for library, wheel in found.items() if wheel and not is_pure(wheel)]:
        raise BundleError(f"純粋な Python ではないライブラリです: {_list(impure)}", _IMPURE_HINT)
    if missing := [library for library, wheel in found.items() if wheel is None]:
        raise BundleError(
            f"説明図のライブラリが用意されていません: {_list(missing)}",
            "ネットワークにつながるところで `make setup` をしてください。",
        )
    return [wheel for wheel in found.values() if wheel is not None]


def is_pure(wheel: Path) -> bool:
    """Tell by its name whether a wheel runs on any platform with any Python 3."""
    tags = parse_wheel_filename(wheel.name)[3]
    return any(
        tag.interpreter.startswith("py3") and tag.abi == "none" and tag.platform == "any"
        for tag in tags
    )


def prefetch(root: Path, dest: Path) -> None:
    """Have the explainers' libraries as wheels in `dest`; downloads only what is not there.

    For set-up, with the network: pip checks every hash. Raises BundleError if a library can't be
    had, or isn't pure Python.
    """
    libraries = read_requirements(root)
    dest.mkdir(parents=True, exist_ok=True)
    if not all(_find(library, dest) for library in libraries):
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        command += ["--disable-pip-version-check", "--require-hashes", "--only-binary=:all:"]
        command += ["--dest", str(dest), "--requirement", str(root / REQUIREMENTS)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise BundleError(
                "説明図のライブラリをダウンロードできませんでした。",
                "ネットワークを確かめて、もう一度 `make setup` をしてください。"
                "wheel のないライブラリは使えません。",
                done.stderr,
            )
    find_wheels(libraries, dest)
    fetch_sources(root, dest)
    pack_sources(read_sources(root), dest)


def _find(library: Library, folder: Path) -> Path | None:
    # A pure wheel comes before one for this machine's platform, where both have been fetched.
    wheels = [path for path in sorted(folder.glob("*.whl")) if _is(library, path)]
    wheels.sort(key=is_pure, reverse=True)
    for wheel in wheels:
        if hashlib.sha256(wheel.read_bytes()).hexdigest() in library.hashes:
            return wheel
    return None


def _is(library: Library, wheel: Path) -> bool:
    try:
        name, version, _, _ = parse_wheel_filename(wheel.name)
    except InvalidWheelFilename:
        return False
    return name == library.name and str(version) == library.version


def _list(libraries: Sequence[Library]) -> str:
    return "、".join(map(str, libraries))
