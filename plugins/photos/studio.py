"""Developing photos, each once: sizes and formats, remembered by what went in.

What is published is named by the photo's bytes and by the recipe (this file's settings and the
encoders' versions), so that a name never stands for two pictures and a host may cache it for ever.
The encoders are told to use one thread: some share their work out by the machine's cores, and the
bytes would differ. Several photos are developed side by side instead.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import PIL
from PIL import Image, features

from .reading import UnusableError, read
from .tints import tint_of

__all__ = ["FORMATS", "WIDTHS", "Photo", "Studio", "Variant", "put"]

WIDTHS = (480, 800, 1200, 1600)
FORMATS: dict[str, dict[str, object]] = {
    "avif": {"quality": 60, "speed": 6, "max_threads": 1, "autotiling": False},
    "webp": {"quality": 78, "method": 4},
    "jpeg": {"quality": 80, "progressive": True, "optimize": True, "subsampling": "4:2:0"},
}
_LIBRARIES = ("avif", "webp", "jpg", "littlecms2")
_RECIPE = json.dumps(
    [1, PIL.__version__, WIDTHS, FORMATS, [features.version(name) for name in _LIBRARIES]]
)


@dataclass(frozen=True)
class Variant:
    """One published file: its name, its kind (a key of FORMATS), its size in pixels."""

    name: str
    kind: str
    width: int
    height: int


@dataclass(frozen=True)
class Photo:
    """A developed photo: its own size after turning, its tint, its files, smallest first."""

    width: int
    height: int
    tint: int
    variants: tuple[Variant, ...]

    def of(self, kind: str) -> tuple[Variant, ...]:
        """The files of one format, smallest first."""
        return tuple(variant for variant in self.variants if variant.kind == kind)

    @property
    def largest(self) -> Variant:
        """The largest JPEG, for links, feeds and share images."""
        return self.of("jpeg")[-1]


class Studio:
    """Develops photos into a folder that outlives the build; `published` are those asked for."""

    def __init__(self, cache: Path) -> None:
        self.cache = cache
        self.published: dict[str, Path] = {}
        self._developed: dict[Path, Photo | UnusableError] = {}
        self._digests = _Digests(cache / "known.json")

    def develop_all(self, paths: Iterable[Path]) -> None:
        """Develop several photos side by side; what is wrong with one is told by `develop`."""
        missing = sorted(set(paths) - self._developed.keys())
        with ThreadPoolExecutor(os.cpu_count()) as workers:
            self._developed |= zip(missing, workers.map(self._try, missing), strict=True)
        self._digests.save()

    def develop(self, path: Path, *, publish: bool = True) -> Photo:
        """Give the photo of a file, and publish its files. Raises UnusableError.

        What only a draft shows is looked at, but not published.
        """
        if path not in self._developed:
            self.develop_all([path])
        photo = self._developed[path]
        if isinstance(photo, UnusableError):
            raise photo
        if publish:
            self.published |= {one.name: self.file(path, one) for one in photo.variants}
        return photo

    def file(self, path: Path, variant: Variant) -> Path:
        """Where a developed photo's file lies."""
        return self.cache / self._key(path) / variant.name

    def unknown(self, paths: Iterable[Path]) -> int:
        """How many of the photos have not been developed yet, in this build or before."""
        return sum(not (self.cache / self._key(path)).is_dir() for path in set(paths))

    def install(self, output: Path) -> None:
        """Put what is published into a folder."""
        for name, source in sorted(self.published.items()):
            put(source, output / name)

    def _key(self, path: Path) -> str:
        return hashlib.sha256(f"{_RECIPE}{self._digests.of(path)}".encode()).hexdigest()[:16]

    def _try(self, path: Path) -> Photo | UnusableError:
        try:
            return self._develop(path)
        except UnusableError as error:
            return error

    def _develop(self, path: Path) -> Photo:
        key = self._key(path)
        folder = self.cache / key
        if not folder.is_dir():
            photo, files = _developed(path.read_bytes(), key)
            beside = self.cache / f"{key}.{os.getpid()}.part"
            shutil.rmtree(beside, ignore_errors=True)
            beside.mkdir(parents=True)
            for name, data in files.items():
                (beside / name).write_bytes(data)
            (beside / "photo.json").write_text(json.dumps(asdict(photo)), encoding="utf-8")
            try:
                beside.replace(folder)
            except OSError:
                if not folder.is_dir():  # else another build has made the very same
                    raise
                shutil.rmtree(beside)
        kept = json.loads((folder / "photo.json").read_text(encoding="utf-8"))
        variants = tuple(Variant(**variant) for variant in kept.pop("variants"))
        return Photo(variants=variants, **kept)


def put(source: Path, target: Path) -> None:
    """Let a kept file stand in the site, too: by another name for it, or else by a copy."""
    with suppress(OSError):
        target.hardlink_to(source)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    try:
        target.hardlink_to(source)
    except OSError:
        shutil.copyfile(source, target)


def _developed(data: bytes, key: str) -> tuple[Photo, dict[str, bytes]]:
    picture, (width, height) = read(data, WIDTHS[-1])
    variants, files = [], {}
    for wide in _widths(width):
        high = max(1, round(height * wide / width))
        resized = picture.resize((wide, high), Image.Resampling.LANCZOS)
        for kind, options in FORMATS.items():
            name = f"{key}-{wide}.{kind.replace('jpeg', 'jpg')}"
            written = io.BytesIO()
            resized.save(written, kind.upper(), **options)
            files[name] = written.getvalue()
            variants.append(Variant(name, kind, wide, high))
    return Photo(width, height, tint_of(picture), tuple(variants)), files


def _widths(own: int) -> list[int]:
    """The widths for a photo of its own width: never above it, and none that nearly repeats.

    >>> _widths(4032), _widths(820), _widths(300)
    ([480, 800, 1200, 1600], [480, 820], [300])
    """
    largest = min(own, WIDTHS[-1])
    return [*(wide for wide in WIDTHS if wide < largest * 0.9), largest]


class _Digests:
    """Which file has which bytes: a file that kept its size and time is not read again."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.known: dict[str, list[int | str]] = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            self.known = {}
        self.changed = False

    def of(self, path: Path) -> str:
        """The SHA-256 of a file's bytes."""
        stat = path.stat()
        stamp: list[int | str] = [stat.st_size, stat.st_mtime_ns]
        known = self.known.get(str(path))
        if known is None or known[:2] != stamp:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            known = self.known[str(path)] = [*stamp, digest]
            self.changed = True
        return str(known[2])

    def save(self) -> None:
        """Write what is known, where it has changed."""
        if self.changed:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            beside = self.path.with_suffix(f".{os.getpid()}.part")
            beside.write_text(json.dumps(self.known, ensure_ascii=False), encoding="utf-8")
            beside.replace(self.path)
            self.changed = False
