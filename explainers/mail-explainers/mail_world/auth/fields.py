"""Header fields of a mail as octets, untouched: where they begin and end (RFC 5322 section 2.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

FIELD: Final = re.compile(rb"[^\r\n]+\r?\n(?:[ \t][^\r\n]*\r?\n)*")
MAX_AUTHOR: Final = 4_000
"""Characters of From that are read."""
_QUOTED: Final = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_DOMAIN: Final = re.compile(r"@([^\s<>(),;:@\"]*)")


def header_of(mail: bytes) -> bytes:
    """Return what comes before the first empty line."""
    if mail.startswith((b"\r\n", b"\n")):
        return b""
    end = re.search(rb"\n\r?\n", mail)
    return mail[: end.start() + 1] if end else mail


def is_named(field: bytes, name: bytes) -> bool:
    """Tell whether a field has this name (given in lower case)."""
    found, colon, _ = field.partition(b":")
    return bool(colon) and found.rstrip(b" \t").lower() == name


def fields_of(mail: bytes, name: bytes) -> Iterator[bytes]:
    """Yield the fields of a name (given in lower case), topmost first."""
    for found in FIELD.finditer(header_of(mail)):
        if is_named(found[0], name):
            yield found[0]


def domains_in(value: str) -> tuple[str, ...]:
    """Return the domains of the addresses in a From, each once, in order.

    >>> domains_in('"a@b" <hana@Example.jp>, kaze@example.jp')
    ('example.jp',)
    """
    found = _DOMAIN.findall(_QUOTED.sub("", value[:MAX_AUTHOR]))
    return tuple(dict.fromkeys(domain.lower() for domain in found))


def author_domains(mail: bytes) -> tuple[str, ...]:
    """Return the domains in a mail's From (RFC 9989 section 5.3.1); all, if there are several."""
    values = (field.partition(b":")[2] for field in fields_of(mail, b"from"))
    return domains_in(",".join(value.decode("utf-8", "replace") for value in values))
