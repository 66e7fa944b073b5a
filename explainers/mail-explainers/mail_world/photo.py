"""Real pictures to attach, drawn for this world (no rights): an evening sky, small and large.

The large one is what a camera's raw pixels come to: 1,900 × 1,900, uncompressed (BMP). It is made
as text (base64) at once, for it only has to be carried to a counter: a row is 100 equal lines.
"""

from __future__ import annotations

import base64
import struct
from typing import Final

NAME: Final = "yuuyake.png"
PNG: Final = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAEAAAAAwBAMAAABTZWEsAAAAGFBMVEU6QnBoVIioaIzegnj2qGj8zoL/7L40MEoI"
    "ludMAAAAmElEQVR42u2TwRXCIAyGP0IHKE4QMwHvuf8I7sAGdQLrQdpSpfTi81DlkLzAx58QAP4DwIUdQDgC0IWf"
    "OEVXnfWRayuFj3BpAXE2dcAXtlpk3hQ2FbR0n2uUpo0HnxVMtJlCoCBu/dMtgCgFIWcX+tVd5CXRNAcujANv4qJg"
    "U+BOOiksycVW5dk9gWCNJpm+bKogx/jdXwAe0Q0NtgrP1eMAAAAASUVORK5CYII="
)

LARGE_NAME: Final = "yuuyake.bmp"
SIDE: Final = 1900
"""Pixels: a row of 5,700 bytes is 100 lines of base64 (57 bytes each), and needs no padding."""
TOP, HORIZON = (0x3A, 0x42, 0x70), (0xFF, 0xBF, 0x2F)


def large() -> str:
    """Return the large picture as base64 in lines of 76 with CRLF: some 15 MB."""
    size = SIDE * SIDE * 3
    header = struct.pack(
        "<2sIHHIIiiHHIIiiII",
        *(b"BM", 54 + size, 0, 0, 54, 40, SIDE, SIDE, 1, 24, 0, size, 2835, 2835, 0, 0),
    )
    # 54 bytes and a pixel are the first line; with it, the last row lacks one pixel's bytes less.
    rows = [_line(row) * 100 for row in range(SIDE)]
    first = base64.b64encode(header + _pixel(0)).decode() + "\r\n"
    last = base64.b64encode(_pixel(SIDE - 1) * 18).decode() + "\r\n"
    return first + "".join(rows)[: -len(_line(0))] + last


def _pixel(row: int) -> bytes:
    """Return a pixel of a row from below, as BMP has it: blue, green, red."""
    red, green, blue = (
        low + (high - low) * row // (SIDE - 1) for low, high in zip(HORIZON, TOP, strict=True)
    )
    return bytes((blue, green, red))


def _line(row: int) -> str:
    return base64.b64encode(_pixel(row) * 19).decode() + "\r\n"
