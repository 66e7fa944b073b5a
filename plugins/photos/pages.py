"""Photos in the HTML of an article: finding them, and putting pictures in their place.

Works on what any reader has made of a file, so that Markdown, raw HTML and blocks are all served.
Pure but for asking whether a file is there: HTML in, HTML and faults out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

__all__ = [
    *("IMAGE", "LINK", "LONE", "Found", "Listed", "Place"),
    *("attributes", "find", "line_of", "look_up", "static", "tag_of"),
]

_VALUE = r"""(?:"[^"]*"|'[^']*'|[^>"'])*"""
# Letters of either case are written out: a pattern that ignores case looks at every letter of an
# article, one that begins with a plain “<” leaps from tag to tag.
_IMG = rf"[Ii][Mm][Gg]\b{_VALUE}>"
IMAGE = re.compile(rf"<(?:!--.*?-->|({_IMG}))", re.DOTALL)
LINK = re.compile(rf"<(?:!--.*?-->|([Aa]\b{_VALUE}>))", re.DOTALL)
LONE = re.compile(rf"<[Pp]>((?:\s*<{_IMG}\s*)+)</[Pp]>")
_MARK = re.compile(r"[{|](?:static|filename|attach)[|}]")
_FENCE = re.compile(r"\s*(```|~~~)")


class Listed:
    """The files of folders by name, each folder read once: one for a build, which changes none."""

    def __init__(self) -> None:
        self._folders: dict[tuple[Path, Path], dict[str, Path]] = {}
        self._found: dict[tuple[Path, Path, str], Path | None] = {}

    def file(self, folder: Path, address: str, root: Path) -> Path | None:
        """The file of this very name as seen from a folder, or None; None outside of the root, too.

        Listed, not asked for: macOS and Windows find IMG.JPG under img.jpg, the host will not.
        """
        asked = (root, folder, address)
        if asked not in self._found:
            wanted = folder / address
            names = self._names_in(wanted.parent, root)
            path = names.get(unicodedata.normalize("NFC", wanted.name))
            file = path.resolve() if path and path.is_file() else None
            self._found[asked] = file if file and _is_in(file, root) else None
        return self._found[asked]

    def _names_in(self, folder: Path, root: Path) -> dict[str, Path]:
        if (root, folder) not in self._folders:
            is_listed = folder.is_dir() and _is_in(folder, root)
            self._folders[root, folder] = dict(_names(folder)) if is_listed else {}
        return self._folders[root, folder]


def _is_in(path: Path, root: Path) -> bool:
    return path.resolve().is_relative_to(root.resolve())


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


def tag_of(match: re.Match[str]) -> str | None:
    """The start tag that IMAGE or LINK has found; None where it is a comment."""
    return f"<{match[1]}" if match[1] else None


@lru_cache(maxsize=4096)  # a tag is asked for what it shows, and again when it is replaced
def attributes(tag: str) -> Mapping[str, str]:
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
    path = find(address, place)
    return Found(path, None if path else _meant(place.root / _path(address)[1], place.root))


def find(address: str, place: Place) -> Path | None:
    """The file of `look_up`, without a hint at what may be meant where there is none."""
    from_root, path = _path(address)
    bases = [place.root] if from_root else [place.folder, place.root]
    files = (place.listed.file(base, path, place.root) for base in bases)
    return next((file for file in files if file), None)


def _path(address: str) -> tuple[bool, str]:
    """Whether an address counts from the root, and its path from where it counts."""
    path = unquote(urlsplit(_MARK.sub("", address, count=1)).path)
    return path.startswith("/"), path.lstrip("/")


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
