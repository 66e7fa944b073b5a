"""ChaCha20-Poly1305 (RFC 8439), quick enough for a page: whole records at once.

tlslite-ng computes it word by word, 20 ms a kilobyte in a browser. Here a row of the cipher's
state is one Python integer, with a lane of 64 bits for each word of each block: an addition or a
rotation then does all blocks of a record. The bytes are the same (a test holds both against each
other and against the RFC), and so is the shape: the library's record layer takes it as its own.
"""

from __future__ import annotations

import hmac
import struct
from itertools import chain
from typing import Final

BLOCK: Final = 64
LANE: Final = 64
"""Bits for a word of 32: room for a carry, and for what a rotation pushes out."""
WORD: Final = 0xFFFF_FFFF
CONSTANTS: Final = struct.unpack("<4I", b"expand 32-byte k")
"""RFC 8439 section 2.3."""
PRIME: Final = (1 << 130) - 5
CLAMP: Final = 0x0FFFFFFC_0FFFFFFC_0FFFFFFC_0FFFFFFF
"""RFC 8439 section 2.5."""
TAG: Final = 16


def keystream(key: bytes, nonce: bytes, count: int) -> bytes:
    """Return the first `count` blocks (64 bytes each), from counter 0 (RFC 8439 section 2.4).

    `key` is 32 bytes, `nonce` 12.
    """
    ones = sum(1 << LANE * lane for lane in range(count))
    mask = WORD * sum(1 << LANE * lane for lane in range(4 * count))
    row = LANE * count  # bits of one word's lanes
    whole = 4 * row

    def spread(words: tuple[int, ...]) -> int:
        return sum(word * ones << row * place for place, word in enumerate(words))

    def turned(value: int, words: int) -> int:
        """Let each word take the place of the one `words` before it."""
        shift = row * words
        return value >> shift | (value << whole - shift) & ((1 << whole) - 1)

    counters = sum(lane << LANE * lane for lane in range(count))
    start = (
        spread(CONSTANTS),
        spread(struct.unpack("<4I", key[:16])),
        spread(struct.unpack("<4I", key[16:])),
        spread((0, *struct.unpack("<3I", nonce))) + counters,
    )
    a, b, c, d = start
    for number in range(20):
        a = (a + b) & mask
        d ^= a
        d = (d << 16 | d >> 16) & mask
        c = (c + d) & mask
        b ^= c
        b = (b << 12 | b >> 20) & mask
        a = (a + b) & mask
        d ^= a
        d = (d << 8 | d >> 24) & mask
        c = (c + d) & mask
        b ^= c
        b = (b << 7 | b >> 25) & mask
        # Columns become diagonals, and diagonals columns again.
        there, back = (1, 3) if number % 2 == 0 else (3, 1)
        b, c, d = turned(b, there), turned(c, 2), turned(d, back)
    words: list[tuple[int, ...]] = []
    for begin, end in zip(start, (a, b, c, d), strict=True):
        lanes = struct.unpack(
            f"<{8 * count}I", ((begin + end) & mask).to_bytes(whole // 8, "little")
        )[::2]
        words += [lanes[place * count : (place + 1) * count] for place in range(4)]
    return struct.pack(f"<{16 * count}I", *chain.from_iterable(zip(*words, strict=True)))


def poly1305(key: bytes, data: bytes) -> bytes:
    """Return the tag (16 bytes) of data whose length is a multiple of 16 (RFC 8439 section 2.5)."""
    r, s = int.from_bytes(key[:16], "little") & CLAMP, int.from_bytes(key[16:32], "little")
    total = 0
    for at in range(0, len(data), 16):
        total = (total + int.from_bytes(data[at : at + 16], "little") + (1 << 128)) * r % PRIME
    return ((total + s) & ((1 << 128) - 1)).to_bytes(16, "little")


def _tag(key: bytes, associated: bytes, sealed: bytes) -> bytes:
    padded = (part + bytes(-len(part) % 16) for part in (associated, sealed))
    return poly1305(key, b"".join(padded) + struct.pack("<QQ", len(associated), len(sealed)))


def _xor(data: bytes, stream: bytes) -> bytes:
    mixed = int.from_bytes(data, "little") ^ int.from_bytes(stream[: len(data)], "little")
    return mixed.to_bytes(len(data), "little")


class ChaCha20Poly1305:
    """The AEAD of RFC 8439 section 2.8, in the shape of tlslite's CHACHA20_POLY1305."""

    isBlockCipher = False  # noqa: N815  named by tlslite
    isAEAD = True  # noqa: N815
    nonceLength = 12  # noqa: N815
    tagLength = TAG  # noqa: N815
    implementation = "python"
    name = "chacha20-poly1305"

    def __init__(self, key: bytes) -> None:
        self.key = bytes(key)

    def _streams(self, nonce: bytes, length: int) -> tuple[bytes, bytes]:
        """Give the key of the tag (block 0) and the keystream (from block 1)."""
        blocks = keystream(self.key, bytes(nonce), 1 + (length + BLOCK - 1) // BLOCK)
        return blocks[:32], blocks[BLOCK:]

    def seal(self, nonce: bytes, plaintext: bytes, data: bytes) -> bytearray:
        """Return what is sealed and its tag; `data` is covered by the tag alone."""
        tag_key, stream = self._streams(nonce, len(plaintext))
        sealed = _xor(plaintext, stream)
        return bytearray(sealed + _tag(tag_key, bytes(data), sealed))

    def open(self, nonce: bytes, ciphertext: bytes, data: bytes) -> bytearray | None:
        """Return what was sealed; None if the tag says that it was touched."""
        if len(ciphertext) < TAG:
            return None
        sealed, tag = bytes(ciphertext[:-TAG]), bytes(ciphertext[-TAG:])
        tag_key, stream = self._streams(nonce, len(sealed))
        if not hmac.compare_digest(_tag(tag_key, bytes(data), sealed), tag):
            return None
        return bytearray(_xor(sealed, stream))
