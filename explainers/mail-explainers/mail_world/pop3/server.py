"""A POP3 session on an asyncio transport."""

from mail_world.pop3.session import POP3Session
from mail_world.session_server import SessionServer


class POP3Server(SessionServer):
    """One connection of a device that reads over POP3."""

    kind = POP3Session
