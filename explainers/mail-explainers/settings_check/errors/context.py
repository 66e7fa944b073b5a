"""What words alone can't settle: the host that is named, the port that is named, and who speaks.

A name that can't be resolved is a slip of the finger, unless it is a known server's, spelled
right: then the line is at fault. Silence on port 25 is the provider's fence (OP25B), unless a
mail server tells of its own attempts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from settings_check.errors.codes import Clue
from settings_check.providers import fixed_hosts

__all__ = ["readings"]

_UNRESOLVED = (
    "enotfound", "getaddrinfo", "eai_noname", "nodename nor servname", "could not resolve host",
    "name or service not known", "unknownhostexception", "no such host", "ホストが見つかりません",
    "サバが見つかりません", "unable to resolve host",
)  # fmt: skip
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9\-]{0,62}\.){1,6}[a-z]{2,18}(?![\w.\-])")
_UNREACHED = re.compile(
    r"サバ['\"]?([a-z0-9](?:[a-z0-9\-]{0,62}\.){1,6}[a-z]{2,18})['\"]?への接続に失敗"
)
_SPACED = re.compile(r"[a-z0-9\-]\.[a-z]{2,10} ['\"]|['\"] [a-z0-9\-]{1,40}\.[a-z0-9]")
_PORT_25 = re.compile(r"(?:(?<=\d):|port[: =]{1,3}|ポト[: ]{0,3}|\]:)25(?!\d)")
_SILENT = (
    "etimedout", "timed out", "timeout", "10060", "10054", "econnreset", "econnrefused", "10061",
    "接続は失敗", "接続できません", "タイムアウト", "connection refused", "connection reset",
    "could not connect", "unable to connect", "failed to connect", "no route", "unreachable",
)  # fmt: skip
_RELAYING = re.compile(
    r"connect to [a-z0-9.\-]{1,80}\[|relay=|status=|dsn=|postfix/|conversation with|"
    r"diagnostic-code|reporting-mta|remote-mta|final-recipient|mailer-daemon|"
    r"not going to try again|unable to deliver message|message from [a-z.]{1,40} unable|"
    r"mail delivery (?:system|subsystem|failed)|returned to sender|h=[a-z0-9.\-]{3,80} \["
)
_ODD_PORT = re.compile(r"(?:[\d\]a-z]:|port[: =]{1,3}|ポト[: ]{0,3})(\d{2,5})(?![\d.:])")
_MAIL_PORTS = frozenset({"25", "110", "143", "465", "587", "993", "995"})
_HERE = ("127.0.0.1", "localhost")
_IP_CERT = re.compile(r"ip: ?\d{1,3}(?:\.\d{1,3}){3} is not in the cert")
_TLS_PORT_PLAIN = re.compile(r"(?:[\d\]a-z]:|port[: =]{1,3}|ポト[: ]{0,3})(465|993|995)(?!\d)")
_NO_TLS = ("ssl):なし", "ssl): no", "ssl:no", "secure: false", "ssl: なし", "暗号化:なし")


def readings(text: str) -> Iterator[tuple[Clue, int, int]]:
    """Further clues from a levelled text, with their places."""
    relaying = _RELAYING.search(text) is not None
    yield from _unresolved(text, relaying)
    yield from _unreached(text)
    yield from _silence(text, relaying)
    for found in _IP_CERT.finditer(text):
        yield ("server-name", "ip-address", 99), found.start(), found.end()
        break


def _unreached(text: str) -> Iterator[tuple[Clue, int, int]]:
    """Thunderbird's words for a name that it could not find: the name stands in the sentence."""
    found = _UNREACHED.search(text)
    if found is not None:
        known = found[1] in fixed_hosts()
        clue = ("network", "dns", 88) if known else ("server-name", "typo", 88)
        yield clue, found.start(1), found.end(1)


def _unresolved(text: str, relaying: bool) -> Iterator[tuple[Clue, int, int]]:
    place = next((at for words in _UNRESOLVED if (at := text.find(words)) >= 0), -1)
    if place < 0 or relaying:
        return
    spaced = _SPACED.search(text, max(0, place - 200), place + 400)
    if spaced is not None:
        yield ("server-name", "trailing-space", 95), spaced.start(), spaced.end()
        return
    known = frozenset(fixed_hosts())
    for count, found in enumerate(_HOST.finditer(text, max(0, place - 300), place + 400)):
        if found[0] in known:
            yield ("network", "dns", 93), found.start(), found.end()
            return
        if count > 20:
            return


def _silence(text: str, relaying: bool) -> Iterator[tuple[Clue, int, int]]:
    silent, end = next(
        ((at, at + len(words)) for words in _SILENT if (at := text.find(words)) >= 0), (-1, -1)
    )
    if silent >= 0 and not relaying:
        port = _PORT_25.search(text)
        if port is not None:
            yield ("encryption-port", "port25-blocked", 96), port.start(), port.end()
            return
        plain = _TLS_PORT_PLAIN.search(text)
        if plain is not None and any(words in text for words in _NO_TLS):
            yield ("encryption-port", "plain-on-tls-port", 94), plain.start(), plain.end()
    if silent >= 0 and not relaying and "refused" in text:
        here = next((at for words in _HERE if (at := text.find(words)) >= 0), -1)
        if here >= 0:
            yield ("server-name", "host-missing", 97), here, here + 9
    if relaying and silent >= 0:
        yield ("network", "remote-timeout", 91), silent, end
    greeting = text.find("greeting never received")
    if greeting >= 0:
        for count, found in enumerate(_ODD_PORT.finditer(text)):
            if found[1] not in _MAIL_PORTS:
                yield ("encryption-port", "wrong-port", 92), found.start(), found.end()
                return
            if count > 20:
                return
