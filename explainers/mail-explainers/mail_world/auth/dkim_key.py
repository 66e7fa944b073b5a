"""Key records of DKIM (RFC 6376 section 3.6.1, RFC 8463 section 4), with what is wrong and where.

Never raises: a record is judged, whatever it holds.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from typing import Final

from mail_world.auth._libraries import dkim as dkimpy
from mail_world.auth.tags import Problem, Tags, read_tags

ED25519_OCTETS: Final = 32
TOO_SHORT: Final = 1024
SHORT: Final = 2048
"""Bits of an RSA key that RFC 8301 section 3.2 wants at least, and asks signers for."""


@dataclass(frozen=True, slots=True)
class KeyRecord:
    """A key record, read.

    `text`: as the zone has it; `kind`: its k=; `bits`: of the key, 0 if it can't be read;
    `revoked`: p= is empty; `hashes`, `services`: h= and s=; `testing`, `same_domain`: the flags
    y and s of t=. `problems` spoil it; `tags` is all that was written.
    """

    text: str
    kind: str
    bits: int
    revoked: bool
    hashes: tuple[str, ...]
    services: tuple[str, ...]
    testing: bool
    same_domain: bool
    tags: Tags
    problems: tuple[Problem, ...]

    @property
    def unusable(self) -> str:
        """Why no signature of a mail can be verified with it (RFC 6376 section 6.1.2), or empty."""
        if self.problems:
            return f"key: {self.problems[0].message}"
        if self.revoked:
            return "the key was withdrawn"
        if "sha256" not in self.hashes:
            return "the key does not allow this hash"
        if not {"*", "email"}.intersection(self.services):
            return "the key is not for mail"
        return ""


def read_key(record: str, text: str | None = None) -> KeyRecord:
    """Read a key record; `text` is how the zone has it, if that differs.

    >>> read_key("v=DKIM1; k=ed25519; p=").revoked
    True
    """
    tags = read_tags(record)
    problems = list(tags.problems)
    if repeated := tags.repeated:
        problems.append(Problem(f"{repeated.name}= twice", repeated.column))
    version, kind, key = tags.get("v"), tags.get("k"), tags.get("p")
    if version and (version.value != "DKIM1" or tags.tags[0].name != "v"):
        problems.append(Problem("v= is not DKIM1, or not the first tag", version.column))
    name = kind.value.lower() if kind else "rsa"
    bits = 0
    if name not in ("rsa", "ed25519"):
        problems.append(
            Problem(f"k={name[:40]}: an unknown kind of key", kind.column if kind else 1)
        )
    elif key is None:
        problems.append(Problem("no p=", 1))
    elif key.value:
        bits, message = _measure(name, re.sub(r"\s", "", key.value))
        if message:
            problems.append(Problem(message, key.value_column))
    flags = _words(tags, "t", "")
    return KeyRecord(
        text=record if text is None else text,
        kind=name,
        bits=bits,
        revoked=key is not None and not key.value,
        hashes=_words(tags, "h", "sha256"),
        services=_words(tags, "s", "*"),
        testing="y" in flags,
        same_domain="s" in flags,
        tags=tags,
        problems=tuple(sorted(problems, key=lambda problem: problem.column)),
    )


def _words(tags: Tags, name: str, default: str) -> tuple[str, ...]:
    tag = tags.get(name)
    value = tag.value if tag else default
    return tuple(word.strip().lower() for word in value.split(":"))


def _measure(kind: str, value: str) -> tuple[int, str]:
    """Return (bits, what is wrong) of a key in base64."""
    try:
        octets = base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        return 0, "p= is not base64"
    if kind == "ed25519":
        right = len(octets) == ED25519_OCTETS
        return (256, "") if right else (0, f"an Ed25519 key has {ED25519_OCTETS} octets")
    try:
        key = dkimpy.crypto.parse_public_key(octets)
    except Exception:
        return 0, "p= holds no RSA key"
    return int(key["modulus"]).bit_length(), ""
