"""A whole settings screen in one paste: labels are recognised, fields are filled.

Screens come as "label: value", as a label with its value on the next line, or as two columns; the
heading 受信 or 送信 (or a label's own word) says which side a field belongs to. A password is
stepped over and kept nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from settings_check.text import fold

__all__ = ["fill", "read_screen", "unread_lines"]

_LINES = 300
_LONG = 400
_LABEL = 40

_SIDES = (
    ("outgoing", ("送信", "outgoing", "smtp")),
    ("incoming", ("受信", "incoming", "imap", "pop")),
)
# The first that is found in a label names its field.
_FIELDS = (
    ("auth", ("パスワドの種類", "認証", "authentication", "auth method", "password type")),
    ("password", ("パスワド", "password", "暗証", "pass phrase")),
    ("port", ("ポト", "port")),
    ("security", ("暗号", "接続の保護", "セキュリティ", "ssl", "tls", "encryption", "security")),
    ("protocol", ("プロトコル", "protocol", "の種類", "account type", "server type", "タイプ",
                  "方式")),
    ("user", ("ユザ", "user", "アカウント名", "アカウントid", "ログイン", "ログオン", "login",
              "logon")),
    ("email", ("アドレス", "email", "e-mail", "mail address", "電子メル")),
    ("host", ("サバ", "server", "ホスト", "host", "smtp", "imap", "pop")),
    ("user", ("アカウント", "account")),
    ("email", ("メル", "mail")),
)  # fmt: skip
_SPLIT = re.compile(r"[:：=＝\t]")
_HOSTLIKE = re.compile(r"[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+){1,6}\.?")
_ON = ("オン", "on", "はい", "yes", "true", "使用する", "有効", "する", "ssl", "チェック", "☑", "✓")
_OFF = ("オフ", "off", "いいえ", "no", "false", "使用しない", "無効", "しない", "☐")
_UPGRADED = ("587", "143", "110")
_BY_PORT = {"993": "incoming", "995": "incoming", "143": "incoming", "110": "incoming",
            "465": "outgoing", "587": "outgoing", "25": "outgoing"}  # fmt: skip


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
    for side, field, value in _entries(text):
        if field == "email" and "@" in value:
            email = email or value
        elif field == "email":
            continue
        elif side:
            sides[side].setdefault(field, value)
        elif field == "port":
            sides[_BY_PORT.get(fold(value), "incoming")].setdefault(field, value)
        elif field == "host":
            outgoing = fold(value).lower().startswith(("smtp", "msa"))
            sides["outgoing" if outgoing else "incoming"].setdefault(field, value)
        elif field == "protocol":
            sides["incoming"].setdefault(field, value)
        else:
            both.setdefault(field, value)
    for given in sides.values():
        if given:
            for field, value in both.items():
                given.setdefault(field, value)
            _switch(given)
    sides["outgoing"].pop("protocol", None)
    return {"email": email, **{side: given or None for side, given in sides.items()}}


def unread_lines(text: str) -> tuple[str, ...]:
    """The lines that say nothing known; bounded, and never one with a password."""
    return ()


def _entries(text: str) -> Iterator[tuple[str, str, str]]:
    """Each value with its side ("" if nothing says which) and its field."""
    raw = text[: _LINES * _LONG].splitlines()[:_LINES]
    lines = [line for each in raw if (line := each[:_LONG].strip())]
    parted = [_parted(line) for line in lines]
    # Where even the ports name their side, what names none belongs to both.
    spelled = any(_field(label) == "port" and _side(label) for label, _ in parted)
    side, waiting = "", ("", "")
    for line, (label, value) in zip(lines, parted, strict=True):
        field, named = _field(label), _side(label)
        if waiting[1] and (not field or (waiting[1], field, value) == ("auth", "password", "")):
            yield waiting[0], waiting[1], line
            waiting = ("", "")
        elif field and value:
            if field != "password":
                yield named or side, field, value
            if named and field in ("host", "protocol") and not spelled:
                side = named
            waiting = ("", "")
        elif field or named:
            side = named or side
            waiting = (side, field)
        elif "@" in line and " " not in line:
            yield "", "email", line
        elif _HOSTLIKE.fullmatch(line):
            yield side or _side(line), "host", line


def _parted(line: str) -> tuple[str, str]:
    """A line as label and value; the value is "" where the line is a label alone."""
    found = _SPLIT.search(line)
    if found is not None and found.start() <= _LABEL and _field(line[: found.start()]):
        value = line[found.end() :].strip(" \t:：=＝")
        return line[: found.start()].strip(), value
    words = line.split()
    if len(words) == 1 and fold(line).lower() in _WORDS:
        return "", line
    for count in range(1, min(len(words), 4) + 1):
        if not _valueless(words[max(count - 1, 1) : count]):
            break
        if _field(" ".join(words[:count])):
            while count < len(words) and fold(words[count]).lower() in _MORE:
                count += 1
            return " ".join(words[:count]), " ".join(words[count:])
    return "", line


def _valueless(words: list[str]) -> bool:
    """Is none of these words a value (a host, an address, a number, a choice)?"""
    return not any(
        "@" in word or _HOSTLIKE.fullmatch(word) or word.isdigit() or fold(word).lower() in _WORDS
        for word in words
    )


# Words that go on with a label that has already begun.
_MORE = frozenset({
    "name", "address", "number", "type", "method", "security", "hostname", "host", "server",
    "username", "port", "id", "mail", "サーバー", "サーバ", "番号", "名", "の種類", "ポート",
})  # fmt: skip
_WORDS = frozenset({"starttls", "ssl/tls", "なし", "none", "imap", "pop", "pop3", *_ON, *_OFF})


def _key(label: str) -> str:
    return fold(label).lower().replace("ー", "")


def _field(label: str) -> str:
    key = _key(label)
    if not key or len(key) > _LABEL or "@" in key or _HOSTLIKE.fullmatch(key):
        return ""
    return next((name for name, words in _FIELDS if any(word in key for word in words)), "")


def _side(label: str) -> str:
    key = _key(label)
    return next((side for side, words in _SIDES if any(word in key for word in words)), "")


def _switch(given: dict[str, str]) -> None:
    """A switch 「SSLを使用」 can't say which encryption it means: the port beside it does."""
    word = fold(given.get("security", "")).lower()
    if word in _ON:
        upgraded = fold(given.get("port", "")) in _UPGRADED
        given["security"] = "STARTTLS" if upgraded else "SSL/TLS"
    elif word in _OFF:
        given["security"] = "none"
