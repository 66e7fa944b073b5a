"""The page of samples: docs/writing.md with each example as it is typed and as it looks.

The text that explains the blocks is the only place where examples stand, so that page and text
can't part. It is written in the preview alone (BLOCKS_SAVE_AS is empty when publishing).
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import Any

from markdown import Markdown
from markupsafe import Markup
from pelican.generators import Generator

from .cards import PLACE, sample_card

__all__ = ["SampleGenerator", "examples"]

_EXAMPLE = re.compile(r"^````markdown\n(.*?)\n````$", re.MULTILINE | re.DOTALL)
_TITLE = re.compile(r"\A# .*\n")
_IMAGE = re.compile(r"<img\b[^>]*>")
_STAND_IN = (
    '<svg class="photo" viewBox="0 0 40 30" aria-hidden="true" focusable="false">'
    '<rect class="art-air" width="40" height="30"/><circle class="art-sun" cx="27" cy="11" r="5"/>'
    '<path class="art-hill-near" d="M0 24q10-6 20-2t20-3v11H0z"/></svg>'
)


def examples(text: str) -> list[str]:
    """Every example of the guide, as it is typed."""
    return _EXAMPLE.findall(text)


class SampleGenerator(Generator):  # type: ignore[misc]  # Pelican has no types
    """Writes the page of samples; a Pelican generator, so that it follows OUTPUT_PATH."""

    def generate_output(self, writer: Any) -> None:
        """Write it, unless the site is published or there is no guide."""
        save_as, guide = self.settings.get("BLOCKS_SAVE_AS"), self.settings.get("BLOCKS_DOC")
        if not save_as or not guide or not Path(guide).is_file():
            return
        body = self._render(Path(guide).read_text("utf-8"))
        writer.write_file(
            save_as,
            self.get_template("blocks"),
            self.context,
            relative_urls=self.settings["RELATIVE_URLS"],
            url=save_as.removesuffix("index.html"),
            guide=Markup(body),
        )

    def _render(self, text: str) -> str:
        pieces = _EXAMPLE.split(_TITLE.sub("", text))  # the template has its title
        return "".join(
            self._example(piece) if number % 2 else self._markdown(piece)
            for number, piece in enumerate(pieces)
        )

    def _example(self, typed: str) -> str:
        seen = _IMAGE.sub(_STAND_IN, PLACE.sub(sample_card, self._markdown(typed)))
        return f"<pre><code>{escape(typed)}</code></pre>\n{seen}\n"

    def _markdown(self, text: str) -> str:
        how = self.settings["MARKDOWN"]
        configs = how["extension_configs"]
        extensions = [*configs, *how["extensions"]]
        return str(Markdown(extensions=extensions, extension_configs=configs).convert(text))
