"""LIST, as plain as ever or with what RFC 5258 adds, and LSUB (RFC 3501 section 6.3.9).

Decides: LIST tells of each mailbox whether there are others below it (RFC 3348) and what it is
for (RFC 6154), asked or not. Patterns are matched by a walk that can't blow up, however many
stars there are.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Final

from mail_world.imap import words
from mail_world.imap.commands.selecting import status_items, tell_status
from mail_world.imap.names import INBOX, SEPARATOR
from mail_world.imap.parser import BadSyntax, Command, Token
from mail_world.imap.strings import nstring

if TYPE_CHECKING:
    from mail_world.imap.session import Session

MAX_PATTERN: Final = 500
MAX_PATTERNS: Final = 50
SELECTION: Final = frozenset(("SUBSCRIBED", "REMOTE", "RECURSIVEMATCH", "SPECIAL-USE"))
RETURNS: Final = frozenset(("SUBSCRIBED", "CHILDREN", "SPECIAL-USE"))


def list_mailboxes(session: Session, command: Command) -> str:
    """LIST [(selection)] reference pattern or (patterns) [RETURN (options)]."""
    arguments = list(command.arguments)
    extended = bool(arguments) and isinstance(arguments[0], list)
    chosen = _selection(arguments.pop(0)) if extended else frozenset()
    subscribed, status = "SUBSCRIBED" in chosen, list[str]()
    if len(arguments) == 4 and words.atom(arguments[2]) == "RETURN":
        shown, status = _returns(arguments.pop())
        subscribed |= shown
        extended = bool(arguments.pop())
    if len(arguments) != 2:
        raise BadSyntax("LIST takes a reference and a pattern")
    reference, patterns = words.text(arguments[0]), _patterns(arguments[1])
    if patterns == [""] and not extended:
        session.say(f'* LIST (\\Noselect) "{SEPARATOR}" ""')
        return "LIST completed"
    matched = [reference + pattern for pattern in patterns]
    for name, below in _chosen(session, chosen, matched).items():
        tell(session, name, subscribed=subscribed, below=below)
        if status and name in session.owner().mailboxes:
            tell_status(session, session.owner().mailboxes[name], status)
    return "LIST completed"


def _selection(token: Token) -> frozenset[str]:
    chosen = frozenset(words.listed(token))
    if not chosen <= SELECTION or chosen in ({"RECURSIVEMATCH"}, {"RECURSIVEMATCH", "REMOTE"}):
        raise BadSyntax("Unknown option of LIST, or RECURSIVEMATCH alone")
    return chosen


def _returns(token: Token) -> tuple[bool, list[str]]:
    """Return whether subscriptions are to be told, and what STATUS is asked for (RFC 5819)."""
    if not isinstance(token, list):
        raise BadSyntax("RETURN takes a list")
    left, subscribed, status = list(token), False, list[str]()
    while left:
        option = words.atom(left.pop(0))
        if option == "STATUS" and left:
            status = status_items(left.pop(0))
        elif option not in RETURNS:
            raise BadSyntax("Unknown option of LIST")
        subscribed |= option == "SUBSCRIBED"
    return subscribed, status


def _patterns(token: Token) -> list[str]:
    found = [words.text(each) for each in (token if isinstance(token, list) else [token])]
    if not 0 < len(found) <= MAX_PATTERNS:
        raise BadSyntax("No pattern, or too many")
    return found


def _chosen(session: Session, chosen: frozenset[str], patterns: list[str]) -> dict[str, bool]:
    """Return the names to tell; true: for what is chosen below and told by no line of its own."""
    owner = session.owner()
    known: Collection[str] = owner.mailboxes
    if "SUBSCRIBED" in chosen:
        known = owner.subscribed
    if "SPECIAL-USE" in chosen:
        known = [name for name in known if name in owner.mailboxes and owner.mailboxes[name].use]
    found = set(_matching(session, known, patterns))
    above: set[str] = set()
    if "RECURSIVEMATCH" in chosen:
        hidden = {parent for name in known if name not in found for parent in _above(name)}
        above = set(_matching(session, hidden, patterns))
    return {name: name in above for name in _sorted(found | above)}


def list_subscribed(session: Session, command: Command) -> str:
    """LSUB; with `%`, what lies above subscribed names is told as \\Noselect (section 6.3.9)."""
    reference, pattern = map(words.text, session.expect(command, 2))
    subscribed = session.owner().subscribed
    above = {parent for name in subscribed for parent in _above(name)}
    shown = set(_matching(session, subscribed, [reference + pattern]))
    if "%" in pattern:
        shown |= set(_matching(session, above, [reference + pattern]))
    for name in _sorted(shown):
        told = "" if name in subscribed else "\\Noselect"
        session.say(f'* LSUB ({told}) "{SEPARATOR}" ', session.quoted(name))
    return "LSUB completed"


def tell(
    session: Session, name: str, *, subscribed: bool = False, below: bool = False, old: str = ""
) -> None:
    """Tell of one mailbox.

    `subscribed`: tell if it is; `below`: there are subscribed ones below; `old`: what it was
    called when it was last spoken of.
    """
    owner = session.owner()
    attributes = ["\\HasChildren" if owner.children(name) else "\\HasNoChildren"]
    if name in owner.mailboxes:
        attributes.append(owner.mailboxes[name].use)
    else:
        attributes.append("\\NonExistent")
    if subscribed and name in owner.subscribed:
        attributes.append("\\Subscribed")
    more: list[bytes] = []
    if below:
        more.append(b'"CHILDINFO" ("SUBSCRIBED")')
    if old and old != session.spell(name):
        more.append(b'"OLDNAME" (%s)' % nstring(old.encode()))
    extended = b" (%s)" % b" ".join(more) if more else b""
    told = " ".join(filter(None, attributes))
    session.say(f'* LIST ({told}) "{SEPARATOR}" ', session.quoted(name), extended)


def _above(name: str) -> list[str]:
    """Return the names of all levels above.

    >>> _above("A/B/C")
    ['A', 'A/B']
    """
    levels = name.split(SEPARATOR)
    return [SEPARATOR.join(levels[:count]) for count in range(1, len(levels))]


def _sorted(found: set[str]) -> list[str]:
    return sorted(found, key=lambda name: (name != INBOX, name))


def _matching(session: Session, known: Collection[str], patterns: list[str]) -> list[str]:
    """Return the names that one of the patterns matches, INBOX first."""
    found: set[str] = set()
    for pattern in patterns:
        if len(pattern) > MAX_PATTERN:
            raise BadSyntax("Pattern too long")
        first, separator, rest = pattern.partition(SEPARATOR)
        if first.upper() == INBOX:
            pattern = INBOX + separator + rest
        found |= {name for name in known if matches(session.spell(name), pattern)}
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
