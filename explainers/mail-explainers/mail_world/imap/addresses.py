"""The addresses in a field: mailboxes, groups, routes, comments (RFC 5322 section 3.4, 4.4).

Decides: a list is read once from left to right and never refused: what is no address is passed
over. Comments count for nothing, but that one behind a bare address is its name, as old mail has
it. Quoted strings and domain literals keep what is special elsewhere.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

MAX_ADDRESSES: Final = 100
_PIECE: Final = re.compile(
    r'"((?:[^"\\]|\\.)*)(?:"|\Z)|(\[[^\]]*(?:\]|\Z))|([()<>@,;:.])|\s+|([^\s"\[()<>@,;:.]+)',
    re.DOTALL,
)
"""A quoted string, a domain literal, a sign, space, or a word."""
_QUOTED_PAIR: Final = re.compile(r"\\(.)", re.DOTALL)


class Address(NamedTuple):
    """A mailbox; or with `domain` None the start of the group `local`, or the end of one (None)."""

    name: str
    route: str
    local: str | None
    domain: str | None


class _Piece(NamedTuple):
    text: str
    special: bool
    spaced: bool


def read(field: str) -> list[Address]:
    """Return the addresses of a field's value.

    >>> [a.local for a in read("Hana <hana@example.jp>, all: kaze@example.org;")]
    ['hana', 'all', 'kaze', None]
    """
    found: list[Address] = []
    words: list[_Piece] = []
    comment, grouped, route = "", False, ""
    angle: list[_Piece] | None = None
    for piece, said in _pieces(field):
        sign = piece.text if piece.special else ""
        if said:
            comment = said
        elif sign == "<" and angle is None:
            angle = []
        elif angle is not None:
            if sign == ">":
                found += _mailbox(_text(words), route, angle)
                words, angle, route, comment = [], None, "", ""
            elif sign == ":":
                route, angle = _plain(angle), []
            else:
                angle.append(piece)
        elif sign in (",", ";"):
            found += _mailbox(comment, "", words)
            words, comment = [], ""
            if sign == ";" and grouped:
                found.append(Address("", "", None, None))
                grouped = False
        elif sign == ":" and not grouped and words:
            found.append(Address("", "", _text(words), None))
            words, comment, grouped = [], "", True
        elif sign not in ("<", ">", ":"):
            words.append(piece)
        if len(found) >= MAX_ADDRESSES:
            break
    found += _mailbox(_text(words) if angle else comment, route, angle or words)
    if grouped:
        found.append(Address("", "", None, None))
    return found


def _pieces(field: str) -> list[tuple[_Piece, str]]:
    """Cut a field into words and signs; a comment stands as one piece, with its text beside it."""
    found: list[tuple[_Piece, str]] = []
    depth, comment, spaced, at = 0, "", False, 0
    while at < len(field):
        match = _PIECE.match(field, at)
        if match is None:  # never: every sign begins one of the pieces
            break
        at = match.end()
        quoted, literal, sign, word = match.groups()
        if depth or sign == "(":
            depth += {"(": 1, ")": -1}.get(sign or "", 0)
            comment += match[0]
            if not depth:
                found.append((_Piece("", False, True), comment[1:-1].strip()))
                comment = ""
        elif sign:
            found.append((_Piece(sign, True, spaced), ""))
        elif quoted is not None:
            found.append((_Piece(_QUOTED_PAIR.sub(r"\1", quoted), False, spaced), ""))
        elif literal or word:
            found.append((_Piece(literal or word, False, spaced), ""))
        spaced = not match[0].strip() or bool(found and found[-1][1])
    return found


def _plain(pieces: list[_Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def _text(pieces: list[_Piece]) -> str:
    return "".join(" " * piece.spaced + piece.text for piece in pieces).strip()


def _mailbox(name: str, route: str, pieces: list[_Piece]) -> list[Address]:
    """Return the mailbox that pieces around an @ make; without one, a local part alone."""
    at = next((n for n, p in reversed(list(enumerate(pieces))) if p.special and p.text == "@"), -1)
    if at < 0:
        return [Address(name, route, _text(pieces), "")] if pieces else []
    return [Address(name, route, _plain(pieces[:at]), _plain(pieces[at + 1 :]))]
