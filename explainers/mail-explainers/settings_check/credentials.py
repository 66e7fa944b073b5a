"""First look: who is signing in. The address, the user name, and the kind of password."""

from __future__ import annotations

import re
from collections.abc import Iterator

from settings_check import providers
from settings_check.model import Case, Way
from settings_check.providers import Provider
from settings_check.rule import Hit, Rule, shown
from settings_check.slips import distance
from settings_check.sources import FAIREMAIL, RFC5321, RFC6409, RFC6531, RFC8314

__all__ = ["RULES", "right_user"]

PASSWORDS = {
    "password": "ふだんのパスワード",
    "app-password": "アプリパスワード",
    "imap-password": "IMAP専用パスワード",
    "oauth2": "OAuth2（「〜でサインイン」）",
    "bridge-password": "Bridgeの画面に出るパスワード",
    "encrypted-password": "暗号化されたパスワード（CRAM-MD5・APOP）",
    "ntlm": "SPA・NTLM",
    "?": "この認証方式",
}
# Carriers that once gave out addresses with dots where RFC 5321 4.1.2 allows none.
_OLD_DOTS = frozenset({"docomo.ne.jp", "ezweb.ne.jp", "au.com"})
_DOMAIN = re.compile(r"[^\W_](?:[\w\-]{0,61}[^\W_])?(?:\.[^\W_](?:[\w\-]{0,61}[^\W_])?){1,20}")
# Endings that a thumb makes of .com, .net and .jp.
_ENDINGS = {
    ".con": ".com", ".comn": ".com", ".cmo": ".com", ".ocm": ".com", ".comm": ".com",
    ".cpm": ".com", ".vom": ".com", ".xom": ".com", ".coom": ".com", ".c0m": ".com",
    ".co.jo": ".co.jp", ".co.jpn": ".co.jp", ".co,jp": ".co.jp", ".cojp": ".co.jp",
    ".ne.jo": ".ne.jp", ".ne.jpn": ".ne.jp", ".nejp": ".ne.jp", ".or.jo": ".or.jp",
    ".nte": ".net", ".ent": ".net",
}  # fmt: skip
# Real domains that stand one slip beside a known one.
_REAL = frozenset({"email.com", "ymail.com", "hmail.com", "gmx.com", "softbank.jp", "odn.ne.jp"})


def _unclean(case: Case) -> Iterator[Hit]:
    if case.email.changed and case.email.value:
        yield Hit("email", case.email.value)
    for way in case.ways:
        if way.user.changed and way.user.value:
            yield Hit(way.field("user"), way.user.value)


def _address(case: Case) -> Iterator[Hit]:
    value, local, domain = case.email.value, case.local, case.domain
    if not value:
        if case.email.changed:
            yield Hit("email")
        return
    quoted = len(local) > 2 and local[0] == local[-1] == '"'
    bad = (
        not local
        or (not quoted and ("@" in local or any(sign in local for sign in '<>()[]\\,;:" ')))
        or len(local.encode()) > 64
        or len(value.encode()) > 254
        or _DOMAIN.fullmatch(domain) is None
    )
    if bad:
        yield Hit("email", words={"value": shown(value)})


def _dots(case: Case) -> Iterator[Hit]:
    local = case.local
    if local[:1] == '"' and local[-1:] == '"':
        local = local[1:-1]
    if local and (local[0] == "." or local[-1] == "." or ".." in local):
        old = case.domain in _OLD_DOTS
        yield Hit("email", severity="warn" if old else "error", words={"local": shown(local)})


def _domain_slip(case: Case) -> Iterator[Hit]:
    domain = case.domain
    right = _right_domain(domain) if domain else None
    if right is not None:
        yield Hit("email", f"{case.local}@{right}", words={"right": right, "domain": shown(domain)})


def _right_domain(domain: str) -> str | None:
    if len(domain) > 254 or domain in _REAL or providers.by_domain(domain) is not None:
        return None
    for wrong, right in _ENDINGS.items():
        if domain.endswith(wrong):
            return domain.removesuffix(wrong) + right
    best, least = None, 3
    for row in providers.load():
        for name in row.domains[:16]:
            tail = domain
            if row.match == "suffix":
                tail = ".".join(domain.split(".")[-(name.count(".") + 1) :])
            away = _slip(tail, name)
            if away < least:
                best, least = domain[: len(domain) - len(tail)] + name, away
    return best


def _slip(domain: str, name: str) -> int:
    """Slips between the domains, 9 where the name is so short that many names are near it."""
    first = name.partition(".")[0]
    if len(first) < 5 or name.endswith("." + domain) or domain.endswith("." + name):
        return 9
    bound = 1 if len(name) < 11 else 2
    away = distance(domain, name, bound)
    return away if 0 < away <= bound else 9


def _not_ascii(case: Case) -> Iterator[Hit]:
    if not case.local.isascii():
        yield Hit("email", words={"value": shown(case.email.value)})


def right_user(case: Case, way: Way) -> tuple[str, ...]:
    """The user names that the provider takes for this address, the usual one first, or ()."""
    if case.provider is None or not case.local or not case.domain:
        return ()
    row = case.provider
    form = row.username_incoming if way.direction == "incoming" else ""
    forms = {
        "address": (case.email.value,),
        "local-part": (case.local,),
        "either": (case.email.value, case.local),
        "local-part.domain": (f"{case.local}.{case.domain}",),
    }
    return forms.get(form or row.username, ())


def _user_form(case: Case) -> Iterator[Hit]:
    row = case.provider
    for way in case.ways:
        user = way.user.value
        if row is None or not user:
            continue
        if row.username == "own-id":
            if user.lower() == case.email.value.lower():
                yield Hit(way.field("user"), words={"name": row.name, "hint": row.note})
            continue
        right = right_user(case, way)
        other = "@" in user and "@" in right[0] if right else False
        if right and not other and user.lower() not in [name.lower() for name in right]:
            yield Hit(
                way.field("user"),
                right[0],
                severity="error" if row.known else "warn",
                words={"name": row.name, "hint": f"「{shown(right[0])}」を入れます。"},
            )


def _other_user(case: Case) -> Iterator[Hit]:
    row = case.provider
    for way in case.ways:
        user = way.user.value.lower()
        if "@" not in user or not case.domain or user == case.email.value.lower():
            continue
        if row is not None and row.username in ("own-id", "as-told", "local-part"):
            continue
        right = right_user(case, way)
        yield Hit(
            way.field("user"),
            right[0] if right else case.email.value,
            severity="error" if row is not None and row.known else "warn",
            words={"user": shown(way.user.value), "email": shown(case.email.value)},
        )


def _closed_password(case: Case) -> Iterator[Hit]:
    for way, row in _judged(case):
        if row.auth == ("oauth2",) and way.auth not in ("oauth2", "none"):
            words = {"name": row.name, "given": PASSWORDS[way.auth]}
            yield Hit(way.field("auth"), "oauth2", words=words)


def _everyday_password(case: Case) -> Iterator[Hit]:
    for way, row in _judged(case):
        if way.auth == "password" and "password" not in row.auth and row.auth != ("oauth2",):
            if "encrypted-password" in row.auth:
                continue
            words = {"name": row.name, "kind": PASSWORDS[row.password], "note": row.note}
            yield Hit(way.field("auth"), row.password, words=words)


def _method(case: Case) -> Iterator[Hit]:
    """A way of signing in that the provider does not list (what R08 and R09 leave)."""
    for way in case.ways:
        row, auth = case.provider, way.auth
        if auth in ("", "none", "password"):
            continue
        words = {"given": PASSWORDS[auth]}
        if row is None or not row.auth:
            if auth in ("encrypted-password", "ntlm", "?"):
                yield Hit(way.field("auth"), severity="warn", words=words)
        elif auth not in row.auth and row.auth != ("oauth2",):
            mild = auth in ("app-password", "?") or not row.known
            yield Hit(
                way.field("auth"), row.password, severity="warn" if mild else "error", words=words
            )


def _plain_for_encrypted(case: Case) -> Iterator[Hit]:
    for way, row in _judged(case):
        if way.auth == "password" and row.auth == ("encrypted-password",):
            yield Hit(way.field("auth"), "encrypted-password", words={"name": row.name})


def _no_authentication(case: Case) -> Iterator[Hit]:
    for way in case.ways:
        if way.auth == "none":
            row = case.provider
            to = row.password if row is not None and row.auth else "password"
            yield Hit(way.field("auth"), to, words={"kind": PASSWORDS[to]})


def _enable_first(case: Case) -> Iterator[Hit]:
    row = case.provider
    if row is not None and row.enable_first:
        way = case.incoming or case.outgoing
        field = way.field("auth") if way is not None else "incoming.auth"
        words = {
            "name": row.name,
            "how": row.enable_first,
            "source_url": row.source_url,
            "source_date": row.source_date,
        }
        yield Hit(field, words=words)


def _judged(case: Case) -> Iterator[tuple[Way, Provider]]:
    """The ways whose kind of password is given, at a provider that says what it takes."""
    row = case.provider
    if row is None or not row.auth:
        return
    for way in case.ways:
        # Who has not found Proton's bridge yet has no password to speak of: the server comes first.
        bridged = row.password != "bridge-password" or way.host.value in ("127.0.0.1", "localhost")
        if way.auth and bridged:
            yield way, row


RULES = (
    Rule("R01", "credentials", "error",
         "メールアドレスの形になっていません。@は1つで、前と後ろの両方に文字が要ります。",
         "メールアドレスを、はじめから半角で入れ直してみてください。", RFC5321, _address),
    Rule("R02", "credentials", "error",
         "全角の文字や、空白・見えない文字がまざっています。",
         "「{to}」に入れかえてください（全部半角です）。", FAIREMAIL, _unclean),
    Rule("R03", "credentials", "warn",
         "@の前に「.」の続きや、はじめ・終わりの「.」があります。"
         "昔のドコモやauで作れたアドレスですが、今の決まりには合わず、届かない相手があります。",
         "設定はこのままでかまいません。できればアドレスの変更をおすすめします。"
         "宛先に書くときは、@の前を\" \"で囲みます。",
         RFC5321, _dots),
    Rule("R04", "credentials", "error",
         "@より後のつづりが違うようです。もしかして「{right}」でしょうか。",
         "メールアドレスを「{to}」に直します。", RFC5321, _domain_slip),
    Rule("R05", "credentials", "error",
         "@より前に、半角の英数字でない文字があります。使えるサーバーはごくわずかです。",
         "案内されたとおりの、半角のアドレスを入れます。", RFC6531, _not_ascii),
    Rule("R06", "credentials", "error",
         "{name}のユーザー名は、この形ではありません。",
         "{hint}", FAIREMAIL, _user_form),
    Rule("R07", "credentials", "error",
         "ユーザー名「{user}」が、メールアドレス「{email}」と別の人のものになっています。",
         "ユーザー名を「{to}」にそろえます。", RFC6409, _other_user),
    Rule("R09", "credentials", "error",
         "{name}では、{given}でのサインインは終わりました。",
         "認証方式を「OAuth2」にして、画面の案内でサインインします。"
         "アプリにその選択肢がなければ、アプリを新しくします。", FAIREMAIL, _closed_password),
    Rule("R08", "credentials", "error",
         "{name}は、ふだんのパスワードではメールアプリに入れません。要るのは「{kind}」です。",
         "{note}", FAIREMAIL, _everyday_password),
    Rule("R10", "credentials", "error",
         "{given}は、ここでは使えないか、ふつう使いません。",
         "認証方式を、案内にあるもの（多くは「通常のパスワード認証」）にします。"
         "通信の暗号化はSSL/TLSが受け持ちます。", RFC8314, _method),
    Rule("R13", "credentials", "warn",
         "{name}の資料では、認証方式は「暗号化されたパスワード認証」になっています。",
         "うまくいかないときは、認証方式を「暗号化されたパスワード認証」に変えてみます。",
         FAIREMAIL, _plain_for_encrypted),
    Rule("R11", "credentials", "error",
         "認証が「なし」になっています。今のメールは、送るときにも本人の確認が要ります。",
         "認証を使うようにして、ユーザー名と{kind}を入れます。", RFC6409, _no_authentication),
    Rule("R12", "credentials", "info",
         "{name}は、メールアプリで使う前に、先にすませておくことがあります。",
         "{how}", FAIREMAIL, _enable_first),
)  # fmt: skip
"""In the order in which they are told."""
