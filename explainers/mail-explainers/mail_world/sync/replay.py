"""The rule for conflicts: what becomes of an action when it reaches the server late.

First the device learns what the server has now; then it replays its queue, in order, each action
by this rule. A mail is looked for by its identity, wherever it is by now.

1. Removal wins. An action on a mail that is nowhere any more is dropped: nobody brings back what
   somebody removed for good.
2. Deletion wins over filing. A mail that was put into the bin here goes there from wherever
   somebody else put it meanwhile; a mail that somebody else put into the bin stays there.
3. Filing follows the server. A mail that somebody else put into another folder first stays there.
4. Flags are merged, one by one. Each flag is set or cleared by itself, wherever the mail is now;
   of two devices that set the same flag differently, the one that reaches the server last wins.
5. The bin is emptied of what its user saw in it, no more: what was taken out since, or came since,
   stays.
6. A draft is stored once: if it is anywhere in the box already, it is not stored again. If there
   is no room it waits on the device, and whatever was done to it waits with it.

So nothing is lost that nobody removed for good (a test tries at random).
"""

from __future__ import annotations

from dataclasses import dataclass

from mail_world.sync.actions import BIN, Action, Move, Remove, SetFlag, Write
from mail_world.sync.mirror import Mirror


@dataclass(frozen=True, slots=True)
class Store:
    """STORE: set or clear a flag of a mail where it is."""

    folder: str
    uid: int
    flag: str
    on: bool


@dataclass(frozen=True, slots=True)
class Relocate:
    """MOVE a mail."""

    folder: str
    uid: int
    target: str


@dataclass(frozen=True, slots=True)
class Expunge:
    """Remove mails from the bin."""

    uids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Append:
    """Store a draft."""

    draft: Write


@dataclass(frozen=True, slots=True)
class Drop:
    """Do nothing, for a reason: `removed`, `filed elsewhere`, `in the bin`, or `done`."""

    why: str


type Deed = Store | Relocate | Expunge | Append | Drop


def decide(action: Action, mirror: Mirror) -> Deed:
    """Say what an action comes to, given what the server has now; see the rule above."""
    match action:
        case Write(mail):
            return Append(action) if mirror.find(mail) is None else Drop("done")
        case Remove(mails):
            found = [mirror.find(mail) for mail in mails]
            uids = tuple(sorted(place[1] for place in found if place and place[0] == BIN))
            return Expunge(uids) if uids else Drop("done")
        case SetFlag(mail, flag, on):
            place = mirror.find(mail)
            if place is None:
                return Drop("removed")
            folder, uid = place
            there = flag in mirror.folders[folder].mails[uid].flags
            return Drop("done") if there == on else Store(folder, uid, flag, on)
        case Move(mail, source, target):
            place = mirror.find(mail)
            if place is None:
                return Drop("removed")
            folder, uid = place
            if folder == target:
                return Drop("done")
            if folder == source or target == BIN:
                return Relocate(folder, uid, target)
            return Drop("in the bin" if folder == BIN else "filed elsewhere")
