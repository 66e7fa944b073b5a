"""From a photo's bytes to a plain RGB picture: turned right, in sRGB, nothing else left of it.

Decides what can be used: one picture (a phone's JPEG may carry a second, smaller one beside it;
an animation is refused), at most 20 MB and 40 megapixels. What is transparent is put on white.
Where a profile is missing or broken, colours are taken for sRGB, as browsers do.
"""

from __future__ import annotations

import importlib
import io
import math
import re
from contextlib import suppress

from PIL import Image, ImageCms, ImageOps

__all__ = ["MAX_BYTES", "MAX_PIXELS", "UnusableError", "is_photo", "is_video", "read"]

MAX_BYTES = 20_000_000
MAX_PIXELS = 40_000_000

_FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "BMP", "TIFF")
_SUFFIX = re.compile(
    r"\.(jpe?g|jpe|jfif|png|webp|avif|hei[cf]|hif|gif|bmp|tiff?|dng)", re.IGNORECASE
)
_VIDEO = re.compile(r"\.(mov|mp4|m4v|3gp|hevc|avi|webm)", re.IGNORECASE)
_STARTS = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*")
_HEIF_BRANDS = frozenset([b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"])
_SRGB = ImageCms.createProfile("sRGB")


class UnusableError(Exception):
    """The photo can't be published; the message says why and what to do, in Japanese."""


def is_photo(suffix: str, start: bytes) -> bool:
    """Tell by a name's end and a file's first 16 bytes whether the file may carry a place.

    >>> is_photo(".JPG", b""), is_photo(".dat", b"\\xff\\xd8\\xff\\xe1"), is_photo(".svg", b"<svg ")
    (True, True, False)
    """
    return (
        _SUFFIX.fullmatch(suffix) is not None
        or start.startswith(_STARTS)
        or (start[:4] == b"RIFF" and start[8:12] == b"WEBP")
        or (start[4:8] == b"ftyp" and (start[8:12] in _HEIF_BRANDS or start[8:12] == b"avif"))
    )


def is_video(suffix: str) -> bool:
    """Tell by a name's end whether a file is a video, which a phone writes its place into."""
    return _VIDEO.fullmatch(suffix) is not None


def read(data: bytes, wanted: int) -> tuple[Image.Image, tuple[int, int]]:
    """Give the picture, at least `wanted` pixels wide if it was, and its own width and height.

    The picture is new, in RGB, and carries nothing of the file. Raises UnusableError.
    """
    if len(data) > MAX_BYTES:
        raise UnusableError(
            f"は {len(data) / 1e6:.0f} MB あります"
            f"（{MAX_BYTES // 1_000_000} MB までに縮めてください）"
        )
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS:
        _learn_heif()
    try:
        with Image.open(io.BytesIO(data), formats=[*_FORMATS, *_heif()]) as opened:
            return _developed(opened, wanted)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_large("とても大きくて読めません") from None
    except UnusableError:
        raise
    except Exception as error:  # each of Pillow's decoders fails in a way of its own
        raise UnusableError(
            "は写真として読めません（こわれているかもしれません。もう一度書き出してみてください）"
        ) from error


def _developed(opened: Image.Image, wanted: int) -> tuple[Image.Image, tuple[int, int]]:
    width, height = opened.size
    if width * height > MAX_PIXELS:
        raise _too_large(f"{width}×{height}（約{width * height // 10_000:,}万画素）あります")
    if getattr(opened, "n_frames", 1) > 1 and opened.format not in ("MPO", "TIFF", "HEIF"):
        raise UnusableError(
            "は動く画像です（止まった一枚を JPEG か PNG で書き出して、それを使ってください）"
        )
    turned = opened.getexif().get(0x0112, 1) in (5, 6, 7, 8)
    if opened.format in ("JPEG", "MPO"):
        # Hack: libjpeg halves a big photo while it decodes it, many times faster than afterwards.
        scale = wanted / (height if turned else width)
        if scale < 1:
            opened.draft(None, (math.ceil(width * scale), math.ceil(height * scale)))
    profile = opened.info.get("icc_profile")
    upright = ImageOps.exif_transpose(opened)
    rgb = _in_srgb(_plain(upright), profile)
    clean = Image.new("RGB", rgb.size)
    clean.paste(rgb)
    return clean, (height, width) if turned else (width, height)


def _plain(image: Image.Image) -> Image.Image:
    """Reduce Pillow's modes to those that colour profiles speak of: L, RGB and CMYK."""
    if image.mode.startswith("I"):  # 16 bits of grey, which convert() would cut off at 255
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in ("L", "RGB", "CMYK") and "transparency" not in image.info:
        return image
    if image.has_transparency_data:
        layer = image.convert("RGBA")
        white = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(white, layer).convert("RGB")
    return image.convert("RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    if profile:
        with suppress(ImageCms.PyCMSError, OSError):
            given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            turned = ImageCms.profileToProfile(image, given, _SRGB, outputMode="RGB")
            if turned is not None:
                return turned
    return image.convert("RGB")


def _too_large(what: str) -> UnusableError:
    return UnusableError(f"は{what}（{MAX_PIXELS // 10_000:,}万画素までに縮めてください）")


def _heif() -> list[str]:
    return ["HEIF"] if "HEIF" in Image.OPEN else []


def _learn_heif() -> None:
    """Let Pillow read HEIC, by a library that the author installs if she wants to."""
    if "HEIF" in Image.OPEN:
        return
    try:
        importlib.import_module("pillow_heif").register_heif_opener()
    except ImportError:
        raise UnusableError(
            "は HEIC です。このままでは読めません（.venv/bin/pip install --require-hashes"
            " -r requirements-heic.txt を一度だけするか、JPEG で書き出してください）"
        ) from None
