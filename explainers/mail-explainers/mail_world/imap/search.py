"""What SEARCH asks for (RFC 3501 section 6.4.4): keys become one question to each mail.

Decides: words are found in what people read (decoded headers and text parts), in any case; dates
go by the day, in UTC for the date of arrival and as written for the date of sending. Bounded in
keys and nesting. To grow, a key is a line in one of the tables.
"""

from __future__ import annotations

import re
from calendar import timegm
from collections.abc import Callable, Mapping
from email.utils import parsedate
from functools import cached_property
from typing import Final

from mail_world.imap import addresses, decoding, header, words
from mail_world.imap.decoding import field_text
from mail_world.imap.mime import Part, parse
from mail_world.imap.parser import Atom, BadSyntax, String, Token
from mail_world.imap.store import Message, Refused
from mail_world.imap.view import View

PEOPLE: Final = ("from", "to", "cc", "bcc", "sender", "reply-to")
"""Fields that hold addresses."""
MAX_KEYS: Final = 200
MAX_NESTING: Final = 30
CHARSETS: Final = ("US-ASCII", "UTF-8")
DAY: Final = 86_400
_NUMBERS: Final = re.compile(r"[\d*]", re.ASCII)


class Candidate:
    """A mail that is asked; what takes time is worked out once, and only if asked for."""

    def __init__(self, view: View, number: int, message: Message) -> None:
        self.view, self.number, self.message = view, number, message

    @cached_property
    def part(self) -> Part:
        """The mail as a tree of parts."""
        return parse(self.message.source)

    @cached_property
    def fields(self) -> list[tuple[str, str]]:
        """Names in small letters, with values as people read them, in small letters."""
        found = header.fields(self.part.head[: header.MAX_HEAD])
        return [(name.lower(), _small(field_text(header.value(field)))) for name, field in found]

    @cached_property
    def body(self) -> str:
        """All text of the body, in small letters."""
        return _small(decoding.body_text(self.part))

    @cached_property
    def text(self) -> str:
        """Header and body, in small letters."""
        return "\n".join([*(f"{name}: {value}" for name, value in self.fields), self.body])

    @cached_property
    def sent(self) -> int | None:
        """The day of the Date field, without regard to time and zone."""
        date = self.part.values.get("date", b"").decode("latin-1")
        try:
            found = parsedate(date)
            return timegm((*found[:3], 0, 0, 0)) if found else None
        except (ValueError, OverflowError, IndexError, TypeError):  # parsedate is not watertight
            return None

    def has(self, name: str, wanted: str) -> bool:
        """Tell whether a field of this name contains a text, or one of its addresses does."""
        for each, value in self.fields:
            if each == name and (wanted in value or (name in PEOPLE and _addressed(value, wanted))):
                return True
        return False


Question = Callable[[Candidate], bool]


class Reader:
    """Reads keys one after the other; `modseq`: whether one of them asked for mod-sequences.

    `now`: seconds since 1970, for keys that count from now.
    """

    def __init__(self, tokens: list[Token], view: View, now: float) -> None:
        self._tokens, self._view, self._now = tokens, view, int(now)
        self._at = self._keys = 0
        self.charset = "UTF-8"
        self.modseq = False

    def read(self) -> Question:
        """Return the question that all the keys ask; raises BadSyntax or Refused."""
        if self._tokens and isinstance(self._tokens[0], Atom) and self._peek() == "CHARSET":
            self._next()
            self.charset = words.text(self._next()).upper()
            if self.charset not in CHARSETS:
                raise Refused(f"BADCHARSET ({' '.join(CHARSETS)})", "Unknown charset")
        return self._all(0)

    def _peek(self) -> str:
        token = self._tokens[self._at]
        return token.upper() if isinstance(token, Atom) else ""

    def _next(self) -> Token:
        if self._at >= len(self._tokens):
            raise BadSyntax("A search key lacks its argument, or there is none")
        self._at += 1
        return self._tokens[self._at - 1]

    def _all(self, depth: int) -> Question:
        questions = [self._key(depth)]
        while self._at < len(self._tokens):
            questions.append(self._key(depth))
        return lambda mail: all(question(mail) for question in questions)

    def _key(self, depth: int) -> Question:
        self._keys += 1
        if self._keys > MAX_KEYS or depth > MAX_NESTING:
            raise BadSyntax("Too many search keys")
        token = self._next()
        if isinstance(token, list):
            return self._within(token, depth + 1)
        if not isinstance(token, Atom):
            raise BadSyntax("Unknown search key")
        key = token.upper()
        if key in FLAG_KEYS:
            flag, wanted = FLAG_KEYS[key]
            return lambda mail: (flag in mail.message.flags) == wanted
        if key in PLAIN_KEYS:
            return PLAIN_KEYS[key]
        if key in KEYS:
            return KEYS[key](self, key, depth)
        if key == "$":
            return self._saved()
        if _NUMBERS.match(key):
            ranges = words.number_set(token, len(self._view))
            return lambda mail: words.holds(ranges, mail.number)
        raise BadSyntax("Unknown search key")

    def _within(self, tokens: list[Token], depth: int) -> Question:
        outer, at = self._tokens, self._at
        self._tokens, self._at = tokens, 0
        question = self._all(depth)
        self._tokens, self._at = outer, at
        return question

    def _saved(self) -> Question:
        """Ask for what was saved: as it is now, since this search may save anew (RFC 5182)."""
        saved = frozenset(self._view.saved)
        return lambda mail: mail.message.uid in saved

    # -- keys with arguments: see KEYS -------------------------------------------------------------

    def wanted(self) -> str:
        """Return the next argument as a text to look for."""
        token = self._next()
        if isinstance(token, String) and self.charset == "US-ASCII" and not token.isascii():
            raise BadSyntax("Not US-ASCII")
        return _small(words.text(token))

    def negated(self, key: str, depth: int) -> Question:
        """NOT key."""
        question = self._key(depth + 1)
        return lambda mail: not question(mail)

    def either(self, key: str, depth: int) -> Question:
        """OR key key."""
        one, other = self._key(depth + 1), self._key(depth + 1)
        return lambda mail: one(mail) or other(mail)

    def in_field(self, key: str, depth: int) -> Question:
        """FROM, TO, CC, BCC, SUBJECT text; HEADER name text."""
        name = key.lower() if key != "HEADER" else self.wanted()
        wanted = self.wanted()
        return lambda mail: mail.has(name, wanted)

    def in_text(self, key: str, depth: int) -> Question:
        """BODY text; TEXT text."""
        wanted = self.wanted()
        if key == "BODY":
            return lambda mail: wanted in mail.body
        return lambda mail: wanted in mail.text

    def by_day(self, key: str, depth: int) -> Question:
        """BEFORE, ON, SINCE date, and the same of the day of sending."""
        compare, day = COMPARE[key.removeprefix("SENT")], words.day(self._next())
        if key.startswith("SENT"):
            return lambda mail: mail.sent is not None and compare(mail.sent, day)
        return lambda mail: compare(mail.message.received // DAY * DAY, day)

    def by_size(self, key: str, depth: int) -> Question:
        """LARGER, SMALLER number."""
        size = words.number(self._next(), words.MAX_NUMBER)
        if key == "LARGER":
            return lambda mail: len(mail.message.source) > size
        return lambda mail: len(mail.message.source) < size

    def by_age(self, key: str, depth: int) -> Question:
        """OLDER, YOUNGER seconds (RFC 5032)."""
        limit = self._now - words.number(self._next(), words.MAX_NUMBER)
        if key == "OLDER":
            return lambda mail: mail.message.received <= limit
        return lambda mail: mail.message.received >= limit

    def by_identity(self, key: str, depth: int) -> Question:
        """EMAILID, THREADID objectid (RFC 8474); there are no threads here."""
        wanted = words.text(self._next())
        if key == "THREADID":
            return lambda mail: False
        from mail_world.imap.objects import email_id

        return lambda mail: email_id(mail.message) == wanted

    def by_keyword(self, key: str, depth: int) -> Question:
        """KEYWORD, UNKEYWORD flag."""
        flag = words.atom(self._next()).lower()
        flag = self._view.mailbox.keywords.get(flag, flag)
        return lambda mail: (flag in mail.message.flags) == (key == "KEYWORD")

    def by_uid(self, key: str, depth: int) -> Question:
        """UID set."""
        token = self._next()
        if isinstance(token, Atom) and token == "$":
            return self._saved()
        last = max(self._view.mailbox.messages, default=0)
        ranges = words.number_set(token, last)
        return lambda mail: words.holds(ranges, mail.message.uid)

    def by_modseq(self, key: str, depth: int) -> Question:
        """MODSEQ ["entry" type] number (RFC 7162 section 3.1.5); entries count as one."""
        token = self._next()
        if isinstance(token, String):
            if words.atom(self._next()) not in ("PRIV", "SHARED", "ALL"):
                raise BadSyntax("Unknown entry type")
            token = self._next()
        least, self.modseq = words.number(token), True
        return lambda mail: mail.message.modseq >= least


def _addressed(value: str, wanted: str) -> bool:
    """Tell whether an address contains a text, whatever comments stand within it."""
    return any(wanted in f"{each.local}@{each.domain}" for each in addresses.read(value))


def _small(text: str) -> str:
    return text.casefold()


COMPARE: Final[Mapping[str, Callable[[int, int], bool]]] = {
    "BEFORE": lambda day, asked: day < asked,
    "ON": lambda day, asked: day == asked,
    "SINCE": lambda day, asked: day >= asked,
}
FLAG_KEYS: Final = {
    prefix + name: (f"\\{name.capitalize()}", not prefix)
    for name in ("ANSWERED", "DELETED", "DRAFT", "FLAGGED", "SEEN")
    for prefix in ("", "UN")
}
PLAIN_KEYS: Final[Mapping[str, Question]] = {
    "ALL": lambda mail: True,
    "RECENT": lambda mail: mail.message.uid in mail.view.recent,
    "OLD": lambda mail: mail.message.uid not in mail.view.recent,
    "NEW": lambda mail: mail.message.uid in mail.view.recent and "\\Seen" not in mail.message.flags,
}
KEYS: Final[Mapping[str, Callable[[Reader, str, int], Question]]] = {
    "NOT": Reader.negated,
    "OR": Reader.either,
    **dict.fromkeys(("BCC", "CC", "FROM", "SUBJECT", "TO", "HEADER"), Reader.in_field),
    **dict.fromkeys(("BODY", "TEXT"), Reader.in_text),
    **dict.fromkeys([*COMPARE, *(f"SENT{key}" for key in COMPARE)], Reader.by_day),
    **dict.fromkeys(("LARGER", "SMALLER"), Reader.by_size),
    **dict.fromkeys(("KEYWORD", "UNKEYWORD"), Reader.by_keyword),
    **dict.fromkeys(("OLDER", "YOUNGER"), Reader.by_age),
    **dict.fromkeys(("EMAILID", "THREADID"), Reader.by_identity),
    "UID": Reader.by_uid,
    "MODSEQ": Reader.by_modseq,
}
