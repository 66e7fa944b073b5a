"""The words of settings screens: labels, and values that can be told by their shape.

A line is cut into tokens: a label (with its field, its side, or both), a value of a known kind,
or other text. What a label means is decided over the whole run of its words, so that
受信メールサーバー（IMAP）ポート番号 is the incoming port and no server's name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["ON_OFF", "Token", "cells", "tokens"]


class Token(NamedTuple):
    """A piece of a line: `kind` is label, host, email, security, auth, switch, number or text.

    `field` and `side` are a label's (a `heading` begins a part of the screen, with a side or with
    none); `text` is the piece as it was pasted; `told` says that a colon or the like follows, so
    that what comes next is the label's value.
    """

    kind: str
    text: str
    field: str = ""
    side: str = ""
    told: bool = False


# In the order in which a run of words is asked for its field: the first that is found names it.
_FIELDS = (
    ("auth", (
        "パスワードの種類", "認証(?:方式|方法|タイプ|の種類)?", "auth(?:entication)?(?: method)?",
        "password type",
    )),
    ("password", (
        "パスワード", "パスコード", "暗証番?号?", "password", "pass ?phrase", "passcode", "pwd",
        r"pw(?=\s*[:：])", r"pass(?=\s*[:：])",
    )),
    ("port", ("ポート(?:番号)?", "port(?: number)?")),
    ("security", (
        "(?:暗号化?(?:方式|方法|の種類)?|接続の保護|保護された接続)"
        "(?:[（(](?:ssl|tls)[）)])?",
        "セキュリティ(?:の種類)?", "通信方法",
        r"(?:ssl(?:/tls)?|tls(?:/ssl)?)\s*を使用", "use (?:tls/ssl|ssl/tls|ssl|tls)",
        "connection security", "encryption(?: method| type)?", "security(?: type)?",
        r"(?:ssl/tls|ssl|tls)(?=\s*[:：=])",
    )),
    ("protocol", (
        "プロトコル", "(?:アカウント|サーバー?)の?(?:種類|タイプ)", "受信方式", "protocol",
        "(?:account|server) type",
    )),
    ("user", (
        "ユーザー?(?:名|id)?", "アカウント(?:名|id)", r"アカウント(?=\s*[:：])",
        "ログ(?:イン|オン)(?:名|id)?", "user ?name", "user ?id", "user", "log[io]n ?(?:name|id)?",
        "account name", r"account(?=\s*[:：])",
    )),
    ("email", (
        "メールアドレス", r"(?:電子メール|eメール|メール)\s*アドレス", "電子メール",
        "e-?mail(?: address)?", "mail address", r"(?<!信)メール(?=\s*(?:[:：\t]|$|[^\s]+@))",
    )),
    ("host", (
        "サーバー?(?:名|アドレス)?", "ホスト名?", "host ?name", "host", "server(?: name| address)?",
    )),
    ("skip", (
        "お?名前", "表示名", "説明", "差出人名?", "件名", "署名", "display name", "your name",
        "full name", r"(?<!\w)name", "description",
    )),
)  # fmt: skip
_SIDES = (
    ("outgoing", ("送信(?:メール)?", "outgoing(?: mail)?", "smtp")),
    ("incoming", ("受信(?:メール)?", "incoming(?: mail)?", "imap(?:4(?:rev1)?)?", "pop3?")),
)
_PLAIN = r"メール|mail"
_BY_FIELD = tuple((name, re.compile("|".join(words))) for name, words in _FIELDS)
_BY_SIDE = tuple((name, re.compile("|".join(words))) for name, words in _SIDES)
_WORD = "|".join([*("|".join(words) for _, words in (*_FIELDS, *_SIDES)), _PLAIN])
# Words that belong to one label may have these between them, and what shows a shortcut key: (O).
_JOINT = r"(?:[ \u3000]|の|・|[（(\[][a-z][）)\]]|[（(\[）)\]])*"
_ENDS = r"(?![a-z0-9-]*(?:\.[a-z0-9]|@))"  # or it is the beginning of a server's name
_RUN = re.compile(
    rf"(?<![a-z0-9.@_-])(?:{_WORD}){_ENDS}(?:{_JOINT}(?:{_WORD}){_ENDS})*"
    r"(?:[（(\[][a-z][）)\]]|[）)\]])*"
)
_HEADING = re.compile(
    r"\s*(?:の|への)?\s*(?:情報|設定|詳細|のテスト|settings?|information|details?)"
)
_TELLS = re.compile(r"\s*[:：=＝\t]")

_EMAIL = re.compile(r"[^\s@<>()（）「」、,;:：\"'“”]+@[^\s@<>()（）「」、,;\"'“”]+")
_HOST = re.compile(
    r"(?:[a-z]+://)?(?:\d{1,3}(?:\.\d{1,3}){3}|(?:[a-z0-9*○_-]+\.)+[a-z]{2,24})(?![a-z0-9-])"
    r"\.?(?::\d{1,6})?(?:/[^\s]*)?"
)
_SECURITY = re.compile(
    r"(?:starttls|tls|ssl|暗号)[^\s、,。]{0,8}(?:使用可能|利用可能|使える)[^\s、,。]{0,6}"
    r"|start ?tls|(?:ssl|tls)\s*[/／・]\s*(?:ssl|tls|starttls)|ssl|tls"
    r"|平文|暗号化なし|接続の保護なし"
)
_AUTH = re.compile(
    r"(?:アプリ用?|app用|imap専用|メール専用|専用|通常の|ふだんの|暗号化された|平文の)"
    r"\s*パスワード(?:認証)?"
    r"|(?:normal|encrypted|app(?:-specific)?|plain(?:text)?) password|x?oauth ?2(?:\.0)?(?:認証)?"
    r"|cram-md5|digest-md5|ntlm|kerberos(?: / gssapi)?|gssapi|apop|認証なし|no authentication"
    r"|暗号化された認証"
)
_ON = ("オン", "on", "はい", "yes", "true", "使用する", "有効", "する", "☑", "✓")
_OFF = (
    "オフ", "off", "いいえ", "no", "false", "使用しない", "無効", "しない", "☐", "なし", "無し",
    "none",
)  # fmt: skip
ON_OFF = {**dict.fromkeys(_ON, "on"), **dict.fromkeys(_OFF, "off")}
"""What a switch says."""
_SWITCH = re.compile(
    r"(?<![a-z])(?:" + "|".join(sorted(ON_OFF, key=len, reverse=True)) + r")(?![a-z])"
)
_NUMBER = re.compile(r"(?<![\d.a-z-])\d{1,6}(?![\d.a-z])")
_EXAMPLE = re.compile(r"[（(]\s*(?:例|e\.g\.|ex)[^）)]*[）)]|(?:例)\s*[:：]\s*\S+")
_KINDS = (
    ("email", _EMAIL), ("auth", _AUTH), ("host", _HOST), ("label", _RUN), ("security", _SECURITY),
    ("switch", _SWITCH), ("number", _NUMBER),
)  # fmt: skip
_SHEET = re.compile(r"\t+|\s*[|｜]\s*|[ \u3000]{3,}")


def tokens(line: str) -> Iterator[Token]:
    """Cut a line into tokens, in order."""
    level = _levelled(line)
    for found in _EXAMPLE.finditer(level):
        level = level[: found.start()] + " " * len(found[0]) + level[found.end() :]
    place = 0
    while place < len(level):
        first = _first(level, place)
        if first is None:
            yield from _text(line[place:], level[place:])
            return
        kind, match = first
        yield from _text(line[place : match.start()], level[place : match.start()])
        text = line[match.start() : match.end()]
        place = match.end()
        if kind != "label":
            yield Token(kind, text)
            continue
        words = match[0]
        heading = _HEADING.match(level, place)
        field = "heading" if heading else _name(_BY_FIELD, words)
        told = _TELLS.match(level, place) is not None
        place = heading.end() if heading else place
        yield Token("label", text, field, _name(_BY_SIDE, words), told)


def cells(line: str) -> list[str]:
    """Cut a line of a table into its cells."""
    return [cell.strip() for cell in _SHEET.split(line.strip())]


def _first(level: str, place: int) -> tuple[str, re.Match[str]] | None:
    best: tuple[str, re.Match[str]] | None = None
    for kind, pattern in _KINDS:
        match = pattern.search(level, place)
        if match is not None and (best is None or match.start() < best[1].start()):
            best = kind, match
    return best


def _text(raw: str, level: str) -> Iterator[Token]:
    if re.search(r"\w", level):
        yield Token("text", raw)


def _name(table: tuple[tuple[str, re.Pattern[str]], ...], words: str) -> str:
    return next((name for name, pattern in table if pattern.search(words)), "")


def _levelled(line: str) -> str:
    """Half-width, small letters, each character in its own place."""
    return "".join(map(_level, line))


def _level(letter: str) -> str:
    plain = unicodedata.normalize("NFKC", letter).lower()
    return plain if len(plain) == 1 else letter
