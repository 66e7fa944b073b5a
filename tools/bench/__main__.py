"""`make bench`: how fast and how large, in one run, everything against everything.

Its parts: `python` (from intent to Story, against PyScript), `parts` (what each part of the bundle
costs, in bytes and to import), `lighthouse` (the pages as a phone
gets them), `memory` (a page of many figures, much used), `builds` (a thousand posts against plain
Pelican, and a saved word in the preview). One part alone: `make bench PARTS=builds`.

Rounds are interleaved (each round does every case once), so that what else the machine does falls
on all of them alike: compare ratios, not milliseconds. It writes nothing into the repository.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from playwright.sync_api import sync_playwright

from . import builds, lighthouse, memory, parts
from .cases import CASES, Sample, find_place, measure
from .folders import HERE, prepare
from .server import Line, Server
from .table import aims, rows

PARTS = ("python", "parts", "lighthouse", "memory", "builds")
LINES = {
    "free": ("そのままの回線", 0, 0.0),
    "slow": ("10 Mbit/s、往復 40 ms", 10_000_000, 0.040),
}
QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="cold starts a row (default 5)")
    parser.add_argument("--lines", nargs="+", choices=LINES, default=list(LINES))
    parser.add_argument("--only", nargs="+", choices=[case.key for case in CASES])
    parser.add_argument(
        "--parts", nargs="+", choices=PARTS, default=list(PARTS), help="only these (default all)"
    )
    options = parser.parse_args()
    if "builds" in options.parts:
        builds.measure(options.runs)
    if "parts" in options.parts:
        parts.measure(options.runs)
    if set(options.parts) <= {"builds", "parts"}:
        return 0
    browser = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not browser:
        print("Chromium が見つかりません。`make bench` から始めてください。", file=sys.stderr)
        return 2
    cases = [case for case in CASES if not options.only or case.key in options.only]
    with tempfile.TemporaryDirectory(prefix="bench-") as work:
        server = Server({})
        folders = server.folders = prepare(Path(work), server.address)
        if "lighthouse" in options.parts:
            lighthouse.measure(server, browser, options.runs)
        if not {"python", "memory"}.intersection(options.parts):
            return 0
        place = find_place(folders["site"])
        script = (HERE / "pages" / "article.mjs").read_text("utf-8")
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(
                executable_path=browser,
                args=QUIET,
                chromium_sandbox=not (hasattr(os, "geteuid") and os.geteuid() == 0),
            )
            print(f"Chromium {chromium.version}、{os.cpu_count()} コア", flush=True)
            if "memory" in options.parts:
                memory.measure(server, chromium)
            for key in options.lines if "python" in options.parts else ():
                title, bits, round_trip = LINES[key]
                server.line = Line(key, bits, round_trip)
                samples: dict[str, list[Sample]] = defaultdict(list)
                for number in range(options.runs):
                    print(
                        f"  {title}: {number + 1}/{options.runs} 回め", file=sys.stderr, flush=True
                    )
                    for case in cases:
                        samples[case.key].append(measure(chromium, server, case, place, script))
                print(f"\n## {title}\n", *rows(samples), "", *aims(samples), sep="\n", flush=True)
            chromium.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
