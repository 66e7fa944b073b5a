"""A small mail world in memory: real SMTP and IMAP, a virtual clock, no sockets and no threads.

`play(Scenario(...))` runs a mail app against a provider's servers, the relay between providers,
the recipient's mailbox and the recipient's phone, and returns a `Record` of all that was said.
The same scenario gives the same record, byte for byte, in CPython and in Pyodide.

The world knows nothing of stories, figures or pages: it is a place where protocols run.
"""

from mail_world.record import (
    ACTORS,
    FRIEND,
    OFFICE,
    PHONE,
    REMOTE,
    Connection,
    Reading,
    Record,
    Reply,
    Scenario,
    ScenarioError,
    Sending,
    StoredMail,
    WorldEvent,
)
from mail_world.world import play

__all__ = [
    "ACTORS",
    "FRIEND",
    "OFFICE",
    "PHONE",
    "REMOTE",
    "Connection",
    "Reading",
    "Record",
    "Reply",
    "Scenario",
    "ScenarioError",
    "Sending",
    "StoredMail",
    "WorldEvent",
    "play",
]
