"""Third look: how. The port, the encryption, and whether the two go together (RFC 8314 3)."""

from __future__ import annotations

from collections.abc import Iterator

from settings_check.model import Case, Way
from settings_check.providers import Server
from settings_check.rule import Hit, Rule, shown
from settings_check.server_name import KINDS, server_of
from settings_check.slips import distance
from settings_check.sources import FAIREMAIL, OP25B, RFC3207, RFC8314

__all__ = ["PAIRS", "RULES", "right_pair"]

PAIRS = {
    "imap": ((993, "SSL/TLS"), (143, "STARTTLS")),
    "pop3": ((995, "SSL/TLS"), (110, "STARTTLS")),
    "smtp": ((465, "SSL/TLS"), (587, "STARTTLS")),
}
"""The port and the encryption that belong together (RFC 8314 3.2, 3.3; RFC 9051; RFC 1939)."""

_IMPLICIT = frozenset(port for pairs in PAIRS.values() for port, how in pairs if how == "SSL/TLS")
_UPGRADED = frozenset(port for pairs in PAIRS.values() for port, how in pairs if how == "STARTTLS")
_USED = {port: kind for kind, pairs in PAIRS.items() for port, _ in pairs} | {25: "smtp"}
_SAID = {"SSL/TLS": "SSL/TLS", "STARTTLS": "STARTTLS", "none": "なし", "maybe": "使える場合だけ"}


def _servers(way: Way, case: Case) -> tuple[Server, ...]:
    """The provider's servers of this kind: those that the way names, else all."""
    row = case.provider
    if row is None or not way.kind:
        return ()
    if way.kind in row.closed:  # whoever has to leave POP is told of IMAP's ports
        return tuple(s for s in row.servers if s.kind != "smtp" and s.kind not in row.closed)
    return server_of(way, case) or row.of(way.kind)


def right_pair(way: Way, case: Case) -> tuple[int, str] | None:
    """The port and encryption for this way: the provider's, else the usual; None: kind unknown.

    Where the provider has several, that which shares most with what the reader has.
    """
    if not way.kind:
        return None
    pairs = tuple((server.port, server.security) for server in _servers(way, case))
    return _closest(way, pairs or PAIRS[way.kind])


def _closest(way: Way, pairs: tuple[tuple[int, str], ...]) -> tuple[int, str]:
    same = [pair for pair in pairs if pair[0] == way.number and way.security != "SSL/TLS"]
    alike = [pair for pair in pairs if pair[1] == way.security]
    listed = [pair for pair in pairs if pair[0] == way.number]
    return (same or alike or listed or list(pairs))[0]


def _pair_words(way: Way, case: Case) -> dict[str, str]:
    pair = right_pair(way, case)
    pairs = [(s.port, s.security) for s in _servers(way, case)] or list(PAIRS.get(way.kind, ()))
    listed = "、".join(f"{port}と{security}" for port, security in dict.fromkeys(pairs))
    return {
        "port": shown(way.port.value),
        "security": _SAID.get(way.security, "?"),
        "kind": KINDS.get(way.kind, "メール"),
        "pair": f"{pair[0]}と{pair[1]}" if pair else "案内の番号",
        "pairs": listed or "案内の組",
        "name": case.provider.name if case.provider is not None else "",
    }


def _not_a_port(case: Case) -> Iterator[Hit]:
    for way in case.ways:
        if not way.port.value and not way.port.changed:
            continue
        if way.number is None or way.port.changed:
            pair = right_pair(way, case)
            to = way.port.value if way.number is not None else str(pair[0]) if pair else None
            yield Hit(way.field("port"), to, words=_pair_words(way, case))


def _port_25(case: Case) -> Iterator[Hit]:
    way = case.outgoing
    if way is not None and way.number == 25:
        pair = right_pair(way, case)
        to = str(pair[0]) if pair else None
        yield Hit("outgoing.port", to, words=_pair_words(way, case))


def _other_protocol(case: Case) -> Iterator[Hit]:
    for way in case.ways:
        used = _USED.get(way.number or 0)
        if used is None or not way.kind or used == way.kind or _listed(way, case):
            continue
        pair = right_pair(way, case)
        words = _pair_words(way, case) | {"is": KINDS[used], "wants": KINDS[way.kind]}
        yield Hit(way.field("port"), str(pair[0]) if pair else None, words=words)


def _listed(way: Way, case: Case) -> bool:
    return any(server.port == way.number for server in _servers(way, case))


def _at_odds(case: Case) -> Iterator[Hit]:
    """A port whose encryption is another one (R40)."""
    for way in case.ways:
        number, security = way.number, way.security
        if number is None or security not in ("SSL/TLS", "STARTTLS", "none", "maybe"):
            continue
        listed = [s.security for s in _servers(way, case) if s.port == number]
        if listed:
            odd = security not in listed and security not in ("maybe", "none")
            odd = odd or (security in ("none", "maybe") and "SSL/TLS" in listed)
        elif number in _IMPLICIT:
            odd = security != "SSL/TLS"
        else:
            odd = number in _UPGRADED and security == "SSL/TLS"
        if odd:
            yield _odd_hit(way, case, listed)


def _odd_hit(way: Way, case: Case, listed: list[str]) -> Hit:
    words = _pair_words(way, case)
    if listed:
        return Hit(way.field("security"), listed[0], words=words)
    if way.number in _IMPLICIT and way.security != "SSL/TLS" and not _servers(way, case):
        return Hit(way.field("security"), "SSL/TLS", words=words)
    pair = right_pair(way, case)
    return Hit(way.field("port"), str(pair[0]) if pair else None, words=words)


def _in_the_clear(case: Case) -> Iterator[Hit]:
    for way in case.ways:
        if way.security == "none":
            pair = right_pair(way, case)
            to = pair[1] if pair else "SSL/TLS"
            yield Hit(way.field("security"), to, words=_pair_words(way, case))


def _strippable(case: Case) -> Iterator[Hit]:
    for way in case.ways:
        if way.security == "maybe" and way.number not in _IMPLICIT:
            yield Hit(way.field("security"), "STARTTLS", words=_pair_words(way, case))


def _unheard(case: Case) -> Iterator[Hit]:
    for way in case.ways:
        if way.security == "?":
            pair = right_pair(way, case)
            to = pair[1] if pair else None
            yield Hit(way.field("security"), to, words=_pair_words(way, case))


def _unusual(case: Case) -> Iterator[Hit]:
    """A port that is nobody's, or not this provider's (R45)."""
    for way in case.ways:
        number, row = way.number, case.provider
        if number is None or number == 25 or not way.kind or _listed(way, case):
            continue
        if row is not None and way.kind in row.closed:
            continue  # R29 has said it: the whole protocol goes
        pair = right_pair(way, case)
        to = str(pair[0]) if pair else None
        offered = row is not None and bool(row.of(way.kind))
        standard = _USED.get(number)
        if standard is not None and (standard != way.kind or not offered):
            continue
        if standard is not None and (number in _IMPLICIT) != (way.security == "SSL/TLS"):
            continue
        sure = offered and row is not None and row.known and way.kind not in row.unsure
        slip = standard is None and any(
            distance(str(number), str(port), 1) == 1 for port in _IMPLICIT | _UPGRADED
        )
        severity = "error" if sure or slip else "warn"
        yield Hit(way.field("port"), to, severity=severity, words=_pair_words(way, case))


def _also_465(case: Case) -> Iterator[Hit]:
    way = case.outgoing
    if way is None or (way.number, way.security) != (587, "STARTTLS"):
        return
    if any(server.port == 465 for server in _servers(way, case)):
        yield Hit("outgoing.port", "465", words=_pair_words(way, case))


RULES = (
    Rule("R44", "encryption-port", "error",
         "ポートは、半角の数字だけで入れます。",
         "「{to}」と入れ直します。", RFC8314, _not_a_port),
    Rule("R41", "encryption-port", "error",
         "送信のポートが25番です。25番はサーバーどうしの道で、"
         "家庭の回線からは通れないことがほとんどです。",
         "ポートと暗号化を、{pair}の組にします。", OP25B, _port_25),
    Rule("R43", "encryption-port", "error",
         "{port}番は、{is}のポートです。{wants}の欄には使えません。",
         "ポートと暗号化を、{pair}の組にします。", RFC8314, _other_protocol),
    Rule("R45", "encryption-port", "error",
         "{port}番は、{kind}の案内にない番号です。",
         "使える組は、{pairs}です。", RFC8314, _unusual),
    Rule("R40", "encryption-port", "error",
         "ポート{port}番と、暗号化「{security}」は組になりません。",
         "使える組は、{pairs}です。", RFC8314, _at_odds),
    Rule("R42", "encryption-port", "error",
         "暗号化が「なし」です。パスワードもメールも、途中で丸見えになります。",
         "暗号化を「{to}」にします（使える組は、{pairs}です）。", RFC8314, _in_the_clear),
    Rule("R46", "encryption-port", "warn",
         "「使える場合だけ暗号化」は、途中で外されても気づけません。",
         "暗号化を「{to}」に固定します。", RFC3207, _strippable),
    Rule("R52", "encryption-port", "warn",
         "暗号化の欄の言葉が読み取れませんでした。",
         "SSL/TLS か STARTTLS のどちらかを選びます（使える組は、{pairs}です）。",
         FAIREMAIL, _unheard),
    Rule("R47", "encryption-port", "info",
         "587番とSTARTTLSの組は正しい設定です。",
         "465番とSSL/TLSの組も使えます。変える必要はありません。", RFC8314, _also_465),
)  # fmt: skip
"""In the order in which they are told."""
