"""What a device reads out of a server's answers, as imaplib hands them on.

Decides: nothing. Whatever is not there counts as nothing: a server that keeps no mod-sequences
(NOMODSEQ, RFC 7162 section 3.1.2.2) has 0 for the highest.
"""

from __future__ import annotations

import contextlib
import imaplib
import re
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from mail_world.imap import words
from mail_world.imap.parser import Atom, BadSyntax

type Told = Sequence[Any]
"""Untagged data as imaplib has it: bytes, (bytes, literal), or None for nothing."""

STATUS_ITEMS: Final = "(UIDVALIDITY UIDNEXT MESSAGES HIGHESTMODSEQ)"
NUMBER: Final = re.compile(rb"(UIDVALIDITY|UIDNEXT|MESSAGES|HIGHESTMODSEQ) (\d+)")
UID: Final = re.compile(rb"UID (\d+)")
FLAGS: Final = re.compile(rb"FLAGS \(([^)]*)\)")


class Numbers(NamedTuple):
    """What a server says of a folder as a whole."""

    validity: int
    next_uid: int
    modseq: int
    messages: int

    @property
    def of_changes(self) -> tuple[int, int, int]:
        """Return those that tell whether anything has changed."""
        return self[:3]


def status_numbers(line: bytes | None) -> Numbers:
    """Return a folder's numbers from the answer to STATUS.

    >>> status_numbers(b'"INBOX" (MESSAGES 3 UIDNEXT 9 UIDVALIDITY 1 HIGHESTMODSEQ 12)')
    Numbers(validity=1, next_uid=9, modseq=12, messages=3)
    """
    found = {key: int(value) for key, value in NUMBER.findall(line or b"")}
    keys = (b"UIDVALIDITY", b"UIDNEXT", b"HIGHESTMODSEQ", b"MESSAGES")
    return Numbers(*(found.get(key, 0) for key in keys))


def select_numbers(client: imaplib.IMAP4, count: bytes | None) -> Numbers:
    """Return a folder's numbers from the response codes that SELECT was answered with."""

    def code(name: str) -> int:
        (value, *_) = client.response(name)[1] or [None]
        return int(value or 0)

    return Numbers(code("UIDVALIDITY"), code("UIDNEXT"), code("HIGHESTMODSEQ"), int(count or 0))


def vanished(told: Told) -> list[tuple[int, int]]:
    """Return the ranges of UIDs that VANISHED tells of, EARLIER or now (RFC 7162 section 3.2.10).

    A set that is none is passed over.

    >>> vanished([b"(EARLIER) 2:4,7", b"5", None])
    [(2, 5), (7, 7)]
    """
    ranges: list[tuple[int, int]] = []
    for line in filter(None, told):
        given = line.rpartition(b" ")[2].decode("ascii", "replace")
        with contextlib.suppress(BadSyntax):
            ranges = words.number_set(
                Atom(",".join([*(f"{low}:{high}" for low, high in ranges), given])), 0
            )
    return ranges


def lines(told: Told) -> list[bytes]:
    """Return data without its literals, a line each."""
    return [part[0] if isinstance(part, tuple) else part for part in told if part]


def uid(line: bytes) -> int:
    """Return the UID in a line of FETCH data, 0 if there is none."""
    found = UID.search(line)
    return int(found[1]) if found else 0


def flags(line: bytes) -> frozenset[str] | None:
    """Return the flags in a line of FETCH data that a screen shows; None if it tells of none."""
    found = FLAGS.search(line)
    if not found:
        return None
    listed = found[1].decode("ascii", "replace").split()
    return frozenset(flag for flag in listed if flag not in ("\\Recent", "\\Deleted"))
