"""The edges: what the site's headings are, and the files in output/.

Headings are titles, names, and the first and second level of what is inside; smaller ones and the
long lists are set in the body's face (theme/static/css/tokens.css).

Runs when all has been read and filled in and nothing has been written (plugins/stylesheet says
when), since both the style sheet's name and each page's preload depend on which characters there
are.
"""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pelican import Pelican, signals

from .cut import cut
from .faces import read_faces
from .rules import face_rules, fallback_rules, latin_adjustment
from .slices import slices

__all__ = ["register"]

_HEADING = re.compile(r"<(h[12])\b[^>]*>(.*?)</\1>", re.DOTALL)
_BLOCK = re.compile(r"{% block heading %}(.*?){% endblock %}")  # stands in a parent's <h1>
_TAG = re.compile(r"<[^>]*>")
_FOLDER = "fonts"


class FontsGenerator:
    """Writes the cut fonts and their licences beside the style sheet."""

    def __init__(self, settings: dict[str, Any], output_path: str, **_: object) -> None:
        self.settings = settings
        self.output_path = output_path

    def generate_output(self, writer: object) -> None:
        """Write what `_rules` has cut."""
        wanted = self.settings.get("TYPE_SUBSET")
        if not wanted:
            return
        folder = Path(self.output_path) / self.settings["THEME_STATIC_DIR"] / _FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in self.settings["TYPE_FILES"].items():
            (folder / name).write_bytes(data)
        for name, source in wanted["licences"].items():
            (folder / name).write_bytes(Path(source).read_bytes())


def _rules(settings: dict[str, Any], generators: Sequence[Any]) -> str:
    """Cut the fonts for these generators' articles; tell the templates; give the CSS rules."""
    wanted = settings["TYPE_SUBSET"]
    titles, headings = _texts_of(generators)
    titles = [*_template_headings(settings), *titles]
    others = [Path(path).read_text("utf-8") for path in wanted.get("texts", ())]
    always = settings["SITENAME"] + (settings.get("AUTHOR") or "")
    fonts = [Path(font) for font in wanted["faces"]]
    cache = Path(wanted["cache"])
    faces = read_faces(fonts, cache)
    files: list[tuple[str, str]] = []
    above: list[str] = []
    for one in slices(titles, headings, others, always):
        left = one.characters
        for font, face in zip(fonts, faces, strict=True):
            here = "".join(character for character in left if character in face.characters)
            left = "".join(character for character in left if character not in here)
            if not here.strip():
                continue
            data = cut(font, here, cache)
            name = f"{font.stem.partition('_')[0].lower()}-{hashlib.sha256(data).hexdigest()[:12]}"
            settings["TYPE_FILES"][f"{name}.woff2"] = data
            files.append((f"{_FOLDER}/{name}.woff2", here))
            if one.above and font == fonts[0]:
                above.append(f"{settings['THEME_STATIC_DIR']}/{_FOLDER}/{name}.woff2")
    generators[0].context["FONTS_ABOVE"] = above  # all generators share one context
    family, weight = wanted["family"], wanted["weight"]
    latin = latin_adjustment(faces[0].latin, [*titles, *headings])
    return face_rules(family, weight, files) + fallback_rules(
        family, weight, faces[0].measures, latin
    )


def _texts_of(generators: Sequence[Any]) -> tuple[list[str], list[str]]:
    """Titles and inner headings of what was read, oldest first; pages have no date and lead."""
    contents = [
        one
        for generator in generators
        for kind in ("pages", "hidden_pages", "articles", "hidden_articles", "drafts")
        for one in getattr(generator, kind, [])
    ]
    contents.sort(key=lambda one: (str(getattr(one, "date", "")), one.slug))
    names = {
        str(name)
        for one in contents
        for name in [getattr(one, "category", ""), *getattr(one, "tags", [])]
    }
    titles = [one.title for one in contents]
    headings = [text for one in contents for text in _headings(one._content)]
    return [*titles, *sorted(names)], headings


def _headings(content: str) -> Iterator[str]:
    for found in _HEADING.finditer(content):
        yield html.unescape(_TAG.sub("", found[2]))


def _template_headings(settings: dict[str, Any]) -> Iterator[str]:
    """What the theme itself writes into headings; the names in its expressions are not shown."""
    for template in sorted((Path(settings["THEME"]) / "templates").rglob("*.html")):
        source = template.read_text("utf-8")
        for text in [*_headings(source), *_BLOCK.findall(source)]:
            yield "".join(character for character in text if not character.isascii())


def _set_up(pelican: Pelican) -> None:
    settings: dict[str, Any] = pelican.settings
    settings["TYPE_FILES"] = {}
    if settings.get("TYPE_SUBSET"):
        settings.setdefault("STYLESHEET_PARTS", []).append(
            lambda generators: _rules(settings, generators)
        )


def _generator(pelican: Pelican) -> type[FontsGenerator]:
    return FontsGenerator


def register() -> None:
    """Hook into Pelican."""
    signals.initialized.connect(_set_up)
    signals.get_generators.connect(_generator)
