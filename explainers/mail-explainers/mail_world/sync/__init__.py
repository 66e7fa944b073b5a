"""Devices that share one box: what a mail app does to stay in step with its server.

`Home` is a box on a provider's server and the devices that look at it, on the world's network and
clock. An `IMAPDevice` keeps a mirror of what the server said last and a queue of what its user did
since; a `POP3Device` takes copies. Both speak through the standard library's imaplib and poplib.

The rooms: `actions` (what a user does), `mirror` (what the server said, and what the screen makes
of it), `replay` (the rule for conflicts), `imap_agent`, `answers` (what it reads out of
them), `pop3_agent`, `wire` (the libraries on a wire in memory), `hearing` (what is kept of what was
said), `doors` (who is let in), `home`.
"""

from mail_world.sync.actions import Action, Move, Remove, SetFlag, Write
from mail_world.sync.home import DEVICES, Home
from mail_world.sync.imap_agent import IMAPDevice
from mail_world.sync.mirror import Shown
from mail_world.sync.pop3_agent import POP3Device

__all__ = [
    "DEVICES",
    "Action",
    "Home",
    "IMAPDevice",
    "Move",
    "POP3Device",
    "Remove",
    "SetFlag",
    "Shown",
    "Write",
]
