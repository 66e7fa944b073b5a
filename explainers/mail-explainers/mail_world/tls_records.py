"""The outside of TLS: records and the first hello, as they look on a wire (RFC 8446).

Decides: framing only, which is what an eavesdropper can read. A record is a type, a version, a
length and at most 2^14 bytes (+256 when sealed); the ClientHello is the one message that tells
names in the clear (RFC 6066 section 3). What is inside sealed records is `sealed.py`'s business.

Refuses: anything that is not a record. It says so as OpenSSL does ("wrong version number"),
because that is what readers meet in their mail apps.
"""

from __future__ import annotations

import ssl
import struct
from typing import Final, NamedTuple

CHANGE_CIPHER_SPEC: Final = 0x14
ALERT: Final = 0x15
HANDSHAKE: Final = 0x16
APPLICATION_DATA: Final = 0x17
TYPE_NAMES: Final = {
    CHANGE_CIPHER_SPEC: "change_cipher_spec",
    ALERT: "alert",
    HANDSHAKE: "handshake",
    APPLICATION_DATA: "application_data",
}
"""RFC 8446 section 5.1."""

MAX_PLAIN: Final = 1 << 14
"""Bytes of content in one record (RFC 8446 section 5.1)."""
MAX_SEALED: Final = MAX_PLAIN + 256
"""Bytes of a sealed record's body (RFC 8446 section 5.2)."""
HEADER: Final = 5

TLS_1_0, TLS_1_2, TLS_1_3 = 0x0301, 0x0303, 0x0304
CLIENT_HELLO, SERVER_HELLO = 1, 2
AES_128_GCM_SHA256: Final = 0x1301


class TLSRecord(NamedTuple):
    """One record: its content type, the version in its header, and its body."""

    type: int
    version: int
    body: bytes

    def __bytes__(self) -> bytes:
        return struct.pack("!BHH", self.type, self.version, len(self.body)) + self.body


def wrong_version() -> ssl.SSLError:
    """Return the error for bytes that are no TLS record, worded as OpenSSL words it."""
    error = ssl.SSLError(ssl.SSL_ERROR_SSL, "[SSL: WRONG_VERSION_NUMBER] wrong version number")
    error.reason, error.library = "WRONG_VERSION_NUMBER", "SSL"
    return error


def take_record(buffer: bytearray) -> TLSRecord | None:
    """Cut the first record off the buffer; None while it is not whole.

    Raises ssl.SSLError if the bytes can't be TLS, as soon as the header shows it.
    """
    if len(buffer) < HEADER:
        return None
    kind, version, length = struct.unpack_from("!BHH", buffer)
    if kind not in TYPE_NAMES or version >> 8 != 3 or length > MAX_SEALED:
        raise wrong_version()
    if len(buffer) < HEADER + length:
        return None
    body = bytes(buffer[HEADER : HEADER + length])
    del buffer[: HEADER + length]
    return TLSRecord(kind, version, body)


def split_records(data: bytes) -> list[TLSRecord | bytes]:
    """Cut what went over a wire into records; a tail that is none comes back as it is."""
    buffer, found = bytearray(data), list[TLSRecord | bytes]()
    try:
        while (record := take_record(buffer)) is not None:
            found.append(record)
    except ssl.SSLError:
        pass
    if buffer:
        found.append(bytes(buffer))
    return found


def _block(width: int, body: bytes) -> bytes:
    """Return the body behind its own length, in `width` bytes."""
    return len(body).to_bytes(width, "big") + body


def _extension(number: int, body: bytes) -> bytes:
    return struct.pack("!H", number) + _block(2, body)


def client_hello(host: str, random: bytes, session: bytes, share: bytes) -> TLSRecord:
    """Return a well-formed ClientHello for TLS 1.3 (RFC 8446 section 4.1.2).

    `random`, `session` and `share` are 32 bytes each. `host` (ASCII) goes into server_name,
    readable by all, unless it is an IP address or empty (RFC 6066 section 3).
    """
    extensions = b""
    if host and not host.replace(".", "").isdigit() and ":" not in host:
        name = b"\x00" + _block(2, host.encode("ascii"))
        extensions += _extension(0, _block(2, name))
    extensions += _extension(10, _block(2, struct.pack("!H", 0x001D)))  # x25519
    extensions += _extension(13, _block(2, struct.pack("!HHH", 0x0403, 0x0804, 0x0401)))
    extensions += _extension(43, _block(1, struct.pack("!H", TLS_1_3)))
    extensions += _extension(45, _block(1, b"\x01"))  # psk_dhe_ke
    extensions += _extension(51, _block(2, struct.pack("!H", 0x001D) + _block(2, share)))
    body = (
        struct.pack("!H", TLS_1_2)
        + random
        + _block(1, session)
        + _block(2, struct.pack("!H", AES_128_GCM_SHA256))
        + _block(1, b"\x00")
        + _block(2, extensions)
    )
    return TLSRecord(HANDSHAKE, TLS_1_0, bytes([CLIENT_HELLO]) + _block(3, body))


def server_hello(random: bytes, session: bytes, share: bytes) -> TLSRecord:
    """Return a well-formed ServerHello for TLS 1.3 (RFC 8446 section 4.1.3)."""
    extensions = _extension(43, struct.pack("!H", TLS_1_3))
    extensions += _extension(51, struct.pack("!H", 0x001D) + _block(2, share))
    body = (
        struct.pack("!H", TLS_1_2)
        + random
        + _block(1, session)
        + struct.pack("!HB", AES_128_GCM_SHA256, 0)
        + _block(2, extensions)
    )
    return TLSRecord(HANDSHAKE, TLS_1_2, bytes([SERVER_HELLO]) + _block(3, body))


class Hello(NamedTuple):
    """What both ends need of a hello: its 32 random bytes, the session id, and the name asked."""

    random: bytes
    session: bytes
    host: str


def read_hello(record: TLSRecord, expected: int) -> Hello:
    """Take a ClientHello or ServerHello apart; raises ssl.SSLError if it is malformed."""
    try:
        if record.type != HANDSHAKE or record.body[0] != expected:
            raise ValueError("another message")
        body = record.body[4:]
        if len(body) != int.from_bytes(record.body[1:4], "big"):
            raise ValueError("cut short")
        random, size = body[2:34], body[34]
        session = body[35 : 35 + size]
        host = _server_name(body[35 + size :]) if expected == CLIENT_HELLO else ""
    except (ValueError, IndexError, struct.error) as error:
        raise ssl.SSLError(ssl.SSL_ERROR_SSL, f"[SSL] bad hello: {error}") from error
    return Hello(random, session, host)


def asked_host(record: TLSRecord) -> str:
    """Return the host name that anybody can read in a ClientHello; empty for other records."""
    if record.type != HANDSHAKE or record.body[:1] != bytes([CLIENT_HELLO]):
        return ""
    try:
        return read_hello(record, CLIENT_HELLO).host
    except ssl.SSLError:
        return ""


def _server_name(rest: bytes) -> str:
    """Return server_name from what follows the session id of a ClientHello, or an empty string."""
    at = 2 + int.from_bytes(rest[:2], "big")
    at += 1 + rest[at]
    end = at + 2 + int.from_bytes(rest[at : at + 2], "big")
    at += 2
    while at + 4 <= end:
        number, size = struct.unpack_from("!HH", rest, at)
        body = rest[at + 4 : at + 4 + size]
        if number == 0:
            return body[5:].decode("ascii")
        at += 4 + size
    return ""
