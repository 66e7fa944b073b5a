"""A Pelican plugin: interactive Python figures in articles, played in the reader's own browser.

A block in Markdown names an explainer; at build the explainer runs, its whole figure is written
into the page with what was baked, and the runtime and the bundle are put beside the pages. See
README.md in this folder for the settings and for use in another blog.

Importing the package is cheap on purpose: the processes that run explainers import it too, and
they need nothing of Pelican.
"""

from __future__ import annotations

__all__ = ["register"]


def register() -> None:
    """Connect to Pelican's signals; called by Pelican when the plugin is listed in PLUGINS."""
    from .hooks import connect

    connect()
