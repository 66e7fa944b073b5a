"""DER, as much of it as certificates are made of (ITU-T X.690): read with care, written plainly.

Refuses whatever is not the one right encoding of a length, and whatever ends before it should.
"""

from __future__ import annotations

from typing import Final, NamedTuple

BOOLEAN: Final = 0x01
INTEGER: Final = 0x02
BIT_STRING: Final = 0x03
OCTET_STRING: Final = 0x04
OID: Final = 0x06
UTF8_STRING: Final = 0x0C
UTC_TIME: Final = 0x17
GENERALIZED_TIME: Final = 0x18
SEQUENCE: Final = 0x30
SET: Final = 0x31
MAX_LENGTH_BYTES: Final = 4


class DERError(ValueError):
    """The bytes are no DER, or not what was expected in their place."""


class Element(NamedTuple):
    """One value: its tag, its content, and all of its bytes."""

    tag: int
    content: bytes
    whole: bytes

    def children(self) -> list[Element]:
        """Take a constructed value apart."""
        found, at = [], 0
        while at < len(self.content):
            found.append(_read(self.content, at))
            at += len(found[-1].whole)
        return found

    def expect(self, tag: int) -> Element:
        """Return this element if it has the tag; raises DERError."""
        if self.tag != tag:
            raise DERError(f"tag {self.tag:#04x} where {tag:#04x} should be")
        return self


def read(data: bytes) -> Element:
    """Read the one value that `data` holds; raises DERError."""
    element = _read(data, 0)
    if len(element.whole) != len(data):
        raise DERError("more bytes than one value has")
    return element


def _read(data: bytes, at: int) -> Element:
    if at + 2 > len(data):
        raise DERError("cut short")
    tag, length, start = data[at], data[at + 1], at + 2
    if tag & 0x1F == 0x1F:
        raise DERError("a tag of several bytes")
    if length & 0x80:
        count = length & 0x7F
        length = int.from_bytes(data[start : start + count])
        if not 0 < count <= MAX_LENGTH_BYTES or length < (
            0x80 if count == 1 else 1 << 8 * count - 8
        ):
            raise DERError("a length that is not in its shortest form")
        start += count
    end = start + length
    if end > len(data):
        raise DERError("cut short")
    return Element(tag, data[start:end], data[at:end])


def write(tag: int, *parts: bytes) -> bytes:
    """Return one value that holds `parts`, one after the other.

    >>> write(SEQUENCE, write(BOOLEAN, b"\\xff")).hex()
    '30030101ff'
    """
    content = b"".join(parts)
    if len(content) < 0x80:
        return bytes([tag, len(content)]) + content
    length = len(content).to_bytes((len(content).bit_length() + 7) // 8)
    return bytes([tag, 0x80 | len(length)]) + length + content


def integer(value: int) -> bytes:
    """Return an INTEGER that is not negative."""
    return write(INTEGER, value.to_bytes(value.bit_length() // 8 + 1))


def oid(dotted: str) -> bytes:
    """Return an OBJECT IDENTIFIER.

    >>> oid("2.5.29.17").hex()
    '0603551d11'
    """
    first, second, *rest = map(int, dotted.split("."))
    content = bytearray()
    for arc in (40 * first + second, *rest):
        septets = [arc & 0x7F]
        while arc := arc >> 7:
            septets.append(0x80 | arc & 0x7F)
        content += bytes(reversed(septets))
    return write(OID, bytes(content))


def dotted(element: Element) -> str:
    """Return an OBJECT IDENTIFIER as numbers with dots; raises DERError.

    >>> dotted(read(oid("1.2.840.10045.4.3.2")))
    '1.2.840.10045.4.3.2'
    """
    arcs, arc = [], 0
    for octet in element.expect(OID).content:
        arc = arc << 7 | octet & 0x7F
        if not octet & 0x80:
            arcs.append(arc)
            arc = 0
    if not arcs:
        raise DERError("an empty object identifier")
    first = min(arcs[0] // 40, 2)
    return ".".join(map(str, (first, arcs[0] - 40 * first, *arcs[1:])))
