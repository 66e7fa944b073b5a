"""Each kind of page of the real site, as a reader's browser lays it out."""

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.bundle]

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
PAGES = {
    "front page": "",
    "article with figures": "2026/imap-smtp/",
    "article": "2026/shousetsu/",
    "page": "profile/",
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
  const boxes = [];
  for (let node = words.nextNode(); node; node = words.nextNode()) {
    const parent = node.parentElement;
    const apart = "py-explainer, script, .visually-hidden, .skip-link, .postmark";
    if (!node.data.trim() || parent.closest(apart)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) boxes.push([node, box]);
  }
  const found = [];
  for (const [index, [one, a]] of boxes.entries())
    for (const [other, b] of boxes.slice(index + 1)) {
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (one !== other && wide > 2 && high > 6)
        found.push(`${one.data.trim()} / ${other.data.trim()}`);
    }
  return found;
}"""
VIOLATIONS = """async () => (await axe.run()).violations
  .map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 120)).join(" ")}`)"""


Seen = Callable[[str, str], dict[str, Any]]
VIEWS = {
    "small phone": (320, "light"),
    "phone": (390, "light"),
    "phone at night": (390, "dark"),
    "desk": (1200, "light"),
    "desk at night": (1200, "dark"),
}


@pytest.fixture(scope="session")
def seen(browser: Browser, address: str) -> Seen:
    """What each page looks like in each view: a page is opened once, and then resized."""
    context = browser.new_context(bypass_csp=True)  # lifted only for axe's own script
    page = context.new_page()

    @functools.cache
    def look(name: str) -> dict[str, dict[str, Any]]:
        page.goto(address + PAGES[name])
        page.add_script_tag(path=AXE)
        return {view: _measured(page, *VIEWS[view]) for view in VIEWS}

    return lambda name, view: look(name)[view]


def _measured(page: Page, width: int, scheme: Literal["light", "dark"]) -> dict[str, Any]:
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme=scheme)
    return {
        "overflow": page.evaluate(OVERFLOWING),
        "small": page.evaluate(SMALL),
        "overlap": page.evaluate(OVERLAPPING),
        "violations": page.evaluate(VIOLATIONS),
    }


in_each_view = pytest.mark.parametrize("view", VIEWS)
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
