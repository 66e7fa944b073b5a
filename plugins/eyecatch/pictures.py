"""What an article's picture is: her photo or a drawing, as a template asks for it.

`Eyecatch` is what templates see; `make` decides and collects what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cached_property
from html import escape, unescape
from pathlib import Path

from explainer_embed.picture import FAMILY, font_file
from faults import Problem, shown_path
from markupsafe import Markup
from pelican.contents import Content
from photos import (
    FOLDER,
    ROOT,
    SIZES,
    Photo,
    Place,
    Studio,
    UnusableError,
    look_up,
    picture_html,
)

from .art import MOTIFS, draw, of_month
from .card import Split, Words, over_art, over_photo, with_figure
from .choose import HOME_MONTH, motif_for
from .lettering import face
from .store import Store, jpeg_of

__all__ = ["Desk", "Eyecatch", "Share"]

ART = "art"
SHARE = "share"
_CARD_SIZES = "(min-width: 48rem) 20rem, 40vw"


@dataclass(frozen=True)
class Share:
    """The picture that a pasted link shows: its address below the site's, its size and its alt."""

    path: str
    alt: str
    width: int = 1200
    height: int = 630
    type: str = "image/jpeg"


@dataclass(frozen=True)
class Eyecatch:
    """An article's picture: `photo` where she gave one, otherwise the drawing at `path`."""

    share: Share
    alt: str
    path: str = ""
    photo: Photo | None = None

    def html(self, site: str, place: str = "letter") -> Markup:
        """The picture for a page whose way to the site is `site`.

        `place` is where it stands: `letter` at the article's head and `newest` on top of the front
        page are fetched at once, `card` when it is near; beside its title a card needs no alt.
        """
        large = place in ("letter", "newest")
        alt = self.alt if place == "letter" else ""
        if self.photo:
            sizes = SIZES if large else _CARD_SIZES
            html = picture_html(
                self.photo, alt, first=large, sizes=sizes, classes="eyecatch-picture"
            )
            return Markup(html.replace(ROOT, f"{site}/{FOLDER}"))
        loading = 'fetchpriority="high"' if large else 'loading="lazy" decoding="async"'
        return Markup(
            f'<img class="eyecatch-picture" src="{escape(site)}/{self.path}" width="1200"'
            f' height="630" alt="{escape(alt)}" {loading}>'
        )


@dataclass
class Desk:
    """Makes the pictures of one build; `problems` is what the author has to mend."""

    store: Store
    studio: Studio
    split: Split
    site_name: str
    problems: list[Problem] = field(default_factory=list)

    def make(self, content: Content) -> Eyecatch | None:
        """The picture of an article or a page; None where something has to be mended first."""
        page = _Page(content)
        before = len(self.problems)
        words = page.words(self.site_name)
        missing = face(font_file()).missing(words.all)
        if missing:
            self._fault(
                page,
                page.title_key,
                f"共有の絵の書体 {FAMILY} に「{'」「'.join(missing)}」がありません"
                "（記事の頭に Share-Title: で、別の書きかたの題を書けます）",
            )
        address = str(content.metadata.get("eyecatch", "")).strip()
        motif = self._motif(page)
        photo = self._photo(page, address) if address else None
        if len(self.problems) > before:
            return None
        try:
            if photo:
                return self._with_photo(page, words, *photo)
            return self._with_art(page, words, motif)
        except _TooLongError:
            self._fault(
                page,
                page.title_key,
                f"題「{words.title}」は長くて、共有の絵に三行で入りません"
                "（記事の頭に Share-Title: で、短い題を書けます）",
            )
            return None

    def show_figure(self, content: Content, scene: Path) -> None:
        """Let the share image show a figure's most telling scene (a PNG); her own photo stays."""
        eyecatch = content.eyecatch
        if eyecatch is None or eyecatch.photo:
            return
        page = _Page(content)
        words = page.words(self.site_name)
        motif = self._motif(page)
        month, seed = page.month or HOME_MONTH[motif], content.slug

        def share() -> bytes:
            lettered = face(font_file()), self.split, scene.read_bytes()
            return jpeg_of(_fitting(with_figure(motif, of_month(month), seed, words, *lettered)))

        try:
            made = self._share(page, [motif, month, seed, scene.name], words, share)
        except _TooLongError:
            return  # the card over the drawing takes longer titles
        self.store.published.pop(eyecatch.share.path, None)
        content.eyecatch = replace(eyecatch, share=made)

    def for_site(self, newest: Content, line: str) -> Share | None:
        """The picture of the site itself, in the season of its newest article.

        `line` stands below the site's name. None where the font lacks something of either: a
        setting is no article, so nobody is told to mend a line.
        """
        month, seed = _Page(newest).month or 1, newest.slug
        motif = motif_for([], month)
        words = Words(self.site_name, "", line)
        if face(font_file()).missing(words.all):
            return None

        def share() -> bytes:
            svg = over_art(motif, of_month(month), seed, words, face(font_file()), self.split)
            return jpeg_of(_fitting(svg))

        try:
            given = [motif, month, seed, words.all]
            path = self.store.keep(f"{SHARE}/site", ".jpg", given, share, publish=True)
        except _TooLongError:
            return None
        return Share(path, self.site_name)

    def _with_art(self, page: _Page, words: Words, motif: str) -> Eyecatch:
        month = page.month or HOME_MONTH[motif]
        palette, seed = of_month(month), page.content.slug

        def drawing() -> bytes:
            return draw(motif, palette, seed).encode()

        def share() -> bytes:
            return jpeg_of(
                _fitting(over_art(motif, palette, seed, words, face(font_file()), self.split))
            )

        given = [motif, month, seed]
        path = self.store.keep(f"{ART}/{motif}", ".svg", given, drawing, publish=page.is_written)
        return Eyecatch(self._share(page, given, words, share), MOTIFS[motif].says, path)

    def _with_photo(self, page: _Page, words: Words, path: Path, alt: str) -> Eyecatch:
        photo = self.studio.develop(path, publish=page.is_written)
        month = page.month or 1

        def share() -> bytes:
            card = _fitting(over_photo(of_month(month), words, face(font_file()), self.split))
            return jpeg_of(card, self.studio.file(path, photo.largest))

        given = [photo.largest.name, month]
        return Eyecatch(self._share(page, given, words, share), alt, photo=photo)

    def _share(
        self, page: _Page, given: list[object], words: Words, make: Callable[[], bytes]
    ) -> Share:
        name = f"{SHARE}/{page.content.slug}"
        asked = [*given, words.all, *self.split(words.title)]
        path = self.store.keep(name, ".jpg", asked, make, publish=page.is_written)
        return Share(path, f"{words.title}｜{words.site}")

    def _motif(self, page: _Page) -> str:
        wanted = str(page.content.metadata.get("motif", "")).strip()
        if wanted and wanted not in MOTIFS:
            near = get_close_matches(wanted, MOTIFS, n=1)
            message = f"Motif: {wanted} という絵はありません（選べるのは {'・'.join(MOTIFS)}）"
            self._fault(page, "motif", message, near[0] if near else None)
        return wanted or motif_for(page.subjects, page.month)

    def _photo(self, page: _Page, address: str) -> tuple[Path, str] | None:
        """The file of her photo and its alt text, or a fault."""
        source = page.path
        root = Path(page.content.settings["PATH"]).resolve()
        found = look_up(address, Place(root, source.parent.resolve()))
        alt = str(page.content.metadata.get("eyecatch-alt", "")).strip()
        if not alt:
            message = "Eyecatch の写真に説明の言葉がありません（Eyecatch-Alt: 何が写っているか）"
            self._fault(page, "eyecatch", message)
        if found.path is None:
            self._fault(page, "eyecatch", f"Eyecatch: {address} がありません", found.hint)
            return None
        try:
            self.studio.develop(found.path, publish=False)
        except UnusableError as error:
            self._fault(page, "eyecatch", f"Eyecatch: {address} {error}")
            return None
        return found.path, alt

    def _fault(self, page: _Page, key: str, message: str, hint: str | None = None) -> None:
        self.problems.append(Problem(shown_path(page.path), page.line(key), message, hint))


class _TooLongError(Exception):
    """The title does not fit onto the card."""


def _fitting(svg: str | None) -> str:
    if svg is None:
        raise _TooLongError
    return svg


@dataclass(frozen=True)
class _Page:
    """An article or page, as far as its picture depends on it."""

    content: Content

    @property
    def path(self) -> Path:
        return Path(self.content.source_path)

    @cached_property
    def is_written(self) -> bool:
        """Whether the build writes it: a draft, or what is not due yet, may leave no trace."""
        return bool(self.content.save_as)

    @property
    def month(self) -> int | None:
        date = getattr(self.content, "date", None)
        return date.month if date else None

    @property
    def title_key(self) -> str:
        """The field of its head that says what title the card has."""
        return "share-title" if "share-title" in self.content.metadata else "title"

    @property
    def subjects(self) -> Sequence[str]:
        """What it is about: tags, category, title."""
        content = self.content
        named = [*getattr(content, "tags", []), getattr(content, "category", ""), content.title]
        return [str(name) for name in named]

    def words(self, site: str) -> Words:
        """What stands on its card."""
        content = self.content
        title = " ".join(unescape(str(content.metadata.get("share-title", content.title))).split())
        if not self.month:
            return Words(title, "", site)
        day = f"{content.date.month}.{content.date.day}"
        label = str(getattr(content, "category", ""))
        return Words(title, label, site, (str(content.date.year), day))

    def line(self, key: str) -> int:
        """The line (from 1) on which a field of the head stands; the first where it does not."""
        field = re.compile(rf"{re.escape(key)}\s*:", re.IGNORECASE)
        lines = self.path.read_text(encoding="utf-8", errors="replace").splitlines()
        return next((number for number, text in enumerate(lines, 1) if field.match(text)), 1)
