"""Is this certificate for the host that was asked for? (RFC 9525, which replaces RFC 6125)

Decides by subjectAltName alone: a common name is not looked at (RFC 9525 section 2). A wildcard is
the whole left-most label and stands for exactly one label (section 6.3), which rules out "w*",
"*a.b" and "*" alone; it never matches an address. Comparison is by A-labels, without case.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from typing import Final

LABEL: Final = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
"""One label of a host name (RFC 1123 section 2.1), and the underscore that real ones have."""


def address_of(host: str) -> str:
    """Return the host as an IP address in its usual form; empty if it is a name."""
    try:
        return str(ipaddress.ip_address(host.strip("[]")))
    except ValueError:
        return ""


def fits(host: str, names: Iterable[str], addresses: Iterable[str] = ()) -> bool:
    """Tell whether a certificate with these names (and addresses) is for the host.

    >>> fits("mail.example.jp", ["*.example.jp"]), fits("a.mail.example.jp", ["*.example.jp"])
    (True, False)
    """
    if address := address_of(host):
        return address in addresses
    wanted = _labels(host)
    return bool(wanted) and any(_matches(wanted, presented) for presented in names)


def _labels(name: str) -> list[str]:
    """Cut a name into labels in lower case; nothing if it is none. One last dot is the root."""
    try:
        ascii_name = name if name.isascii() else name.encode("idna").decode("ascii")
    except UnicodeError:
        return []
    labels = ascii_name.removesuffix(".").lower().split(".")
    return labels if all(map(LABEL.fullmatch, labels)) else []


def _matches(wanted: list[str], presented: str) -> bool:
    if not presented.isascii():
        return False
    labels = presented.removesuffix(".").lower().split(".")
    if len(labels) != len(wanted) or not all(labels) or labels[1:] != wanted[1:]:
        return False
    if "*" in presented:
        # As browsers and OpenSSL have it, "*.jp" is for nobody: at least two labels follow.
        return labels[0] == "*" and len(labels) > 2
    return labels[0] == wanted[0]
