"""What somebody with a mailbox has: a name, a password, folders, and so much room.

Decides: how folders come, go and are renamed (RFC 3501 section 6.3), that no pair of a name and a
UIDVALIDITY ever stands for two boxes (section 2.3.1.1), and when the room is full: all folders
share one quota root (RFC 9208), so that moving a mail frees nothing, and removing it does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from mail_world.imap import names
from mail_world.imap.names import INBOX, SEPARATOR
from mail_world.imap.store import Mailbox, Message, Refused

FOLDERS: Final[Mapping[str, str]] = {
    "Drafts": "\\Drafts",
    "Sent": "\\Sent",
    "Archive": "\\Archive",
    "Junk": "\\Junk",
    "Trash": "\\Trash",
}
"""The folders that a mail app looks for, with their special use (RFC 6154)."""
MAX_MAILBOXES: Final = 200
MAX_REMEMBERED: Final = 1000
"""Names of former mailboxes whose UIDVALIDITY is remembered one by one."""


class Account:
    """A user: the name to sign in with, the password, the mailboxes.

    `now` gives seconds since 1970. `quota` is in bytes; None: room without end. `folders`: name →
    special use, made beside the INBOX and subscribed.
    """

    def __init__(
        self,
        user: str,
        password: str,
        now: Callable[[], float],
        *,
        quota: int | None = None,
        folders: Mapping[str, str] | None = None,
    ) -> None:
        self.user, self.password, self.now, self.quota = user, password, now, quota
        self.mailboxes: dict[str, Mailbox] = {}
        self.subscribed: set[str] = set()
        self.token: str | None = None
        """What a bearer's token has to be (RFC 6750), if one was given out."""
        self.pop3_locked = False
        """RFC 1939 section 4 lets one POP3 session at a time have the box."""
        self._last_validity = int(now()) - 1
        self._former: dict[str, int] = {}
        self._former_most = 0
        for name, use in {INBOX: "", **(folders or {})}.items():
            self._add(name, use)
            self.subscribed.add(name)

    # -- room --------------------------------------------------------------------------------------

    @property
    def used(self) -> int:
        """Bytes of all mails in all folders."""
        boxes = self.mailboxes.values()
        return sum(len(m.source) for box in boxes for m in box.messages.values())

    def require_room(self, size: int) -> None:
        """Raise Refused if so many bytes more would be too many (RFC 9208 section 5.1)."""
        if self.quota is not None and self.used + size > self.quota:
            raise Refused("OVERQUOTA", "Quota exceeded")

    def append(
        self,
        mailbox: Mailbox,
        source: bytes,
        flags: Iterable[str] = (),
        received: int | None = None,
    ) -> Message:
        """Put a mail into one of the mailboxes; raises Refused if there is no room."""
        self.require_room(len(source))
        return mailbox.append(source, int(self.now()) if received is None else received, flags)

    def deliver(self, source: bytes) -> int:
        """Put a mail into the INBOX and return its UID; raises Refused if there is no room."""
        return self.append(self.mailboxes[INBOX], source).uid

    # -- folders -----------------------------------------------------------------------------------

    def children(self, name: str) -> list[str]:
        """Return the names of all mailboxes below this one, at any depth."""
        return [each for each in self.mailboxes if each.startswith(name + SEPARATOR)]

    def create(self, name: str) -> Mailbox:
        """Make a mailbox, and those above it; raises Refused."""
        self._require_new(name)
        levels = name.split(SEPARATOR)
        missing = [
            above
            for count in range(1, len(levels) + 1)
            if (above := SEPARATOR.join(levels[:count])) not in self.mailboxes
        ]
        if len(self.mailboxes) + len(missing) > MAX_MAILBOXES:
            raise Refused("LIMIT", "Too many mailboxes")
        return [self._add(each) for each in missing][-1]

    def delete(self, name: str) -> None:
        """Remove a mailbox with its mails, but not those below it; raises Refused.

        Whoever has it selected sees it empty from then on (RFC 2180 section 3).
        """
        mailbox = self._existing(name)
        if name == INBOX:
            raise Refused("CANNOT", "INBOX can't be deleted")
        if self.children(name):
            raise Refused("HASCHILDREN", "There are mailboxes below it")
        self._leave_name(mailbox)
        mailbox.expunge(mailbox.messages)

    def rename(self, old: str, new: str) -> None:
        """Rename a mailbox and all below it; raises Refused.

        The INBOX stays and gives its mails away instead (RFC 3501 section 6.3.5).
        """
        mailbox = self._existing(old)
        self._require_new(new)
        if old == INBOX:
            target = self.create(new)
            for message in mailbox.messages.values():
                target.append(message.source, message.received, message.flags)
            mailbox.expunge(mailbox.messages)
            return
        if new.startswith(old + SEPARATOR):
            raise Refused("CANNOT", "A mailbox can't be within itself")
        moves = {each: new + each.removeprefix(old) for each in [old, *self.children(old)]}
        for target_name in moves.values():
            self._require_new(target_name)
        above = new.rpartition(SEPARATOR)[0]
        if above and above not in self.mailboxes:
            self.create(above)
        for each, target_name in moves.items():
            moved = self.mailboxes[each]
            self._leave_name(moved)
            moved.name = target_name
            if moved.uid_validity <= max(self._former.get(target_name, 0), self._former_most):
                moved.uid_validity = self._next_validity()
            self.mailboxes[target_name] = moved

    def _existing(self, name: str) -> Mailbox:
        if name not in self.mailboxes:
            raise Refused("NONEXISTENT", "No such mailbox")
        return self.mailboxes[name]

    def _require_new(self, name: str) -> None:
        if name in self.mailboxes:
            raise Refused("ALREADYEXISTS", "There is such a mailbox already")
        if not names.lawful(name):
            raise Refused("CANNOT", "A mailbox can't have this name")

    def _add(self, name: str, use: str = "") -> Mailbox:
        self.mailboxes[name] = Mailbox(name, self._next_validity(), use)
        return self.mailboxes[name]

    def _next_validity(self) -> int:
        self._last_validity = max(self._last_validity + 1, int(self.now()))
        return self._last_validity

    def _leave_name(self, mailbox: Mailbox) -> None:
        """Take a mailbox's name from it and remember what UIDVALIDITY the name had."""
        del self.mailboxes[mailbox.name]
        self._former[mailbox.name] = mailbox.uid_validity
        if len(self._former) > MAX_REMEMBERED:
            self._former_most = max(self._former_most, *self._former.values())
            self._former.clear()


class AccountDoor:
    """Whose box is opened by what somebody shows: a sasl.Door, as sessions of IMAP and POP3 are.

    `host` is what the server is called, empty if it does not know.
    """

    host = ""
    accounts: Mapping[str, Account]

    def by_password(self, user: str, password: str) -> Account | None:
        """Return whose box a user name and a password open, or None."""
        account = self.accounts.get(user.lower())
        return account if account and account.password == password else None

    def by_token(self, user: str, token: str) -> Account | None:
        """Return whose box a user name and a bearer's token open, or None."""
        account = self.accounts.get(user.lower())
        return account if account and account.token == token else None

    def by_digest(self, user: str, shown: Callable[[str], bool]) -> Account | None:
        """Return whose box a user name and a digest of the password open, or None."""
        account = self.accounts.get(user.lower())
        return account if account and shown(account.password) else None
