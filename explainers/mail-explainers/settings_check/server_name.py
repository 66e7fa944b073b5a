"""Second look: where to. The server's name, its spelling, its side, and its company."""

from __future__ import annotations

import re
from collections.abc import Iterator

from settings_check import providers
from settings_check.model import Case, Way
from settings_check.providers import Provider, Server
from settings_check.rule import Hit, Rule, shown
from settings_check.slips import distance, nearest
from settings_check.sources import FAIREMAIL, RFC5321, RFC5891, RFC6409, RFC9051, SHARED_HOST

__all__ = ["RULES", "right_host", "server_of"]

KINDS = {"imap": "受信（IMAP）", "pop3": "受信（POP）", "smtp": "送信（SMTP）"}
_LABEL = r"[^\W_](?:[\w\-]{0,61}[^\W_])?"
_NAME = re.compile(rf"{_LABEL}(?:\.{_LABEL}){{1,20}}")
_IPV4 = re.compile(r"[\d.]+")
_OUT = ("smtp", "msa", "mailout", "outgoing")
_IN = ("imap", "pop")
_HERE = ("127.0.0.1", "localhost")


def server_of(way: Way, case: Case) -> tuple[Server, ...]:
    """The provider's servers that this way names, of the right kind; () where it names none."""
    row, host = case.provider, way.host.value
    if row is None or not host:
        return ()
    local = host in _HERE
    found = tuple(
        server
        for server in row.of(way.kind)
        if server.matches(host, case.domain) or (local and server.host in _HERE)
    )
    return found or (row.of(way.kind) if host in row.also and _side(host, way) else ())


def _side(host: str, way: Way) -> bool:
    """Does a name that is also right (smtp.googlemail.com) stand on its own side?"""
    first = host.partition(".")[0]
    starts = {"smtp": _OUT, "imap": ("imap",), "pop3": ("pop",)}
    return first.startswith(starts.get(way.kind, ()))


def right_host(way: Way, case: Case) -> str | None:
    """The name that may be put forward for this way, or None: then the guide must be asked."""
    row = case.provider
    kind = way.kind or "imap"
    if row is None or not row.offers(kind):
        return None
    return next((host for server in row.of(kind) if (host := server.concrete(case.domain))), None)


def _bridge(row: Provider | None) -> bool:
    return row is not None and any(server.host in _HERE for server in row.servers)


def _unclean(case: Case) -> Iterator[Hit]:
    for way in case.ways:
        if way.host.changed and way.host.value:
            yield Hit(way.field("host"), way.host.value)


def _no_name(case: Case) -> Iterator[Hit]:
    for way in case.ways:
        host = way.host.value
        if not host:
            if way.host.changed or way.missing() == ("host",):
                yield Hit(
                    way.field("host"), right_host(way, case), words={"what": "サーバー名が空です。"}
                )
            continue
        if host in _HERE and _bridge(case.provider):
            continue
        if _IPV4.fullmatch(host) or host == "localhost" or not _valid(host):
            yield Hit(
                way.field("host"),
                right_host(way, case),
                words={"what": f"「{shown(host)}」はサーバー名の形ではありません。"},
            )


def _valid(host: str) -> bool:
    return len(host) <= 253 and _NAME.fullmatch(host) is not None


def _closed(case: Case) -> Iterator[Hit]:
    row, way = case.provider, case.incoming
    if row is not None and way is not None and way.kind in row.closed:
        other = "imap" if way.kind == "pop3" else "pop3"
        words = {
            "name": row.name,
            "kind": KINDS[way.kind],
            "other": KINDS[other],
            "more": _instead(row, other, case) or row.note,
        }
        yield Hit("incoming.protocol", other, words=words)


def _instead(row: Provider, kind: str, case: Case) -> str:
    """The values that go with the other protocol, as a sentence; "" where none may be named."""
    first = next(iter(row.of(kind)), None)
    host = first.concrete(case.domain) if first is not None else None
    if first is None or host is None or not row.offers(kind):
        return ""
    return f"サーバー名は「{host}」、ポートは{first.port}、暗号化は{first.security}です。"


def _needs_bridge(case: Case) -> Iterator[Hit]:
    row = case.provider
    for way in case.ways:
        if row is not None and _bridge(row) and way.host.value and way.host.value not in _HERE:
            yield Hit(way.field("host"), None, words={"name": row.name, "note": row.note})


def _swapped(case: Case) -> Iterator[Hit]:
    for way in case.ways:
        host = way.host.value
        if not host or server_of(way, case):
            continue
        first = host.partition(".")[0]
        incoming = way.direction == "incoming"
        wrong_side = first.startswith(_OUT if incoming else _IN)
        if not wrong_side and case.provider is not None:
            kinds = ("smtp",) if incoming else ("imap", "pop3")
            wrong_side = any(server.matches(host, case.domain)
                             for kind in kinds for server in case.provider.of(kind))  # fmt: skip
        if wrong_side:
            other = case.outgoing if incoming else case.incoming
            to = right_host(way, case)
            if to is None and other is not None and other.host.value != host:
                looks = other.host.value.partition(".")[0].startswith(_IN if incoming else _OUT)
                to = other.host.value if looks else None
            sides = ("送信", "受信") if incoming else ("受信", "送信")
            yield Hit(way.field("host"), to, words=dict(zip(("is", "wants"), sides, strict=True)))


def _other_protocol(case: Case) -> Iterator[Hit]:
    way = case.incoming
    if way is None or not way.kind_given or not way.host.value or server_of(way, case):
        return
    host = way.host.value
    other = {"imap": "pop3", "pop3": "imap"}.get(way.kind, "")
    named = host.partition(".")[0].startswith({"imap": "imap", "pop3": "pop"}.get(other, "\0"))
    row = case.provider
    if row is not None and not named:
        named = any(server.matches(host, case.domain) for server in row.of(other))
    if named:
        words = {"is": KINDS[other], "wants": KINDS[way.kind]}
        yield Hit("incoming.host", right_host(way, case), words=words)


def _other_company(case: Case) -> Iterator[Hit]:
    row = case.provider
    for way in case.ways:
        host = way.host.value
        if row is None or not host or _own(host, row, case) or host in row.dead_hosts:
            continue
        owner = providers.by_host(host)
        if owner is not None and owner.id != row.id and not _gone(host):
            words = {"name": row.name, "other": owner.name}
            yield Hit(way.field("host"), right_host(way, case), words=words)


def _own(host: str, row: Provider, case: Case) -> bool:
    return host in row.also or any(server.matches(host, case.domain) for server in row.servers)


def _gone(host: str) -> bool:
    return any(host in row.dead_hosts + row.old_hosts for row in providers.load())


def _obsolete(case: Case) -> Iterator[Hit]:
    for way in case.ways:
        host = way.host.value
        for row in providers.load():
            if host in row.dead_hosts + row.old_hosts and not server_of(way, case):
                old = host in row.old_hosts
                words = {"host": shown(host), "is": "古い名前" if old else "実際には使えない名前"}
                yield Hit(way.field("host"), right_host(way, case),
                          severity="warn" if old else "error", words=words)  # fmt: skip
                break


def _slip(case: Case) -> Iterator[Hit]:
    for way in case.ways:
        host = way.host.value
        if not host or _settled(way, case):
            continue
        right = _near(way, case)
        if right is not None:
            row = case.provider
            offered = row is None or row.offers(way.kind)
            yield Hit(way.field("host"), right if offered else None, words={"host": shown(host)})


def _settled(way: Way, case: Case) -> bool:
    """Has another rule said what this name is?"""
    host = way.host.value
    return (
        bool(server_of(way, case))
        or _gone(host)
        or providers.by_host(host) is not None
        or (case.provider is not None and _own(host, case.provider, case))
        or bool(_IPV4.fullmatch(host))
        or host == "localhost"
    )


def _near(way: Way, case: Case) -> str | None:
    host, row = way.host.value, case.provider
    if len(host) > 253:
        return None
    if row is None or not row.servers:
        if case.domain and (host == case.domain or host.endswith("." + case.domain)):
            return None
        names = tuple(name for name in providers.fixed_hosts() if len(name) > 8)
        return nearest(host, names, 1) if way.direction else None
    kinds = (way.kind, *(kind for kind in ("imap", "pop3", "smtp") if kind != way.kind))
    for kind in kinds:
        names = tuple(n for s in row.of(kind) if (n := s.concrete(case.domain)) is not None)
        found = nearest(host, names, 2 if kind == way.kind else 1)
        if found is not None:
            return found if kind == way.kind else right_host(way, case) or found
    return _near_pattern(host, row)


def _near_pattern(host: str, row: Provider) -> str | None:
    """sv1234.xsever.jp → sv1234.xserver.jp: the fixed end is compared, the reader's part kept."""
    for server in row.servers:
        if "{domain}" in server.host or "{" not in server.host:
            continue
        head, _, rest = server.host.partition("{")
        end = rest.partition("}")[2]
        labels = host.split(".")
        tail = "." + ".".join(labels[-end.count(".") :])
        if tail != end and distance(tail, end) <= 2:
            return host.removesuffix(tail) + end
        if tail == end and not server.matches(host, ""):
            digits = "".join(sign for sign in labels[0] if sign.isdigit())
            if digits and head and len(labels) == end.count(".") + 1:
                return f"{head}{digits}{end}"
    return None


def _own_domain(case: Case) -> Iterator[Hit]:
    row = case.provider
    for way in case.ways:
        host = way.host.value
        if row is None or not row.hosting or not case.domain:
            continue
        if host == case.domain or host.endswith("." + case.domain):
            if row.owns(case.domain) or (server_of(way, case) and "{domain}" not in _first(row)):
                continue
            words = {"name": row.name, "note": row.note or "会社の案内にあるサーバー名を入れます。"}
            yield Hit(way.field("host"), right_host(way, case), words=words)


def _first(row: Provider) -> str:
    return row.servers[0].host if row.servers else ""


def _not_theirs(case: Case) -> Iterator[Hit]:
    row = case.provider
    for way in case.ways:
        host = way.host.value
        if row is None or not row.of(way.kind) or not host or _settled(way, case):
            continue
        if _bridge(row) or not _valid(host) or _near(way, case) is not None:
            continue
        if row.hosting and case.domain and (host + ".").endswith(case.domain + "."):
            continue
        sure = row.known and way.kind not in row.unsure
        yield Hit(way.field("host"), right_host(way, case), severity="error" if sure else "warn",
                  words={"name": row.name, "host": shown(host), "note": row.note})  # fmt: skip


def _international(case: Case) -> Iterator[Hit]:
    for way in case.ways:
        host = way.host.value
        if host and not host.isascii() and _valid(host):
            try:
                ascii_name = host.encode("idna").decode("ascii")
            except UnicodeError:
                continue
            yield Hit(way.field("host"), ascii_name, words={"host": shown(host)})


RULES = (
    Rule("R29", "server-name", "error",
         "{name}では、{kind}は使えません。",
         "方式を{other}に変えます。{more}", FAIREMAIL, _closed),
    Rule("R51", "server-name", "error",
         "{name}には、メールアプリから直接つなぐサーバーがありません。",
         "{note}", FAIREMAIL, _needs_bridge),
    Rule("R25", "server-name", "error",
         "{what}",
         "「imap.」「smtp.」などで始まる、案内のサーバー名（{to}）を入れます。",
         RFC5321, _no_name),
    Rule("R22", "server-name", "error",
         "{wants}サーバーの欄に、{is}サーバーの名前が入っています。",
         "受信と送信の名前を入れかえます。この欄は「{to}」です。", RFC6409, _swapped),
    Rule("R23", "server-name", "error",
         "方式は{wants}なのに、{is}のサーバー名が入っています。",
         "サーバー名を「{to}」にするか、方式のほうを合わせます。", RFC9051, _other_protocol),
    Rule("R27", "server-name", "error",
         "「{host}」は{is}です。",
         "サーバー名を「{to}」に直します。", FAIREMAIL, _obsolete),
    Rule("R24", "server-name", "error",
         "{name}ではなく、{other}のサーバー名が入っています。",
         "サーバー名を「{to}」に直します。", FAIREMAIL, _other_company),
    Rule("R21", "server-name", "error",
         "サーバー名「{host}」のつづりが違うようです。",
         "1文字ずつ見くらべて、「{to}」に直します。", FAIREMAIL, _slip),
    Rule("R30", "server-name", "error",
         "「{host}」は、{name}の案内にあるサーバー名ではありません。",
         "サーバー名を「{to}」に直します。{note}", FAIREMAIL, _not_theirs),
    Rule("R26", "server-name", "warn",
         "{name}では、自分のドメインをサーバー名に入れると、証明書の名前と合わず警告が出ます。",
         "{note}", SHARED_HOST, _own_domain),
    Rule("R20", "server-name", "error",
         "サーバー名の欄に、名前のほかのもの（空白・http://・番号・全角の文字など）が入っています。",
         "「{to}」だけにします。", FAIREMAIL, _unclean),
    Rule("R28", "server-name", "info",
         "「{host}」は、英数字では「{to}」と書く名前です。",
         "見た目の似た別の文字がまざっていないか、案内と見くらべてください。",
         RFC5891, _international),
)  # fmt: skip
"""In the order in which they are told."""
