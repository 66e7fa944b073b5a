"""What the reader gave, as plain data in, as cleaned fields out: no judgement here.

The shape is that of the command line: `email`, `provider`, `incoming` and `outgoing`, each of the
two with `host`, `port`, `security`, `auth`, `user` (and `protocol` for incoming). All may be
missing. No password is ever among them, only its kind (`auth`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from settings_check import providers
from settings_check.providers import Provider
from settings_check.text import Cleaned, clean, clean_address, clean_host, clean_port, fold

__all__ = ["Case", "InputError", "Way", "auth_of", "case_of", "protocol_of", "security_of"]

DIRECTIONS = ("incoming", "outgoing")

_PROTOCOLS = {
    "imap": "imap", "imap4": "imap", "imaps": "imap", "imap4rev1": "imap", "imap4rev2": "imap",
    "pop": "pop3", "pop3": "pop3", "pop3s": "pop3", "pops": "pop3",
    "smtp": "smtp", "smtps": "smtp", "esmtp": "smtp", "submission": "smtp",
}  # fmt: skip
_SECURITY = {
    "ssl/tls": "SSL/TLS", "ssl": "SSL/TLS", "tls": "SSL/TLS", "ssl/tls(推奨)": "SSL/TLS",
    "tls/ssl": "SSL/TLS", "implicit": "SSL/TLS", "ssl を使用": "SSL/TLS", "sslを使用": "SSL/TLS",
    "オン": "SSL/TLS", "on": "SSL/TLS", "はい": "SSL/TLS", "yes": "SSL/TLS", "true": "SSL/TLS",
    "starttls": "STARTTLS", "start tls": "STARTTLS", "tls(starttls)": "STARTTLS",
    "none": "none", "なし": "none", "無し": "none", "オフ": "none", "off": "none", "no": "none",
    "いいえ": "none", "plain": "none", "平文": "none", "使用しない": "none", "false": "none",
    "接続の保護なし": "none", "暗号化なし": "none", "plaintext": "none",
}  # fmt: skip
_AUTH = {
    "password": "password", "normal": "password", "plain": "password", "login": "password",
    "account": "password", "password-cleartext": "password", "通常のパスワード認証": "password",
    "パスワード": "password", "パスワード認証": "password", "通常のパスワード": "password",
    "basic": "password", "normal password": "password", "自動": "password", "auto": "password",
    "平文のパスワード認証(安全でない)": "password", "ふだんのパスワード": "password",
    "app-password": "app-password", "アプリパスワード": "app-password",
    "app用パスワード": "app-password", "app password": "app-password",
    "app-specific password": "app-password", "app-specific-password": "app-password",
    "imap-password": "imap-password", "imap専用パスワード": "imap-password",
    "bridge-password": "bridge-password", "oauth": "oauth2", "oauth2": "oauth2",
    "xoauth2": "oauth2", "oauth2認証": "oauth2", "googleでサインイン": "oauth2",
    "encrypted-password": "encrypted-password", "password-encrypted": "encrypted-password",
    "cram-md5": "encrypted-password", "digest-md5": "encrypted-password",
    "md5": "encrypted-password", "md5 チャレンジ応答": "encrypted-password",
    "apop": "encrypted-password", "暗号化されたパスワード認証": "encrypted-password",
    "暗号化されたパスワード": "encrypted-password", "encrypted password": "encrypted-password",
    "ntlm": "ntlm", "spa": "ntlm", "kerberos": "ntlm", "gssapi": "ntlm",
    "セキュリティで保護されたパスワード認証(spa)": "ntlm", "kerberos / gssapi": "ntlm",
    "none": "none", "なし": "none", "認証なし": "none", "no": "none", "off": "none",
    "no authentication": "none", "使用しない": "none", "オフ": "none",
}  # fmt: skip
_MAYBE = re.compile(
    r"(starttls|tls|暗号).{0,12}(使用|利用|使え|可能|if available|if-available|when|opportun)"
    r"|(使用|利用|可能).{0,8}(starttls|tls)|starttls-if|auto|自動|opportunistic",
    re.IGNORECASE,
)
_KIND_BY_PORT = {"993": "imap", "143": "imap", "995": "pop3", "110": "pop3"}


class InputError(ValueError):
    """What came in has not the shape of settings; the text says so in one line."""


@dataclass(frozen=True)
class Way:
    """One direction, cleaned. `kind` is imap, pop3, smtp or "" (not said and not to be seen)."""

    direction: str
    kind: str
    kind_given: bool
    host: Cleaned
    port: Cleaned
    security: str
    auth: str
    user: Cleaned

    @property
    def number(self) -> int | None:
        """The port as a number, or None where it is none."""
        digits = self.port.value
        ok = digits.isascii() and digits.isdigit() and len(digits) < 6 and 0 < int(digits) < 65536
        return int(digits) if ok else None

    def field(self, name: str) -> str:
        """The field's name with its direction, as problems name it."""
        return f"{self.direction}.{name}"

    def missing(self) -> tuple[str, ...]:
        """The fields that the reader has left empty."""
        user = () if self.auth == "none" else (("user", self.user.value),)
        pairs = (*user, ("auth", self.auth), ("host", self.host.value),
                 ("port", self.port.value), ("security", self.security))  # fmt: skip
        return tuple(name for name, value in pairs if not value)


@dataclass(frozen=True)
class Case:
    """All that is known of the reader's settings, with the provider where one is recognised."""

    email: Cleaned
    provider: Provider | None
    incoming: Way | None
    outgoing: Way | None

    @property
    def local(self) -> str:
        """What stands before the last @."""
        return self.email.value.rpartition("@")[0]

    @property
    def domain(self) -> str:
        """What stands after the last @, in lower case."""
        return self.email.value.rpartition("@")[2].lower() if "@" in self.email.value else ""

    @property
    def ways(self) -> tuple[Way, ...]:
        """The directions that were given, incoming first."""
        return tuple(way for way in (self.incoming, self.outgoing) if way is not None)


def case_of(data: Mapping[str, object]) -> Case:
    """Read and clean settings of the command line's shape; a wrong shape is an InputError."""
    email = clean_address(_text(data, "email"))
    incoming = _way(data, "incoming")
    outgoing = _way(data, "outgoing")
    domain = email.value.rpartition("@")[2].lower() if "@" in email.value else ""
    hosts = [way.host.value for way in (incoming, outgoing) if way is not None]
    provider = _provider(fold(_text(data, "provider")), domain, hosts)
    return Case(email, provider, incoming, outgoing)


def _provider(asked: str, domain: str, hosts: Iterable[str]) -> Provider | None:
    """The address's, else the one the reader named, else that of a server for own domains."""
    at_home = providers.by_domain(domain) if domain else None
    found = at_home or providers.by_id(asked)
    if found is not None:
        return found
    return next((row for host in hosts if host and (row := providers.for_own_domain(host))), None)


def _text(data: Mapping[str, object], key: str) -> str:
    value = data.get(key)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise InputError(f"{key} must be text")
    return str(value)


def _way(data: Mapping[str, object], direction: str) -> Way | None:
    given = data.get(direction)
    if given is None:
        return None
    if not isinstance(given, Mapping):
        raise InputError(f"{direction} must be an object or null")
    texts = {key: _text(given, key)
             for key in ("protocol", "host", "port", "security", "auth", "user")}  # fmt: skip
    if not any(text.strip() for text in texts.values()):
        return None
    host = clean_host(texts["host"])
    port = clean_port(texts["port"])
    if not port.value and host.port:
        port = Cleaned(host.port, False)
    kind = "smtp"
    asked = protocol_of(texts["protocol"])
    if direction == "incoming":
        kind = asked or _kind(host.value, port.value)
    return Way(
        direction,
        kind,
        bool(asked) or direction == "outgoing",
        host,
        port,
        security_of(texts["security"]),
        auth_of(texts["auth"]),
        clean(texts["user"]),
    )


def _kind(host: str, port: str) -> str:
    first = host.partition(".")[0]
    if first.startswith("imap"):
        return "imap"
    if first.startswith("pop"):
        return "pop3"
    return _KIND_BY_PORT.get(port, "")


def protocol_of(raw: str) -> str:
    """imap, pop3, smtp or "" (not said, or not known)."""
    return _PROTOCOLS.get(fold(raw).lower().replace(" ", ""), "")


def security_of(raw: str) -> str:
    """SSL/TLS, STARTTLS, none, maybe (only if the server offers it), "", or `?` (not known)."""
    word = fold(raw).lower()
    found = _SECURITY.get(word) or _SECURITY.get(word.replace(" ", ""))
    if found is not None:
        return found
    if not word:
        return ""
    return "maybe" if _MAYBE.search(word) else _contained(word)


def _contained(word: str) -> str:
    if "starttls" in word:
        return "STARTTLS"
    if "ssl" in word or "tls" in word:
        return "SSL/TLS"
    return "none" if "なし" in word or "平文" in word else "?"


def auth_of(raw: str) -> str:
    """The kind of password in the words of providers.toml, "", or `?` (not known)."""
    word = fold(raw).lower()
    if not word:
        return ""
    return _AUTH.get(word) or _AUTH.get(word.replace("_", "-")) or "?"
