"""Finding explainers by name, through the entry-point group `explainer_kit.explainers`.

Nothing is imported until an explainer is asked for: a page that plays one does not pay for the
others, and one broken package does not hide the rest. The page's manifest already says where each
explainer is, so that a phone need not read every distribution's metadata: see `know`.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module

from explainer_kit.controls import nearest
from explainer_kit.explainer import Explainer

__all__ = ["GROUP", "UnknownExplainerError", "find", "know", "names"]

GROUP = "explainer_kit.explainers"


class UnknownExplainerError(LookupError):
    """No explainer has this name; `hint` is the nearest one that exists."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.hint = nearest(name, names())
        shown = name if len(name) <= 40 else name[:40] + "…"
        tail = f"（もしかして: {self.hint}）" if self.hint else ""
        super().__init__(f"{shown} という explainer はありません{tail}")


_known: dict[str, str] = {}


def know(name: str, entry: str) -> None:
    """Say ahead where an explainer is (`module:attribute`), as its entry point would."""
    _known[name] = entry


def names() -> tuple[str, ...]:
    """Names of all installed explainers, sorted; none of them is imported."""
    return tuple(sorted({*_entries(), *_known}))


@cache
def find(name: str) -> Explainer:
    """Import and give the explainer of this name; raises UnknownExplainerError."""
    entry = _known.get(name) or _entries().get(name)
    if entry is None:
        raise UnknownExplainerError(name)
    module, _, attribute = entry.partition(":")
    explainer = getattr(import_module(module), attribute, None)
    if not isinstance(explainer, Explainer) or explainer.name != name:
        raise TypeError(f"{entry} is not an Explainer named {name!r}")
    return explainer


@cache
def _entries() -> dict[str, str]:
    from importlib.metadata import entry_points

    return {entry.name: entry.value for entry in entry_points(group=GROUP)}
