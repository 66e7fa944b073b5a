"""Each kind of page of the real site, as a reader's browser lays it out."""

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.bundle]

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
PAGES = {
    "front page": "",
    "article with figures": "2026/imap-smtp/",
    "article": "2026/shousetsu/",
    "page": "profile/",
    "season": "season/shousetsu/",
    "blocks": "drafts/blocks/",
    "series": "series/mail-no-shikumi/",
    "archives": "archives/",
    "month": "2026/11/",
    "category": "category/kurashi-to-net/",
    "categories": "category/",
    "tags": "tag/",
    "404": "../404.html",  # its addresses start at the root, so it is looked at there
}
IN_SUB_PATH = [name for name in PAGES if name != "404"]

# The parts of a page that are not the theme's own: the figures have tests of their own.
OVERFLOWING = (
    """() => document.documentElement.scrollWidth - document.documentElement.clientWidth"""
)
SMALL = """() => [...document.querySelectorAll("a, button, summary")]
  .filter((one) => !one.closest("py-explainer") && !one.matches(".skip-link"))
  .filter((one) => getComputedStyle(one).display !== "inline")
  .map((one) => [one.textContent.trim(), one.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.width < 43.9 || box.height < 43.9))
  .map(([text, box]) => `${text}: ${box.width} x ${box.height}`)"""
OVERLAPPING = """() => {
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const apart = "py-explainer, script, .visually-hidden, .skip-link, .postmark";
  const boxes = [];
  for (let node = words.nextNode(); node; node = words.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || parent.closest(apart) || !parent.checkVisibility()) continue;
    const clip = getComputedStyle(parent).overflowY === "hidden"
      ? parent.getBoundingClientRect().bottom : Infinity;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const { left, right, top, bottom } of range.getClientRects())
      if (top < clip) boxes.push({ node, left, right, top, bottom: Math.min(bottom, clip) });
  }
  boxes.sort((one, other) => one.top - other.top);
  const found = [];
  for (const [index, one] of boxes.entries())
    for (let next = index + 1; next < boxes.length && boxes[next].top < one.bottom - 6; next += 1) {
      const other = boxes[next];
      const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      if (one.node !== other.node && wide > 2 && Math.min(one.bottom, other.bottom) - other.top > 6)
        found.push(`${one.node.data.trim()} / ${other.node.data.trim()}`);
    }
  return found;
}"""
BROKEN = """() => [...document.querySelectorAll(":has(> wbr)")]
  .filter((one) => one.checkVisibility() && !one.closest("py-explainer"))
  .flatMap((one) => [...one.childNodes]
    .filter((node) => node.nodeType === Node.TEXT_NODE && node.data.trim())
    .map((node) => {
      const range = document.createRange();
      range.selectNodeContents(node);
      const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
      const block = one.clientWidth ? one : one.parentElement;
      const { fontSize, paddingLeft, paddingRight } = getComputedStyle(block);
      const room = block.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
      return lines.size > 1 && node.data.length * parseFloat(fontSize) < room ? node.data : "";
    })
    .filter(Boolean))"""
VIOLATIONS = """async () =>
  (await axe.run({ exclude: ["py-explainer"] }, { resultTypes: ["violations"] })).violations
    .map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 120)).join(" ")}`)"""

Seen = Callable[[str, str], dict[str, Any]]


@dataclass(frozen=True)
class View:
    """How a reader looks; `axe` where colours or the order of things differ from other views."""

    width: int
    media: dict[str, Any]
    axe: bool = False


LIGHT = {"color_scheme": "light", "forced_colors": "none"}
DARK = {"color_scheme": "dark", "forced_colors": "none"}
VIEWS = {
    "smallest phone": View(320, LIGHT),
    "small phone": View(360, LIGHT),
    "phone": View(390, LIGHT, axe=True),
    "phone at night": View(390, DARK, axe=True),
    "phone in forced colours": View(
        390, {"color_scheme": "light", "forced_colors": "active"}, axe=True
    ),
    "tablet": View(768, LIGHT),
    "desk": View(1200, LIGHT, axe=True),
    "desk at night": View(1200, DARK),
}


@pytest.fixture(scope="session")
def seen(browser: Browser, address: str) -> Iterator[Seen]:
    """What each page looks like in each view: a page is opened once, and then resized."""
    context = browser.new_context(bypass_csp=True)  # lifted only for axe's own script
    page = context.new_page()

    @functools.cache
    def look(name: str) -> dict[str, dict[str, Any]]:
        page.goto(address + PAGES[name])
        page.add_script_tag(path=AXE)
        return {name: _measured(page, view) for name, view in VIEWS.items()}

    yield lambda name, view: look(name)[view]
    context.close()


def _measured(page: Page, view: View) -> dict[str, Any]:
    page.set_viewport_size({"width": view.width, "height": 844})
    page.emulate_media(**view.media)
    return {
        "overflow": page.evaluate(OVERFLOWING),
        "small": page.evaluate(SMALL),
        "overlap": page.evaluate(OVERLAPPING),
        "broken": page.evaluate(BROKEN),
        "violations": page.evaluate(VIOLATIONS) if view.axe else None,
    }


in_each_view = pytest.mark.parametrize("view", VIEWS)
in_each_read_view = pytest.mark.parametrize(
    "view", [name for name, view in VIEWS.items() if view.axe]
)
on_each_page = pytest.mark.parametrize("name", PAGES)


@in_each_view
@on_each_page
def test_nothing_is_wider_than_the_window(seen: Seen, name: str, view: str) -> None:
    assert seen(name, view)["overflow"] <= 0


@in_each_view
@on_each_page
def test_what_is_pressed_is_large_enough_for_a_finger(seen: Seen, name: str, view: str) -> None:
    assert seen(name, view)["small"] == []


@in_each_view
@on_each_page
def test_no_words_lie_on_other_words(seen: Seen, name: str, view: str) -> None:
    assert seen(name, view)["overlap"] == []


@in_each_view
@on_each_page
def test_a_heading_breaks_between_phrases_only(seen: Seen, name: str, view: str) -> None:
    assert seen(name, view)["broken"] == []


@in_each_read_view
@on_each_page
def test_axe_finds_nothing(seen: Seen, name: str, view: str) -> None:
    assert seen(name, view)["violations"] == []


@pytest.mark.parametrize("name", IN_SUB_PATH)
def test_a_page_keeps_quiet_and_at_home(browser: Browser, address: str, name: str) -> None:
    """Under the policy as it is: no console message, no failed answer, no request elsewhere."""
    context = browser.new_context()
    page = context.new_page()
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("response", lambda answer: answer.ok or heard.append(f"{answer.status} {answer.url}"))
    page.on(
        "request", lambda asked: asked.url.startswith(address) or heard.append(f"out: {asked.url}")
    )
    page.goto(address + PAGES[name], wait_until="networkidle")
    context.close()
    assert heard == []


def test_words_twice_as_large_still_fit_a_phone(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    wide = {}
    for name in PAGES.keys() - {"article with figures"}:  # the figures' own tests look at them
        page.goto(address + PAGES[name])
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        wide[name] = page.evaluate(OVERFLOWING)
    context.close()
    assert {name: by for name, by in wide.items() if by > 0} == {}


def test_the_keyboard_comes_first_to_the_way_past_the_header(
    browser: Browser, address: str
) -> None:
    page = browser.new_page()
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.hash") == "#main"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.close()
