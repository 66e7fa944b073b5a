"""What a device knows: a mirror of what the server said last, and the screen made of it.

Decides: a mail is known by its Message-ID, since a UID names it in one folder only and a
UIDVALIDITY may end all UIDs at once (RFC 3501 section 2.3.1.1); a mail without one is known by a
hash of its header lines. Should two mails have the same, the later ones are told apart by their
place.

What a screen shows is the mirror with the queue laid over it: the user sees at once what they did,
whether or not the server has heard of it.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header

from mail_world.sync.actions import DRAFT, DRAFTS, SEEN, Action, Move, Remove, SetFlag, Write


@dataclass(frozen=True, slots=True)
class Known:
    """A mail as the server told of it."""

    mail: str
    subject: str
    flags: frozenset[str]


@dataclass(slots=True)
class Folder:
    """A folder as it was when the device looked last; all zero: never."""

    validity: int = 0
    next_uid: int = 0
    modseq: int = 0
    mails: dict[int, Known] = field(default_factory=dict)

    @property
    def numbers(self) -> tuple[int, int, int]:
        """UIDVALIDITY, UIDNEXT and HIGHESTMODSEQ: with the same ones nothing has changed."""
        return self.validity, self.next_uid, self.modseq

    def forget(self) -> None:
        """Forget all: the UIDs are void."""
        self.validity = self.next_uid = self.modseq = 0
        self.mails.clear()


@dataclass(frozen=True, slots=True)
class Shown:
    """A mail on a screen; `saved`: the server has it."""

    mail: str
    folder: str
    subject: str
    flags: frozenset[str]
    saved: bool = True


class Mirror:
    """All folders of a box as one device knows them."""

    def __init__(self, folders: Iterable[str]) -> None:
        self.folders = {name: Folder() for name in folders}

    def places(self) -> dict[str, tuple[str, int]]:
        """Return where each mail is: identity → folder and UID.

        Told apart here and not when they are fetched: folders are asked one after another, and a
        mail that was moved is for a moment in two.
        """
        found: dict[str, tuple[str, int]] = {}
        for name, folder in self.folders.items():
            for uid, known in folder.mails.items():
                first = known.mail not in found
                found[known.mail if first else f"{known.mail}#{name}/{uid}"] = (name, uid)
        return found

    def find(self, mail: str) -> tuple[str, int] | None:
        """Return where a mail is, as folder and UID, or None."""
        return self.places().get(mail)

    def known(self, place: tuple[str, int]) -> Known:
        """Return the mail at a place."""
        folder, uid = place
        return self.folders[folder].mails[uid]


def read_header(header: bytes) -> tuple[str, str]:
    """Return a mail's identity and subject from its header lines.

    >>> read_header(b"Message-ID: <m1@example.org>\\r\\nSubject: Hi\\r\\n\\r\\n")
    ('m1@example.org', 'Hi')
    """
    lines = message_from_bytes(header)
    mail = (lines.get("Message-ID") or "").strip().strip("<>")
    subject = str(lines.get("Subject", ""))
    # What can't be decoded is shown as it came.
    with contextlib.suppress(MessageError, LookupError, ValueError):
        subject = str(make_header(decode_header(subject)))
    return mail or hashlib.sha256(header).hexdigest()[:24], subject


def screen(mirror: Mirror, queue: Iterable[Action]) -> dict[str, Shown]:
    """Lay a queue over a mirror: what the user sees, by the mail's identity."""
    shown = {}
    for mail, place in mirror.places().items():
        known = mirror.known(place)
        shown[mail] = Shown(mail, place[0], known.subject, known.flags)
    for action in queue:
        lay_over(shown, action)
    return shown


def lay_over(shown: dict[str, Shown], action: Action) -> None:
    """Let a screen follow one action at once; a mail that is not there is passed over."""
    match action:
        case SetFlag(mail, flag, on) if mail in shown:
            old = shown[mail]
            flags = old.flags | {flag} if on else old.flags - {flag}
            shown[mail] = replace(old, flags=flags)
        case Move(mail, _, target) if mail in shown:
            shown[mail] = replace(shown[mail], folder=target)
        case Remove(mails):
            for mail in mails:
                shown.pop(mail, None)
        case Write(mail, _, subject) if mail not in shown:
            flags = frozenset((DRAFT, SEEN))
            shown[mail] = Shown(mail, DRAFTS, subject, flags, saved=False)
        case _:
            pass
