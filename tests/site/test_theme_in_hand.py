"""What a reader does with a page: come by keyboard, wait for the type, read without scripts."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import brotli
import pytest
from playwright.sync_api import Browser, Page, Route

pytestmark = [pytest.mark.browser, pytest.mark.bundle]

READ = {"front page": "", "article": "2026/shousetsu/", "archives": "archives/", "tags": "tag/"}
MOVED = """() => new Promise((resolve) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) sum += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  document.fonts.ready.then(() => requestAnimationFrame(() => requestAnimationFrame(
    () => resolve(sum))));
})"""
PAINTED = """() => new Promise((resolve) =>
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve))))"""
FACES = """() => [...new Set([...document.fonts]
  .filter((one) => one.status === "loaded").map((one) => one.family.replaceAll('"', "")))]"""
ASKED = """() => performance.getEntriesByType("resource").map((one) => one.name)"""
FOCUSED = """() => {
  const one = document.activeElement;
  const box = one.getBoundingClientRect();
  const rings = [one, ...one.querySelectorAll("*")]
    .flatMap((each) => [getComputedStyle(each), getComputedStyle(each, "::after")]);
  return {
    name: one.textContent.trim().slice(0, 40) || one.getAttribute("aria-label") || one.tagName,
    place: [...document.querySelectorAll("*")].indexOf(one),
    ring: rings.some((style) => style.outlineStyle === "solid" && style.outlineWidth === "3px"),
    seen: box.bottom > 0 && box.top < innerHeight && box.width > 0,
  };
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A phone."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", READ)
def test_nothing_moves_when_the_type_arrives_late(page: Page, address: str, name: str) -> None:
    """The page is painted in the fallback first: the files are held back until then.

    Latin letters may still give or take a pixel where none of the fallback's Latin faces is
    installed; rounded as it is reported, the shift is none.
    """
    held: list[Route] = []
    page.route("**/*.woff2", lambda route: held.append(route))
    page.goto(address + READ[name], wait_until="domcontentloaded")
    page.evaluate(PAINTED)
    assert page.evaluate(FACES) == ["Zen Maru Gothic Fallback"]
    while held:
        held.pop().continue_()
        page.evaluate(PAINTED)
    assert round(page.evaluate(MOVED), 3) == 0


@pytest.mark.parametrize("name", READ)
def test_headings_come_in_the_blogs_own_face(page: Page, address: str, name: str) -> None:
    page.goto(address + READ[name])
    page.evaluate("document.fonts.ready.then(() => true)")
    assert "Zen Maru Gothic" in page.evaluate(FACES)


@pytest.mark.parametrize("name", READ)
def test_a_page_costs_at_most_sixty_kilobytes(
    page: Page, address: str, site: Path, name: str
) -> None:
    """Compressed as hosts do, and without its pictures: page, style sheet and typeface."""
    page.goto(address + READ[name], wait_until="networkidle")
    files = [page.url, *page.evaluate(ASKED)]
    size = 0
    for url in files:
        path = url.removeprefix(address).partition("#")[0] or "index.html"
        data = (site / path / "index.html" if path.endswith("/") else site / path).read_bytes()
        if path.endswith((".svg", ".png", ".avif", ".webp", ".jpg")):
            continue
        size += len(data) if path.endswith(".woff2") else len(brotli.compress(data))
    assert size <= 60_000


@pytest.mark.parametrize("name", READ)
def test_a_preloaded_file_is_used(page: Page, address: str, name: str) -> None:
    unused: list[str] = []
    page.on("console", lambda message: unused.append(message.text))
    page.goto(address + READ[name])
    (ahead,) = page.eval_on_selector_all("link[rel=preload]", "all => all.map((one) => one.href)")
    page.evaluate("document.fonts.ready.then(() => true)")
    assert page.evaluate(ASKED).count(ahead) == 1
    assert unused == []


@pytest.mark.parametrize("name", READ)
def test_the_keyboard_goes_through_a_page_in_its_order(page: Page, address: str, name: str) -> None:
    page.goto(address + READ[name])
    stops: list[dict[str, Any]] = []
    page.keyboard.press("Tab")
    while not stops or page.evaluate("document.activeElement !== document.body"):
        stops.append(page.evaluate(FOCUSED))
        page.keyboard.press("Tab")
    assert [stop["place"] for stop in stops] == sorted(stop["place"] for stop in stops)
    assert (
        len(stops) == page.locator("a[href], summary, [tabindex='0'], button:not([hidden])").count()
    )
    assert [stop["name"] for stop in stops if not stop["ring"]] == []
    assert [stop["name"] for stop in stops if not stop["seen"]] == []


def test_the_contents_unfold_without_a_script(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "2026/imap-smtp/")
    first = page.locator(".toc a").first
    assert not first.is_visible()
    page.locator(".toc summary").click()
    assert first.is_visible()
    context.close()


def test_on_a_desk_the_contents_lie_open(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 1200, "height": 844})
    page = context.new_page()
    page.goto(address + "2026/imap-smtp/")
    assert page.locator(".toc a").first.is_visible()
    context.close()


@pytest.mark.parametrize("name", READ)
def test_paper_carries_the_letter_and_no_ways_on(page: Page, address: str, name: str) -> None:
    page.goto(address + READ[name])
    page.emulate_media(media="print")
    assert page.locator("h1").first.is_visible()
    assert not any(one.is_visible() for one in page.locator("nav").all())


def test_on_paper_an_address_elsewhere_is_written_out(page: Page, address: str) -> None:
    page.goto(address + "2026/gpg-pgp/")
    page.emulate_media(media="print")
    written = page.evaluate(
        """() => [...document.querySelectorAll('.prose a[href^="http"]')]
          .map((one) => getComputedStyle(one, "::after").content)"""
    )
    assert written
    assert all("http" in text for text in written)
