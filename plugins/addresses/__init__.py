"""Compute each page's address, and each name's, once.

Pelican formats an article's address anew whenever a template asks, and every list, card and link
asks. Once everything is read an address does not change any more: from then on each content
answers with what it said first (by `override_url`, which is how an author gives an article an
address of its own). Its file is left alone: Pelican watches over two pages that would share one.

A tag or a category is another object for each article that has it, and makes its slug anew by all
of SLUG_REGEX_SUBSTITUTIONS. The first of a name makes it for the others.
"""

from typing import Any

from pelican import Pelican, signals

__all__ = ["register", "settle", "share_slugs"]

_slugs: dict[tuple[type, str], str] = {}


def settle(content: Any) -> None:
    """Let a content keep the address that it has now."""
    content.override_url = content.url


def share_slugs(content: Any) -> None:
    """Let an article's names have the slugs that they have already in other articles."""
    for name in (getattr(content, "category", None), *getattr(content, "tags", ())):
        if name is None or name._slug is not None:
            continue
        asked = (type(name), name.name)
        if asked in _slugs:
            name._slug = _slugs[asked]  # as if it had made it: a new name would make another
        else:
            _slugs[asked] = name.slug


def _begin(_: Pelican) -> None:
    _slugs.clear()


def _remember(generators: Any) -> None:
    generators[0].settings["ADDRESSES_SEE"] = generators[0].context


def _settle_all(pelican: Pelican) -> None:
    context = pelican.settings.pop("ADDRESSES_SEE")
    for content in context["generated_content"].values():
        if content is not None:
            settle(content)


def register() -> None:
    """Hook into Pelican: a writer is asked for when everything is read and nothing is written."""
    signals.initialized.connect(_begin)
    signals.content_object_init.connect(share_slugs)
    signals.all_generators_finalized.connect(_remember)
    signals.get_writer.connect(_settle_all)
