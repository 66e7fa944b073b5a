"""Should this server be trusted? From its certificate to an authority that the client knows.

Decides, in the order in which OpenSSL finds fault (and so what an app would say first): is there a
way from the certificate over what the server sent to a known authority; may each of those sign,
and may the first be a server's; is it for the host that was asked for; and, from the authority
down, does the signature hold and is it the time for it (RFC 5280 section 6.1, RFC 9525).

Refuses what it does not know: a critical extension that nobody read, an algorithm that is none of
these. Revocation is not looked at, nor are name constraints (critical ones are refused).
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

from mail_world.tls import _library
from mail_world.tls.certificate import (
    ANY_USAGE,
    KEY_CERT_SIGN,
    SERVER_AUTH,
    Certificate,
    read_certificate,
)
from mail_world.tls.der import DERError
from mail_world.tls.errors import CertificateError, Why
from mail_world.tls.names import fits

MAX_DEPTH: Final = 8
"""Certificates in a chain: what is longer is refused."""
HASHES: Final = {
    "1.2.840.10045.4.3.2": ("ecdsa", "sha256"),
    "1.2.840.10045.4.3.3": ("ecdsa", "sha384"),
    "1.2.840.10045.4.3.4": ("ecdsa", "sha512"),
    "1.2.840.113549.1.1.11": ("rsa", "sha256"),
    "1.2.840.113549.1.1.12": ("rsa", "sha384"),
    "1.2.840.113549.1.1.13": ("rsa", "sha512"),
}
"""Signature algorithms (RFC 5758 section 3.2, RFC 8017 appendix A.2.4): the key, the hash."""


def verify_chain(
    sent: Sequence[bytes], anchors: Iterable[Certificate], host: str, wall: float
) -> Certificate:
    """Return a server's certificate if it can be trusted; raises CertificateError.

    `sent` is what the server sent (DER), its own certificate first; `anchors` are the authorities
    that the client knows; `host` is the name (or address) that it asked for; `wall` is now,
    seconds since 1970.
    """
    try:
        leaf, *others = [read_certificate(data) for data in sent]
    except (DERError, ValueError) as error:
        raise CertificateError("bad-signature", host) from error
    known = tuple(anchors)
    whys: list[Why] = []
    for path in _paths(leaf, others, known):
        why = _fault(path, known, host, wall)
        if why is None:
            return leaf
        whys.append(why)
    raise CertificateError(whys[0], host)


def _paths(
    leaf: Certificate, others: Sequence[Certificate], known: tuple[Certificate, ...]
) -> Iterator[list[Certificate]]:
    """Yield the ways up by the issuers' names: known authorities first, dead ends last."""

    def climb(path: list[Certificate]) -> Iterator[list[Certificate]]:
        top = path[-1]
        above = [one for one in known if one.subject == top.issuer]
        if top in known or len(path) == MAX_DEPTH:
            yield path
            return
        for one in above:
            yield [*path, one]
        between = [
            one for one in others if one.subject == top.issuer and one not in (*path, *above)
        ]
        for one in between:
            yield from climb([*path, one])
        if not above and not between:
            yield path

    return climb([leaf])


def _fault(
    path: list[Certificate], known: tuple[Certificate, ...], host: str, wall: float
) -> Why | None:
    """Find what is wrong with one way, None for nothing."""
    checks: tuple[Callable[[], Why | None], ...] = (
        lambda: _unknown(path, known),
        lambda: _unfit(path),
        lambda: None if fits(host, path[0].names, path[0].addresses) else "wrong-name",
        lambda: _broken(path, wall),
    )
    return next((why for check in checks if (why := check())), None)


def _unknown(path: list[Certificate], known: tuple[Certificate, ...]) -> Why | None:
    top = path[-1]
    if top in known:
        return None
    if top.self_issued:
        return "self-signed" if len(path) == 1 else "unknown-root"
    return "unknown-issuer"


def _unfit(path: list[Certificate]) -> Why | None:
    """Look at what each may be used for (RFC 5280 section 6.1.4)."""
    leaf, *above = path
    if any(one.unknown_critical for one in path):
        return "critical-extension"
    for below, one in enumerate(above):
        if not one.ca or (one.usages is not None and KEY_CERT_SIGN not in one.usages):
            return "not-an-authority"
        if one.path_length is not None and one.path_length < below:
            return "path-too-long"
    if leaf.purposes is not None and not leaf.purposes & {SERVER_AUTH, ANY_USAGE}:
        return "wrong-purpose"
    return None


def _broken(path: list[Certificate], wall: float) -> Why | None:
    """Look at signatures and times, from the top down."""
    for above, one in zip([path[-1], *reversed(path[1:])], reversed(path), strict=True):
        if one is not above and not is_signed_by(one, above.whole):
            return "bad-signature"
        if wall < one.not_before:
            return "not-yet-valid"
        if wall > one.not_after:
            return "expired"
    return None


@functools.lru_cache(maxsize=64)
def is_signed_by(certificate: Certificate, issuer: bytes) -> bool:
    """Tell whether a certificate's signature is that of the issuer's key (its certificate, DER).

    Remembered: the answer can't change, and costs 13 ms in a browser.
    """
    kind, name = HASHES.get(certificate.algorithm, ("", ""))
    key = _key(issuer)
    if not name or key is None or key.key_type != kind:
        return False
    found = hashlib.new(name, certificate.signed).digest()
    padding = "pkcs1" if kind == "rsa" else None
    signature = bytearray(certificate.signature)
    return bool(key.verify(signature, bytearray(found), padding, name, None))


def _key(certificate: bytes) -> Any:
    """Give the public key in a certificate; None where the library knows no such key."""
    parsed = _library.x509.X509()
    try:
        parsed.parseBinary(certificate)
    except (SyntaxError, ValueError, KeyError, IndexError):
        return None
    return parsed.publicKey
