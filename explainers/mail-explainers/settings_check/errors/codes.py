"""What the numbers say: reply codes (RFC 5321 4.2), enhanced codes (RFC 3463, 7372, 7505),
response codes in brackets (RFC 9051 7.1, RFC 2449 8), and the numbers of programs.

Numbers weigh less than words: the same code means different things at different providers. Each
entry is (class, sub, weight); weights go from 10 (hardly a hint) to 100 (nothing else it can be).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["Clue", "clues"]

type Clue = tuple[str, str, int]
type Found = tuple[Clue, int, int]

_ENHANCED = re.compile(r"(?<![\d.])([245])\.(\d)\.(\d{1,3})(?![\d]|\.\d)")
_REPLY = re.compile(r"(?<![\w./:#\-\[])([245]\d\d)(?=[ \-:;,)\]]|$)(?!-\d\d)")
_BRACKET = re.compile(r"\[([a-z\-/]{3,24})\]")
_HEX = re.compile(r"0x8[0-9a-f]{7}\b")
_MOST = 200

_ENHANCED_CLUES: dict[str, Clue] = {
    "1.0": ("recipient", "unknown-user", 40),
    "1.1": ("recipient", "unknown-user", 55),
    "1.2": ("recipient", "domain-typo", 55),
    "1.3": ("recipient", "address-syntax", 55),
    "1.4": ("recipient", "unknown-user", 40),
    "1.6": ("recipient", "moved", 55),
    "1.7": ("credentials", "sender-address", 55),
    "1.8": ("credentials", "sender-address", 50),
    "1.10": ("recipient", "domain-no-mail", 70),
    "2.0": ("recipient", "disabled-user", 30),
    "2.1": ("recipient", "disabled-user", 50),
    "2.2": ("quota-size", "mailbox-full", 60),
    "2.3": ("quota-size", "message-size", 60),
    "2.4": ("recipient", "unknown-user", 40),
    "3.0": ("network", "server-trouble", 20),
    "3.1": ("quota-size", "server-disk", 50),
    "3.2": ("network", "server-trouble", 30),
    "3.4": ("quota-size", "message-size", 60),
    "3.5": ("network", "server-trouble", 30),
    "4.0": ("network", "remote-timeout", 30),
    "4.1": ("network", "remote-timeout", 45),
    "4.2": ("network", "remote-timeout", 45),
    "4.3": ("network", "dns", 45),
    "4.4": ("recipient", "domain-typo", 50),
    "4.5": ("rate", "send-rate", 40),
    "4.6": ("network", "loop", 50),
    "4.7": ("network", "remote-timeout", 55),
    "4.14": ("network", "loop", 50),
    "5.3": ("rate", "recipients-limit", 55),
    "6.7": ("recipient", "address-syntax", 60),
    "7.0": ("policy-auth", "refused", 20),
    "7.1": ("policy-auth", "refused", 30),
    "7.3": ("credentials", "wrong-password", 45),
    "7.4": ("encryption-port", "tls-required", 35),
    "7.7": ("policy-auth", "content", 35),
    "7.8": ("credentials", "wrong-password", 60),
    "7.9": ("credentials", "auth-method", 45),
    "7.10": ("encryption-port", "tls-required", 60),
    "7.11": ("encryption-port", "tls-required", 60),
    "7.12": ("credentials", "auth-method", 55),
    "7.13": ("credentials", "lockout", 55),
    "7.14": ("credentials", "blocked-login", 50),
    "7.20": ("policy-auth", "dkim", 75),
    "7.21": ("policy-auth", "dkim", 75),
    "7.22": ("policy-auth", "dkim", 75),
    "7.23": ("policy-auth", "spf", 75),
    "7.24": ("policy-auth", "spf", 75),
    "7.25": ("policy-auth", "ptr", 75),
    "7.26": ("policy-auth", "spf-dkim", 75),
    "7.27": ("policy-auth", "spf-dkim", 60),
    "7.28": ("rate", "send-rate", 60),
    "7.29": ("policy-auth", "dmarc", 60),
    "7.32": ("policy-auth", "spf-dkim", 60),
    "7.57": ("credentials", "smtp-auth-missing", 97),
    "7.60": ("credentials", "sender-address", 60),
    "7.64": ("policy-auth", "refused", 45),
    "7.124": ("recipient", "refused", 50),
    "7.133": ("recipient", "refused", 50),
    "7.139": ("credentials", "access-disabled", 96),
    "7.501": ("policy-auth", "blocklist", 60),
    "7.509": ("policy-auth", "dmarc", 75),
    "7.705": ("rate", "send-rate", 60),
    "7.708": ("policy-auth", "blocklist", 50),
    "7.750": ("policy-auth", "blocklist", 50),
}  # fmt: skip
# What is left of a code whose detail says nothing here: its subject (RFC 3463 3).
_SUBJECTS: dict[str, Clue] = {
    "1": ("recipient", "unknown-user", 30),
    "2": ("recipient", "disabled-user", 25),
    "3": ("network", "server-trouble", 20),
    "4": ("network", "remote-timeout", 25),
    "6": ("policy-auth", "content", 30),
    "7": ("policy-auth", "refused", 20),
}
# Exchange Online's ranges: 7.5xx refused senders, 7.6xx banned addresses, 4.7.65x held back.
_RANGES: tuple[tuple[int, int, Clue], ...] = (
    (500, 599, ("policy-auth", "blocklist", 50)),
    (650, 659, ("rate", "send-rate", 60)),
    (600, 699, ("policy-auth", "blocklist", 60)),
    (700, 799, ("policy-auth", "blocklist", 45)),
)
_REPLY_CLUES: dict[str, Clue] = {
    "421": ("network", "server-trouble", 25),
    "432": ("credentials", "auth-method", 20),
    "450": ("rate", "greylist", 15),
    "451": ("network", "server-trouble", 12),
    "452": ("quota-size", "server-disk", 25),
    "454": ("encryption-port", "server-tls-broken", 15),
    "501": ("recipient", "address-syntax", 15),
    "503": ("encryption-port", "wrong-port", 12),
    "504": ("credentials", "auth-method", 30),
    "521": ("recipient", "domain-no-mail", 25),
    "523": ("quota-size", "message-size", 25),
    "530": ("credentials", "smtp-auth-missing", 40),
    "534": ("credentials", "auth-method", 93),
    "535": ("credentials", "wrong-password", 95),
    "538": ("encryption-port", "tls-required", 96),
    "541": ("policy-auth", "refused", 25),
    "550": ("recipient", "unknown-user", 18),
    "551": ("recipient", "moved", 28),
    "552": ("quota-size", "message-size", 40),
    "553": ("recipient", "address-syntax", 18),
    "554": ("policy-auth", "refused", 15),
    "556": ("recipient", "domain-no-mail", 50),
    "571": ("policy-auth", "refused", 25),
}  # fmt: skip
_BRACKET_CLUES: dict[str, Clue] = {
    "authenticationfailed": ("credentials", "wrong-password", 80),
    "authorizationfailed": ("credentials", "access-disabled", 75),
    "auth": ("credentials", "wrong-password", 70),
    "expired": ("credentials", "wrong-password", 60),
    "privacyrequired": ("encryption-port", "tls-required", 95),
    "contactadmin": ("credentials", "access-disabled", 45),
    "noperm": ("credentials", "access-disabled", 45),
    "overquota": ("quota-size", "mailbox-full", 85),
    "limit": ("rate", "connections", 65),
    "unavailable": ("network", "server-trouble", 55),
    "inuse": ("rate", "connections", 50),
    "in-use": ("rate", "connections", 60),
    "login-delay": ("rate", "login-rate", 75),
    "sys/temp": ("network", "server-trouble", 55),
    "sys/perm": ("credentials", "access-disabled", 40),
    "serverbug": ("network", "server-trouble", 45),
    "toobig": ("quota-size", "message-size", 70),
}  # fmt: skip
# Windows mail programs; socket numbers are told by their words in the phrases.
_HEX_CLUES: dict[str, Clue] = {
    "0x800ccc02": ("encryption-port", "cert-expired", 70),
    "0x800ccc05": ("network", "dropped", 50),
    "0x800ccc0a": ("network", "dropped", 45),
    "0x800ccc0b": ("network", "server-trouble", 45),
    "0x800ccc0d": ("server-name", "typo", 70),
    "0x800ccc0e": ("network", "timeout", 60),
    "0x800ccc0f": ("network", "dropped", 60),
    "0x800ccc10": ("recipient", "unknown-user", 50),
    "0x800ccc13": ("network", "offline", 55),
    "0x800ccc14": ("network", "offline", 55),
    "0x800ccc15": ("network", "timeout", 55),
    "0x800ccc16": ("credentials", "username", 70),
    "0x800ccc17": ("other", "not-an-error", 40),
    "0x800ccc18": ("credentials", "wrong-password", 70),
    "0x800ccc19": ("network", "timeout", 70),
    "0x800ccc1a": ("encryption-port", "tls-handshake", 75),
    "0x800ccc1b": ("encryption-port", "tls-handshake", 60),
    "0x800ccc78": ("credentials", "smtp-auth-missing", 60),
    "0x800ccc79": ("credentials", "smtp-auth-missing", 60),
    "0x800ccc7a": ("credentials", "sender-address", 50),
    "0x800ccc7b": ("recipient", "address-syntax", 50),
    "0x800ccc7d": ("encryption-port", "starttls-not-offered", 80),
    "0x800ccc7e": ("encryption-port", "tls-handshake", 70),
    "0x800ccc80": ("credentials", "auth-method", 70),
    "0x800ccc90": ("credentials", "wrong-password", 50),
    "0x800ccc91": ("credentials", "username", 70),
    "0x800ccc92": ("credentials", "wrong-password", 75),
    "0x800ccc93": ("credentials", "wrong-password", 50),
    "0x800cccd1": ("credentials", "wrong-password", 45),
    "0x800cccdb": ("credentials", "wrong-password", 45),
    "0x80040119": ("network", "dropped", 35),
    "0x8004010f": ("other", "local-data", 45),
    "0x80040600": ("other", "local-data", 45),
    "0x80042108": ("network", "timeout", 55),
    "0x80042109": ("network", "timeout", 55),
    "0x8004210a": ("network", "timeout", 65),
    "0x8004210b": ("network", "timeout", 60),
    "0x8004011d": ("network", "offline", 50),
    "0x80072ee2": ("network", "timeout", 60),
    "0x80072ee7": ("server-name", "typo", 60),
    "0x80072efd": ("network", "timeout", 55),
    "0x80072f05": ("encryption-port", "cert-expired", 75),
    "0x80072f06": ("server-name", "cert-name-mismatch", 80),
    "0x80072f0d": ("encryption-port", "cert-untrusted", 75),
    "0x800b0109": ("encryption-port", "cert-untrusted", 80),
    "0x800b010f": ("server-name", "cert-name-mismatch", 85),
    "0x80090325": ("encryption-port", "cert-untrusted", 80),
    "0x80090326": ("encryption-port", "tls-handshake", 70),
    "0x80090322": ("server-name", "cert-name-mismatch", 85),
    "0x80090331": ("encryption-port", "tls-version", 80),
    "0x8007274c": ("network", "timeout", 60),
}  # fmt: skip


def clues(text: str) -> Iterator[Found]:
    """Every number in a levelled text that says something, with its place."""
    for count, found in enumerate(_ENHANCED.finditer(text)):
        clue = None if found[1] == "2" else _enhanced(found[2], found[3])
        if clue is not None:
            yield clue, found.start(), found.end()
        if count > _MOST:
            break
    for pattern, table in ((_REPLY, _REPLY_CLUES), (_BRACKET, _BRACKET_CLUES), (_HEX, _HEX_CLUES)):
        for count, found in enumerate(pattern.finditer(text)):
            clue = table.get(found[1] if pattern.groups else found[0])
            if clue is not None:
                yield clue, found.start(), found.end()
            if count > _MOST:
                break


def _enhanced(subject: str, detail: str) -> Clue | None:
    clue = _ENHANCED_CLUES.get(f"{subject}.{detail}")
    if clue is None and subject == "7":
        number = int(detail)
        clue = next((clue for low, high, clue in _RANGES if low <= number <= high), None)
    return clue or _SUBJECTS.get(subject)
