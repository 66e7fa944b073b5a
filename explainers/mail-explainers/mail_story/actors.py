"""Who acts in every story of mail, in words that a reader knows."""

from __future__ import annotations

from collections.abc import Mapping

from explainer_kit.story import Actor
from mail_world import FRIEND, OFFICE, PHONE, REMOTE

__all__ = ["ACTORS", "FRIEND", "LABELS", "OFFICE", "PHONE", "REMOTE"]

ACTORS = (
    Actor(PHONE, "あなたのスマホ", "device"),
    Actor(OFFICE, "あなたの郵便局", "office"),
    Actor(REMOTE, "友だちの郵便局", "office"),
    Actor(FRIEND, "友だちのスマホ", "device"),
)
"""An office is a provider's mail server; the recipient's one holds the numbered boxes."""

LABELS: Mapping[str, str] = {actor.id: actor.label for actor in ACTORS}
