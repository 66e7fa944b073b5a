"""Join the theme's small style sheets into one file with its content's hash in the name.

Ten files of thirty lines are pleasant to write and slow to fetch: each would hold back the first
paint. `layers.css` comes first, for it says the order of the cascade layers; the others may stand
in any order, since each says its layer itself. Templates link `{{ SITEURL }}/{{ STYLESHEET }}`.
The hash lets a host cache the file for ever, and comments cost the reader nothing.

A plugin that has rules of its own to add (@font-face, a layer that depends on what was read) puts a
function into the setting STYLESHEET_PARTS at Pelican's `initialized`: it is called with the
generators once all is read, and what it gives is joined to the rest. Addresses in it start at the
style sheet's own folder, THEME_STATIC_DIR.

The theme's setting THEME_STATIC_PATHS must leave static/css out, or the sources are published too.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from explainer_embed.slim import slim_style
from pelican import Pelican, signals

__all__ = ["joined", "register"]

FIRST = "layers.css"


class NoStyleSheetsError(Exception):
    """The theme has no style sheets where they are looked for."""


def joined(folder: Path) -> str:
    """All style sheets of a folder in one text, as readers fetch it.

    `layers.css` is first, the rest by name. Raises NoStyleSheetsError where it is missing.
    """
    if not (folder / FIRST).is_file():
        raise NoStyleSheetsError(
            f"{folder / FIRST} がありません。テーマのスタイルシートを確かめてください。"
        )
    others = sorted(path for path in folder.glob("*.css") if path.name != FIRST)
    texts = (path.read_text(encoding="utf-8") for path in [folder / FIRST, *others])
    return "".join(f"{slim_style(text)}\n" for text in texts)


def _remember(generators: Sequence[Any]) -> None:
    """Keep the generators for `_name`; other plugins may still be at work on what they hold."""
    generators[0].settings["STYLESHEET_SEES"] = generators


def _name(pelican: Pelican) -> None:
    """Join everything and tell the templates the name.

    Pelican asks for a writer when every plugin has had its say (all_generators_finalized has no
    order) and nothing is written: the last moment for a name, and the first when all is known.
    """
    settings: dict[str, Any] = pelican.settings
    generators = settings.pop("STYLESHEET_SEES")
    parts = (part(generators) for part in settings.get("STYLESHEET_PARTS", ()))
    css = joined(Path(settings["THEME"]) / "static" / "css") + "".join(parts)
    digest = hashlib.sha256(css.encode()).hexdigest()[:12]
    settings["STYLESHEET_TEXT"] = css
    settings["STYLESHEET"] = f"{settings['THEME_STATIC_DIR']}/style-{digest}.css"
    generators[0].context["STYLESHEET"] = settings["STYLESHEET"]  # all generators share it


class StylesheetGenerator:
    """Writes the joined style sheet; a Pelican generator, so that it follows OUTPUT_PATH."""

    def __init__(self, settings: dict[str, Any], output_path: str, **_: object) -> None:
        self.settings = settings
        self.output_path = output_path

    def generate_output(self, writer: object) -> None:
        """Write the file that `_name` announced."""
        target = Path(self.output_path) / self.settings["STYLESHEET"]
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(self.settings["STYLESHEET_TEXT"], encoding="utf-8")


def _generator(pelican: Pelican) -> type[StylesheetGenerator]:
    return StylesheetGenerator


def register() -> None:
    """Hook into Pelican."""
    signals.all_generators_finalized.connect(_remember)
    signals.get_writer.connect(_name)
    signals.get_generators.connect(_generator)
