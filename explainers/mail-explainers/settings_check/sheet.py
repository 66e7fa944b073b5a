"""The settings sheet as data: the right values for an address, and where each goes in an app.

Values come from the table of providers, and only from rows that may be put forward. The words of
an app's screen come from the app's own published texts, with their date; an app whose words could
not be read at a public source is not here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from settings_check.credentials import PASSWORDS
from settings_check.model import case_of
from settings_check.rule import Source
from settings_check.values import LABELS, right_values

__all__ = ["APPS", "USERS", "App", "Line", "Sheet", "sheet"]

SIDES = ("incoming", "outgoing")


@dataclass(frozen=True)
class App:
    """One app: its sections, the words it puts beside each field, its words for some values."""

    id: str
    name: str
    sections: Mapping[str, str]
    labels: Mapping[str, str]
    values: Mapping[str, str]
    source: Source


@dataclass(frozen=True)
class Line:
    """One value: its side and field, the value to copy, and the app's section and label for it.

    `raw` is the value as a settings field here has it; without one, `value` only says what it is.
    """

    side: str
    field: str
    value: str
    section: str
    label: str
    raw: str = ""


@dataclass(frozen=True)
class Sheet:
    """What to print: whose values, the lines in the screen's order, a word of advice, sources."""

    provider: str
    app: str
    lines: tuple[Line, ...]
    enable_first: str
    note: str
    sources: tuple[Source, ...]


_THUNDERBIRD = {
    "password": "通常のパスワード認証",
    "app-password": "通常のパスワード認証",
    "imap-password": "通常のパスワード認証",
    "encrypted-password": "暗号化されたパスワード認証",
}
USERS = {
    "address": "アドレス全体",
    "local-part": "「@」より前だけ",
    "either": "アドレス全体か、「@」より前",
    "local-part.domain": "「@」を「.」にかえたもの",
    "own-id": "会社が決めた別のID",
    "as-told": "会社の書類のとおり",
}
"""What a user name is, where no value can be named."""
_PLAIN = {"imap": "IMAP", "pop3": "POP3"}

APPS: tuple[App, ...] = (
    App("any", "どのアプリでも", {"incoming": "受信", "outgoing": "送信"}, LABELS,
        {**PASSWORDS, **_PLAIN}, Source("https://www.rfc-editor.org/rfc/rfc8314", "2018-01-01")),
    App("thunderbird", "Thunderbird（パソコン）",
        {"incoming": "手動設定 → 受信サーバー", "outgoing": "手動設定 → 送信サーバー"},
        {"protocol": "プロトコル", "host": "ホスト名", "port": "ポート番号",
         "security": "接続の保護", "auth": "認証方式", "user": "ユーザー名"},
        {**_THUNDERBIRD, **_PLAIN, "oauth2": "OAuth2"},
        Source("https://github.com/mozilla-japan/gecko-l10n/blob/"
               "ee77d63e316dcefca8cecbb02657c0713b390c75/"
               "ja/mail/messenger/accountcreation/accountSetup.ftl", "2026-08-09")),
    App("thunderbird-android", "Thunderbird（Android）",
        {"incoming": "受信サーバー設定", "outgoing": "送信サーバー設定"},
        {"protocol": "プロトコル", "host": "サーバー", "port": "ポート番号",
         "security": "セキュリティ", "auth": "認証方式", "user": "ユーザー名"},
        {**_THUNDERBIRD, **_PLAIN, "oauth2": "OAuth 2.0", "STARTTLS": "StartTLS"},
        Source("https://github.com/thunderbird/thunderbird-android/blob/"
               "a9d54404d6c65c4bdfd59066f8f461e9d13867ec/"
               "feature/account/server/settings/src/main/res/values-ja/strings.xml",
               "2025-11-25")),
)  # fmt: skip
"""The apps whose words are known, in the order in which they are offered."""

_BY_ID = {app.id: app for app in APPS}


def sheet(email: str, app: str = "any", provider: str = "") -> Sheet | None:
    """The sheet for an address, or None where no value may be put forward.

    `provider` is a row's id, for addresses at a domain of one's own. KeyError: no such app.
    """
    chosen = _BY_ID[app]
    case = case_of({"email": email, "provider": provider})
    row = case.provider
    if row is None or not row.offer:
        return None
    lines = tuple(
        Line(side, field, chosen.values.get(value, value), chosen.sections[side],
             chosen.labels[field], value)
        for side in SIDES
        for field, value in right_values(case, side).items()
    )  # fmt: skip
    for side in SIDES:
        if any(line.side == side for line in lines) and not any(
            (line.side, line.field) == (side, "user") for line in lines
        ):
            words = USERS[row.username]
            section, label = chosen.sections[side], chosen.labels["user"]
            lines += (Line(side, "user", words, section, label),)
    sources = (Source(row.source_url, row.source_date), chosen.source)
    return Sheet(row.name, chosen.name, lines, row.enable_first, row.note, sources)
