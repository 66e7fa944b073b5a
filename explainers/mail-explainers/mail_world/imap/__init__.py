"""A small IMAP server (RFC 3501): bytes in, bytes out, no I/O and no clock of its own.

A subset that is right, made to grow: `parser` turns bytes into commands within limits, `store`
holds the mail, `view` is what one client knows of it, `fetch` renders it, `session` is the state
machine that knows what may be said when, and `server` ties a session to a transport.
"""

from mail_world.imap.server import IMAPServer
from mail_world.imap.session import Session
from mail_world.imap.store import Account, Mailbox, Message

__all__ = ["Account", "IMAPServer", "Mailbox", "Message", "Session"]
