"""Ed25519 in plain Python (RFC 8032 section 5.1), in the shape that dkimpy expects of NaCl.

For a model world: right, small and not fast (some milliseconds), and it makes no effort to hide
a key from somebody who measures time. Letters are those of the RFC: p, L, d, B, A, R, k, S.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from typing import Final, NamedTuple

P: Final = 2**255 - 19
L: Final = 2**252 + 27742317777372353535851937790883648493
D: Final = -121665 * pow(121666, -1, P) % P
ROOT: Final = pow(2, (P - 1) // 4, P)
"""A square root of -1."""


class BadSignature(Exception):  # noqa: N818  as NaCl has it
    """The signature is not this key's, for this message."""


class Point(NamedTuple):
    """Extended homogeneous coordinates (RFC 8032 section 5.1.4)."""

    x: int
    y: int
    z: int
    t: int


def _recover(y: int, odd: int) -> int | None:
    """Return the x of a point (RFC 8032 section 5.1.3), None if there is none."""
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    if square == 0:
        return None if odd else 0
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P:
        return None
    return P - x if x & 1 != odd else x


def _point(x: int, y: int) -> Point:
    return Point(x, y, 1, x * y % P)


_BASE_Y: Final = 4 * pow(5, -1, P) % P
B: Final = _point(_recover(_BASE_Y, 0) or 0, _BASE_Y)
NEUTRAL: Final = Point(0, 1, 1, 0)


def _add(p: Point, q: Point) -> Point:
    a, b = (p.y - p.x) * (q.y - q.x) % P, (p.y + p.x) * (q.y + q.x) % P
    c, d = 2 * p.t * q.t * D % P, 2 * p.z * q.z % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return Point(e * f % P, g * h % P, f * g % P, e * h % P)


def _times(s: int, p: Point) -> Point:
    q = NEUTRAL
    while s:
        if s & 1:
            q = _add(q, p)
        p = _add(p, p)
        s >>= 1
    return q


def _same(p: Point, q: Point) -> bool:
    return (p.x * q.z - q.x * p.z) % P == 0 and (p.y * q.z - q.y * p.z) % P == 0


def _encode(p: Point) -> bytes:
    inverse = pow(p.z, -1, P)
    x, y = p.x * inverse % P, p.y * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def _decode(data: bytes) -> Point | None:
    if len(data) != 32:
        return None
    number = int.from_bytes(data, "little")
    y = number & ((1 << 255) - 1)
    x = _recover(y, number >> 255)
    return None if x is None else _point(x, y)


def _number(*parts: bytes) -> int:
    return int.from_bytes(hashlib.sha512(b"".join(parts)).digest(), "little")


def _secret(seed: bytes) -> tuple[int, bytes]:
    """Return the secret scalar and the prefix (RFC 8032 section 5.1.5)."""
    digest = hashlib.sha512(seed).digest()
    scalar = int.from_bytes(digest[:32], "little") & ((1 << 254) - 8) | 1 << 254
    return scalar, digest[32:]


def public_key(seed: bytes) -> bytes:
    """Return the public key (32 octets) of a private one (32 octets; RFC 8032 section 5.1.5)."""
    return _encode(_times(_secret(seed)[0], B))


def sign(seed: bytes, message: bytes) -> bytes:
    """Return the signature (64 octets) of a message (RFC 8032 section 5.1.6)."""
    scalar, prefix = _secret(seed)
    r = _number(prefix, message) % L
    commitment = _encode(_times(r, B))
    k = _number(commitment, _encode(_times(scalar, B)), message) % L
    return commitment + ((r + k * scalar) % L).to_bytes(32, "little")


def verify(key: bytes, message: bytes, signature: bytes) -> bool:
    """Tell whether a signature is the key's (RFC 8032 section 5.1.7)."""
    a, r = _decode(key), _decode(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or len(signature) != 64 or s >= L:
        return False
    k = _number(signature[:32], key, message) % L
    return _same(_times(s, B), _add(r, _times(k, a)))


# -- as dkimpy calls it ---------------------------------------------------------------------------


class Base64Encoder:
    """Keys as text: base64 (RFC 8463 section 4)."""

    @staticmethod
    def decode(data: bytes) -> bytes:
        """Raises ValueError."""
        try:
            return base64.b64decode(data, validate=True)
        except binascii.Error as error:
            raise ValueError(str(error)) from None


class Signed(NamedTuple):
    """What signing gives."""

    signature: bytes


class SigningKey:
    """A private key; raises ValueError if it is none."""

    def __init__(self, seed: bytes, encoder: type[Base64Encoder] = Base64Encoder) -> None:
        self._seed = encoder.decode(seed)
        if len(self._seed) != 32:
            raise ValueError("an Ed25519 key has 32 octets")

    def sign(self, message: bytes) -> Signed:
        return Signed(sign(self._seed, message))


class VerifyKey:
    """A public key; raises ValueError if it is none."""

    def __init__(self, key: bytes, encoder: type[Base64Encoder] = Base64Encoder) -> None:
        self._key = encoder.decode(key)
        if _decode(self._key) is None:
            raise ValueError("not an Ed25519 key")

    def verify(self, message: bytes, signature: bytes) -> None:
        """Raises BadSignature."""
        if not verify(self._key, message, signature):
            raise BadSignature
