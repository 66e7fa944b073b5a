"""A small POP3 server (RFC 1939) over the same box that IMAP shows: bytes in, bytes out.

For contrast: it knows one mailbox, no folders and no flags; what a device has read stays with that
device. `session` is the conversation, `server` ties it to a transport.
"""

from mail_world.pop3.server import POP3Server
from mail_world.pop3.session import POP3Session

__all__ = ["POP3Server", "POP3Session"]
