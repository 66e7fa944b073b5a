"""A whole settings screen in one paste: labels are recognised, fields are filled.

Screens come as "label: value", as a label with its value on the next line, as a table with a column
for each side, or as a sentence. A value goes by its shape first (an address, a server's name, an
encryption) and by the label before it; the heading 受信 or 送信 (or a label's own word) says which
side it belongs to. A password is stepped over and kept nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from settings_check.model import auth_of
from settings_check.screen_words import ON_OFF, Token, cells, tokens
from settings_check.text import fold

__all__ = ["fill", "read_screen", "unread_lines"]

_LINES = 300
_LONG = 400
_UNREAD = 40
_UPGRADED = ("587", "143", "110")
_BY_PORT = {"993": "incoming", "995": "incoming", "143": "incoming", "110": "incoming",
            "465": "outgoing", "587": "outgoing", "25": "outgoing"}  # fmt: skip
_OUTGOING = ("smtp", "msa", "mailout")
_WORD = re.compile(r"[!-~]{1,254}\Z")
_IN = re.compile(r"imap|pop")
_PASSWORD_KIND = re.compile(r"(?:パスワード|password)\Z")
_EDGES = " \t\u3000:：=＝、,。・※→＞>／/|「」()（）"

type _Value = tuple[str, str, str]


def fill(data: Mapping[str, object]) -> Mapping[str, object]:
    """Settings with the fields that a pasted screen (`screen`, or an address of many lines) fills.

    What the reader typed into a field counts before what the screen says.
    """
    screen = data.get("screen")
    email = data.get("email")
    if not isinstance(screen, str) or not screen.strip():
        if not isinstance(email, str) or email.strip().count("\n") < 2:
            return data
        screen, data = email, {**data, "email": ""}
    seen = read_screen(screen)
    merged: dict[str, object] = dict(data)
    if not str(data.get("email") or "").strip():
        merged["email"] = seen["email"]
    for side in ("incoming", "outgoing"):
        typed, read = data.get(side), seen[side]
        if isinstance(read, Mapping):
            typed = typed if isinstance(typed, Mapping) else {}
            given = {name: value for name, value in typed.items() if value not in (None, "")}
            merged[side] = {**read, **given}
    return merged


def read_screen(text: str) -> dict[str, object]:
    """The settings that a pasted screen shows, in the command line's shape.

    >>> read_screen("受信サーバー imap.example.jp")["incoming"]
    {'host': 'imap.example.jp'}
    """
    sides: dict[str, dict[str, str]] = {"incoming": {}, "outgoing": {}}
    both: dict[str, str] = {}
    email = ""
    for side, name, value in _Reading().read(text):
        if name == "email":
            email = email or value
        elif side:
            sides[side].setdefault(name, value)
        elif name == "port":
            sides[_BY_PORT.get(fold(value), "incoming")].setdefault(name, value)
        elif name == "protocol":
            sides["incoming"].setdefault(name, value)
        else:
            both.setdefault(name, value)
    for given in sides.values():
        if given:
            for name, value in both.items():
                given.setdefault(name, value)
            _switch(given)
            if given.get("user") == _SAME:
                given.pop("user")
                if email:
                    given["user"] = email
    sides["outgoing"].pop("protocol", None)
    return {"email": email, **{side: given or None for side, given in sides.items()}}


def unread_lines(text: str) -> tuple[str, ...]:
    """The lines that say nothing known, at most 40; never one with a password in it.

    >>> unread_lines("受信サーバー imap.example.jp\\nようこそ\\nパスワード himitsu")
    ('ようこそ',)
    """
    reading = _Reading()
    for _ in reading.read(text):
        pass
    return tuple(reading.unread[:_UNREAD])


_SAME = "\0"
"""A user name that a guide describes as the address."""


@dataclass
class _Reading:
    """Where a reading stands: the side it is on, and the label that waits for its value."""

    side: str = ""
    asked: str = ""
    asked_side: str = ""
    line_side: str = ""
    columns: list[str] = field(default_factory=list)
    sticky: bool = True
    unread: list[str] = field(default_factory=list)

    def read(self, text: str) -> Iterator[_Value]:
        """Each value with its side ("" if nothing says which) and its field."""
        raw = text[: _LINES * _LONG].splitlines()[:_LINES]
        lines = [line for each in raw if (line := each[:_LONG].strip())]
        cut = [list(tokens(line)) for line in lines]
        # Where even the ports name their side, what names none belongs to both.
        self.sticky = not any(
            token.kind == "label" and token.field == "port" and token.side
            for line in cut
            for token in line
        )
        for line, parts in zip(lines, cut, strict=True):
            if self._header(line):
                continue
            row = cells(line)
            if self.columns and len(row) == len(self.columns):
                yield from self._row(row)
                continue
            self.columns = []
            self.line_side = ""
            waited = self.asked
            values = list(self._line(parts))
            known = values or any(token.kind == "label" for token in parts)
            if not known and waited != "password":
                self.unread.append(line)
            if waited and waited == self.asked and not any(t.kind == "label" for t in parts):
                self.asked = ""  # one line is a value's; the next is somebody else's
            yield from values

    # -- tables ------------------------------------------------------------------------------------

    def _header(self, line: str) -> bool:
        """A row that names a side in two cells or more begins a table."""
        row = cells(line)
        if len(row) < 3:
            return False
        named = [_side_of(cell) for cell in row]
        if {"incoming", "outgoing"} <= set(named[1:]) and not named[0]:
            self.columns = named
            return True
        return False

    def _row(self, row: list[str]) -> Iterator[_Value]:
        labels = [token for token in tokens(row[0]) if token.kind == "label" and token.field]
        if not labels:
            return
        for cell, side in zip(row[1:], self.columns[1:], strict=True):
            self.asked, self.asked_side, self.line_side = labels[0].field, side, side
            yield from self._line(list(tokens(cell)))
        self.asked = ""

    # -- lines -------------------------------------------------------------------------------------

    def _line(self, parts: list[Token]) -> Iterator[_Value]:
        for number, token in enumerate(parts):
            if token.kind == "label":
                following = parts[number + 1] if number + 1 < len(parts) else None
                yield from self._label(token, following)
            elif self.asked in ("password", "skip"):
                if token.kind in ("host", "email") and self.asked == "skip":
                    continue
            else:
                yield from self._value(token)

    def _label(self, token: Token, following: Token | None) -> Iterator[_Value]:
        alone = following is None or following.kind == "label"
        bare = not token.told
        if bare and alone and (self.asked, token.field) == ("auth", "password"):
            yield self._take("auth", token.text)
        elif self.asked == "protocol" and not token.field and _IN.match(fold(token.text).lower()):
            yield self._take("protocol", token.text)
        elif (
            bare
            and (self.asked, token.field) == ("user", "email")
            and (following is None or following.kind != "email")
        ):
            yield self._take("user", _SAME)
        elif token.field == "auth" and _PASSWORD_KIND.search(fold(token.text).lower()):
            yield token.side or self.side, "auth", "パスワード"
        else:
            self._ask(token)

    def _ask(self, token: Token) -> None:
        """Wait for what a label names."""
        self.asked, self.asked_side = token.field, token.side
        if token.field == "heading":
            self.asked, self.side = "", token.side
        if token.side:
            self.line_side = token.side
            if token.field in ("", "host", "protocol") and self.sticky:
                self.side = token.side

    def _value(self, token: Token) -> Iterator[_Value]:
        text = token.text.strip(_EDGES)
        match token.kind:
            case "email":
                yield self._take("user" if self.asked == "user" else "email", text)
            case "host" if self.asked == "user":
                yield self._take("user", text)
            case "host":
                yield from self._host(token.text)
            case "number" if self.asked == "port":
                yield self._take("port", text)
            case "security" if self.asked != "auth":
                side = self.asked_side or self.line_side or self.side
                if self.asked == "security" or side:
                    self._done("security")
                    yield side, "security", text
            case "switch" if self.asked == "security":
                yield self._take("security", text)
            case "switch" if self.asked == "auth" and ON_OFF[fold(text).lower()] == "off":
                yield self._take("auth", "none")
            case "auth":
                yield self._take("auth", text)
            case _:
                yield from self._other(text)

    def _host(self, text: str) -> Iterator[_Value]:
        """A server's name: as it stands behind its label, in its parts in a sentence."""
        side = self.asked_side or self.line_side or self.side
        if self.asked == "host":
            value = text.strip(_EDGES)
            side = side or _side_by_name(value)
            self._done("host")
            self.line_side = side
            yield side, "host", value
            return
        name, _, port = text.strip(_EDGES).partition(":")
        side = side or _side_by_name(name)
        self.line_side = side
        yield side, "host", name
        if port.isdigit():
            yield side, "port", port

    def _other(self, text: str) -> Iterator[_Value]:
        """A word without a shape of its own: taken for what its label says, if it can be that."""
        if self.asked == "user" and _WORD.match(fold(text)):
            yield self._take("user", text)
        elif self.asked == "auth" and auth_of(text) != "?":
            yield self._take("auth", text)
        elif self.asked == "host" and _WORD.match(fold(text)):
            side = self.asked_side or self.side or _side_by_name(text)
            self._done("host")
            yield side, "host", text

    def _take(self, name: str, value: str) -> _Value:
        side = self.asked_side or ("" if name == "email" else self.side)
        if name in ("port", "security") and not side:
            side = self.line_side
        self._done(name)
        self.line_side = side or self.line_side
        return side, name, value

    def _done(self, name: str) -> None:
        if self.asked == name or name in ("email", "auth"):
            self.asked = ""


def _side_of(cell: str) -> str:
    found = [token for token in tokens(cell) if token.kind == "label"]
    return next((token.side for token in found if token.side), "")


def _side_by_name(host: str) -> str:
    return "outgoing" if fold(host).lower().startswith(_OUTGOING) else "incoming"


def _switch(given: dict[str, str]) -> None:
    """A switch 「SSLを使用」 can't say which encryption it means: the port beside it does."""
    word = fold(given.get("security", "")).lower()
    if ON_OFF.get(word) == "on":
        upgraded = fold(given.get("port", "")) in _UPGRADED
        given["security"] = "STARTTLS" if upgraded else "SSL/TLS"
    elif ON_OFF.get(word) == "off":
        given["security"] = "none"
