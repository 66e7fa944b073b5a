"""Bytes become commands (RFC 3501 sections 4 and 9), within limits, and never an exception.

Decides: where a command ends (literals included), and what its words are: atoms, strings, lists.
Refuses: what is too long, too deep or malformed, with a `Problem` that says what to answer, so
that a session can go on with the next line.

Sans-IO: an `Assembler` is fed and yields; a `Continue` asks the session to invite a literal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

MAX_LINE: Final = 65_536
"""Bytes of a command line: RFC 7162 section 4 asks for 8192 at least, and ID may fill 32,000."""
MAX_LITERAL: Final = 10 * 1024 * 1024
"""Bytes of the literals of one command: a mail for APPEND."""
MAX_EARLY_LITERAL: Final = 4096
"""The same before signing in, when nobody has reason to send more than a password."""
MAX_LITERALS: Final = 20
MAX_DEPTH: Final = 16
"""Lists within lists."""


class Atom(str):
    """A bare word, in the case in which it came."""

    __slots__ = ()


class String(bytes):
    """A quoted string or a literal: bytes that mean themselves."""

    __slots__ = ()


class Literal(String):
    """A string that came as a literal, where that makes a difference: APPEND's mails."""

    __slots__ = ()


type Token = Atom | String | list[Token]


class BadSyntax(ValueError):  # noqa: N818  IMAP's own word for it: BAD
    """A command that the grammar does not know; the message is what BAD will say."""


@dataclass(frozen=True, slots=True)
class Command:
    """A whole command: its tag, its name in capitals (`UID FETCH`: FETCH with `uid`), the rest."""

    tag: str
    name: str
    uid: bool
    arguments: list[Token]


@dataclass(frozen=True, slots=True)
class Continue:
    """The client waits to be invited to send a literal."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is no command; `fatal` if what follows can't be understood either."""

    tag: str
    text: str
    fatal: bool = False


TAG: Final = re.compile(rb'([^\x00-\x20(){%*"\\+\]\x7f-\xff]{1,64})(?: |$)')
LITERAL: Final = re.compile(rb"~?\{(\d{1,10})(\+?)\}\Z")
"""A literal, or one that may have NUL in it (RFC 3516 section 4.2): taken alike."""
QUOTED: Final = re.compile(rb'"((?:[^"\\\r\n\x00]|\\["\\])*)"')
SECTION: Final = rb"BODY(?:\.PEEK)?\["
ATOM: Final = re.compile(
    rb"(?i:" + SECTION + rb"[^\]\r\n]*\](?:<\d+\.\d+>)?)|" + rb'[^\x00-\x20()"{\x7f-\xff]+'
)
"""An atom, or as FETCH has it a section in brackets: `BODY[HEADER.FIELDS (TO)]<0.9>`."""
OPEN_SECTION: Final = re.compile(SECTION + rb"[^\]]*\Z", re.IGNORECASE)
NAME_IN_SECTION: Final = re.compile(rb"[!#-'*-9;-Z^-~]{1,64}\Z")


class Assembler:
    """Collects bytes until a line, or a line with its literals, is whole."""

    def __init__(self, max_literal: int = MAX_LITERAL) -> None:
        self.max_literal = max_literal
        self._buffer = bytearray()
        self._parts: list[bytes] = []
        self._wanted: int | None = None
        self._skipping = False

    def feed(self, data: bytes) -> None:
        """Take bytes in."""
        self._buffer += data

    @property
    def waiting(self) -> int:
        """Bytes that are not yet part of anything whole."""
        return len(self._buffer)

    def line(self) -> bytes | None:
        """Cut off one bare line, without its end (an answer to `+`); None if it is not whole."""
        end = self._buffer.find(b"\n")
        if end < 0:
            return None
        line = bytes(self._buffer[:end])
        del self._buffer[: end + 1]
        return line.removesuffix(b"\r")

    def next(self) -> Command | Continue | Problem | None:
        """Return the next thing that is whole; None if more bytes are needed."""
        while True:
            if self._wanted is not None:
                if len(self._buffer) < self._wanted:
                    return None
                self._parts.append(bytes(self._buffer[: self._wanted]))
                del self._buffer[: self._wanted]
                self._wanted = None
            line = self.line()
            if line is None:
                return self._too_long()
            if self._skipping:
                self._skipping = False
                continue
            if len(line) > MAX_LINE:
                return self._refuse_line(line)
            found = LITERAL.search(line)
            if not found:
                parts, self._parts = [*self._parts, line], []
                return read(parts)
            size = int(found[1]) + sum(map(len, self._parts[1::2]))
            if size > self.max_literal or len(self._parts) // 2 >= MAX_LITERALS:
                return self._refuse_literal(line, synchronizing=not found[2])
            self._parts.append(line[: found.start()])
            self._wanted = int(found[1])
            if not found[2]:
                return Continue()

    def _too_long(self) -> Problem | None:
        """Drop a line that has no end in sight, once."""
        if len(self._buffer) <= MAX_LINE:
            return None
        line = bytes(self._buffer[:100])
        self._buffer.clear()
        if self._skipping:
            return None
        self._skipping = True
        return self._refuse_line(line)

    def _refuse_line(self, line: bytes) -> Problem:
        return Problem(self._tag(line), "Line too long")

    def _refuse_literal(self, line: bytes, *, synchronizing: bool) -> Problem:
        """Refuse a literal: not inviting it is enough, unless it comes unasked (RFC 7888)."""
        return Problem(self._tag(line), "Literal too large", fatal=not synchronizing)

    def _tag(self, line: bytes) -> str:
        """Return the tag of what is given up: a command that ends with this line."""
        found = TAG.match(self._parts[0] if self._parts else line)
        self._parts.clear()
        return found[1].decode() if found else "*"


def read(parts: list[bytes]) -> Command | Problem:
    """Return the command in a line; every second part is a literal.

    >>> read([b"a1 UID FETCH 1:* (FLAGS)"])
    Command(tag='a1', name='FETCH', uid=True, arguments=['1:*', ['FLAGS']])
    """
    found = TAG.match(parts[0])
    if not found:
        return Problem("*", "Invalid tag")
    tag = found[1].decode()
    try:
        tokens = tokenize([parts[0][found.end() :], *parts[1:]])
        words = iter(tokens)
        name, uid = _word(next(words, None)), False
        if name == "UID":
            name, uid = _word(next(words, None)), True
    except BadSyntax as error:
        return Problem(tag, str(error))
    return Command(tag, name, uid, list(words))


def _word(token: Token | None) -> str:
    if not isinstance(token, Atom) or len(token) > 32:
        raise BadSyntax("Missing command")
    return token.upper()


def tokenize(parts: list[bytes]) -> list[Token]:
    """Return the words of a line; raises BadSyntax."""
    stack: list[list[Token]] = [[]]
    for number, part in enumerate(_join_sections(parts)):
        if number % 2:
            stack[-1].append(Literal(part))
        else:
            for token in _tokens(part):
                match token:
                    case "(":
                        if len(stack) > MAX_DEPTH:
                            raise BadSyntax("Too many parentheses")
                        stack.append([])
                    case ")":
                        if len(stack) < 2:
                            raise BadSyntax("Unbalanced parentheses")
                        inner = stack.pop()
                        stack[-1].append(inner)
                    case Atom() | String():
                        stack[-1].append(token)
    if len(stack) != 1:
        raise BadSyntax("Unbalanced parentheses")
    return stack[0]


def _join_sections(parts: list[bytes]) -> list[bytes]:
    """Put names that came as literals into the section they belong to: it is one word."""
    joined = parts[:1]
    for literal, rest in zip(parts[1::2], parts[2::2], strict=True):
        if OPEN_SECTION.search(joined[-1]) and NAME_IN_SECTION.match(literal):
            joined[-1] += literal + rest
        else:
            joined += [literal, rest]
    return joined


def _tokens(line: bytes) -> Iterator[Atom | String | str]:
    """Yield the pieces of a line; parentheses as plain str."""
    at = 0
    while at < len(line):
        match line[at : at + 1]:
            case b" ":
                at += 1
            case b"(" | b")" as bracket:
                yield bracket.decode()
                at += 1
            case b'"':
                found = QUOTED.match(line, at)
                if not found:
                    raise BadSyntax("Bad quoted string")
                yield String(re.sub(rb"\\(.)", rb"\1", found[1]))
                at = found.end()
            case _:
                found = ATOM.match(line, at)
                if not found or found.end() == at:
                    raise BadSyntax("Unexpected character")
                yield Atom(found[0].decode("ascii", "replace"))
                at = found.end()
