"""The @font-face rules: pure text.

Each slice is a face of the one family with its own unicode-range. Before it has arrived, the
family's own fallback stands in, whose ascent and descent are the family's, so that the baseline
stays where it is. Japanese glyphs are one em wide in every face; Latin ones are not, so Latin has a
fallback of its own, sized until its average width is the family's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .slices import unicode_range

__all__ = ["ARIAL_BOLD", "Measures", "face_rules", "fallback_rules", "latin_adjustment"]

# Advance widths of Helvetica-Bold, in thousandths of an em, from Adobe's Core 14 AFM files; Arial
# Bold, Liberation Sans Bold and Arimo Bold were all drawn to them.
ARIAL_BOLD: Mapping[str, int] = {
    letter: width
    for letters, width in {
        "Iijl": 278,
        "ft": 333,
        "r": 389,
        "z": 500,
        "0123456789Jaceksvxy": 556,
        "FLTZbdghnopqu": 611,
        "ESPVXY": 667,
        "ABCDHKNRU": 722,
        "GOQw": 778,
        "M": 833,
        "m": 889,
        "W": 944,
    }.items()
    for letter in letters
}
_JAPANESE = (
    "Hiragino Maru Gothic ProN",
    "HiraMaruProN-W4",
    "Hiragino Sans W6",
    "HiraginoSans-W6",
    "Noto Sans CJK JP Bold",
    "NotoSansCJKjp-Bold",
    "Noto Sans JP Bold",
    "BIZ UDPGothic Bold",
    "Yu Gothic Bold",
    "Meiryo Bold",
)
_LATIN = ("Arial Bold", "Arial-BoldMT", "Liberation Sans Bold", "Arimo Bold")
_LATIN_RANGE = "U+20-7e"


@dataclass(frozen=True)
class Measures:
    """A font's lines, in em: how far it reaches above and below the baseline."""

    ascent: float
    descent: float


def face_rules(family: str, weight: int, files: Iterable[tuple[str, str]]) -> str:
    """Rules for (address, characters) of each file, in order."""
    return "".join(
        f'@font-face{{font-family:"{family}";font-weight:{weight};font-display:swap;'
        f'src:url("{address}") format("woff2");unicode-range:{unicode_range(characters)}}}\n'
        for address, characters in files
    )


def fallback_rules(family: str, weight: int, measures: Measures, latin: float) -> str:
    """Rules for “FAMILY Fallback”: local faces with the family's measures.

    `latin` is what Arial's letters must be multiplied by; the overrides are a part of the adjusted
    size, so they are divided by it (CSS Fonts 5, size-adjust).
    """
    faces = ((_JAPANESE, 1.0, ""), (_LATIN, latin, f";unicode-range:{_LATIN_RANGE}"))
    return "".join(
        f'@font-face{{font-family:"{family} Fallback";font-weight:{weight};'
        f"src:{','.join(f'local("{name}")' for name in names)};size-adjust:{size:.2%};"
        f"ascent-override:{measures.ascent / size:.2%};"
        f"descent-override:{measures.descent / size:.2%};line-gap-override:0%{only}}}\n"
        for names, size, only in faces
    )


def latin_adjustment(widths: Mapping[str, float], texts: Iterable[str]) -> float:
    """How much wider than Arial Bold the family sets the Latin letters of these texts.

    >>> latin_adjustment({"A": 0.65}, ["A"]) == 0.65 / 0.722
    True
    """
    letters = [one for text in texts for one in text if one in widths and one in ARIAL_BOLD]
    if not letters:
        return 1.0
    return sum(widths[one] for one in letters) * 1000 / sum(ARIAL_BOLD[one] for one in letters)
