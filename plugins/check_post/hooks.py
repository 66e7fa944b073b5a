"""Where the checks meet files and Pelican: sources are looked at first, pages when all are written.

What the sources say is printed before anything is read, so that it stands beside what other
plugins find; the build fails, if it must, when everything has been looked at.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import author_words
from kept import Shelf, code_of
from pelican import Pelican, signals
from posts import Post, held_back, read_posts
from whole_build import BuildError, build_now, site_written

from .body_checks import check_body
from .finding import Finding, Grade, as_draft, lines
from .head_checks import Around, check_addresses, check_head
from .outside_checks import outside_in_script, outside_in_style
from .picture_checks import PICTURES, SENT, check_photo, check_sent, place_of
from .runtime_checks import LOCK, check_runtime
from .site_checks import Page, check_pages, read_page

__all__ = ["check_sources", "register"]

_LOOKED_INTO = {
    ".css": outside_in_style,
    ".svg": outside_in_style,
    ".js": outside_in_script,
    ".mjs": outside_in_script,
}
_SKIPPED = "explainers/"  # figures' files: checked by their own plugin


@dataclass
class _Build:
    """What is known during one build."""

    content: Path = Path()
    shown_from: Path = Path()
    found: list[Finding] = field(default_factory=list)
    sources: dict[str, Post] = field(default_factory=dict)


_current: list[_Build] = [_Build()]


def check_sources(
    content: Path, shown_from: Path, *, unpublished: bool = True, pictures: bool = True
) -> list[Finding]:
    """Check all that stands in content/, with what is held back or without it."""
    now = build_now()
    shown = content.relative_to(shown_from).as_posix()
    posts = {post.path.removeprefix(f"{shown}/"): post for post in read_posts(content, shown_from)}
    files = {name for name, _ in _files_in(content)}
    found = list(_check_lists(content, shown))
    romaji = author_words.read(content / "romaji.txt").words
    photos = [name.removeprefix("images/") for name in files if name.startswith("images/")]
    around = Around(now, frozenset(romaji), frozenset(photos))
    looked_at = [post for post in posts.values() if unpublished or not held_back(post, now)]
    for post in looked_at:
        text = check_body(post, around, posts, files, pictures=pictures)
        one = [*check_head(post, around), *text]
        found += map(as_draft, one) if post.status == "draft" else one
    found += check_addresses(looked_at)
    for name in sorted(files):
        if Path(name).suffix.casefold() in PICTURES:
            found += check_photo(f"{shown}/{name}", (content / name).read_bytes())
    return found


def _check_lists(content: Path, shown: str) -> Iterator[Finding]:
    for name in ("romaji.txt", "yomi.txt"):
        read = author_words.read(content / name)
        faults = [*read.faults]
        if name == "romaji.txt":
            faults += author_words.romaji_faults(read)
        for fault in faults:
            yield Finding(f"{shown}/{name}", fault.line, fault.message, always=True)


def check_output(
    output: Path, sources: dict[str, Post], address: str, root: Path, shelf: Shelf
) -> list[Finding]:
    """Check a built site; `address` is where it is published, `root` holds the runtime's lock."""
    site = urlsplit(address).path.rstrip("/")

    def read(markup: str) -> dict[str, Any]:
        return asdict(read_page(markup, address))

    def has_place(data: bytes) -> bool:
        return bool(shelf.find(data, place_of, "place"))

    paths = dict(sorted(_files_in(output)))
    pages = {
        name: Page.of(shelf.find(path.read_bytes().decode(), read, "page"))
        for name, path in paths.items()
        if name.endswith(".html")
    }
    found = list(check_pages(pages, frozenset(paths), sources, site))
    found += _check_outside(paths, address, shelf)
    lock = root / LOCK
    runtime = {
        path.name: path.read_bytes()
        for path in output.glob("explainers/runtime-*/pyodide.*")
        if path.suffix in (".mjs", ".wasm")
    }
    found += check_runtime(lock.read_text("utf-8") if lock.is_file() else None, runtime)
    for name, path in paths.items():
        if path.suffix.casefold() in SENT and not name.startswith(_SKIPPED):
            found += check_sent(f"output/{name}", path.read_bytes(), has_place)
    return found


def _files_in(folder: Path) -> Iterator[tuple[str, Path]]:
    """All files below a folder, each with its name as seen from there."""
    for place, _, names in folder.walk():
        here = "" if place == folder else f"{place.relative_to(folder).as_posix()}/"
        yield from ((f"{here}{name}", place / name) for name in names)


def _check_outside(paths: dict[str, Path], address: str, shelf: Shelf) -> Iterator[Finding]:
    """Look into style sheets and scripts; Pyodide's own, which is pinned, is asked for by name."""
    for name, path in paths.items():
        look = _LOOKED_INTO.get(path.suffix)
        if look is None or path.name.startswith("pyodide."):
            continue
        text = path.read_bytes().decode()
        for asked in shelf.find(text, partial(_distinct, look, address), look.__name__):
            message = f"よそのサーバー {asked} を読みこもうとしています（サイトの中に置きます）"
            yield Finding(f"output/{name}", 1, message)


def _distinct(look: Callable[[str, str], Iterable[str]], own: str, text: str) -> list[str]:
    return list(dict.fromkeys(look(text, own)))


def _begin(pelican: Pelican) -> None:
    content, here = Path(pelican.settings["PATH"]).resolve(), Path.cwd()
    shown_from = here if content.is_relative_to(here) else content.parent
    plugins = {getattr(one, "__name__", one) for one in pelican.settings["PLUGINS"]}
    found = check_sources(
        content,
        shown_from,
        unpublished=pelican.settings.get("WITH_UNPUBLISHED", True),
        pictures="photos" not in plugins,  # it asks for the words itself
    )
    _current[:] = [_Build(content, shown_from, found)]
    _tell(found)


def _note_sources(generators: Iterable[Any]) -> None:
    build = _current[0]
    posts = {
        build.shown_from / post.path: post for post in read_posts(build.content, build.shown_from)
    }
    for generator in generators:
        for name in ("articles", "drafts", "pages", "draft_pages"):
            for content in getattr(generator, name, ()):
                if post := posts.get(Path(content.source_path)):
                    build.sources[content.save_as] = post


def _finish(pelican: Pelican) -> None:
    build = _current[0]
    address = str(pelican.settings.get("FEED_DOMAIN") or "")
    root = Path(pelican.settings.get("EXPLAINER_ROOT", Path.cwd()))
    kept = pelican.settings.get("CHECK_POST_CACHE")
    way = (address, version("lxml"), version("Pillow"), code_of(__name__))
    shelf = Shelf(Path(kept) if kept else None, *way)
    found = check_output(Path(pelican.output_path), build.sources, address, root, shelf)
    shelf.save()
    known = {(one.path, one.line) for one in build.found if one.grade is Grade.ERROR}
    found = [one for one in found if (one.path, one.line) not in known]
    drafts = {post.path for post in build.sources.values() if post.status == "draft"}
    found = [as_draft(one) if one.path in drafts else one for one in found]
    _tell(found)
    errors = [one for one in [*build.found, *found] if one.grade is Grade.ERROR]
    if pelican.settings.get("CHECK_POST", "tell") != "fail":
        errors = [one for one in errors if one.always]
    if errors:
        raise BuildError(f"直すところが {len(errors)} か所あります。上の一覧を見てください。")


def _tell(found: Iterable[Finding]) -> None:
    """Say it on a line each, past any log that would wrap a path."""
    for line in lines(found):
        sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def register() -> None:
    """Hook into Pelican."""
    signals.initialized.connect(_begin)
    signals.all_generators_finalized.connect(_note_sources)
    site_written.connect(_finish)
