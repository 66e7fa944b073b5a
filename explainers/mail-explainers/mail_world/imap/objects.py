"""Names for mails that hold wherever they are put (RFC 8474).

Decides: a mail is named for its bytes, so that a copy has the name of what it was copied from;
threads are not kept.
"""

from __future__ import annotations

import hashlib

from mail_world.imap.store import Message


def email_id(message: Message) -> str:
    """Return a mail's EMAILID."""
    return "M" + hashlib.sha256(message.source).hexdigest()[:24]
