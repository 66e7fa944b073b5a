"""What looks the same on many pages is drawn once a build: `{% call drawn_once(article, …) %}`.

A letter's postcard stands in a dozen lists. The first drawing of it is kept on the letter itself,
by everything else that has a say in its look, which the template names. What belongs to no letter,
such as the foot of all pages, is kept on `the_site`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from types import SimpleNamespace
from typing import Any

from pelican import Pelican, signals

__all__ = ["drawn_once", "register"]


def drawn_once(holder: Any, *looks: Hashable, caller: Callable[[], str]) -> str:
    """Give the drawing of the holder that has these looks; `caller` draws it, the first time."""
    drawn: dict[tuple[Hashable, ...], str] = holder.__dict__.setdefault("drawn_once", {})
    if looks not in drawn:
        drawn[looks] = caller()
    return drawn[looks]


def _begin(pelican: Pelican) -> None:
    given = {"drawn_once": drawn_once, "the_site": SimpleNamespace()}
    pelican.settings["JINJA_GLOBALS"] = pelican.settings["JINJA_GLOBALS"] | given


def register() -> None:
    """Hook into Pelican."""
    signals.initialized.connect(_begin)
