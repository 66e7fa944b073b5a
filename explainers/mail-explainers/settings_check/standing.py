"""The table of providers and their right values: of use to every reader, JavaScript or none.

Only rows that may be put forward stand in it, each with its source and that source's date; who is
not in it is told to go by the provider's own guide.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from explainer_kit.markup import Element, el

from settings_check import providers
from settings_check.credentials import PASSWORDS
from settings_check.providers import Provider, Server
from settings_check.sheet import USERS

__all__ = ["standing"]

_KINDS = {"imap": "IMAP", "pop3": "POP", "smtp": "SMTP"}
_SLOTS = {"{name}": "○○", "{number}": "番号", "{domain}": "あなたのドメイン"}
HEADS = ("受信", "送信", "ユーザー名", "パスワード", "出典")


def standing(show: Sequence[str]) -> Element:
    """Return the table, for a figure that offers the address; else nothing."""
    if "email" not in show:
        return el("")
    rows = [row for row in providers.load() if row.offer]
    return el(
        "section",
        {"class": "px-paper px-providers", "aria-label": "会社ごとの正しい値"},
        el("p", {"class": "px-title-small"}, f"会社ごとの正しい値（{len(rows)}社・出典つき）"),
        el(
            "div",
            {"class": "px-table-room", "role": "region", "tabindex": 0, "aria-label": "会社の表"},
            el(
                "table",
                {"class": "px-table px-cards"},
                el(
                    "thead",
                    {},
                    el("tr", {}, (el("th", {"scope": "col"}, head) for head in ("会社", *HEADS))),
                ),
                el("tbody", {}, (_row(row) for row in rows)),
            ),
        ),
        el(
            "p",
            {"class": "px-help"},
            "ここにない会社の値は、日付のある公開の資料で確かめられなかったものです。"
            "公式の案内の値を入れてください。",
        ),
    )


def _row(row: Provider) -> Element:
    users = USERS[row.username]
    if row.username_incoming:
        users = f"受信は{USERS[row.username_incoming]}、送信は{users}"
    cells: tuple[Element | str | Iterable[Element], ...] = (
        _servers(row, ("imap", "pop3")),
        _servers(row, ("smtp",)),
        users,
        PASSWORDS[row.password],
        el(
            "",
            {},
            el("a", {"href": row.source_url, "rel": "noreferrer"}, "資料"),
            f"（{row.source_date}）",
        ),
    )
    return el(
        "tr",
        {},
        el("th", {"scope": "row"}, row.name),
        (el("td", {"data-head": head}, cell) for head, cell in zip(HEADS, cells, strict=True)),
    )


def _servers(row: Provider, kinds: Sequence[str]) -> Iterable[Element]:
    found = [server for kind in kinds for server in row.of(kind) if row.offers(server.kind)]
    if not found:
        return (el("p", {}, "公式の案内を見てください"),)
    return (_server(server) for server in found)


def _server(server: Server) -> Element:
    host = server.host
    for slot, words in _SLOTS.items():
        host = host.replace(slot, words)
    return el(
        "p",
        {},
        f"{_KINDS[server.kind]} ",
        el("code", {}, host),
        f" {server.port}番 {server.security}",
    )
