"""Commands about mailboxes as such: making, removing, renaming, listing (RFC 3501 section 6.3).

Decides: LIST tells of each mailbox whether there are others below it (RFC 3348) and what it is
for (RFC 6154). Patterns are matched by a walk that can't blow up, however many stars there are.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Final

from mail_world.imap import names, words
from mail_world.imap.names import INBOX, SEPARATOR
from mail_world.imap.parser import BadSyntax, Command, Token
from mail_world.imap.store import Refused
from mail_world.imap.strings import nstring

if TYPE_CHECKING:
    from mail_world.imap.session import Session

MAX_PATTERN: Final = 500
MAX_SUBSCRIBED: Final = 500


def _name(token: Token, *, trim: bool = False) -> str:
    """Return a mailbox's name as text; raises Refused if no mailbox can have it."""
    given = words.text(token)
    decoded = names.decode(given.removesuffix(SEPARATOR) if trim else given)
    if decoded is None:
        raise Refused("CANNOT", "Mailbox names are modified UTF-7")
    return decoded


def namespace(session: Session, command: Command) -> str:
    """NAMESPACE (RFC 2342): one's own mailboxes, and nobody else's."""
    session.expect(command, 0)
    session.say(f'* NAMESPACE (("" "{SEPARATOR}")) NIL NIL')
    return "NAMESPACE completed"


def create(session: Session, command: Command) -> str:
    """CREATE (section 6.3.3); a separator at the end says no more than the name."""
    (name,) = session.expect(command, 1)
    session.owner().create(_name(name, trim=True))
    return "CREATE completed"


def delete(session: Session, command: Command) -> str:
    """DELETE (section 6.3.4)."""
    (name,) = session.expect(command, 1)
    session.owner().delete(_name(name))
    return "DELETE completed"


def rename(session: Session, command: Command) -> str:
    """RENAME (section 6.3.5)."""
    old, new = session.expect(command, 2)
    session.owner().rename(_name(old), _name(new, trim=True))
    return "RENAME completed"


def subscribe(session: Session, command: Command) -> str:
    """SUBSCRIBE (section 6.3.6), to what there is."""
    (token,) = session.expect(command, 1)
    name, owner = _name(token), session.owner()
    if name not in owner.mailboxes:
        raise Refused("NONEXISTENT", "No such mailbox")
    if len(owner.subscribed) >= MAX_SUBSCRIBED:
        raise Refused("LIMIT", "Too many subscriptions")
    owner.subscribed.add(name)
    return "SUBSCRIBE completed"


def unsubscribe(session: Session, command: Command) -> str:
    """UNSUBSCRIBE (section 6.3.7), also from what is gone."""
    (token,) = session.expect(command, 1)
    session.owner().subscribed.discard(_name(token))
    return "UNSUBSCRIBE completed"


def list_mailboxes(session: Session, command: Command) -> str:
    """LIST, with RFC 6154's `(SPECIAL-USE)` before or `RETURN (SPECIAL-USE)` behind."""
    arguments = list(command.arguments)
    only_special = isinstance(arguments[0], list) if arguments else False
    if only_special:
        _require_special_use(arguments.pop(0))
    if len(arguments) == 4 and words.atom(arguments[2]) == "RETURN":
        _require_special_use(arguments.pop())
        arguments.pop()
    if len(arguments) != 2:
        raise BadSyntax("LIST takes a reference and a pattern")
    reference, pattern = map(words.text, arguments)
    if not pattern:
        session.say(f'* LIST (\\Noselect) "{SEPARATOR}" ""')
        return "LIST completed"
    owner = session.owner()
    for name in _matching(owner.mailboxes, reference + pattern):
        mailbox = owner.mailboxes[name]
        if mailbox.use or not only_special:
            below = "\\HasChildren" if owner.children(name) else "\\HasNoChildren"
            _tell(session, "LIST", name, below, mailbox.use)
    return "LIST completed"


def list_subscribed(session: Session, command: Command) -> str:
    """LSUB; with `%`, what lies above subscribed names is told as \\Noselect (section 6.3.9)."""
    reference, pattern = map(words.text, session.expect(command, 2))
    subscribed = session.owner().subscribed
    above = {
        SEPARATOR.join(levels[:count])
        for levels in (name.split(SEPARATOR) for name in subscribed)
        for count in range(1, len(levels))
    }
    shown = set(_matching(subscribed, reference + pattern))
    if "%" in pattern:
        shown |= set(_matching(above, reference + pattern))
    for name in _sorted(shown):
        _tell(session, "LSUB", name, "" if name in subscribed else "\\Noselect")
    return "LSUB completed"


def _require_special_use(token: Token) -> None:
    if not isinstance(token, list) or [words.atom(each) for each in token] != ["SPECIAL-USE"]:
        raise BadSyntax("Unknown option of LIST")


def _tell(session: Session, word: str, name: str, *attributes: str) -> None:
    told = " ".join(filter(None, attributes))
    session.say(f'* {word} ({told}) "{SEPARATOR}" ', nstring(names.encode(name).encode()))


def _sorted(found: set[str]) -> list[str]:
    return sorted(found, key=lambda name: (name != INBOX, name))


def _matching(known: Collection[str], pattern: str) -> list[str]:
    """Return the names that a pattern matches, INBOX first."""
    if len(pattern) > MAX_PATTERN:
        raise BadSyntax("Pattern too long")
    first, separator, rest = pattern.partition(SEPARATOR)
    if first.upper() == INBOX:
        pattern = INBOX + separator + rest
    found = {name for name in known if matches(names.encode(name), pattern)}
    if not separator and INBOX in known and matches(INBOX, pattern.upper()):
        found.add(INBOX)
    return _sorted(found)


def matches(name: str, pattern: str) -> bool:
    """Tell whether a name fits a pattern: `*` is anything, `%` anything within one level.

    >>> [matches("A/B", p) for p in ("*", "%", "A/%", "a*", "%/%")]
    [True, False, True, False, True]
    """
    alive = {0}
    for sign in pattern:
        if sign == "*":
            alive = set(range(min(alive), len(name) + 1))
        elif sign == "%":
            reached: set[int] = set()
            for start in alive:
                end = name.find(SEPARATOR, start)
                reached.update(range(start, (len(name) if end < 0 else end) + 1))
            alive = reached
        else:
            alive = {start + 1 for start in alive if name[start : start + 1] == sign}
        if not alive:
            return False
    return len(name) in alive
