"""A small real picture to attach: an evening sky, 64 × 48, drawn for this world (no rights)."""

from __future__ import annotations

import base64
from typing import Final

NAME: Final = "yuuyake.png"
PNG: Final = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAEAAAAAwBAMAAABTZWEsAAAAGFBMVEU6QnBoVIioaIzegnj2qGj8zoL/7L40MEoI"
    "ludMAAAAmElEQVR42u2TwRXCIAyGP0IHKE4QMwHvuf8I7sAGdQLrQdpSpfTi81DlkLzAx58QAP4DwIUdQDgC0IWf"
    "OEVXnfWRayuFj3BpAXE2dcAXtlpk3hQ2FbR0n2uUpo0HnxVMtJlCoCBu/dMtgCgFIWcX+tVd5CXRNAcujANv4qJg"
    "U+BOOiksycVW5dk9gWCNJpm+bKogx/jdXwAe0Q0NtgrP1eMAAAAASUVORK5CYII="
)
