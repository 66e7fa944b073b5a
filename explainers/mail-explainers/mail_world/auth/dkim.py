"""DKIM: sealing a mail, and looking at the seals of one that came (RFC 6376, 8301, 8463).

Decides: dkimpy canonicalises, hashes, signs and verifies; what each signature came to is told in
the words of RFC 8601 section 2.7.1. The key is looked up and read here first, so that "no key",
"the key was withdrawn" and "nobody answered" are told apart (RFC 6376 section 6.1.2).

Refuses: rsa-sha1, to sign and to verify (RFC 8301 section 3.1); RSA keys under 1,024 bits
(section 3.2); more than MAX_SIGNATURES of a mail; fields that are made to be slow to read.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from mail_world.auth import ed25519
from mail_world.auth._libraries import CLOCK, QUIET
from mail_world.auth._libraries import dkim as dkimpy
from mail_world.auth.dkim_key import KeyRecord, read_key
from mail_world.clock import EPOCH
from mail_world.dns import Resolver
from mail_world.dns.zone_file import texts

Algorithm = Literal["rsa-sha256", "ed25519-sha256"]
Result = Literal["pass", "fail", "policy", "neutral", "temperror", "permerror"]
"""RFC 8601 section 2.7.1; a mail without signatures ("none") has no reports."""

MAX_SIGNATURES: Final = 10
MAX_FIELD: Final = 20_000
"""Octets of a signature field that are read."""
ALGORITHMS: Final = ("rsa-sha256", "ed25519-sha256")
SIGNED_FIELDS: Final = ("from", "to", "subject", "date", "message-id", "mime-version")
_BLANKS: Final = re.compile(rb"\s{80}")


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """What one signature came to.

    `domain`, `selector`, `algorithm`: its d=, s= and a=; `canonical` its c=; `signed` the fields
    in its h=. `key_name`, `key_status`: the question for the key and how it was answered;
    `key_bits` 0 where there is no usable key; `testing`: the key says t=y; `body_length`: its l=,
    None for the whole body. `reason` is machine text, empty for a pass.
    """

    result: Result
    reason: str
    domain: str = ""
    selector: str = ""
    algorithm: str = ""
    identity: str = ""
    canonical: str = ""
    signed: tuple[str, ...] = ()
    body_length: int | None = None
    key_name: str = ""
    key_status: str = ""
    key_bits: int = 0
    testing: bool = False


class Unusable(Exception):  # noqa: N818  an outcome: see `result`
    """A signature that can't be verified: what it comes to, and why."""

    def __init__(self, result: Result, reason: str) -> None:
        super().__init__(reason)
        self.result, self.reason = result, reason


def public_record(seed: bytes) -> str:
    """Return the key record of an Ed25519 private key of 32 octets (RFC 8463 section 4)."""
    return f"v=DKIM1; k=ed25519; p={base64.b64encode(ed25519.public_key(seed)).decode()}"


def sign_mail(
    mail: bytes,
    domain: str,
    selector: str,
    key: bytes,
    algorithm: Algorithm = "rsa-sha256",
    *,
    fields: Sequence[str] = SIGNED_FIELDS,
    canonical: tuple[str, str] = ("relaxed", "relaxed"),
    wall: int = EPOCH,
) -> bytes:
    """Return a DKIM-Signature field, with its line break, to stand before `mail`.

    `key`: a private key, PEM (RSA) or 32 octets (Ed25519); `fields`: those to sign, where the
    mail has them; From is signed once more than it is there, so that none can be added (RFC 6376
    section 8.15). `wall`: seconds since 1970, its t=. Raises ValueError for what can't be signed
    or signed with.
    """
    if algorithm not in ALGORITHMS:
        raise ValueError(f"{algorithm}: not to be signed with (RFC 8301 section 3.1)")
    secret = base64.b64encode(key) if algorithm == "ed25519-sha256" else key
    try:
        signer = dkimpy.DKIM(mail, logger=QUIET, signature_algorithm=algorithm.encode())
        there = [name.lower().decode() for name, _ in signer.headers]
        names = [name for name in there if name in fields] + ["from"]
        with CLOCK.at(wall):
            field: bytes = signer.sign(
                selector.encode("ascii"),
                domain.encode("ascii"),
                secret,
                canonicalize=tuple(part.encode() for part in canonical),
                include_headers=[name.encode() for name in names],
            )
    except (dkimpy.DKIMException, UnicodeEncodeError, binascii.Error, IndexError) as error:
        raise ValueError(str(error)) from error
    return field


def verify_mail(
    mail: bytes, resolver: Resolver, *, wall: int = EPOCH
) -> tuple[SignatureReport, ...]:
    """Verify a mail's signatures, topmost first; empty if it has none. Never raises.

    `wall`: seconds since 1970, against which t= and x= are held.
    """
    try:
        verifier = dkimpy.DKIM(mail, logger=QUIET)
    except (dkimpy.DKIMException, IndexError):
        return (SignatureReport("permerror", "the header of the mail can't be read"),)
    found = [value for name, value in verifier.headers if name.lower() == b"dkim-signature"]
    with CLOCK.at(wall):
        return tuple(
            _verify(verifier, number, bytes(value), resolver)
            for number, value in enumerate(found[:MAX_SIGNATURES])
        )


def _verify(verifier: Any, number: int, value: bytes, resolver: Resolver) -> SignatureReport:
    told: dict[str, Any] = {}
    try:
        if len(value) > MAX_FIELD or _BLANKS.search(value):
            raise Unusable("permerror", "the signature is made to be slow to read")
        fields = _fields(value)
        told |= _what_it_says(fields)
        key = _fetch(resolver, told)
        told |= {"key_bits": key.bits, "testing": key.testing}
        _fits(key, told)
        answer = texts((key.text,))[0]

        def key_of(name: bytes, timeout: int = 5) -> bytes:
            return b"".join(answer)

        right = verifier.verify(number, key_of)
    except Unusable as error:
        return SignatureReport(error.result, error.reason, **told)
    except dkimpy.KeyFormatError as error:
        return SignatureReport("policy", str(error), **told)
    except dkimpy.ValidationError as error:
        return SignatureReport(*_invalid(str(error)), **told)
    except Exception as error:
        # Whatever dkimpy stumbles over in a stranger's mail is no signature.
        return SignatureReport("permerror", type(error).__name__, **told)
    if not right:
        return SignatureReport("fail", "signature did not verify", **told)
    return SignatureReport("pass", "", **told)


def _fields(value: bytes) -> dict[bytes, bytes]:
    try:
        fields: dict[bytes, bytes] = dkimpy.parse_tag_value(value)
    except dkimpy.InvalidTagValueList as error:
        raise Unusable("permerror", f"signature syntax: {type(error).__name__}") from None
    for name in (b"v", b"a", b"b", b"bh", b"d", b"h", b"s"):
        if name not in fields:
            raise Unusable("permerror", f"signature without {name.decode()}=")
    return fields


def _what_it_says(fields: dict[bytes, bytes]) -> dict[str, Any]:
    def text(name: bytes, default: str = "") -> str:
        plain = fields.get(name, default.encode()).decode("utf-8", "replace")
        return re.sub(r"\s+", "", plain)

    domain, algorithm = text(b"d").lower(), text(b"a")
    length = text(b"l")
    told: dict[str, Any] = {
        "domain": domain,
        "selector": text(b"s"),
        "algorithm": algorithm,
        "identity": text(b"i", f"@{domain}"),
        "canonical": text(b"c", "simple/simple"),
        "signed": tuple(text(b"h").lower().split(":")),
        "body_length": int(length) if length.isascii() and length[:20].isdecimal() else None,
    }
    return told


def _fetch(resolver: Resolver, told: dict[str, Any]) -> KeyRecord:
    """Look the key up (RFC 6376 section 6.1.2); raises Unusable."""
    if told["algorithm"] not in ALGORITHMS:
        raise Unusable("permerror", f"algorithm {told['algorithm'][:40]} is not used any more")
    if "from" not in told["signed"]:
        raise Unusable("permerror", "From is not signed")
    name = f"{told['selector']}._domainkey.{told['domain']}"
    answer = resolver.look_up(name, "TXT")
    told |= {"key_name": name, "key_status": answer.status}
    if answer.status in ("SERVFAIL", "TIMEOUT"):
        raise Unusable("temperror", "the key can't be asked for now")
    if answer.status != "ok":
        raise Unusable("permerror", "no key for signature")
    if len(answer.records) > 1:
        raise Unusable("permerror", "several keys under one name")
    octets = b"".join(texts(answer.records)[0])
    return read_key(octets.decode("utf-8", "replace"), answer.records[0])


def _fits(key: KeyRecord, told: dict[str, Any]) -> None:
    """Hold a key against the signature that names it (RFC 6376 section 6.1.2); raises Unusable."""
    if reason := key.unusable:
        raise Unusable("permerror", reason)
    if key.kind != told["algorithm"].partition("-")[0]:
        raise Unusable("permerror", "the key is for another algorithm")
    if key.same_domain and told["identity"].rpartition("@")[2].lower() != told["domain"]:
        raise Unusable("permerror", "the key is not for subdomains")
    if key.kind == "rsa" and key.bits < 1024:
        raise Unusable("policy", f"the key is too short: {key.bits} bits")


def _invalid(reason: str) -> tuple[Result, str]:
    if reason.startswith("body hash mismatch"):
        return "fail", "body hash did not verify"
    if reason.startswith("x= value is past"):
        return "fail", "the signature has expired"
    return "permerror", f"signature syntax: {reason[:80]}"
