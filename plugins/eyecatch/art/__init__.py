"""Pictures drawn by code: a motif, a month's colours and a seed give an SVG, always the same one.

`MOTIFS` are the subjects by the names that an author writes (`Motif: momiji`), `draw` draws one.
Two frames: OPEN is a picture by itself, with its subject right of the middle; FRAMED keeps the
middle free for a card and puts the subject beside it. Nothing here pretends to be a photograph.
"""

from __future__ import annotations

from .motifs import FRAMED, MOTIFS, OPEN, Frame, Motif, draw
from .palettes import PAPER, TEXT, Palette, of_month

__all__ = [
    "FRAMED",
    "MOTIFS",
    "OPEN",
    "PAPER",
    "TEXT",
    "Frame",
    "Motif",
    "Palette",
    "draw",
    "of_month",
]
