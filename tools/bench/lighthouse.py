"""Lighthouse on the pages that a reader meets first, as on a phone, from the publishable site.

The tool is fetched for this alone, pinned by the bench's own lock file. It slows the processor down
four times by itself: on a busy machine its figures for speed mean little.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from statistics import median

from .folders import ROOT, rivals
from .server import Server

PAGES = {
    "最初のページ": "",
    "メールの記事": "2026/imap-smtp/",
    "季節のページ": "season/shousetsu/",
    "さがす": "search/",
}
CATEGORIES = {
    "performance": ("速さ", 98),
    "accessibility": ("使いやすさ", 100),
    "best-practices": ("作法", 100),
    "seo": ("見つけやすさ", 100),
}
AUDITS = {
    "first-contentful-paint": "FCP",
    "largest-contentful-paint": "LCP",
    "total-blocking-time": "TBT",
    "cumulative-layout-shift": "CLS",
}


def measure(server: Server, browser: str, runs: int) -> None:
    """Print a row for each page: the medians, and × where an aim is missed."""
    names = " | ".join(name for name, _ in CATEGORIES.values())
    print("\n## Lighthouse（スマホ、四倍おそくした計算）\n")
    print(f"| ページ | {names} | FCP ms | LCP ms | TBT ms | CLS | 速さの幅 | 回 |")
    print("|---|" + "--:|" * (len(CATEGORIES) + 6))
    for label, page in PAGES.items():
        taken: dict[str, list[float]] = defaultdict(list)
        for number in range(runs):
            print(f"  {label}: {number + 1}/{runs} 回め", file=sys.stderr, flush=True)
            for key, value in _run(f"{server.address}/site/{page}", browser).items():
                taken[key].append(value)
        scores = [
            f"{median(taken[key]):.0f}{'' if median(taken[key]) >= aim else ' ×'}"
            for key, (_, aim) in CATEGORIES.items()
        ]
        times = [f"{median(taken[key]):.0f}" for key in list(AUDITS)[:3]]
        shift = f"{max(taken['cumulative-layout-shift']):.3f}"
        spread = f"{min(taken['performance']):.0f}–{max(taken['performance']):.0f}"
        print(
            f"| {label} | {' | '.join([*scores, *times, shift, spread, str(runs)])} |", flush=True
        )
    print("\n目標: 速さ 98 以上、ほかは 100、CLS 0")


def _run(address: str, browser: str) -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="bench-lighthouse-") as work:
        report = Path(work) / "report.json"
        command = [
            str(ROOT / ".venv" / "bin" / "node"),
            str(rivals() / "lighthouse" / "cli" / "index.js"),
            address,
            "--quiet",
            "--output=json",
            f"--output-path={report}",
            f"--only-categories={','.join(CATEGORIES)}",
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
        ]
        done = subprocess.run(
            command,
            env=os.environ | {"CHROME_PATH": browser},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            sys.exit(f"Lighthouse が止まりました。\n{done.stderr[-2000:]}")
        found = json.loads(report.read_text("utf-8"))
    return {key: 100 * found["categories"][key]["score"] for key in CATEGORIES} | {
        key: found["audits"][key]["numericValue"] for key in AUDITS
    }
