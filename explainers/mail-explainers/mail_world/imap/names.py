"""Mailbox names: text within, modified UTF-7 on the wire (RFC 3501 sections 5.1 and 5.1.3).

Whoever enabled IMAP4rev2 says them in UTF-8 instead (RFC 9051 section 5.1; session.py).

Decides: `/` separates levels; INBOX is INBOX in any case, also as the first level of a name; a
name that is not canonical modified UTF-7 names nothing and can't be created.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from typing import Final

INBOX: Final = "INBOX"
SEPARATOR: Final = "/"
MAX_NAME: Final = 200
"""Characters of a whole name."""
MAX_LEVELS: Final = 10
_SHIFTED: Final = re.compile(r"&([^&-]*)-")
_FORBIDDEN: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029*%]")
"""Controls, line ends, and what LIST takes for wildcards."""
_SPECIAL: Final = re.compile(r"&|[^\x20-\x7e]+")


def decode(name: str) -> str | None:
    """Return the text of a name from the wire, INBOX in capitals; None if it is no lawful name.

    >>> decode("&MFQwf3ux-"), decode("inbox/A&-B"), decode("&MFQ"), decode("ごみ箱")
    ('ごみ箱', 'INBOX/A&B', None, None)
    """
    if not name.isascii() or "&" in _SHIFTED.sub("", name):
        return None
    try:
        found = _SHIFTED.sub(lambda run: _shift_back(run[1]), name)
    except ValueError:
        return None
    return canonical(found) if encode(found) == name else None


def canonical(name: str) -> str:
    """Return a name with INBOX in capitals where it is the first level.

    >>> canonical("Inbox/旅"), canonical("inboxes")
    ('INBOX/旅', 'inboxes')
    """
    first, separator, rest = name.partition(SEPARATOR)
    return (INBOX if first.upper() == INBOX else first) + separator + rest


def encode(name: str) -> str:
    """Return a name as it goes over the wire.

    >>> encode("下書き/A&B")
    '&Tgtm+DBN-/A&-B'
    """
    return _SPECIAL.sub(lambda run: "&-" if run[0] == "&" else f"&{_shift(run[0])}-", name)


def lawful(name: str) -> bool:
    """Tell whether a mailbox can have this name: bounded, no controls, no empty level."""
    levels = name.split(SEPARATOR)
    return (
        len(name) <= MAX_NAME
        and len(levels) <= MAX_LEVELS
        and all(levels)
        and not _FORBIDDEN.search(name)
    )


def _shift(run: str) -> str:
    return b64encode(run.encode("utf-16-be")).decode().rstrip("=").replace("/", ",")


def _shift_back(run: str) -> str:
    if not run:
        return "&"
    padded = run.replace(",", "/") + "=" * (-len(run) % 4)
    return b64decode(padded, validate=True).decode("utf-16-be")
