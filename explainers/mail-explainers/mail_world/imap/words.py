"""The words that several commands share: strings, numbers, sets of numbers, flags, dates.

Decides what a token (parser.py) may mean; whatever it can't mean raises BadSyntax, whose words are
what BAD will say. Sets are merged ranges, so that a hostile one costs no more than its length.
"""

from __future__ import annotations

import re
import time
from bisect import bisect_right
from calendar import timegm
from collections.abc import Iterable
from typing import Final

from mail_world.imap.parser import Atom, BadSyntax, String, Token

MAX_NUMBER: Final = 2**32 - 1
MONTHS: Final = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # noqa: SIM905
DATE: Final = re.compile(
    r"( ?\d|\d\d)-([A-Za-z]{3})-(\d{4})(?: (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d))?\Z", re.ASCII
)
SEQUENCE: Final = re.compile(r"(?:[1-9]\d{0,9}|\*)(?::(?:[1-9]\d{0,9}|\*))?\Z")
FLAG: Final = re.compile(r"\\?[^\x00-\x20(){%*\"\\\]\x7f]{1,64}\Z")
NUMBER: Final = re.compile(r"\d{1,19}\Z")


def text(token: Token) -> str:
    """Return an astring as text; raises BadSyntax."""
    match token:
        case Atom():
            return str(token)
        case String():
            try:
                return token.decode()
            except UnicodeDecodeError as error:
                raise BadSyntax("Not UTF-8") from error
    raise BadSyntax("A string is needed here")


def atom(token: Token | None) -> str:
    """Return a bare word in capitals; raises BadSyntax."""
    if not isinstance(token, Atom):
        raise BadSyntax("A word is needed here")
    return token.upper()


def number(token: Token | None, most: int = 2**63 - 1) -> int:
    """Return a number up to `most`; raises BadSyntax. (MODSEQ has 63 bits: RFC 7162.)"""
    if not isinstance(token, Atom) or not NUMBER.match(token) or int(token) > most:
        raise BadSyntax("A number is needed here")
    return int(token)


def number_set(token: Token, largest: int) -> list[tuple[int, int]]:
    """Return the ranges of a sequence-set, ascending and merged, `*` being `largest`.

    Raises BadSyntax.

    >>> number_set(Atom("5:2,*,3:6"), 9)
    [(2, 6), (9, 9)]
    """
    if not isinstance(token, Atom):
        raise BadSyntax("A set of numbers is needed here")
    ranges = []
    for piece in token.split(","):
        if not SEQUENCE.match(piece):
            raise BadSyntax("Bad set of numbers")
        first, _, last = piece.partition(":")
        ends = [largest if end == "*" else int(end) for end in (first, last or first)]
        if max(ends) > MAX_NUMBER:
            raise BadSyntax("Bad set of numbers")
        ranges.append((min(ends), max(ends)))
    merged: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if merged and low <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], high))
        else:
            merged.append((low, high))
    return merged


def holds(ranges: list[tuple[int, int]], wanted: int) -> bool:
    """Tell whether a number is in ranges that number_set gave."""
    at = bisect_right(ranges, (wanted, MAX_NUMBER)) - 1
    return at >= 0 and wanted <= ranges[at][1]


def set_text(numbers: Iterable[int]) -> str:
    """Return numbers, ascending, as a sequence-set.

    >>> set_text([1, 2, 3, 7])
    '1:3,7'
    """
    runs: list[list[int]] = []
    for each in numbers:
        if runs and runs[-1][1] == each - 1:
            runs[-1][1] = each
        else:
            runs.append([each, each])
    return ",".join(f"{low}" if low == high else f"{low}:{high}" for low, high in runs)


def listed(token: Token | None) -> list[str]:
    """Return a list of bare words, in capitals; raises BadSyntax."""
    if not isinstance(token, list):
        raise BadSyntax("A list is needed here")
    return [atom(each) for each in token]


def flags(tokens: list[Token], system: tuple[str, ...]) -> set[str]:
    """Return the flags of a list, system flags in their usual spelling; raises BadSyntax.

    \\Recent is passed over: it is nobody's to change (RFC 3501 section 2.3.2).
    """
    spelling = {flag.lower(): flag for flag in system}
    found = set()
    for token in tokens:
        if not isinstance(token, Atom) or not FLAG.match(token):
            raise BadSyntax("Bad flag")
        name = spelling.get(token.lower(), str(token))
        if name.lower() == "\\recent":
            continue
        if name.startswith("\\") and name not in system:
            raise BadSyntax("Unknown system flag")
        found.add(name)
    return found


def day(token: Token) -> int:
    """Return a date as the second since 1970 at which it begins in UTC; raises BadSyntax.

    >>> day(Atom("22-Nov-2026"))
    1795305600
    """
    found = DATE.match(text(token))
    if not found or found[4]:
        raise BadSyntax("Bad date")
    return _seconds(found, (0, 0, 0))


def moment(token: Token) -> int:
    """Return a date-time as seconds since 1970; raises BadSyntax.

    >>> moment(String(b"22-Nov-2026 09:00:00 +0900"))
    1795305600
    """
    found = DATE.match(text(token))
    if not found or not found[4]:
        raise BadSyntax("Bad date and time")
    hour, minute, second, east, west = (int(found[n]) for n in (4, 5, 6, 8, 9))
    if hour > 23 or minute > 59 or second > 60 or west > 59:
        raise BadSyntax("Bad date and time")
    zone = (east * 60 + west) * 60 * (1 if found[7] == "+" else -1)
    return _seconds(found, (hour, minute, second)) - zone


def _seconds(found: re.Match[str], clock: tuple[int, int, int]) -> int:
    day_, month, year = int(found[1]), found[2].capitalize(), int(found[3])
    if month not in MONTHS or not 1 <= day_ <= 31 or year < 1900:
        raise BadSyntax("Bad date")
    return timegm((year, MONTHS.index(month) + 1, day_, *clock))


def moment_text(seconds: int) -> str:
    """Return seconds since 1970 as INTERNALDATE tells them, in UTC.

    >>> moment_text(1795305600)
    '"22-Nov-2026 00:00:00 +0000"'
    """
    t = time.gmtime(seconds)
    return f'"{t[2]:2d}-{MONTHS[t[1] - 1]}-{t[0]:04d} {t[3]:02d}:{t[4]:02d}:{t[5]:02d} +0000"'
