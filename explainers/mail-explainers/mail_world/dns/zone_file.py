"""Master files: a zone as administrators write it (RFC 1035 section 5), read into plain data.

Decides: $ORIGIN, $TTL, @, relative names, an owner left out (the one before), parentheses over
several lines, quoted strings, comments, the escapes \\X and \\DDD. Every datum is checked for what
its type can hold, and an alias stands alone (RFC 1034 section 3.6.2).

Refuses, with line and column: $INCLUDE (there are no files here), classes but IN, record types
that mail has no use for. TTLs are read and dropped: nothing is cached.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from mail_world.dns.resolver import Zone

MAX_TEXT: Final = 200_000
"""Characters of a master file that are read."""
MAX_STRING: Final = 255
"""Octets of one character-string (RFC 1035 section 3.3)."""
MAX_NAME: Final = 253
MAX_LABEL: Final = 63
MAX_TTL: Final = 2**31 - 1
"""RFC 2181 section 8."""


class ZoneError(ValueError):
    """A fault in a master file: `message`, at `line` and `column`, both from 1."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(f"line {line}, column {column}: {message}")
        self.message, self.line, self.column = message, line, column


class Token(NamedTuple):
    """A word or a quoted string; `text` as written, without the quotes."""

    text: str
    quoted: bool
    line: int
    column: int

    def error(self, message: str) -> ZoneError:
        return ZoneError(message, self.line, self.column)


class Entry(NamedTuple):
    """One entry: its words, and whether its first line began with a blank (no owner)."""

    tokens: list[Token]
    indented: bool


_LEXEME: Final = re.compile(
    r"""(?P<blank>[ \t]+) | (?P<comment>;[^\n]*) | (?P<end>\r?\n) | (?P<open>\() | (?P<close>\))
    | "(?P<quoted>(?:[^"\\\n]|\\[^\n])*)" | (?P<word>(?:[^\s;()"\\]|\\[^\n])+)""",
    re.VERBOSE,
)
_ESCAPE: Final = re.compile(r"\\(?:(\d{3})|(\D))", re.DOTALL)
_LABEL: Final = re.compile(r"(?:[^.\\]|\\\d{3}|\\\D)+", re.DOTALL)


def read_zone(text: str, origin: str = "") -> dict[tuple[str, str], tuple[str, ...]]:
    """Read a master file and return its records as a Zone.

    `origin` is what relative names stand under until $ORIGIN says otherwise. Raises ZoneError.

    >>> read_zone("@ 3600 IN MX 10 mail\\nmail A 192.0.2.1 ; ours", "example.jp.")
    {('example.jp', 'MX'): ('10 mail.example.jp.',), ('mail.example.jp', 'A'): ('192.0.2.1',)}
    """
    if len(text) > MAX_TEXT:
        raise ZoneError(f"longer than {MAX_TEXT} characters", 1, 1)
    records: dict[tuple[str, str], tuple[str, ...]] = {}
    reader = _Reader(origin.rstrip("."))
    for entry in _entries(text):
        first = entry.tokens[0]
        if first.text.startswith("$") and not first.quoted and not entry.indented:
            reader.directive(entry.tokens)
            continue
        owner, kind, data = reader.record(entry)
        known = {at for name, at in records if name == owner}
        if known and (kind == "CNAME") != ("CNAME" in known):
            raise first.error(f"{owner}: an alias has no other records (RFC 1034 section 3.6.2)")
        if kind == "CNAME" and known:
            raise first.error(f"{owner}: two aliases")
        found = records.get((owner, kind), ())
        if data not in found:
            records[owner, kind] = (*found, data)
    return records


def texts(records: Sequence[str]) -> list[tuple[bytes, ...]]:
    """Return the character-strings of TXT records, as octets (RFC 1035 section 3.3.14).

    A record that does not begin with a quote is one string, as it stands.

    >>> texts(['"v=spf1 " "-all"', 'v=spf1 -all'])
    [(b'v=spf1 ', b'-all'), (b'v=spf1 -all',)]
    """
    return [tuple(_strings(record)) for record in records]


def quote(data: bytes | str) -> str:
    """Write octets as TXT data: strings of at most 255 octets, in quotes.

    >>> quote('say "hi"')
    '"say \\\\"hi\\\\""'
    """
    octets = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    pieces = [octets[at : at + MAX_STRING] for at in range(0, len(octets), MAX_STRING)] or [b""]
    return " ".join(f'"{"".join(map(_written, piece))}"' for piece in pieces)


def _written(octet: int) -> str:
    if octet in b'"\\':
        return "\\" + chr(octet)
    return chr(octet) if 0x20 <= octet < 0x7F else f"\\{octet:03d}"


def _strings(record: str) -> Iterator[bytes]:
    if not record.startswith('"'):
        yield record.encode("utf-8", "surrogatepass")
        return
    for found in _LEXEME.finditer(record):
        if (quoted := found["quoted"]) is not None:
            yield _octets(quoted)


def _octets(written: str) -> bytes:
    """Return what a string with escapes stands for; a number past 255 wraps."""
    done, octets = 0, b""
    for escape in _ESCAPE.finditer(written):
        octets += written[done : escape.start()].encode("utf-8", "surrogatepass")
        number, sign = escape.groups()
        octets += bytes((int(number) & 255,)) if number else sign.encode("utf-8", "surrogatepass")
        done = escape.end()
    return octets + written[done:].encode("utf-8", "surrogatepass")


def _entries(text: str) -> Iterator[Entry]:
    """Cut a text into entries: one a line, or more lines where parentheses are open."""
    tokens: list[Token] = []
    position, line, begins = 0, 1, 0
    opened: Token | None = None
    indented = False
    while position < len(text):
        here = Token("(", False, line, position - begins + 1)
        found = _LEXEME.match(text, position)
        if not found:
            unclosed = text[position] == '"'
            raise here.error("a quote that is not closed" if unclosed else "nothing after \\")
        kind = str(found.lastgroup)
        if kind == "blank" and position == begins and not tokens:
            indented = True
        elif kind == "open":
            if opened:
                raise here.error("( within (")
            opened = here
        elif kind == "close":
            if not opened:
                raise here.error(") without (")
            opened = None
        elif kind in ("word", "quoted"):
            tokens.append(Token(found[kind], kind == "quoted", line, here.column))
        position = found.end()
        if kind == "end":
            line, begins = line + 1, position
            if not opened:
                if tokens:
                    yield Entry(tokens, indented)
                tokens, indented = [], False
    if opened:
        raise opened.error("( that is not closed")
    if tokens:
        yield Entry(tokens, indented)


class _Reader:
    """What carries over from one entry to the next: the origin and the last owner."""

    def __init__(self, origin: str) -> None:
        self.origin = origin.lower()
        self.owner: str | None = None

    def directive(self, tokens: list[Token]) -> None:
        word, *rest = tokens
        name = word.text.upper()
        if name not in ("$ORIGIN", "$TTL"):
            raise word.error(f"{word.text}: not a directive that is known here")
        if len(rest) != 1:
            raise word.error(f"{name} takes one value")
        if name == "$ORIGIN":
            self.origin = self.name(rest[0]).rstrip(".").lower()
        elif not _is_ttl(rest[0].text):
            raise rest[0].error(f"{rest[0].text}: not a number of seconds")

    def record(self, entry: Entry) -> tuple[str, str, str]:
        """Return (owner, type, data) of an entry."""
        rest = list(entry.tokens)
        last = rest[-1]
        if not entry.indented:
            self.owner = self.name(rest.pop(0)).rstrip(".").lower()
        if self.owner is None:
            raise rest[0].error("no owner: this is the first record")
        # TTL and class come in either order, each at most once (RFC 1035 section 5.1).
        for _ in range(2):
            if rest and (_is_ttl(rest[0].text) or rest[0].text.upper() == "IN"):
                rest.pop(0)
        if not rest:
            raise last.error("no record type")
        kind, *data = rest
        form = _FORMS.get(kind.text.upper())
        if form is None or kind.quoted:
            raise kind.error(f"{kind.text}: not a record type that is known here")
        if not data:
            raise kind.error(f"{kind.text}: no data")
        return self.owner, kind.text.upper(), form(self, data)

    def name(self, token: Token) -> str:
        """Return a name with its origin and its last dot; raises ZoneError."""
        text = token.text
        if text == "@" and not token.quoted:
            return f"{self.origin}."
        if text == ".":
            return "."
        absolute = text.endswith(".") and not text.endswith("\\.")
        whole = text[:-1] if absolute else f"{text}.{self.origin}".rstrip(".")
        labels = _LABEL.findall(whole)
        if token.quoted or ".".join(labels) != whole:
            raise token.error(f"{text}: not a name")
        long = [label for label in labels if len(_octets(label)) > MAX_LABEL]
        if long or sum(len(_octets(label)) + 1 for label in labels) - 1 > MAX_NAME:
            raise token.error(f"{text}: longer than a name may be (RFC 1035 section 2.3.4)")
        return f"{whole}."

    # -- what each type's data looks like ---------------------------------------------------------

    def one_name(self, data: list[Token]) -> str:
        _count(data, 1)
        return self.name(data[0])

    def exchanger(self, data: list[Token]) -> str:
        """MX (RFC 1035 section 3.3.9): a preference and a host."""
        _count(data, 2)
        if not (data[0].text.isascii() and data[0].text.isdecimal()) or int(data[0].text) > 65535:
            raise data[0].error(f"{data[0].text}: not a preference (0 to 65535)")
        return f"{int(data[0].text)} {self.name(data[1])}"

    def address4(self, data: list[Token]) -> str:
        _count(data, 1)
        try:
            return str(ipaddress.IPv4Address(data[0].text))
        except ValueError:
            raise data[0].error(f"{data[0].text}: not an IPv4 address") from None

    def address6(self, data: list[Token]) -> str:
        _count(data, 1)
        try:
            return str(ipaddress.IPv6Address(data[0].text))
        except ValueError:
            raise data[0].error(f"{data[0].text}: not an IPv6 address") from None

    def strings(self, data: list[Token]) -> str:
        """TXT (RFC 1035 section 3.3.14): one or more character-strings."""
        written = []
        for token in data:
            octets = _octets(token.text)
            if len(octets) > MAX_STRING:
                raise token.error(f"a string of {len(octets)} octets, {MAX_STRING} at most")
            written.append(quote(octets))
        return " ".join(written)

    def authority(self, data: list[Token]) -> str:
        """SOA (RFC 1035 section 3.3.13): two names and five numbers."""
        _count(data, 7)
        for token in data[2:]:
            if not (token.text.isascii() and token.text.isdecimal()):
                raise token.error(f"{token.text}: not a number")
        names = (self.name(data[0]), self.name(data[1]))
        return " ".join((*names, *(token.text for token in data[2:])))


def _is_ttl(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 11 and int(text) <= MAX_TTL


def _count(data: list[Token], count: int) -> None:
    if len(data) < count:
        raise data[-1].error(f"{count} values are needed, {len(data)} are here")
    if len(data) > count:
        raise data[count].error(f"{data[count].text}: one value too many")


_FORMS: Final[Mapping[str, Callable[[_Reader, list[Token]], str]]] = {
    "A": _Reader.address4,
    "AAAA": _Reader.address6,
    "MX": _Reader.exchanger,
    "TXT": _Reader.strings,
    "PTR": _Reader.one_name,
    "CNAME": _Reader.one_name,
    "NS": _Reader.one_name,
    "SOA": _Reader.authority,
}

__all__ = ["Zone", "ZoneError", "quote", "read_zone", "texts"]
