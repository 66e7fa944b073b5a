"""What somebody on the way reads in real records: the hellos, and under TLS 1.2 the certificate.

Decides nothing and breaks nothing: everything here stands in the clear on the wire. What is behind
a change_cipher_spec, or in a record of type application_data, stays unread (RFC 8446 section 5.2,
RFC 5246 section 7.1).
"""

from __future__ import annotations

import struct
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from mail_world import tls_records
from mail_world.record import Detail
from mail_world.tls.certificate import common_name, read_certificate
from mail_world.tls.der import DERError
from mail_world.tls.errors import ALERTS
from mail_world.tls_records import TLSRecord

MESSAGES: Final[Mapping[int, str]] = {
    1: "ClientHello",
    2: "ServerHello",
    4: "NewSessionTicket",
    8: "EncryptedExtensions",
    11: "Certificate",
    12: "ServerKeyExchange",
    13: "CertificateRequest",
    14: "ServerHelloDone",
    15: "CertificateVerify",
    16: "ClientKeyExchange",
    20: "Finished",
}
"""RFC 8446 section 4, RFC 5246 section 7.4."""
SUPPORTED_VERSIONS: Final = 43
VERSION_NAMES: Final = {0x0301: "1.0", 0x0302: "1.1", 0x0303: "1.2", 0x0304: "1.3"}
HELLO_RETRY: Final = bytes.fromhex(
    "cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c"
)
"""The random of a ServerHello that asks for another (RFC 8446 section 4.1.3)."""


def look(record: TLSRecord, hidden: bool) -> Detail:
    """Tell what can be read in one record; `hidden`: its sender has changed to a cipher already.

    Keys: `real` (always), `version`; then, of what is in the clear, `messages` (names, joined by
    commas), `host`, `offers`, `chosen`, `names`, `issuer`, `from`, `until` and `alert`.
    """
    detail: dict[str, str | int | bool] = {"real": True, "version": record.version}
    if hidden:
        return detail
    if record.type == tls_records.ALERT and len(record.body) == 2:
        detail["alert"] = ALERTS.get(record.body[1], str(record.body[1]))
    elif record.type == tls_records.HANDSHAKE:
        found = list(_messages(record.body))
        detail["messages"] = ", ".join(MESSAGES.get(kind, str(kind)) for kind, _ in found)
        for kind, body in found:
            if reader := READERS.get(kind):
                try:
                    detail |= reader(body)
                except (DERError, ValueError, IndexError, struct.error):
                    continue  # malformed: nothing can be read in it
    return detail


def _messages(body: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(body):
        size = int.from_bytes(body[at + 1 : at + 4])
        yield body[at], body[at + 4 : at + 4 + size]
        at += 4 + size


def _extensions(rest: bytes) -> Iterator[tuple[int, bytes]]:
    end, at = 2 + int.from_bytes(rest[:2]), 2
    while at + 4 <= end:
        number, size = struct.unpack_from("!HH", rest, at)
        yield number, rest[at + 4 : at + 4 + size]
        at += 4 + size


def _client_hello(body: bytes) -> Detail:
    record = TLSRecord(tls_records.HANDSHAKE, 0, b"\x01" + len(body).to_bytes(3) + body)
    found: dict[str, str | int | bool] = {}
    if host := tls_records.asked_host(record):
        found["host"] = host
    at = 35 + body[34]
    at += 2 + int.from_bytes(body[at : at + 2])
    at += 1 + body[at]
    versions = [struct.unpack_from("!H", body)[0]]
    for number, value in _extensions(body[at:]):
        if number == SUPPORTED_VERSIONS:
            versions = list(struct.unpack(f"!{value[0] // 2}H", value[1 : 1 + value[0]]))
    found["offers"] = ", ".join(VERSION_NAMES[v] for v in versions if v in VERSION_NAMES)
    return found


def _server_hello(body: bytes) -> Detail:
    if body[2:34] == HELLO_RETRY:
        return {}
    at = 35 + body[34] + 3
    version = struct.unpack_from("!H", body)[0]
    for number, value in _extensions(body[at:]):
        if number == SUPPORTED_VERSIONS:
            version = struct.unpack("!H", value)[0]
    return {"chosen": VERSION_NAMES.get(version, hex(version))}


def _certificate(body: bytes) -> Detail:
    """Read the first certificate of TLS 1.2's list (RFC 5246 section 7.4.2)."""
    size = int.from_bytes(body[3:6])
    one = read_certificate(body[6 : 6 + size])
    return {
        "names": ", ".join((*one.names, *one.addresses)),
        "issuer": common_name(one.issuer),
        "from": _day(one.not_before),
        "until": _day(one.not_after),
    }


def _day(seconds: int) -> str:
    return time.strftime("%Y-%m-%d", time.gmtime(seconds))


READERS: Final[Mapping[int, Callable[[bytes], Detail]]] = {
    1: _client_hello,
    2: _server_hello,
    11: _certificate,
}
