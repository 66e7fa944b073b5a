"""A session's own view of the mailbox that it has selected.

Decides: sequence numbers belong to a view and change only when the client has been told
(RFC 3501 section 5.5): what others add, flag or remove waits until the session passes it on. A
mail that was removed meanwhile keeps its number, and its bytes, until then.

\\Recent belongs to the first session that is told of a mail (section 2.3.2); EXAMINE leaves it.
Whoever enabled IMAP4rev2 is not told of it (RFC 9051 appendix E); whoever enabled QRESYNC is told
the UIDs of what was removed, and of what was changed (RFC 7162 section 3.2).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from mail_world.imap import words
from mail_world.imap.parser import Atom, BadSyntax, Token
from mail_world.imap.store import SYSTEM_FLAGS, Mailbox, Message

Say = Callable[..., None]
"""Says one line to the client, from parts of str and bytes."""
CONDSTORE, QRESYNC, REV2 = "CONDSTORE", "QRESYNC", "IMAP4REV2"
"""What ENABLE may bring (RFC 5161)."""


class View:
    """The mails of a mailbox as one client knows them; `changed` is called when others act.

    `enabled`: what the client has enabled, now and later.
    """

    def __init__(
        self,
        mailbox: Mailbox,
        say: Say,
        changed: Callable[[], None],
        enabled: set[str],
        *,
        read_only: bool,
    ) -> None:
        self.mailbox, self.enabled, self.read_only = mailbox, enabled, read_only
        self.recent: set[int] = set()
        self.saved: set[int] = set()
        """The UIDs that `$` stands for (RFC 5182)."""
        self._say, self._watch = say, changed
        self._messages: list[Message] = []
        self._told: dict[int, int] = {}
        self._keywords = len(mailbox.keywords)
        self._take(mailbox.messages.values())
        mailbox.watchers.append(changed)

    def __len__(self) -> int:
        return len(self._messages)

    def leave(self) -> None:
        """Stop watching the mailbox."""
        if self._watch in self.mailbox.watchers:
            self.mailbox.watchers.remove(self._watch)

    @property
    def tells_modseq(self) -> bool:
        """Whether this client wants mod-sequences (RFC 7162 section 3.1)."""
        return CONDSTORE in self.enabled

    def numbered(self) -> list[tuple[int, Message]]:
        """Return the mails with their sequence numbers, those included that just went."""
        return list(enumerate(self._messages, 1))

    def first_unseen(self) -> int | None:
        """Return the number of the first mail without \\Seen, or None."""
        return next((n for n, m in self.numbered() if "\\Seen" not in m.flags), None)

    def pick(self, token: Token, *, uid: bool) -> list[tuple[int, Message]]:
        """Return the mails that a set names; raises BadSyntax for a number beyond the last.

        In an empty mailbox `*` is nobody, rather than an error: clients ask for `1:*` at once.
        """
        if isinstance(token, Atom) and token == "$":
            return [(n, m) for n, m in self.numbered() if m.uid in self.saved]
        if uid:
            last = self._messages[-1].uid if self._messages else 0
            ranges = words.number_set(token, last)
            return [(n, m) for n, m in self.numbered() if words.holds(ranges, m.uid)]
        ranges = words.number_set(token, len(self))
        if not self._messages and ranges[0][0] == 0:
            return []
        if ranges[0][0] < 1 or ranges[-1][1] > len(self):
            raise BadSyntax("No such message number")
        return [(n, self._messages[n - 1]) for low, high in ranges for n in range(low, high + 1)]

    # -- flags -------------------------------------------------------------------------------------

    def flags_of(self, message: Message) -> bytes:
        """Return a mail's flags in parentheses, as this client sees them.

        If others brought new keywords, the client is told of them first (RFC 3501 section 7.2.6).
        """
        self._tell_keywords()
        recent = message.uid in self.recent and REV2 not in self.enabled
        flags = message.flags | {"\\Recent"} if recent else message.flags
        return b"(" + " ".join(sorted(flags)).encode("ascii", "replace") + b")"

    def set_flags(self, message: Message, flags: set[str], *, shown: bool) -> bool:
        """Change a mail's flags as this client; `shown`: its own command's answer tells them.

        What somebody else changed before is told in any case (RFC 3501 section 6.4.6).
        """
        knew = self._told[message.uid] == message.modseq
        changed = self.mailbox.set_flags(message, flags)
        if knew or shown:
            self._told[message.uid] = message.modseq
        return changed

    def answer(self, number: int, message: Message, *, uid: bool, flags: bool = True) -> None:
        """Tell a mail's state now, as STORE and others' changes are told."""
        uid = uid or QRESYNC in self.enabled or REV2 in self.enabled
        parts = [b"UID %d" % message.uid] if uid else []
        if flags:
            parts.append(b"FLAGS " + self.flags_of(message))
        if self.tells_modseq:
            parts.append(b"MODSEQ (%d)" % message.modseq)
        self._say(f"* {number} FETCH (", b" ".join(parts), ")")

    # -- what others do ----------------------------------------------------------------------------

    def tell_flags(self) -> None:
        """Tell which flags there are in this mailbox."""
        self._keywords = len(self.mailbox.keywords)
        flags = " ".join([*SYSTEM_FLAGS, *self.mailbox.keywords.values()])
        self._say(f"* FLAGS ({flags})")
        kept = "" if self.read_only else rf"{flags} \*"
        self._say(f"* OK [PERMANENTFLAGS ({kept})] Flags that are kept")

    def _tell_keywords(self) -> None:
        if len(self.mailbox.keywords) != self._keywords:
            self.tell_flags()

    def tell_count(self) -> None:
        """Tell how many mails there are, and how many of them are recent."""
        self._say(f"* {len(self)} EXISTS")
        if REV2 not in self.enabled:
            self._say(f"* {len(self.recent)} RECENT")

    def tell_changes(self, *, expunged: bool, uid: bool = False) -> None:
        """Tell what others changed since the last time.

        `expunged`: removals may be told now; `uid`: the command under way is about UIDs.
        """
        if expunged:
            self._tell_removals()
        last = self._messages[-1].uid if self._messages else 0
        highest = max(last, max(self._told, default=0))
        new = [m for m in self.mailbox.messages.values() if m.uid > highest]
        if new:
            self._take(new)
            self.tell_count()
        self._tell_keywords()
        for number, message in self.numbered():
            if self._told[message.uid] != message.modseq and not message.expunged:
                self._told[message.uid] = message.modseq
                self.answer(number, message, uid=uid)
        if not expunged and QRESYNC in self.enabled:
            self._hold_back()

    def _tell_removals(self) -> None:
        gone = [number for number, message in self.numbered() if message.expunged]
        if gone and QRESYNC in self.enabled:
            uids = words.set_text(self._messages[number - 1].uid for number in gone)
            self._say(f"* VANISHED {uids}")
        for already, number in enumerate(gone):
            message = self._messages.pop(number - 1 - already)
            if QRESYNC not in self.enabled:
                self._say(f"* {number - already} EXPUNGE")
            del self._told[message.uid]
            self.recent.discard(message.uid)

    def _hold_back(self) -> None:
        """Keep the client from taking later mod-sequences for all: removals are still untold.

        RFC 7162 section 3.2.10.2: should it lose the connection now, it must ask from before them.
        """
        untold = [m.modseq for m in self._messages if m.expunged]
        if untold:
            self._say(f"* OK [HIGHESTMODSEQ {min(untold) - 1}] Removals are still to be told")

    def _take(self, messages: Iterable[Message]) -> None:
        """Take mails into the view, claiming what is recent."""
        for message in messages:
            self._messages.append(message)
            self._told[message.uid] = message.modseq
            if message.uid >= self.mailbox.recent_from:
                self.recent.add(message.uid)
        if not self.read_only:
            self.mailbox.recent_from = self.mailbox.uid_next
