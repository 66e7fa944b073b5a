"""A device's mail app over IMAP: it mirrors the box, and replays what its user did meanwhile.

Decides: how a device gets into step (RFC 4549), with what today's servers offer:

- First it asks each folder for its numbers (STATUS): UIDVALIDITY, UIDNEXT, HIGHESTMODSEQ, and how
  many mails there are. Where none differs, there is nothing to fetch. While it is connected, it
  asks only where it must: the folders that its user's action is about, or the INBOX if it was told
  of nothing but flags there.
- Else it learns what changed. Where the server can (QRESYNC, RFC 7162 section 3.2), opening the
  folder tells that at once: SELECT says what the device knows, and is answered with the UIDs that
  are gone (VANISHED) and the flags that differ; in a folder that is open already FETCH does
  (CHANGEDSINCE with VANISHED). Where it can't, the flags are asked for (CHANGEDSINCE), and only
  where UIDNEXT or the count say so which UIDs are left. What is new is fetched by UID.
- A new connection with QRESYNC looks at the INBOX last, and opens it instead of asking for its
  numbers: that is where it waits afterwards.
- With another UIDVALIDITY all UIDs are void: it fetches the folder anew; what it knows by identity
  (its queue, drafts not stored yet, mails it has read in full) stays.
- Then it replays its queue (replay.py) and waits in IDLE on the INBOX (RFC 2177). Changes in other
  folders are told by nobody: it looks again from time to time, or when its user does something.

A connection that breaks loses nothing: an action leaves the queue when the server has said OK.
"""

from __future__ import annotations

import imaplib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from mail_world.imap import names, words
from mail_world.network import Network
from mail_world.places import Host, Person
from mail_world.sealed import SealedContext
from mail_world.sync import answers
from mail_world.sync.actions import (
    BIN,
    DRAFT,
    DRAFTS,
    INBOX,
    SEEN,
    Action,
    Move,
    Write,
    concerns,
)
from mail_world.sync.answers import Numbers
from mail_world.sync.mirror import Folder, Known, Mirror, Shown, read_header, screen
from mail_world.sync.replay import Append, Drop, Expunge, Relocate, Store, decide
from mail_world.sync.wire import DeviceIMAP4

HEADER: Final = "BODY.PEEK[HEADER.FIELDS (MESSAGE-ID SUBJECT FROM DATE)]"
COPIED: Final = re.compile(rb"(\d+) (\d+) (\d+)\Z")
FLAGS_TOLD: Final = re.compile(rb"\* \d+ FETCH ")
GONE: Final = (OSError, imaplib.IMAP4.abort)
"""What imaplib raises when the connection is gone."""


class SignedOut(Exception):  # noqa: N818  a state, told to the user
    """The server does not let this device in any more; the message is the server's own."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """An action that came to nothing on replay, and why (replay.Drop)."""

    action: Action
    why: str


class IMAPDevice:
    """One device and its app; `sync` is all it does on the network."""

    def __init__(
        self, network: Network, place: Host, owner: Person, server: str, folders: tuple[str, ...]
    ) -> None:
        self.place, self.name = place, place.actor
        self.online, self.signed_out = True, False
        self.queue: list[Action] = []
        self.bodies: dict[str, bytes] = {}
        """Mails that were read in full here: they can be read again without a connection."""
        self.dropped: list[Dropped] = []
        """What the last replays dropped; whoever tells the user clears it."""
        self.resynced: list[str] = []
        """Folders whose UIDVALIDITY had changed; likewise."""
        self.refusal = ""
        """The server's own words when it refused something last, or empty."""
        self._network, self._owner, self._server = network, owner, server
        self._mirror = Mirror(folders)
        self._client: DeviceIMAP4 | None = None
        self._selected = ""
        self._resyncs = self._arriving = False
        """Whether the server tells what happened meanwhile (QRESYNC); and whether the connection
        is new, and has not waited on the INBOX yet."""
        self._news: list[bytes] = []
        """What the server said while the device waited."""

    # -- what the user sees and does ---------------------------------------------------------------

    def shown(self) -> dict[str, Shown]:
        """Return what the screen shows, by identity."""
        return screen(self._mirror, self.queue)

    def act(self, *actions: Action) -> None:
        """Do something: it shows at once, and reaches the server when there is a connection."""
        at_hand = self._client is not None and not self.told and not self.queue
        self.queue += actions
        self.sync(self._concerned(actions) if at_hand else None)

    def open(self, mail: str) -> bytes | None:
        """Return a mail in full, from the device if it is there; None without a connection."""
        place = self._mirror.find(mail)
        if mail not in self.bodies and self.online and place is not None:
            client = self._begin()
            if client is not None:
                self._select(client, place[0])
                _, answer = client.uid("FETCH", str(place[1]), "(BODY.PEEK[])")
                for part in answer:
                    if isinstance(part, tuple):
                        self.bodies[mail] = part[1]
                self._rest(client)
        return self.bodies.get(mail)

    def go_offline(self) -> None:
        """機内モード: the connection is gone without a goodbye."""
        self.online = False
        self._hang_up()

    def go_online(self) -> None:
        """Be reachable again, and get into step."""
        self.online = True
        self.sync()

    @property
    def told(self) -> bool:
        """Tell whether the server has said something since this device went to wait."""
        return self._client is not None and self._client.waiting

    # -- getting into step -------------------------------------------------------------------------

    def sync(self, folders: frozenset[str] | None = None) -> None:
        """Get into step with the server, if there is a way to it: all folders, or some alone."""
        if not self.online or self.signed_out:
            return
        for _ in range(2):  # a connection that waited may be dead: then once more with a new one
            try:
                self._news = []
                client = self._begin()
                if client is None:
                    return
                if folders is None and self._news and all(map(FLAGS_TOLD.match, self._news)):
                    folders = frozenset((INBOX,))
                self._pull(client, self._order() if folders is None else sorted(folders))
                if folders is not None and self._lost():
                    self._pull(client, self._mirror.folders)
                self._pull(client, self._replay(client))
                self._rest(client)
            except GONE:
                self._hang_up()
            else:
                return

    def _order(self) -> list[str]:
        """Return all folders in the order to look at them."""
        last = INBOX if self._opens_inbox else ""
        return sorted(self._mirror.folders, key=lambda name: name == last)

    @property
    def _opens_inbox(self) -> bool:
        return self._resyncs and self._arriving

    def _concerned(self, actions: Iterable[Action]) -> frozenset[str]:
        """Return the folders that actions are about: where their mails are, and where they go."""
        found: set[str] = set()
        for action in actions:
            places = (self._mirror.find(mail) for mail in concerns(action))
            found |= {place[0] for place in places if place is not None}
            if isinstance(action, Move):
                found.add(action.target)
            elif isinstance(action, Write):
                found.add(DRAFTS)
        return frozenset(found)

    def _lost(self) -> bool:
        """Tell whether a mail of the queue is not where it was: somebody may have moved it."""
        return any(
            self._mirror.find(mail) is None
            for action in self.queue
            if not isinstance(action, Write)
            for mail in concerns(action)
        )

    def _begin(self) -> DeviceIMAP4 | None:
        """Return a connection that is signed in and not waiting in IDLE; None if refused."""
        if self._client is not None:
            try:
                self._news = self._client.end_idle()
            except GONE:
                self._hang_up()
        if self._client is None:
            client = self.connect()
            try:
                client.login(self._owner.address, self._owner.password)
            except imaplib.IMAP4.abort:
                raise
            except imaplib.IMAP4.error as error:
                self.signed_out = True
                self.refusal = _words(error.args[0])
                client.shutdown()
                return None
            # What a server does not know it passes over (RFC 5161 section 3.1).
            client.enable("CONDSTORE QRESYNC")
            enabled = client.response("ENABLED")[1][-1] or b""
            self._resyncs = b"QRESYNC" in enabled.upper().split()
            self._client, self._selected, self._arriving = client, "", True
        return self._client

    def connect(self) -> DeviceIMAP4:
        """Return a new connection to the server, sealed where others could listen."""
        address = self.place.address
        return DeviceIMAP4(self._network, self._server, 993, address, SealedContext())

    def _rest(self, client: DeviceIMAP4) -> None:
        """Wait where new mail comes."""
        self._select(client, INBOX)
        self._arriving = False
        client.begin_idle()

    def _hang_up(self) -> None:
        if self._client is not None:
            self._client.shutdown()
        self._client, self._selected = None, ""

    def _select(self, client: DeviceIMAP4, folder: str) -> None:
        if self._selected != folder:
            client.select(_quoted(folder))
            self._selected = folder

    def _pull(self, client: DeviceIMAP4, names_: Iterable[str]) -> None:
        """Learn what the server has now in these folders."""
        for name in list(names_):
            folder = self._mirror.folders[name]
            if self._opens_inbox and name == INBOX:
                numbers, told = self._open(client, name), True
            else:
                numbers, told = self._ask(client, name), False
            if folder.numbers == numbers.of_changes:
                continue
            if folder.validity not in (0, numbers.validity):
                self.resynced.append(name)
                folder.forget()
                if not told:
                    self._selected = ""
            # An empty folder with nothing to come off it needs no look inside.
            if not told and (numbers.next_uid > 1 or folder.mails):
                self._look_inside(client, name, numbers)
            if self._selected == name and folder.next_uid != numbers.next_uid:
                self._fetch_new(client, folder)
            folder.validity, folder.next_uid, folder.modseq = numbers.of_changes

    @staticmethod
    def _ask(client: DeviceIMAP4, name: str) -> Numbers:
        _, answer = client.status(_quoted(name), answers.STATUS_ITEMS)
        return answers.status_numbers(answer[0])

    def _open(self, client: DeviceIMAP4, name: str) -> Numbers:
        """Select a folder and say what is known of it: the answer tells what has changed since."""
        folder, known = self._mirror.folders[name], ""
        if folder.mails and folder.modseq:
            uids = words.set_text(sorted(folder.mails))
            known = f" (QRESYNC ({folder.validity} {folder.modseq} {uids}))"
        _, count = client.select(_quoted(name) + known)
        self._selected = name
        numbers = answers.select_numbers(client, count[-1])
        if folder.validity == numbers.validity:
            self._follow(client, folder)
        return numbers

    def _look_inside(self, client: DeviceIMAP4, name: str, numbers: Numbers) -> None:
        """Learn which of the mails that the mirror has are gone, or have other flags."""
        folder = self._mirror.folders[name]
        if self._resyncs and self._selected != name:
            self._open(client, name)
            return
        self._select(client, name)
        # The same next number and as many mails: none has come, so none has gone either.
        same = (folder.next_uid, len(folder.mails)) == (numbers.next_uid, numbers.messages)
        if folder.mails and not self._resyncs and not same:
            _, found = client.uid("SEARCH", "ALL")
            left = {int(uid) for uid in (found[0] or b"").split()}
            folder.mails = {uid: known for uid, known in folder.mails.items() if uid in left}
        if folder.mails:
            vanished = " VANISHED" * self._resyncs
            asked = f"(FLAGS) (CHANGEDSINCE {folder.modseq}{vanished})"
            _, told = client.uid("FETCH", f"1:{max(folder.mails)}", asked)
            self._follow(client, folder, told)

    @staticmethod
    def _follow(client: DeviceIMAP4, folder: Folder, told: answers.Told = ()) -> None:
        """Let the mirror follow what was said of the selected folder, in FETCH and in VANISHED."""
        gone = answers.vanished(client.response("VANISHED")[1])
        for uid in [uid for uid in folder.mails if words.holds(gone, uid)]:
            del folder.mails[uid]
        for line in answers.lines(told or client.response("FETCH")[1]):
            uid = answers.uid(line)
            if uid in folder.mails and (flags := answers.flags(line)) is not None:
                old = folder.mails[uid]
                folder.mails[uid] = Known(old.mail, old.subject, flags)

    @staticmethod
    def _fetch_new(client: DeviceIMAP4, folder: Folder) -> None:
        """Fetch from the selected folder what the mirror has never had."""
        first = max(folder.next_uid, 1)
        _, answer = client.uid("FETCH", f"{first}:*", f"(FLAGS {HEADER})")
        for part in answer:
            if isinstance(part, tuple) and (uid := answers.uid(part[0])) >= first:
                mail, subject = read_header(part[1])
                folder.mails[uid] = Known(mail, subject, answers.flags(part[0]) or frozenset())

    # -- replaying ---------------------------------------------------------------------------------

    def _replay(self, client: DeviceIMAP4) -> list[str]:
        """Do at the server what waits in the queue; return the folders that this changed."""
        waiting: list[Action] = []
        held: set[str] = set()
        touched: list[str] = []
        self.refusal = ""
        while self.queue:
            action = self.queue[0]
            deed = decide(action, self._mirror)
            if concerns(action) & held:
                waiting.append(action)
            elif isinstance(deed, Drop):
                if deed.why != "done":
                    self.dropped.append(Dropped(action, deed.why))
            elif self._do(client, deed):
                touched += _folders(deed)
            else:
                waiting.append(action)
                held |= concerns(action)
            del self.queue[0]
        self.queue = waiting
        return list(dict.fromkeys(touched))

    def _do(self, client: DeviceIMAP4, deed: Store | Relocate | Expunge | Append) -> bool:
        """Do one thing, and let the mirror follow; False if the server said NO."""
        match deed:
            case Store(folder, uid, flag, on):
                self._select(client, folder)
                client.uid("STORE", str(uid), f"{'+' if on else '-'}FLAGS.SILENT", f"({flag})")
                known = self._mirror.folders[folder].mails[uid]
                flags = known.flags | {flag} if on else known.flags - {flag}
                self._mirror.folders[folder].mails[uid] = Known(known.mail, known.subject, flags)
            case Relocate(folder, uid, target):
                self._select(client, folder)
                client.uid("MOVE", str(uid), _quoted(target))
                self._follow_move(client, folder, uid, target)
            case Expunge(uids):
                self._select(client, BIN)
                chosen = ",".join(map(str, uids))
                client.uid("STORE", chosen, "+FLAGS.SILENT", r"(\Deleted)")
                client.uid("EXPUNGE", chosen)
                for uid in uids:
                    del self._mirror.folders[BIN].mails[uid]
            case Append(draft):
                return self._store_draft(client, draft)
        return True

    def _follow_move(self, client: DeviceIMAP4, folder: str, uid: int, target: str) -> None:
        """Let the mirror follow a MOVE by what COPYUID says (RFC 4315)."""
        _, answer = client.response("COPYUID")
        found = COPIED.match(answer[-1] or b"") if answer else None
        if found:
            known = self._mirror.folders[folder].mails.pop(uid)
            self._mirror.folders[target].mails[int(found[3])] = known

    def _store_draft(self, client: DeviceIMAP4, draft: Write) -> bool:
        flags = rf"({DRAFT} {SEEN})"
        typ, answer = client.append(_quoted(DRAFTS), flags, None, draft.source)
        if typ != "OK":
            self.refusal = _words(answer[0])
            return False
        self._pull(client, [DRAFTS])
        return True


def _folders(deed: Store | Relocate | Expunge | Append) -> tuple[str, ...]:
    match deed:
        case Store(folder):
            return (folder,)
        case Relocate(folder, _, target):
            return (folder, target)
        case Expunge():
            return (BIN,)
        case Append():
            return (DRAFTS,)


def _quoted(folder: str) -> str:
    return f'"{names.encode(folder)}"'


def _words(said: object) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
