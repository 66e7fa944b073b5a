"""Compute each page's address once.

Pelican formats an article's address anew whenever a template asks, and every list, card and link
asks. Once everything is read an address does not change any more: from then on each content
answers with what it said first (by `override_url`, which is how an author gives an article an
address of its own). Its file is left alone: Pelican watches over two pages that would share one.
"""

from typing import Any

from pelican import Pelican, signals

__all__ = ["register", "settle"]


def settle(content: Any) -> None:
    """Let a content keep the address that it has now."""
    content.override_url = content.url


def _remember(generators: Any) -> None:
    generators[0].settings["ADDRESSES_SEE"] = generators[0].context


def _settle_all(pelican: Pelican) -> None:
    context = pelican.settings.pop("ADDRESSES_SEE")
    for content in context["generated_content"].values():
        if content is not None:
            settle(content)


def register() -> None:
    """Hook into Pelican: a writer is asked for when everything is read and nothing is written."""
    signals.all_generators_finalized.connect(_remember)
    signals.get_writer.connect(_settle_all)
