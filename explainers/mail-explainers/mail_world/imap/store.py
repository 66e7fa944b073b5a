"""What a mailbox is: numbered mails that keep their numbers, and flags (RFC 3501 section 2.3).

Decides: a UID is given once and never again; a change is told to whoever watches the mailbox.
What a device may do with it is the session's business. Room to grow: more mailboxes an account,
MODSEQ (RFC 7162), quota (RFC 9208).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

SYSTEM_FLAGS: Final = ("\\Answered", "\\Flagged", "\\Deleted", "\\Seen", "\\Draft")
INBOX: Final = "INBOX"


@dataclass(slots=True, eq=False)
class Message:
    """A mail in a box: its number, its bytes, when it came (seconds since 1970), its flags."""

    uid: int
    source: bytes
    received: int
    flags: set[str] = field(default_factory=set)

    def sorted_flags(self) -> tuple[str, ...]:
        """Return the flags in one order."""
        return tuple(sorted(self.flags))


class Mailbox:
    """A box of mails, by ascending UID."""

    def __init__(self, name: str, uid_validity: int) -> None:
        self.name = name
        self.uid_validity = uid_validity
        self.uid_next = 1
        self.messages: dict[int, Message] = {}
        self.watchers: list[Callable[[], None]] = []

    def append(self, source: bytes, received: int, flags: Iterable[str] = ()) -> Message:
        """Add a mail under the next number."""
        message = Message(self.uid_next, source, received, set(flags))
        self.messages[message.uid] = message
        self.uid_next += 1
        self.changed()
        return message

    def set_flags(self, message: Message, flags: set[str]) -> bool:
        """Replace a mail's flags; return whether that changed anything."""
        if flags == message.flags:
            return False
        message.flags = flags
        self.changed()
        return True

    def expunge(self, uids: Iterable[int]) -> None:
        """Remove mails for good."""
        for uid in list(uids):
            del self.messages[uid]
        self.changed()

    def changed(self) -> None:
        """Tell whoever watches."""
        for watcher in list(self.watchers):
            watcher()


class Account:
    """A user: the name to sign in with, the password, and the mailboxes."""

    def __init__(self, user: str, password: str, now: Callable[[], float]) -> None:
        self.user, self.password, self.now = user, password, now
        self.mailboxes = {INBOX: Mailbox(INBOX, int(now()))}

    def find(self, name: str) -> Mailbox | None:
        """Return the mailbox of this name; INBOX is the same in any case (section 5.1)."""
        return self.mailboxes.get(INBOX if name.upper() == INBOX else name)

    def deliver(self, source: bytes) -> int:
        """Put a mail into the INBOX and return its UID."""
        return self.mailboxes[INBOX].append(source, int(self.now())).uid
