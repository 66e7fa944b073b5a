"""What a figure weighs on the way to its reader, and how long that takes on lines of stated speed.

Only the bytes are measured. The seconds are bytes by speed, an estimate: no start of Python and no
way there and back is in them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypedDict

import brotli
from lxml import html
from lxml.html import HtmlElement

__all__ = ["LINES", "Weighed", "Weight", "look_at", "weigh"]

LINES = (("遅い回線", 1.6), ("ふつうの4G", 9.0), ("家の回線", 50.0))  # megabits a second
_FIRST = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")


@dataclass(frozen=True)
class Weight:
    """Compressed bytes: the figure's HTML, before a touch, and what the first touch costs."""

    markup: int
    before: int
    touch: int

    @property
    def seconds(self) -> list[tuple[str, float, float]]:
        """(line, megabits a second, seconds of the first touch)."""
        return [(name, speed, self.touch * 8 / speed / 1_000_000) for name, speed in LINES]


class Weighed(TypedDict):
    """What a page itself says of a figure's weight: compressed bytes, and the files it asks for."""

    markup: int
    files: list[str]
    player: str
    runs: str
    name: str


def look_at(figure: HtmlElement, page: HtmlElement) -> Weighed:
    """Read a figure of a page."""
    links = page.xpath('//link[contains(@href, "explainers/player-")]/@href')
    scripts = page.xpath('//script[contains(@src, "explainers/player-")]/@src')
    return {
        "markup": len(brotli.compress(html.tostring(figure, encoding="utf-8"))),
        "files": [str(name) for name in dict.fromkeys([*links, *scripts])],
        "player": str(scripts[0]) if scripts else "",
        "runs": figure.get("data-runs", ""),
        "name": figure.get("name", ""),
    }


def weigh(seen: Weighed, folder: Path) -> Weight:
    """Weigh a figure of a page whose file lies in `folder`; files that are not there weigh 0."""
    before = sum(_sent(folder / name) for name in seen["files"])
    if not seen["player"]:
        return Weight(seen["markup"], before, 0)
    player = (folder / seen["player"]).resolve().parent
    if seen["runs"]:
        before += _sent(player / seen["runs"])
    return Weight(seen["markup"], before, _touch(player / "manifest.json", seen["name"]))


def _touch(path: Path, name: str) -> int:
    if not path.is_file():
        return 0
    manifest: dict[str, Any] = json.loads(path.read_text("utf-8"))
    runtime, bundle = manifest["runtime"], manifest["bundle"]
    asked = manifest["explainers"].get(name, {}).get("parts", [])
    parts = {bundle["lock"], bundle["parts"]["first"]} | {bundle["parts"][one] for one in asked}
    files = [runtime["files"][one] for one in (*_FIRST, runtime["stdlib"])]
    files += [bundle["files"][one] for one in sorted(parts)]
    workers = sum(_sent(path.with_name(one)) for one in ("worker.mjs", "intake.mjs"))
    return sum(int(file["sent"]) for file in files) + workers + _sent(path)


def _sent(path: Path) -> int:
    beside = path.with_name(f"{path.name}.br")
    found = beside if beside.is_file() else path
    return found.stat().st_size if found.is_file() else 0
