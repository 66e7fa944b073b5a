"""A colour that stands in for a photo while it loads: a class, since the policy allows no style.

The colours are a fixed table of twenty-seven (three of each channel), so that their rules are part
of the theme's one style sheet (theme/static/css/pictures.css) and no page needs a sheet of its own.
"""

from __future__ import annotations

from itertools import product

from PIL import Image

__all__ = ["TINTS", "tint_of"]

_LEVELS = (0x50, 0x90, 0xD0)
TINTS: tuple[tuple[int, int, int], ...] = tuple(
    (red, green, blue) for red, green, blue in product(_LEVELS, repeat=3)
)


def tint_of(picture: Image.Image) -> int:
    """The number of the tint that is nearest to a picture's mean colour.

    >>> TINTS[tint_of(Image.new("RGB", (8, 8), (200, 150, 90)))]
    (208, 144, 80)
    """
    # A pixel of the mean: as exact as a dominant colour of twenty-seven can be.
    mean = picture.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    assert isinstance(mean, tuple)
    return min(
        range(len(TINTS)),
        key=lambda one: sum((a - b) ** 2 for a, b in zip(TINTS[one], mean, strict=True)),
    )
