"""Cutting a font file down, by fontTools, remembered by what went in.

Hinting, layout features and vertical measures are left out: a heading needs outlines and widths,
and each feature would draw in glyphs that no heading has asked for. No date is written into the
file, so equal characters give equal bytes.
"""

from __future__ import annotations

import hashlib
import io
import os
from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont

__all__ = ["characters_in", "cut", "fingerprint", "widths"]

RECIPE = b"1"
"""Raised when what is cut away changes: it is part of what a file is remembered by."""


def cut(font: Path, characters: str, cache: Path) -> bytes:
    """A woff2 file of these characters, all of which the font must have."""
    key = hashlib.sha256(b"\0".join([RECIPE, fingerprint(font), characters.encode()])).hexdigest()
    kept = cache / f"{key[:32]}.woff2"
    if not kept.is_file():
        cache.mkdir(parents=True, exist_ok=True)
        # A build that is stopped here must not leave half a font for the next one.
        unfinished = kept.with_suffix(f".{os.getpid()}")
        unfinished.write_bytes(_cut(font, characters))
        unfinished.replace(kept)
    return kept.read_bytes()


@lru_cache
def characters_in(font: Path) -> frozenset[str]:
    """The characters that a font has glyphs for."""
    with TTFont(font, lazy=True) as opened:
        return frozenset(map(chr, opened.getBestCmap()))


def widths(font: Path, characters: str) -> dict[str, float]:
    """How wide the font sets each of the characters that it has, in em."""
    with TTFont(font, lazy=True) as opened:
        names = opened.getBestCmap()
        em: int = opened["head"].unitsPerEm
        return {
            one: opened["hmtx"][names[ord(one)]][0] / em for one in characters if ord(one) in names
        }


def _cut(font: Path, characters: str) -> bytes:
    from fontTools import subset  # where every file has been cut before, a build spares itself this

    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.drop_tables += ["DSIG", "BASE", "GDEF", "GPOS", "GSUB", "VORG", "vhea", "vmtx"]
    options.name_IDs = [0, 1, 2, 13, 14]  # copyright, name and licence stay with the glyphs
    with TTFont(font, lazy=True, recalcTimestamp=False) as opened:
        subsetter = subset.Subsetter(options)
        subsetter.populate(text=characters)
        subsetter.subset(opened)
        opened.flavor = "woff2"
        written = io.BytesIO()
        opened.save(written)
    return written.getvalue()


@lru_cache
def fingerprint(font: Path) -> bytes:
    """The SHA-256 of a font's file."""
    return hashlib.sha256(font.read_bytes()).digest()
