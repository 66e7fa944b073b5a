"""What can be read in a real TLS record, told to a reader; the rest is said to be unreadable."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

__all__ = ["readable_part"]

_CHANGE_CIPHER_SPEC = 0x14


def readable_part(detail: Mapping[str, str | int | bool]) -> str:
    """Tell what mail_world.tls.seen found in a record.

    >>> readable_part({"messages": "ServerHello", "chosen": "1.3"})
    'ServerHello（TLS 1.3 に決まる）'
    """
    if alert := detail.get("alert"):
        return f"知らせ {alert}"
    if messages := detail.get("messages"):
        found = "、".join(_found(detail))
        return f"{messages}（{found}）" if found else str(messages)
    return "鍵の合図" if detail.get("type") == _CHANGE_CIPHER_SPEC else "中は読めない"


def _found(detail: Mapping[str, str | int | bool]) -> Iterator[str]:
    for key, words in (
        ("host", "行き先は {host}"),
        ("offers", "話せるのは TLS {offers}"),
        ("chosen", "TLS {chosen} に決まる"),
        ("names", "{names} の証明書、署名は {issuer}、{from} から {until} まで"),
    ):
        if key in detail:
            yield words.format_map(detail)
