"""The commands of IMAP: which there are, when they may be said, and in which room each is done.

A room (module) is loaded when one of its commands is said for the first time: most conversations
need few of them, and in a page every module costs time.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from mail_world.imap.parser import Command
    from mail_world.imap.session import Session

    Run = Callable[[Session, Command], str | None]

ANY, OUTSIDE, INSIDE, SELECTED = "any", "not authenticated", "authenticated", "selected"
"""States of RFC 3501 section 3; what may be said inside may be said while selected too."""


class Known(NamedTuple):
    """A command: when it may be said, the room and function that do it, whether UID may precede."""

    state: str
    room: str
    function: str
    uid: bool = False

    def load(self) -> Run:
        """Return what does it."""
        room = importlib.import_module(f"{__name__}.{self.room}")
        run: Run = getattr(room, self.function)
        return run


COMMANDS: Final[Mapping[str, Known]] = {
    "CAPABILITY": Known(ANY, "connection", "capability"),
    "NOOP": Known(ANY, "connection", "noop"),
    "ID": Known(ANY, "connection", "identify"),
    "LOGOUT": Known(ANY, "connection", "logout"),
    "STARTTLS": Known(OUTSIDE, "connection", "starttls"),
    "AUTHENTICATE": Known(OUTSIDE, "connection", "authenticate"),
    "LOGIN": Known(OUTSIDE, "connection", "login"),
    "ENABLE": Known(INSIDE, "connection", "enable"),
    "IDLE": Known(INSIDE, "connection", "idle"),
    "SELECT": Known(INSIDE, "selecting", "select"),
    "EXAMINE": Known(INSIDE, "selecting", "select"),
    "STATUS": Known(INSIDE, "selecting", "status"),
    "CHECK": Known(SELECTED, "connection", "noop"),
    "CLOSE": Known(SELECTED, "selecting", "close"),
    "UNSELECT": Known(SELECTED, "selecting", "unselect"),
    "NAMESPACE": Known(INSIDE, "folders", "namespace"),
    "CREATE": Known(INSIDE, "folders", "create"),
    "DELETE": Known(INSIDE, "folders", "delete"),
    "RENAME": Known(INSIDE, "folders", "rename"),
    "SUBSCRIBE": Known(INSIDE, "folders", "subscribe"),
    "UNSUBSCRIBE": Known(INSIDE, "folders", "unsubscribe"),
    "LIST": Known(INSIDE, "listing", "list_mailboxes"),
    "LSUB": Known(INSIDE, "listing", "list_subscribed"),
    "APPEND": Known(INSIDE, "filling", "append"),
    "GETQUOTA": Known(INSIDE, "filling", "get_quota"),
    "GETQUOTAROOT": Known(INSIDE, "filling", "get_quota_root"),
    "SETQUOTA": Known(INSIDE, "filling", "set_quota"),
    "COPY": Known(SELECTED, "filling", "copy", uid=True),
    "MOVE": Known(SELECTED, "filling", "move", uid=True),
    "FETCH": Known(SELECTED, "reading", "fetch", uid=True),
    "STORE": Known(SELECTED, "flagging", "store", uid=True),
    "EXPUNGE": Known(SELECTED, "flagging", "expunge", uid=True),
    "SEARCH": Known(SELECTED, "searching", "search", uid=True),
}
