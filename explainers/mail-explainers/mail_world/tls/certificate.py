"""X.509 certificates (RFC 5280), taken apart: who, by whom, for which names, from when till when.

Decides nothing: chain.py does. An extension that is marked critical and is none of those read here
is kept by its number, so that whoever decides can refuse it (RFC 5280 section 4.2).
"""

from __future__ import annotations

import calendar
import ipaddress
import time
from dataclasses import dataclass, field
from typing import Any, Final

from mail_world.tls import der
from mail_world.tls.der import DERError, Element

SUBJECT_ALT_NAME: Final = "2.5.29.17"
BASIC_CONSTRAINTS: Final = "2.5.29.19"
KEY_USAGE: Final = "2.5.29.15"
EXTENDED_KEY_USAGE: Final = "2.5.29.37"
COMMON_NAME: Final = "2.5.4.3"
SERVER_AUTH: Final = "1.3.6.1.5.5.7.3.1"
ANY_USAGE: Final = "2.5.29.37.0"
KEY_CERT_SIGN: Final = 5
"""The bit of keyUsage that lets a key sign certificates (RFC 5280 section 4.2.1.3)."""
DNS_NAME: Final = 0x82
IP_ADDRESS: Final = 0x87
"""Tags of GeneralName (RFC 5280 section 4.2.1.6)."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """One certificate.

    `names` and `addresses` are those of subjectAltName; `common_name` is what a person reads, and
    no host name is compared with it. `not_before` and `not_after` are seconds since 1970, both
    inclusive. `subject`, `issuer` and `public_key` are DER; `ca` and `path_length` come from
    basicConstraints; `usages` and `purposes` are None where the extension is absent.
    """

    whole: bytes
    signed: bytes
    algorithm: str
    signature: bytes
    serial: int
    issuer: bytes
    subject: bytes
    not_before: int
    not_after: int
    public_key: bytes
    names: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    ca: bool = False
    path_length: int | None = None
    usages: frozenset[int] | None = None
    purposes: frozenset[str] | None = None
    unknown_critical: tuple[str, ...] = field(default=())

    @property
    def common_name(self) -> str:
        """The subject's common name, else an empty string."""
        return common_name(self.subject)

    @property
    def self_issued(self) -> bool:
        """Whether subject and issuer are the same (RFC 5280 section 6.1)."""
        return self.subject == self.issuer


def read_certificate(data: bytes) -> Certificate:
    """Take a certificate apart; raises DERError."""
    try:
        return _read(data)
    except (ValueError, IndexError, OverflowError) as error:
        raise DERError(str(error)) from error


def _read(data: bytes) -> Certificate:
    signed, algorithm, signature = der.read(data).expect(der.SEQUENCE).children()
    version, serial, inner, issuer, validity, subject, key, *rest = signed.expect(
        der.SEQUENCE
    ).children()
    if version.whole != b"\xa0\x03\x02\x01\x02":
        raise DERError("not version 3")
    if inner.whole != algorithm.whole:
        raise DERError("two algorithms that differ")
    begin, end = map(_seconds, validity.children())
    return Certificate(
        whole=data,
        signed=signed.whole,
        algorithm=der.dotted(algorithm.children()[0]),
        signature=_bits(signature),
        serial=int.from_bytes(serial.expect(der.INTEGER).content),
        issuer=issuer.whole,
        subject=subject.whole,
        not_before=begin,
        not_after=end,
        public_key=key.expect(der.SEQUENCE).whole,
        **_extensions(rest),
    )


def _bits(element: Element) -> bytes:
    content = element.expect(der.BIT_STRING).content
    if content[0]:
        raise DERError("a bit string that is no bytes")
    return content[1:]


def _seconds(element: Element) -> int:
    """Read a time (RFC 5280 section 4.1.2.5): UTCTime's years are 1950 to 2049."""
    text = element.content.decode("ascii")
    if element.tag == der.UTC_TIME:
        text = ("19" if int(text[:2]) >= 50 else "20") + text
    elif element.tag != der.GENERALIZED_TIME:
        raise DERError("no time")
    return calendar.timegm(time.strptime(text, "%Y%m%d%H%M%SZ"))


def _extensions(rest: list[Element]) -> dict[str, Any]:
    """Read what follows the key: unique ids (never used), then the extensions."""
    found: dict[str, Any] = {}
    unknown: list[str] = []
    for extension in [one for part in rest if part.tag == 0xA3 for one in _list(part)]:
        number, *middle, value = extension.children()
        critical = bool(middle) and middle[0].expect(der.BOOLEAN).content != b"\x00"
        name, body = der.dotted(number), der.read(value.expect(der.OCTET_STRING).content)
        match name:
            case _ if name == SUBJECT_ALT_NAME:
                found |= _names(body)
            case _ if name == BASIC_CONSTRAINTS:
                found |= _constraints(body)
            case _ if name == KEY_USAGE:
                bits = body.expect(der.BIT_STRING).content[1:]
                found["usages"] = frozenset(
                    place for place in range(8 * len(bits)) if bits[place // 8] << place % 8 & 0x80
                )
            case _ if name == EXTENDED_KEY_USAGE:
                found["purposes"] = frozenset(map(der.dotted, body.children()))
            case _ if critical:
                unknown.append(name)
    return found | {"unknown_critical": tuple(unknown)}


def _list(field: Element) -> list[Element]:
    (sequence,) = field.children()
    return sequence.expect(der.SEQUENCE).children()


def _names(body: Element) -> dict[str, Any]:
    names = [one.content.decode("ascii") for one in body.children() if one.tag == DNS_NAME]
    addresses = [one.content for one in body.children() if one.tag == IP_ADDRESS]
    return {
        "names": tuple(names),
        "addresses": tuple(str(ipaddress.ip_address(one)) for one in addresses),
    }


def _constraints(body: Element) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for one in body.expect(der.SEQUENCE).children():
        if one.tag == der.BOOLEAN:
            found["ca"] = one.content != b"\x00"
        elif one.tag == der.INTEGER:
            found["path_length"] = int.from_bytes(one.content)
    return found


def common_name(name: bytes) -> str:
    """Return the common name in a Name (DER), else an empty string."""
    for attributes in der.read(name).children():
        for attribute in attributes.children():
            kind, value = attribute.children()
            if der.dotted(kind) == COMMON_NAME:
                return value.content.decode("utf-8", "replace")
    return ""
