"""The right values for what the reader has not filled in, put forward only with a dated source."""

from __future__ import annotations

from collections.abc import Iterator

from explainer_kit.report import Problem

from settings_check.credentials import PASSWORDS, right_user
from settings_check.encryption_port import right_pair
from settings_check.model import Case, Way
from settings_check.server_name import right_host
from settings_check.sources import RFC8314
from settings_check.text import Cleaned

__all__ = ["confirmation", "missing", "right_values", "suggestions"]

LABELS = {
    "protocol": "方式", "host": "サーバー名", "port": "ポート", "security": "暗号化",
    "auth": "認証方式", "user": "ユーザー名",
}  # fmt: skip
_SIDES = {"incoming": "受信", "outgoing": "送信"}
_BLANK = Cleaned("", False)


def missing(case: Case) -> bool:
    """Is there a side or a field that the reader has not given?"""
    return (
        case.incoming is None
        or case.outgoing is None
        or any(way.missing() for way in case.ways)
        or not case.incoming.kind
    )


def right_values(case: Case, direction: str) -> dict[str, str]:
    """The values that may be put forward for one side, by field; empty where none may.

    For incoming the reader's own protocol counts, else the first that the provider has.
    """
    row = case.provider
    given = case.incoming if direction == "incoming" else case.outgoing
    if row is None or not row.offer:
        return {}
    kinds = [given.kind] if given is not None and given.kind else []
    kinds += ["smtp"] if direction == "outgoing" else ["imap", "pop3"]
    kind = next((kind for kind in kinds if row.of(kind) and row.offers(kind)), None)
    if kind is None:
        return {}
    way = given or Way(direction, kind, False, _BLANK, _BLANK, "", "", _BLANK)
    if way.kind != kind:
        way = Way(direction, kind, False, way.host, way.port, way.security, way.auth, way.user)
    pair = right_pair(way, case)
    users = right_user(case, way)
    found = {
        "protocol": kind if direction == "incoming" else "",
        "host": right_host(way, case) or "",
        "port": str(pair[0]) if pair else "",
        "security": pair[1] if pair else "",
        "auth": row.password,
        "user": users[0] if users else "",
    }
    return {name: value for name, value in found.items() if value}


def suggestions(case: Case) -> tuple[Problem, ...]:
    """One note for each empty field with the value for it, or one note that says where to look."""
    notes = tuple(_notes(case))
    if notes or not case.email.value:
        return notes
    row = case.provider
    return (
        Problem(
            "R61",
            "info",
            "incoming.host",
            "このアドレスの会社の正しい値は、ここでは確かめられていません。",
            "公式の案内の値を入れてください。" + (row.note if row is not None else ""),
            row.source_url if row is not None and row.source_url else RFC8314.url,
            row.source_date if row is not None and row.source_date else RFC8314.date,
        ),
    )


def _notes(case: Case) -> Iterator[Problem]:
    row = case.provider
    if row is None:
        return
    for direction, side in _SIDES.items():
        given = case.incoming if direction == "incoming" else case.outgoing
        empty = set(given.missing()) if given is not None else set(LABELS)
        for name, value in right_values(case, direction).items():
            if name in empty:
                said = PASSWORDS.get(value, value) if name == "auth" else value
                yield Problem(
                    "R60",
                    "info",
                    f"{direction}.{name}",
                    f"{side}の{LABELS[name]}は「{said}」です（{row.name}）。",
                    value,
                    row.source_url,
                    row.source_date,
                    value,
                )


def confirmation(case: Case) -> Problem:
    """What is said of settings that agree with the table: no more than that."""
    row = case.provider
    name = row.name if row is not None else ""
    dated = row is not None and bool(row.source_date)
    return Problem(
        "R49",
        "info",
        "email",
        f"この設定は、{name}の案内どおりです。",
        "つながることの約束ではありません。送るテストと受け取るテストを1通ずつしてみてください。",
        row.source_url if dated and row is not None else RFC8314.url,
        row.source_date if dated and row is not None else RFC8314.date,
    )
