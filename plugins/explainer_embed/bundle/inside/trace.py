"""Run every explainer inside the pinned Pyodide, and tell which modules that took.

What the boot, each explainer's import and all of these runs imported is the standard library that
a reader needs: the defaults, every preset, every value of every discrete control beside the
default, and for free text the long tail of what people type. It is also the first proof, at build,
that the explainers work in the browser's Python at all.
"""

import json
import sys
from collections.abc import Iterator
from importlib.metadata import entry_points
from typing import Any

from explainer_kit.explainer import Explainer
from explainer_kit.page import respond
from explainer_kit.registry import GROUP, find

LONG_TAIL = (
    "",
    " ",
    ".",
    "..\n.\n",
    "hello",
    "秋の便り",
    "紅葉が きれいです🍁\nまた来ます。",
    "From nobody\n>From\n\n.\r\n",
    "=?utf-8?B?44GC?= <a@example.test>",
    "<script>&amp;\"'",
    "é ñ ü ẞ 한국어 العربية 𠮷 ゔ が",
    "a" * 5000,
    "あ" * 5000,
)


def main(request: str) -> str:
    """Answer with the modules imported, and with what the manifest says of each explainer."""
    explainers: dict[str, Any] = {}
    broken: list[str] = []
    runs = 0
    for entry in entry_points(group=GROUP):
        explainer = find(entry.name)
        for settings in explainer.baked(explainer.defaults()):
            runs += 1
            answer = ask(entry.name, settings)
            if not answer["ok"]:
                broken.append(f"{entry.name} {settings}: {answer['message']}")
        for settings in typed(explainer):
            runs += 1
            ask(entry.name, settings)  # a polite refusal is an answer too
        explainers[entry.name] = {"entry": entry.value, "parts": list(explainer.parts)}
    if broken:
        raise RuntimeError("\n".join(broken))
    modules = sorted(filter(from_archive, sys.modules))
    return json.dumps({"modules": modules, "explainers": explainers, "runs": runs})


def ask(name: str, settings: dict[str, Any]) -> dict[str, Any]:
    """Run an explainer once, through the same door as the page."""
    request = {"op": "run", "name": name, "settings": settings, "actions": []}
    answer: dict[str, Any] = json.loads(respond(json.dumps(request)))
    return answer


def typed(explainer: Explainer) -> Iterator[dict[str, Any]]:
    """Settings with each free text set to each of the long tail, cut to what the control takes."""
    for control in explainer.controls:
        if not control.discrete:
            limit = getattr(control, "max_length", 200)
            yield from ({control.name: text[:limit]} for text in LONG_TAIL)


def from_archive(name: str) -> bool:
    """Whether a module was read from a file; built-in and frozen ones are in the wasm."""
    spec = getattr(sys.modules[name], "__spec__", None)
    return spec is not None and spec.origin not in (None, "built-in", "frozen")
