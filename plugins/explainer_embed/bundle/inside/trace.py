"""Run every explainer inside the pinned Pyodide, and tell which modules that took.

What the boot, each explainer's import and all of these runs imported is the standard library that
a reader needs: the defaults, every preset, every value of every discrete control beside the
default, for free text the long tail of what people type, and every deed that is offered first. It
is also the first proof, at build, that the explainers work in the browser's Python at all. On the
way it notes every source text that is compiled while classes are made, and compiles those for the
parts of the bundle (inside/generated_code.py). Explainers of the first part go first: what several
make belongs there.
"""

import sys

from generated_code import KNOWN, pack  # type: ignore[import-not-found]

KNOWN.noted = set()  # before anything is imported that a reader's browser imports, too

import base64  # noqa: E402
import json  # noqa: E402
from collections.abc import Iterator, Mapping, Sequence  # noqa: E402
from importlib.metadata import EntryPoint, entry_points  # noqa: E402
from importlib.util import find_spec  # noqa: E402
from typing import Any  # noqa: E402

from explainer_kit.explainer import Explainer  # noqa: E402
from explainer_kit.hands import Deed  # noqa: E402
from explainer_kit.page import respond  # noqa: E402
from explainer_kit.registry import GROUP, find  # noqa: E402
from explainer_kit.story import Story  # noqa: E402

FIRST = "first.zip"
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
    """Answer with the modules imported, the code generated, and the manifest's explainers."""
    explainers: dict[str, Any] = {}
    broken: list[str] = []
    runs = 0
    texts = {FIRST: set(KNOWN.noted)}
    entries = entry_points(group=GROUP)
    for entry in sorted(entries, key=lambda one: (part_of(one) != FIRST, one.name)):
        explainer = find(entry.name)
        baked = explainer.baked(explainer.defaults())
        extra = [settings for settings in baked if explainer.parts_for(settings) != explainer.parts]
        for settings in baked:
            if settings in extra:
                continue
            runs += 1
            broken += broken_run(entry.name, settings)
        for settings in typed(explainer):
            runs += 1
            ask(entry.name, settings)  # a polite refusal is an answer too
        for deed in offered(explainer):
            runs += 1
            ask(entry.name, dict(deed.sets or {}), [deed.action] if deed.action else [])
        explainers[entry.name] = offer_of(explainer, entry)
        texts.setdefault(part_of(entry), set()).update(KNOWN.noted.difference(*texts.values()))
        # What only such runs make belongs with the part that they wait for.
        for settings in extra:
            runs += 1
            broken += broken_run(entry.name, settings)
            last = f"{explainer.parts_for(settings)[-1]}.zip"
            texts.setdefault(last, set()).update(KNOWN.noted.difference(*texts.values()))
    if broken:
        raise RuntimeError("\n".join(broken))
    return json.dumps(
        {
            "modules": sorted(filter(from_archive, sys.modules)),
            "generated": {part: base64.b64encode(pack(of)).decode() for part, of in texts.items()},
            "explainers": explainers,
            "runs": runs,
        }
    )


def broken_run(name: str, settings: dict[str, Any]) -> list[str]:
    """Run an explainer once; name the run if it was refused."""
    answer = ask(name, settings)
    return [] if answer["ok"] else [f"{name} {settings}: {answer['message']}"]


def offer_of(explainer: Explainer, entry: EntryPoint) -> dict[str, Any]:
    """What the manifest says of an explainer."""
    offer: dict[str, Any] = {"entry": entry.value, "parts": list(explainer.parts)}
    if explainer.extras:
        offer["extras"] = [
            {"part": one.part, "setting": one.setting, "without": list(one.without)}
            for one in explainer.extras
        ]
    return offer


def part_of(entry: EntryPoint) -> str:
    """Name the zip in /lib that an explainer's package lies in, without importing it."""
    spec = find_spec(entry.module.partition(".")[0])
    return str(spec.origin).split("/")[2] if spec else FIRST


def ask(
    name: str, settings: dict[str, Any], actions: Sequence[Mapping[str, Any]] = ()
) -> dict[str, Any]:
    """Run an explainer once, through the same door as the page."""
    request = {"op": "run", "name": name, "settings": settings, "actions": list(actions)}
    answer: dict[str, Any] = json.loads(respond(json.dumps(request)))
    return answer


def typed(explainer: Explainer) -> Iterator[dict[str, Any]]:
    """Settings with each free text set to each of the long tail, cut to what the control takes."""
    for control in explainer.controls:
        if not control.discrete:
            limit = getattr(control, "max_length", 200)
            yield from ({control.name: text[:limit]} for text in LONG_TAIL)


def offered(explainer: Explainer) -> Iterator[Deed]:
    """Every deed that the reader is offered first."""
    story = explainer.run()
    if explainer.hands is None or not isinstance(story, Story):
        return
    for panel in explainer.hands(story):
        for deed in (*panel.deeds, *(one for thing in panel.things for one in thing.deeds)):
            if deed.action is not None or deed.sets is not None:
                yield deed


def from_archive(name: str) -> bool:
    """Whether a module was read from a file; built-in and frozen ones are in the wasm."""
    spec = getattr(sys.modules[name], "__spec__", None)
    return spec is not None and spec.origin not in (None, "built-in", "frozen")
