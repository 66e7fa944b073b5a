"""Checks of picture files: the place where a photo was taken, and how many bytes readers fetch."""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Callable, Iterator

from PIL import Image, UnidentifiedImageError

from .finding import Finding, Grade

__all__ = ["PICTURES", "check_photo", "check_sent", "place_of"]

PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".avif", ".tif", ".tiff", ".heic", ".heif"})
SENT = PICTURES | {".gif", ".svg"}
LARGE_PHOTO = 20_000_000
LARGE_SENT = 500_000
_GPS = 0x8825  # Exif 2.32, 4.6.3: the pointer to the GPS attributes
_EXIF = re.compile(rb"Exif\0\0(?:II\*\0|MM\0\*)")
_XMP_PLACE = (b"exif:GPSLatitude", b"exif:GPSLongitude")


def place_of(data: bytes) -> bool:
    """Tell whether a picture says where it was taken: in Exif or in XMP.

    What Pillow can't open (HEIC needs an extra) is looked through for the same marks.
    """
    if any(mark in data for mark in _XMP_PLACE):
        return True
    try:
        with Image.open(io.BytesIO(data)) as picture:
            return bool(picture.getexif().get_ifd(_GPS))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return _place_in_exif(data)


def _place_in_exif(data: bytes) -> bool:
    begin = _EXIF.search(data)
    if begin is None:
        return False
    exif = Image.Exif()
    try:
        exif.load(data[begin.start() :])
        return bool(exif.get_ifd(_GPS))
    except (OSError, ValueError, SyntaxError, EOFError, struct.error):
        return False


def check_photo(path: str, data: bytes) -> Iterator[Finding]:
    """Find what to know of a photo as the author has put it in."""
    if place_of(data):
        message = (
            "撮った場所（GPS）が入っています。このまま人に渡したり、"
            "原稿ごと公開したりすると、場所がわかります"
        )
        yield Finding(path, 1, message, Grade.WARNING)
    if len(data) > LARGE_PHOTO:
        message = f"{_megabytes(len(data))} あります（20 MB までにします）"
        yield Finding(path, 1, message)


def check_sent(
    path: str, data: bytes, has_place: Callable[[bytes], bool] = place_of
) -> Iterator[Finding]:
    """Find what is wrong with a picture as a reader gets it; `has_place` may know it already."""
    if has_place(data):
        yield Finding(path, 1, "公開される写真に、撮った場所（GPS）が残っています")
    if len(data) > LARGE_SENT:
        message = f"公開される絵が {_megabytes(len(data))} あります（500 kB までにします）"
        yield Finding(path, 1, message, Grade.WARNING)


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"
