"""An IMAP session on an asyncio transport."""

from mail_world.imap.session import Session
from mail_world.session_server import SessionServer


class IMAPServer(SessionServer):
    """One connection of a device that reads over IMAP."""

    kind = Session
