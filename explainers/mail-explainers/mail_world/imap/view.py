"""A session's own view of the mailbox that it has selected.

Decides: sequence numbers belong to a view and change only when the client has been told
(RFC 3501 section 5.5): what others add, flag or remove waits until the session passes it on.
"""

from __future__ import annotations

from collections.abc import Callable

from mail_world.imap import parser
from mail_world.imap.fetch import flag_list
from mail_world.imap.parser import BadSyntax, Token
from mail_world.imap.store import Mailbox, Message

Say = Callable[..., None]
"""Says one line to the client, from parts of str and bytes."""


class View:
    """The mails of a mailbox as one client knows them; `changed` is called when others act."""

    def __init__(
        self, mailbox: Mailbox, say: Say, changed: Callable[[], None], *, read_only: bool
    ) -> None:
        self.mailbox, self.read_only = mailbox, read_only
        self._say, self._watch = say, changed
        self._uids = sorted(mailbox.messages)
        self._told = {uid: m.sorted_flags() for uid, m in mailbox.messages.items()}
        mailbox.watchers.append(changed)

    def __len__(self) -> int:
        return len(self._uids)

    def leave(self) -> None:
        """Stop watching the mailbox."""
        if self._watch in self.mailbox.watchers:
            self.mailbox.watchers.remove(self._watch)

    def numbered(self) -> list[tuple[int, Message]]:
        """Return the mails that still are there, with their sequence numbers."""
        found = self.mailbox.messages
        return [(n, found[uid]) for n, uid in enumerate(self._uids, 1) if uid in found]

    def first_unseen(self) -> int | None:
        """Return the number of the first mail without \\Seen, or None."""
        return next((n for n, m in self.numbered() if "\\Seen" not in m.flags), None)

    def pick(self, token: Token, *, uid: bool) -> list[tuple[int, Message]]:
        """Return the mails that a set names; raises BadSyntax for a number beyond the last."""
        if uid:
            ranges = parser.number_set(token, self._uids[-1] if self._uids else 0)
        else:
            ranges = parser.number_set(token, len(self))
            if any(low < 1 or high > len(self) for low, high in ranges):
                raise BadSyntax("No such message number")
        return [
            (number, message)
            for number, message in self.numbered()
            if any(low <= (message.uid if uid else number) <= high for low, high in ranges)
        ]

    def set_flags(self, message: Message, flags: set[str]) -> bool:
        """Change a mail's flags as this client: it will be told by its own command's answer."""
        self._told[message.uid] = tuple(sorted(flags))
        return self.mailbox.set_flags(message, flags)

    def tell_changes(self, *, expunged: bool) -> None:
        """Tell what others changed since the last time; `expunged`: removals may be told now."""
        messages = self.mailbox.messages
        for uid in [u for u in self._uids if u not in messages] if expunged else []:
            self._say(f"* {self._uids.index(uid) + 1} EXPUNGE")
            self._uids.remove(uid)
            del self._told[uid]
        new = [uid for uid in sorted(messages) if uid not in self._told]
        if new:
            self._uids += new
            self._say(f"* {len(self)} EXISTS")
            self._told |= {uid: messages[uid].sorted_flags() for uid in new}
        for number, message in self.numbered():
            if self._told[message.uid] != message.sorted_flags():
                self._told[message.uid] = message.sorted_flags()
                self._say(f"* {number} FETCH (FLAGS ", flag_list(message), ")")
