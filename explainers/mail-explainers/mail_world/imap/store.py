"""What a mailbox is: numbered mails that keep their numbers, and flags (RFC 3501 section 2.3).

Decides: a UID is given once and never again; every change gets the next mod-sequence (RFC 7162),
removals too; a change is told to whoever watches the mailbox. A mail that was removed stays whole
in the hands of those who have not yet been told (RFC 2180 section 4.1); its UID is remembered with
the mod-sequence of the removal, up to MAX_GONE of them, for devices that come back later (RFC 7162
section 3.2). What a device may do with it is the session's business; what an owner has is
account.py's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

SYSTEM_FLAGS: Final = ("\\Answered", "\\Flagged", "\\Deleted", "\\Seen", "\\Draft")
MAX_FLAGS: Final = 64
"""Flags that one mail can have."""
MAX_KEYWORDS: Final = 200
"""Different keywords in one mailbox."""
MAX_MESSAGES: Final = 20_000
"""Mails in one mailbox."""
MAX_GONE: Final = 5000
"""Removed UIDs that one mailbox remembers."""


class Refused(Exception):  # noqa: N818  what NO and -ERR say
    """What can't be done, with a response code of RFC 5530 or none."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(f"[{code}] {words}" if code else words)
        self.code, self.words = code, words


@dataclass(slots=True, eq=False)
class Message:
    """A mail in a box: its number, its bytes, when it came (seconds since 1970), its flags."""

    uid: int
    source: bytes
    received: int
    flags: set[str] = field(default_factory=set)
    modseq: int = 1
    expunged: bool = False

    def sorted_flags(self) -> tuple[str, ...]:
        """Return the flags in one order."""
        return tuple(sorted(self.flags))


class Mailbox:
    """A box of mails, by ascending UID."""

    def __init__(self, name: str, uid_validity: int, use: str = "") -> None:
        self.name, self.use = name, use
        self.uid_validity = uid_validity
        self.uid_next = 1
        self.modseq = 1
        self.recent_from = 1
        """The first UID that no session has been told of as \\Recent."""
        self.keywords: dict[str, str] = {}
        """Keywords that were used here: in small letters → as first spelt."""
        self.messages: dict[int, Message] = {}
        self._gone: dict[int, int] = {}
        self._forgotten = 0
        """Removals up to this mod-sequence may be forgotten."""
        self.object_id = uid_validity
        """What MAILBOXID is made of: stays with the mailbox when it is renamed (RFC 8474)."""
        self.watchers: list[Callable[[], None]] = []

    def spelt(self, flags: Iterable[str]) -> set[str]:
        """Return flags with keywords as they are spelt here; raises Refused if they are too many.

        Case does not make a keyword another one (RFC 3501 section 9, flag-keyword).
        """
        found = set()
        for flag in flags:
            if flag.startswith("\\"):
                found.add(flag)
                continue
            if flag.lower() not in self.keywords and len(self.keywords) >= MAX_KEYWORDS:
                raise Refused("LIMIT", "Too many keywords in this mailbox")
            found.add(self.keywords.setdefault(flag.lower(), flag))
        if len(found) > MAX_FLAGS:
            raise Refused("LIMIT", "Too many flags on one message")
        return found

    def append(self, source: bytes, received: int, flags: Iterable[str] = ()) -> Message:
        """Add a mail under the next number; raises Refused if the box is full of mails."""
        if len(self.messages) >= MAX_MESSAGES:
            raise Refused("LIMIT", "Too many messages in this mailbox")
        kept = self.spelt(flags)
        self.modseq += 1
        message = Message(self.uid_next, source, received, kept, self.modseq)
        self.messages[message.uid] = message
        self.uid_next += 1
        self.changed()
        return message

    def set_flags(self, message: Message, flags: set[str]) -> bool:
        """Replace a mail's flags; return whether that changed anything."""
        if flags == message.flags or message.expunged:
            return False
        self.modseq += 1
        message.flags, message.modseq = flags, self.modseq
        self.changed()
        return True

    def expunge(self, uids: Iterable[int]) -> None:
        """Remove mails for good."""
        gone = [self.messages.pop(uid) for uid in list(uids)]
        if not gone:
            return
        self.modseq += 1
        for message in gone:
            message.expunged, message.modseq = True, self.modseq
            self._gone[message.uid] = self.modseq
        while len(self._gone) > MAX_GONE:
            self._forgotten = self._gone.pop(next(iter(self._gone)))
        self.changed()

    def vanished(self, since: int) -> list[int]:
        """Return the UIDs removed since a mod-sequence, ascending.

        Where that is too long ago to be remembered: all that are not there (RFC 7162 3.2.5).
        """
        if since < self._forgotten:
            return [uid for uid in range(1, self.uid_next) if uid not in self.messages]
        return sorted(uid for uid, modseq in self._gone.items() if modseq > since)

    def changed(self) -> None:
        """Tell whoever watches."""
        for watcher in list(self.watchers):
            watcher()
