"""What is timed, each from a cold start: a browser profile that has never seen anything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from .server import Server

PATIENCE_MS = 120_000


@dataclass(frozen=True)
class Sample:
    """One cold start: what was timed, in milliseconds, and bytes sent before and during it."""

    milliseconds: float
    before: int
    during: int


@dataclass(frozen=True)
class Place:
    """Where things are on the server: the article with a figure, the runtime's folder."""

    article: str
    runtime: str


@dataclass(frozen=True)
class Case:
    """One row: a page to open, and what to do on it."""

    key: str
    label: str
    address: Callable[[Place], str]
    act: Callable[[Page, Place], float]


def _bare(name: str, base: Callable[[Place], str]) -> Callable[[Page, Place], float]:
    def act(page: Page, place: Place) -> float:
        page.wait_for_function("() => 'press' in window")
        return float(page.evaluate("([name, base]) => press(name, base)", [name, base(place)]))

    return act


def _pyscript(page: Page, place: Place) -> float:
    page.wait_for_function("() => 'press' in window")
    return float(page.evaluate("press()"))


def _article(deed: str) -> Callable[[Page, Place], float]:
    def act(page: Page, place: Place) -> float:
        page.evaluate("bench.ready()")
        page.wait_for_load_state("networkidle")
        return float(page.evaluate(f"bench.{deed}()"))

    return act


_PRESS = "/pages/press.html"
CASES = (
    Case("play", "再生を押す → 次の場面", lambda at: at.article, _article("play")),
    Case("live", "条件にふれる → Python の Story", lambda at: at.article, _article("intent")),
    Case("act", "箱の手入れひとつ（起動後）", lambda at: at.article, _article("act")),
    Case("check", "設定の判定ひとつ（起動後）", lambda at: at.article, _article("check")),
    Case("flow", "一通の旅ひとつ、TLSはモデル（起動後）", lambda at: at.article, _article("flow")),
    Case("tls", "一通の旅ひとつ、ほんもののTLS（起動後）", lambda at: at.article, _article("tls")),
    Case(
        "tls-first", "はじめてのTLS（部品を読んで一通）", lambda at: at.article, _article("first")
    ),
    Case("typed", "ふれて 0.8 秒後の打鍵 → Story", lambda at: at.article, _article("typed")),
    Case(
        "ours",
        "1+1、このサイトの runtime",
        lambda at: _PRESS,
        _bare("ours", lambda at: at.runtime),
    ),
    Case("stock", "1+1、もとの Pyodide", lambda at: _PRESS, _bare("stock", lambda at: "/stock/")),
    Case("pyscript", "1+1、PyScript", lambda at: "/pages/pyscript.html", _pyscript),
    Case(
        "floor",
        "同じ wasm をコンパイルするだけ",
        lambda at: _PRESS,
        _bare("floor", lambda at: at.runtime),
    ),
)


def find_place(site: Path) -> Place:
    """Look in the built site for the article with the most figures, and for the runtime."""
    pages = {path: path.read_text("utf-8").count("<py-explainer ") for path in _pages(site)}
    article = max(pages, key=lambda path: pages[path])
    runtime = next((site / "explainers").glob("runtime-*"))
    return Place(
        f"/site/{article.parent.relative_to(site).as_posix()}/",
        f"/site/{runtime.relative_to(site).as_posix()}/",
    )


def _pages(site: Path) -> list[Path]:
    return sorted(site.glob("**/index.html"))


def measure(browser: Browser, server: Server, case: Case, place: Place, script: str) -> Sample:
    """Open the case's page in a new profile and do it once."""
    context = browser.new_context()
    try:
        context.add_init_script(script)
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        server.sent.clear()
        page.goto(server.address + case.address(place), wait_until="load")
        if case.address(place) == place.article:
            page.wait_for_load_state("networkidle")
        before = sum(size for _, size in server.sent)
        took = case.act(page, place)
        return Sample(took, before, sum(size for _, size in server.sent) - before)
    finally:
        context.close()
