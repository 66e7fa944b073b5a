"""The headings' typeface, cut down to the glyphs that the headings use.

The whole of Zen Maru Gothic is 3 MB; a blog's headings need a tenth of its glyphs, and one page a
tenth of those. So the glyphs are cut into slices by who uses them (`slices`), each a woff2 file
named by its content, and `unicode-range` lets a browser fetch only those whose characters are on
the page. What the first face lacks (睍 雊 鱖 of the seventy-two 候) comes from the next one. A
fallback face with the same measures stands in meanwhile, so that nothing jumps.

Setting TYPE_SUBSET: {"family": …, "weight": …, "faces": [TTF files, first choice first],
"licences": {name: file} to ship beside them, "texts": further files whose characters are wanted,
"cache": a folder}. Without it nothing is cut. `plugins/stylesheet` takes the rules into the one
style sheet; templates preload what `FONTS_ABOVE` names.
"""

from __future__ import annotations

from .hooks import register
from .rules import face_rules
from .slices import Slice, slices

__all__ = ["Slice", "face_rules", "register", "slices"]
