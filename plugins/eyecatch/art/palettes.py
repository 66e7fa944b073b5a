"""Colours of each month's land and sky, after 日本の伝統色, softened to what paper can carry.

Chosen by eye, month by month: a picture is a landscape, not a page, and the page's own colours
(plugins/seasons) are too near to each other to paint one with. `of_month` is the only way in. `ink`
is for words on `PAPER`; lettering.py computes its contrast.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["PAPER", "TEXT", "Palette", "of_month"]

PAPER = "#fffdf8"
TEXT = "#38302c"


@dataclass(frozen=True)
class Palette:
    """Sky above and at the horizon, sun, three rows of land, words, and a table's wood."""

    sky: str
    low: str
    sun: str
    far: str
    mid: str
    near: str
    ink: str
    wood: str = "#d9b48a"


_MONTHS = (
    Palette("#e6edf4", "#d3dfe9", "#fbe7d4", "#b9cad9", "#d8e3ec", "#f7fafc", "#2f5d7c"),  # 白群
    Palette("#fdf2ee", "#f4d9d6", "#f8c4b8", "#d9c0c2", "#cbbfae", "#b3ae8e", "#8c4a54"),  # 紅梅色
    Palette("#fdf4ee", "#fae0d8", "#f7bfae", "#e0cbc4", "#cad2a6", "#a9bd83", "#8a4a58"),  # 桃色
    Palette("#fdf5f4", "#f9dde4", "#fbcfc0", "#dccdd6", "#c3d6a6", "#9fbf80", "#87476a"),  # 桜色
    Palette("#f3f8ee", "#d9ebd3", "#fdf0bf", "#b5d3bf", "#94bf93", "#74a774", "#2b6446"),  # 若竹色
    Palette("#eef2f7", "#d2dde8", "#f5ecd4", "#aec2ce", "#8fb1a5", "#6f9888", "#44568a"),  # 花浅葱
    Palette("#e6f4f7", "#c3e3ea", "#fff3cd", "#9dc9d1", "#7db5aa", "#5a9885", "#1a5f71"),  # 水浅葱
    Palette("#e9f3f8", "#f9e4c8", "#f8c88e", "#a2c2cc", "#7dae97", "#568d77", "#1c5e72"),  # 浅葱色
    Palette("#f7f1e8", "#efd9b8", "#fdeab4", "#cfc0ab", "#bda878", "#9b8b57", "#75541b"),  # 女郎花
    Palette("#fdf2e2", "#f6d5ab", "#f7c37c", "#dcb893", "#c9955f", "#ad7745", "#8a4513"),  # 柿色
    Palette("#fef4e8", "#fbd9b0", "#f8b264", "#e8cbab", "#dcab76", "#c48c52", "#8f4509"),  # 橙色
    Palette("#edf0f6", "#e3dde4", "#f8d6bd", "#bcc4d2", "#d6dde7", "#f5f7fa", "#3b5675"),  # 藍白
)


def of_month(month: int) -> Palette:
    """The palette of a month, from 1 to 12."""
    return _MONTHS[month - 1]
