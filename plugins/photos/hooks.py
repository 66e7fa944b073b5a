"""Where the plugin meets Pelican: every article's photos are found, developed and put in.

Runs as soon as the articles are read, and again for the pages: later than that other plugins fill
in what may be large and holds no photo of an author's.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from html import escape
from pathlib import Path
from typing import Any

import faults
from faults import Problem, shown_path
from pelican import Pelican, signals
from pelican.contents import Content

from .markup import FOLDER, ROOT, figure_html, picture_html
from .pages import (
    IMAGE,
    LINK,
    LONE,
    Listed,
    Place,
    attributes,
    find,
    line_of,
    look_up,
    static,
    tag_of,
)
from .reading import UnusableError, is_photo, is_video
from .studio import Studio

__all__ = ["current_studio", "register"]

_PICTURE = re.compile(r"<picture><source\b.*?(<img\b[^>]*>)</picture>", re.DOTALL)
_ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//|#|\Z)", re.IGNORECASE)
_KEPT_IN_FEEDS = ("src", "width", "height", "alt")
_studios: list[Studio] = []


def current_studio() -> Studio:
    """The studio of the running build, for plugins that publish photos of their own accord."""
    return _studios[0]


class _Article:
    """One article while its photos are put in; `problems` is what the author has to mend."""

    def __init__(
        self, content: Content, studio: Studio, listed: Listed, is_photo: Callable[[Path], bool]
    ) -> None:
        self.content = content
        self.is_photo = is_photo
        self.studio = studio
        source = Path(content.source_path)
        self.source = source
        root = Path(content.settings["PATH"]).resolve()
        self.place = Place(root, source.parent.resolve(), listed)
        self.sizes = content.settings.get("PHOTOS_SIZES", "")
        # A draft, or a letter whose hour has not come, may not give its photos away.
        self.is_written = bool(content.save_as)
        self.problems: list[Problem] = []
        self.static: set[str] = set()
        self._seen: Counter[str] = Counter()
        self._text: str | None = None
        self._photos = 0

    def paths(self) -> Iterable[Path]:
        """The photos that the article shows or links to."""
        html = self.content._content
        for pattern, name in ((IMAGE, "src"), (LINK, "href")):
            for tag in filter(None, map(tag_of, pattern.finditer(html))):
                address = attributes(tag).get(name, "")
                path = None if _is_elsewhere(address) else find(address, self.place)
                if path and self.is_photo(path):
                    yield path

    def fill(self) -> None:
        """Put pictures in the place of photos, and lead links to what is published."""
        html = LONE.sub(self._lone, self.content._content)
        html = IMAGE.sub(partial(self._replaced, self._image), html)
        self.content._content = LINK.sub(partial(self._replaced, self._link), html)

    def _replaced(self, make: Callable[[str], str], match: re.Match[str]) -> str:
        tag = tag_of(match)
        return make(tag) if tag else match[0]

    def _lone(self, paragraph: re.Match[str]) -> str:
        """Make figures of a paragraph's photos, where they have captions."""
        tags = list(filter(None, map(tag_of, IMAGE.finditer(paragraph[1]))))
        if not any(attributes(tag).get("title") for tag in tags):
            return paragraph[0]
        return "\n".join(self._figure(tag) for tag in tags)

    def _figure(self, tag: str) -> str:
        caption = attributes(tag).get("title", "")
        inner = self._image(tag, alone=True)
        return figure_html(inner, caption) if caption else f"<p>{inner}</p>"

    def _image(self, tag: str, *, alone: bool = False) -> str:
        given = attributes(tag)
        address = given.get("src", "")
        if address.startswith(ROOT):  # made a moment ago, as part of a figure
            return tag
        line = partial(self._fault, address, self._seen[address])
        self._seen[address] += 1
        if _is_elsewhere(address):
            line(f"写真 {address} はよそのサイトのものです（content/images/ に置いて使います）")
            return tag
        if not given.get("alt", "").strip():
            line(
                f"写真 {address} に説明の言葉がありません"
                f"（![ここに何が写っているか]({address}) のように書きます）"
            )
        if given.get("title") and not alone:
            line(
                f"写真 {address} の説明「{given['title']}」が出せません"
                "（説明をつける写真は、前後を一行ずつあけて、一枚だけで書きます）"
            )
        found = look_up(address, self.place)
        if found.path is None:
            line(f"写真 {address} がありません", found.hint)
            return tag
        if not self.is_photo(found.path):
            return self._static(given, found.path)
        try:
            photo = self.studio.develop(found.path, publish=self.is_written)
        except UnusableError as error:
            line(f"写真 {address} {error}")
            return tag
        self._photos += 1
        return picture_html(
            photo,
            given.get("alt", ""),
            first=self._photos == 1,
            sizes=given.get("sizes", self.sizes),
            classes=given.get("class", ""),
        )

    def _static(self, given: Mapping[str, str], path: Path) -> str:
        """A drawing: the file itself, by the address that Pelican finds it under."""
        self.static.add(path.relative_to(self.place.root).as_posix())
        shown = {
            **{name: value for name, value in given.items() if name != "title"},
            "src": static(path, self.place.root),
            "loading": "lazy",
            "decoding": "async",
        }
        return "<img" + "".join(f' {name}="{escape(value)}"' for name, value in shown.items()) + ">"

    def _link(self, tag: str) -> str:
        address = attributes(tag).get("href", "")
        if _is_elsewhere(address):
            return tag
        path = find(address, self.place)
        if path is None or not self.is_photo(path):
            return tag
        try:
            photo = self.studio.develop(path, publish=self.is_written)
        except UnusableError as error:
            self._fault(address, 0, f"写真 {address} {error}")
            return tag
        largest = escape(f"{ROOT}/{photo.largest.name}")
        return re.sub(r"""\bhref\s*=\s*("[^"]*"|'[^']*')""", f'href="{largest}"', tag, count=1)

    def _fault(self, address: str, nth: int, message: str, hint: str | None = None) -> None:
        if self._text is None:
            self._text = self.source.read_text(encoding="utf-8", errors="replace")
        line = line_of(self._text, address, nth)
        self.problems.append(Problem(shown_path(self.source), line, message, hint))


def _is_elsewhere(address: str) -> bool:
    return _ELSEWHERE.match(address) is not None


def _holds_photo(path: Path) -> bool:
    with path.open("rb") as file:
        return is_photo(path.suffix, file.read(16))


def _begin(pelican: Pelican) -> None:
    _studios[:] = [Studio(Path(pelican.settings.get("PHOTOS_CACHE", ".cache/photos")))]


def _fill(generator: Any) -> None:
    """Put in the photos of all that has been read and is not done yet."""
    contents = [
        content
        for content in generator.context["generated_content"].values()
        if content is not None and content._content and not hasattr(content, "photos_are_in")
    ]
    studio, listed, is_photo = current_studio(), Listed(), cache(_holds_photo)
    articles = [_Article(content, studio, listed, is_photo) for content in contents]
    paths = {path for article in articles for path in article.paths()}
    if unknown := studio.unknown(paths):
        sys.stderr.write(f"写真を {unknown} 枚、現像しています…\n")
        sys.stderr.flush()
    studio.develop_all(paths)
    for article in articles:
        article.fill()
        article.content.photos_are_in = True
        if ROOT in article.content._content:
            _fill_in_address(article.content)
        generator.context["static_links"] |= article.static
        faults.note(article.problems)


def _fill_in_address(content: Content) -> None:
    """Let `{photos}` become the way from the page that is being written.

    Hack: Pelican's own way (`{static}`) knows src and href, and no srcset. Each content is asked
    for its text by this method, with the address of the site as seen from the page.
    """
    update = content._update_content
    content._update_content = lambda html, site: update(
        html.replace(ROOT, f"{site}/{FOLDER}"), site
    )


def _hold_back(generator: Any) -> None:
    """Take photos and videos out of what Pelican copies as it is."""
    root = Path(generator.settings["PATH"])
    kept = []
    for file in generator.staticfiles:
        path = root / file.source_path
        if is_video(path.suffix):
            message = "動画は公開しません（撮った場所が書きこまれていることがあります）"
            faults.note([Problem(shown_path(path), 1, message)])
        elif not _holds_photo(path):
            kept.append(file)
            continue
        generator.context["static_content"].pop(file.get_relative_source_path(), None)
    generator.staticfiles[:] = kept


def _tell(context: dict[str, Any], feed: Any) -> None:
    """One plain JPEG for each picture: readers of feeds drop `<picture>`, or show it thrice."""
    for item in feed.items:
        for name in ("description", "content"):
            if item.get(name):
                item[name] = _PICTURE.sub(_one_jpeg, item[name])


def _one_jpeg(match: re.Match[str]) -> str:
    given = attributes(match[1])
    kept = "".join(f' {name}="{escape(given[name])}"' for name in _KEPT_IN_FEEDS)
    return f"<img{kept}>"


class PhotosGenerator:
    """Writes the pictures; a Pelican generator, so that it follows OUTPUT_PATH."""

    def __init__(self, output_path: str, settings: dict[str, Any], **_: object) -> None:
        self.output_path = Path(output_path)
        self.settings = settings  # other plugins look for them on every generator

    def generate_output(self, writer: object) -> None:
        """Put all pictures of the site beside its pages."""
        current_studio().install(self.output_path / FOLDER)


def _generator(pelican: Pelican) -> type[PhotosGenerator]:
    return PhotosGenerator


def register() -> None:
    """Hook into Pelican."""
    faults.register()
    signals.initialized.connect(_begin)
    signals.article_generator_finalized.connect(_fill)
    signals.page_generator_finalized.connect(_fill)
    signals.static_generator_finalized.connect(_hold_back)
    signals.get_generators.connect(_generator)
    signals.feed_generated.connect(_tell)
