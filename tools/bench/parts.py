"""What each part of the bundle costs: bytes, bytes sent, and its import in the pinned Pyodide.

Each part is imported once in a new interpreter under Node, from the compiled zips that a page gets;
the parts that it needs are imported before, and not counted.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from statistics import median

from explainer_embed.assets import _distributions, _node  # the build's own
from explainer_embed.bundle import build
from explainer_embed.bundle.interpreter import Interpreter, Job
from explainer_embed.bundle.pinned import find_pyodide

from .folders import ROOT

IMPORTS = {
    "first": ((), "send_flow"),
    "auth": (("first",), "mail_world.checks"),
    "tlslite": (("first", "tls"), "mail_world.tls._library"),
    "tls": (("first", "tlslite"), "mail_world.tls.stage"),
    "lab": (("first", "auth"), "record_lab"),
    "settings": (("first",), "settings_check"),
    "sync": (("first",), "sync_flow"),
    "koyomi": (("first",), "season_wheel"),
}
"""Part → the parts that it needs, and a module that takes all of it in."""
BEFORE = {"first": "explainer_kit.page", "tls": "mail_world.tls._library"}
"""What is imported before the clock starts; the first part's send_flow if nothing is said."""
SCRIPT = """\
import importlib, json, sys, time
import rest_of_stdlib
rest_of_stdlib.install(lambda: open("/rest/stdlib-rest.zip", "rb").read())
def main(request):
    job = json.loads(request)
    importlib.import_module(job["before"])
    begun = time.perf_counter()
    importlib.import_module(job["module"])
    return json.dumps((time.perf_counter() - begun) * 1000)
"""


def measure(runs: int) -> None:
    """Print a line for each part."""
    node, npm = _node(), ROOT / "node_modules" / "pyodide"
    bundle = build(ROOT, ROOT / ".cache", _distributions(ROOT / "explainers"), node, npm)
    files = bundle.manifest()["bundle"]["files"]
    interpreter = Interpreter(node, find_pyodide(ROOT, npm))
    print("\n| 部品 | kB | 送る kB | import ms |\n|---|--:|--:|--:|")
    with tempfile.TemporaryDirectory(prefix="bench-parts-") as work:
        site, script = Path(work, "site"), Path(work, "run.py")
        bundle.install(site)
        script.write_text(SCRIPT, "utf-8")
        (zips,), (runtime,) = site.glob("bundle-*"), site.glob("runtime-*")
        for part, (needs, module) in IMPORTS.items():
            names = (*needs, part)
            job = Job(
                script=str(script),
                data={"before": BEFORE.get(part, "send_flow"), "module": module},
                stdlib=runtime / "stdlib.zip",
                files={
                    **{f"/lib/{name}.zip": zips / f"{name}.zip" for name in names},
                    "/rest/stdlib-rest.zip": runtime / "stdlib-rest.zip",
                },
                path=tuple(f"/lib/{name}.zip" for name in names),
            )
            took = median(float(interpreter.run(job, "動きません", "")) for _ in range(runs))
            size = files[f"{part}.zip"]
            print(
                f"| {part} | {size['bytes'] / 1000:.0f} | {size['sent'] / 1000:.0f} | {took:.0f} |",
                flush=True,
            )
