"""What somebody does to their mail on a device, as data: it may have to wait in a queue.

Decides: an action names a mail by its identity (mirror.py), not by its place: until the action
reaches the server, somebody else may have put the mail elsewhere. Where the user saw it is part of
the action where that matters.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

SEEN: Final = "\\Seen"
FLAGGED: Final = "\\Flagged"
DRAFT: Final = "\\Draft"
INBOX: Final = "INBOX"
DRAFTS: Final = "Drafts"
BIN: Final = "Trash"


@dataclass(frozen=True, slots=True)
class SetFlag:
    """Set or clear one flag: read, flagged."""

    mail: str
    flag: str
    on: bool


@dataclass(frozen=True, slots=True)
class Move:
    """Put a mail from the folder where the user saw it into another; into BIN is to delete it."""

    mail: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Remove:
    """Remove for good those mails that the user saw in the bin."""

    mails: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Write:
    """Keep a draft; `source` is the whole of it, with the Message-ID `mail`."""

    mail: str
    source: bytes
    subject: str


type Action = SetFlag | Move | Remove | Write


def concerns(action: Action) -> frozenset[str]:
    """Return the mails that an action is about."""
    return frozenset(action.mails if isinstance(action, Remove) else (action.mail,))
