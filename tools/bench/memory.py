"""What a page of eleven figures takes of a phone's memory, at first and after much use.

Ten minutes of use are six hundred things done, one a second at most: words typed, settings turned,
mails read and undone, lenses and steps. They are done as fast as the machine goes. What is counted
is the whole process that shows the page, Python included, as the system counts it (Linux: PSS).
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from .server import Server

PAGE = "2026/imap-smtp/"
USES = 600
AT = (60, 300, 600)
CEILING = 400
"""Megabytes that the page may ever take."""
GROWTH = 1.25
"""How many times what it took after the first minute it may take after the last: Python and the
caches fill up once, and then nothing may pile up."""

_READY = (
    "() => [...document.querySelectorAll('py-explainer')]"
    ".every((figure) => figure.dataset.state === 'ready')"
)
_FIRST = """async () => {
  for (const figure of document.querySelectorAll('py-explainer')) await figure.run({});
}"""
_USE = """async (number) => {
  const figures = [...document.querySelectorAll('py-explainer')];
  const figure = figures[number % figures.length];
  const pick = (list) => list[number % list.length];
  const press = (one) => one && !one.disabled && one.click();
  if (figure.getAttribute('name') === 'send_flow')
    await figure.run({ subject: `手紙 ${number}`, message: 'あ'.repeat(number % 200) });
  const deeds = [...figure.querySelectorAll('[data-act]')];
  press(number % 5 ? pick(deeds) : figure.querySelector('[data-do=undo]'));
  press(pick([...figure.querySelectorAll('[data-lens-to], [data-do=next], [data-run]')]));
  await new Promise((go) => setTimeout(go, 30));
}"""


def measure(server: Server, browser: Browser) -> None:
    """Print one row: megabytes when the page stands, when Python has answered, after much use."""
    page = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    page.goto(f"{server.address}/site/{PAGE}")
    page.wait_for_function(_READY)
    taken = [_megabytes(browser)]
    page.evaluate(_FIRST)
    taken.append(_megabytes(browser))
    taken += _used(page, browser)
    growth = taken[-1] / taken[2]
    print("\n## 記憶（メールの記事、図は十一枚）\n")
    heads = ("開いたとき", "全部の図がPythonで答えたあと", *(f"{at} 回さわったあと" for at in AT))
    print("| " + " | ".join(heads) + " | 増え方 |\n|" + "--:|" * (len(heads) + 1))
    row = " | ".join(f"{megabytes:.0f} MB" for megabytes in taken)
    print(f"| {row} | {growth:.2f} |\n")
    print(f"- いちばん多いとき ≤ {CEILING} MB: {'○' if max(taken) <= CEILING else '×'}")
    print(
        f"- {AT[0]} 回のあとからの増え方 ≤ {GROWTH}: {'○' if growth <= GROWTH else '×'}", flush=True
    )
    page.context.close()


def _used(page: Page, browser: Browser) -> list[float]:
    taken = []
    for number in range(1, USES + 1):
        page.evaluate(_USE, number)
        if number in AT:
            print(f"  {number}/{USES} 回", file=sys.stderr, flush=True)
            taken.append(_megabytes(browser))
    return taken


def _megabytes(browser: Browser) -> float:
    """The share of memory of the process that shows the page, after it has tidied up."""
    session = browser.contexts[0].new_cdp_session(browser.contexts[0].pages[0])
    session.send("HeapProfiler.collectGarbage")
    session.detach()
    whole = browser.new_browser_cdp_session()
    processes: list[dict[str, Any]] = whole.send("SystemInfo.getProcessInfo")["processInfo"]
    whole.detach()
    renderers = [one["id"] for one in processes if one["type"] == "renderer"]
    return max(_share(pid) for pid in renderers)


def _share(pid: int) -> float:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text("utf-8").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1000
    return 0.0
