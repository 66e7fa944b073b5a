"""The certificate authority of the world: makes every certificate anew, in the same bytes.

Decides: a root that phones know, an authority under it that signs, and certificates of ninety days
as mail servers have them (P-256, names in subjectAltName). Keys come from their labels by SHA-256
and signatures are RFC 6979's, so nothing is drawn and nothing is stored: whoever runs this has the
same certificates. The keys guard nothing.
"""

from __future__ import annotations

import functools
import hashlib
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from ecdsa import NIST256p, SigningKey
from ecdsa.util import sigencode_der

from mail_world.clock import EPOCH
from mail_world.tls import der
from mail_world.tls.certificate import (
    BASIC_CONSTRAINTS,
    COMMON_NAME,
    DNS_NAME,
    EXTENDED_KEY_USAGE,
    IP_ADDRESS,
    KEY_USAGE,
    SERVER_AUTH,
    SUBJECT_ALT_NAME,
    Certificate,
    read_certificate,
)
from mail_world.tls.names import address_of

ECDSA_SHA256: Final = der.write(der.SEQUENCE, der.oid("1.2.840.10045.4.3.2"))
P256_KEY: Final = der.write(
    der.SEQUENCE, der.oid("1.2.840.10045.2.1"), der.oid("1.2.840.10045.3.1.7")
)
ORGANIZATION: Final = "2.5.4.10"
KEY_ID: Final = "2.5.29.14"
ISSUER_KEY_ID: Final = "2.5.29.35"
DAY: Final = 86_400
LIFE: Final = 90 * DAY
"""Seconds that a server's certificate is valid for."""
ISSUED: Final = EPOCH - 43 * DAY
"""When a certificate in order was issued: 2026-10-10, some weeks before the world's day."""
MAKER: Final = "Mail World"
ROOT, SIGNER, STRANGER = "Mail World Root", "Mail World CA 1", "Somebody's Root"


@dataclass(frozen=True, slots=True)
class Identity:
    """What a server shows and keeps: certificates (DER, its own first) and a secret number."""

    chain: tuple[bytes, ...]
    secret: int

    @property
    def certificate(self) -> Certificate:
        """The server's own certificate, taken apart."""
        return read_certificate(self.chain[0])

    def pem(self) -> str:
        """The chain and the key as one PEM file (RFC 7468), as OpenSSL reads it."""
        key = SigningKey.from_secret_exponent(self.secret, NIST256p)
        return "".join(map(pem, self.chain)) + str(key.to_pem(format="pkcs8").decode())


def pem(certificate: bytes) -> str:
    """Return a certificate as PEM (RFC 7468 section 5)."""
    import base64

    text = base64.b64encode(certificate).decode()
    lines = [text[at : at + 64] for at in range(0, len(text), 64)]
    return "\n".join(["-----BEGIN CERTIFICATE-----", *lines, "-----END CERTIFICATE-----", ""])


@functools.lru_cache(maxsize=32)
def _key(label: str) -> Any:
    digest = int.from_bytes(hashlib.sha256(f"mail_world {label}".encode()).digest())
    return SigningKey.from_secret_exponent(digest % (NIST256p.order - 1) + 1, NIST256p)


def _public(label: str) -> bytes:
    point: bytes = _key(label).verifying_key.to_string("uncompressed")
    return point


def _name(common: str) -> bytes:
    """Return a Name: who made it, and what it is called."""
    parts = ((ORGANIZATION, MAKER), (COMMON_NAME, common))
    return der.write(
        der.SEQUENCE,
        *(
            der.write(
                der.SET,
                der.write(der.SEQUENCE, der.oid(kind), der.write(der.UTF8_STRING, value.encode())),
            )
            for kind, value in parts
        ),
    )


def _time(seconds: int) -> bytes:
    text = time.strftime("%Y%m%d%H%M%SZ", time.gmtime(seconds))
    if text < "2050":  # RFC 5280 section 4.1.2.5
        return der.write(der.UTC_TIME, text[2:].encode())
    return der.write(der.GENERALIZED_TIME, text.encode())


def _extension(number: str, value: bytes, *, critical: bool = False) -> bytes:
    marked = der.write(der.BOOLEAN, b"\xff") if critical else b""
    return der.write(der.SEQUENCE, der.oid(number), marked, der.write(der.OCTET_STRING, value))


def _issue(
    subject: str, issuer: str, begin: int, life: int, extensions: Sequence[bytes], key: str
) -> bytes:
    """Return a certificate (DER): the subject's, with the key of label `key`."""
    ids = [
        _extension(KEY_ID, der.write(der.OCTET_STRING, hashlib.sha1(_public(key)).digest())),
        _extension(
            ISSUER_KEY_ID,
            der.write(der.SEQUENCE, der.write(0x80, hashlib.sha1(_public(issuer)).digest())),
        ),
    ]
    serial = int.from_bytes(hashlib.sha256(f"{subject} {issuer} {begin}".encode()).digest()[:8])
    signed = der.write(
        der.SEQUENCE,
        der.write(0xA0, der.integer(2)),
        der.integer(serial),
        ECDSA_SHA256,
        _name(issuer),
        der.write(der.SEQUENCE, _time(begin), _time(begin + life)),
        _name(subject),
        der.write(der.SEQUENCE, P256_KEY, der.write(der.BIT_STRING, b"\x00", _public(key))),
        der.write(0xA3, der.write(der.SEQUENCE, *extensions, *ids)),
    )
    signature: bytes = _key(issuer).sign_deterministic(
        signed, hashfunc=hashlib.sha256, sigencode=sigencode_der
    )
    return der.write(
        der.SEQUENCE, signed, ECDSA_SHA256, der.write(der.BIT_STRING, b"\x00", signature)
    )


@functools.cache
def authority(name: str = ROOT, issuer: str = ROOT) -> bytes:
    """Return an authority's certificate (DER): the root's own, or one under it."""
    depth = () if name == issuer else (der.integer(0),)
    constraints = der.write(der.SEQUENCE, der.write(der.BOOLEAN, b"\xff"), *depth)
    extensions = (
        _extension(BASIC_CONSTRAINTS, constraints, critical=True),
        # keyCertSign and cRLSign: bits 5 and 6
        _extension(KEY_USAGE, der.write(der.BIT_STRING, b"\x01\x06"), critical=True),
    )
    return _issue(name, issuer, EPOCH - 2000 * DAY, 6000 * DAY, extensions, name)


@functools.cache
def anchors() -> tuple[Certificate, ...]:
    """Return the authorities that every phone of the world knows."""
    return (read_certificate(authority()),)


@functools.lru_cache(maxsize=64)
def issue(
    *names: str,
    begin: int = ISSUED,
    life: int = LIFE,
    issuer: str = SIGNER,
    send: bool = True,
    authority_bit: bool = False,
) -> Identity:
    """Return a server's identity for names (or IP addresses).

    `begin` and `life` are seconds; `issuer` is SIGNER, ROOT, STRANGER (whom nobody knows), or the
    first name itself (self-signed); with `send` the authority's own certificate goes along;
    `authority_bit` says that it may sign others, which a server's should not.
    """
    alternatives = [
        der.write(IP_ADDRESS, _packed(address)) if (address := address_of(name))
        else der.write(DNS_NAME, name.encode("ascii"))
        for name in names
    ]  # fmt: skip
    usage = b"\x01\x86" if authority_bit else b"\x07\x80"  # digitalSignature is bit 0
    purposes = der.write(der.SEQUENCE, der.oid(SERVER_AUTH))
    constraint = der.write(der.BOOLEAN, b"\xff") if authority_bit else b""
    extensions = [
        _extension(BASIC_CONSTRAINTS, der.write(der.SEQUENCE, constraint), critical=True),
        _extension(KEY_USAGE, der.write(der.BIT_STRING, usage), critical=True),
        _extension(EXTENDED_KEY_USAGE, purposes),
        _extension(SUBJECT_ALT_NAME, der.write(der.SEQUENCE, *alternatives)),
    ]
    own = _issue(names[0], issuer, begin, life, extensions, names[0])
    above = (authority(SIGNER),) if send and issuer == SIGNER else ()
    return Identity((own, *above), _key(names[0]).privkey.secret_multiplier)


def _packed(address: str) -> bytes:
    import ipaddress

    return ipaddress.ip_address(address).packed
