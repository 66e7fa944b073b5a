"""Photos in the HTML of an article: finding them, and putting pictures in their place.

Works on what any reader has made of a file, so that Markdown, raw HTML and blocks are all served.
Pure but for asking whether a file is there: HTML in, HTML and faults out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

__all__ = [
    *("IMAGE", "LINK", "LONE", "Found", "Listed", "Place"),
    *("attributes", "line_of", "look_up", "static"),
]

_VALUE = r"""(?:"[^"]*"|'[^']*'|[^>"'])*"""
_TAG = rf"<img\b{_VALUE}>"
IMAGE = re.compile(rf"<!--.*?-->|({_TAG})", re.DOTALL | re.IGNORECASE)
LINK = re.compile(rf"<!--.*?-->|(<a\b{_VALUE}>)", re.DOTALL | re.IGNORECASE)
LONE = re.compile(rf"<p>((?:\s*{_TAG}\s*)+)</p>", re.IGNORECASE)
_MARK = re.compile(r"[{|](?:static|filename|attach)[|}]")
_FENCE = re.compile(r"\s*(```|~~~)")


class Listed:
    """The files of folders by name, each folder read once: one for a build, which changes none."""

    def __init__(self) -> None:
        self._folders: dict[Path, dict[str, Path]] = {}

    def file(self, wanted: Path) -> Path | None:
        """The file of this very name, or None.

        Listed, not asked for: macOS and Windows find IMG.JPG under img.jpg, the host will not.
        """
        folder = wanted.parent
        if folder not in self._folders:
            self._folders[folder] = dict(_names(folder)) if folder.is_dir() else {}
        path = self._folders[folder].get(unicodedata.normalize("NFC", wanted.name))
        return path.resolve() if path and path.is_file() else None


def _names(folder: Path) -> Iterator[tuple[str, Path]]:
    return ((unicodedata.normalize("NFC", path.name), path) for path in folder.iterdir())


@dataclass(frozen=True)
class Place:
    """Where an article stands: the folder of all content, and its own folder in it."""

    root: Path
    folder: Path
    listed: Listed = field(default_factory=Listed, compare=False)


@dataclass(frozen=True)
class Found:
    """What an address means: a file, or nothing and perhaps the name that was meant."""

    path: Path | None
    hint: str | None = None


@dataclass
class _Attributes(HTMLParser):
    found: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found = {name: value or "" for name, value in attrs}


def attributes(tag: str) -> dict[str, str]:
    """The attributes of one start tag, without HTML's escapes.

    >>> attributes('<img src="a.jpg" alt="柿 &amp; 茶">')
    {'src': 'a.jpg', 'alt': '柿 & 茶'}
    """
    parser = _Attributes()
    parser.feed(tag)
    return parser.found


def look_up(address: str, place: Place) -> Found:
    """Find the file that an author's address means.

    `{static}/images/a.jpg` and `/images/a.jpg` count from content/, other addresses from the
    article's own folder and then from content/. Macs may spell a name's kana otherwise than the
    article does: such a name is found, too. A name that differs more only gives a hint.
    """
    path = unquote(urlsplit(_MARK.sub("", address, count=1)).path)
    bases = [place.root] if path.startswith("/") else [place.folder, place.root]
    for base in bases:
        wanted = base / path.lstrip("/")
        if wanted.resolve().is_relative_to(place.root.resolve()) and (
            file := place.listed.file(wanted)
        ):
            return Found(file)
    return Found(None, _meant(bases[-1] / path.lstrip("/"), place.root))


def _meant(wanted: Path, root: Path) -> str | None:
    folder = wanted.parent if wanted.parent.is_dir() else root / "images"
    if not folder.is_dir() or not folder.resolve().is_relative_to(root.resolve()):
        return None
    names = {path.name.lower(): path for path in sorted(folder.iterdir()) if path.is_file()}
    near = get_close_matches(wanted.name.lower(), names, n=1)
    return names[near[0]].resolve().relative_to(root.resolve()).as_posix() if near else None


def static(path: Path, root: Path) -> str:
    """The address by which Pelican itself finds a static file."""
    return "{static}/" + quote(path.relative_to(root.resolve()).as_posix())


def line_of(source: str, address: str, nth: int) -> int:
    """The line (from 1) on which an address stands for the nth time (from 0), fences left out.

    The first line where it does not stand so often: it was made, not written.
    """
    lines = list(_lines_with(source, address))
    return lines[nth] if nth < len(lines) else lines[-1] if lines else 1


def _lines_with(source: str, address: str) -> Iterator[int]:
    fence = ""
    wanted = unescape(address)
    plain = re.compile(rf"(?<![\w/.-]){re.escape(wanted)}(?![\w.])")
    for number, line in enumerate(source.splitlines(), 1):
        mark = _FENCE.match(line)
        if mark and fence in ("", mark[1]):
            fence = "" if fence else mark[1]
        elif not fence:
            yield from (number for _ in plain.finditer(unescape(line)))
