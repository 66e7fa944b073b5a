"""今日の候: the table of dates, and the reader's day taking the place of the build's."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

import koyomi
import pytest
from playwright.sync_api import Browser, Page
from seasons.today import days_table

from tests.conftest import ROOT

TABLE = json.loads(days_table(2026))


def _told(day: date) -> int:
    """The 候 that the table gives for a day, found as the page does."""
    return [number for start, number in TABLE["days"] if start <= day.isoformat()][-1]


def test_the_table_and_the_calendar_agree_on_every_day_of_three_years() -> None:
    days = (date(2026, 1, 1) + timedelta(days=number) for number in range(3 * 365))
    assert [day for day in days if _told(day) != koyomi.ko_on(day).number] == []


def test_the_table_ends_two_years_after_the_build() -> None:
    assert TABLE["until"] == koyomi.ko_in(2028)[-1].end.isoformat()


def test_the_table_is_small() -> None:
    assert len(days_table(2026)) < 16_000


def test_the_type_checker_finds_nothing() -> None:
    node = Path(sys.executable).with_name("node")
    done = subprocess.run(
        [node, "node_modules/typescript/bin/tsc", "-p", "plugins/seasons/tsconfig.json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def _open(browser: Browser, address: str, at: str, zone: str, **options: object) -> Page:
    """The front page at a moment, on a machine in another time zone."""
    context = browser.new_context(timezone_id=zone, **options)  # type: ignore[arg-type]
    page = context.new_page()
    page.clock.set_fixed_time(at)
    page.goto(address)
    return page


@pytest.mark.browser
@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Pacific/Kiritimati", "Asia/Tokyo"])
@pytest.mark.parametrize(
    ("at", "day", "name"),
    [
        ("2026-11-26T14:59:59Z", "11月26日", "虹蔵不見"),  # 23:59:59 in Japan
        ("2026-11-26T15:00:00Z", "11月27日", "朔風払葉"),  # midnight in Japan
        ("2027-12-31T15:00:00Z", "1月1日", "雪下出麦"),
        ("2026-11-20T00:00:00Z", "11月20日", "金盞香"),  # a clock that is slow
    ],
)
def test_the_days_ko_is_told_by_the_day_in_japan(
    browser: Browser, little_address: str, at: str, day: str, name: str, zone: str
) -> None:
    page = _open(browser, little_address, at, zone)
    page.wait_for_selector("[data-told]")
    told = [page.inner_text(f"[data-part={part}]") for part in ("day", "name")]
    hidden = page.is_hidden("[data-part=built]")
    page.context.close()
    assert (told, hidden) == ([day, name], True)


@pytest.mark.browser
def test_the_days_ko_leads_to_its_page_and_the_wheel_marks_it(
    browser: Browser, little_address: str
) -> None:
    page = _open(browser, f"{little_address}season/", "2027-02-04T03:00:00Z", "Europe/Paris")
    page.wait_for_selector("[data-told]")
    marked = page.locator(".wheel [aria-current]").get_attribute("data-sekki")
    page.click("[data-today-ko] a")
    page.wait_for_url("**/season/risshun/#ko-1")
    page.context.close()
    assert marked == "risshun"


@pytest.mark.browser
@pytest.mark.parametrize("at", ["2031-05-05T00:00:00Z", "2027-03-03T00:00:00Z"])
def test_where_the_day_can_not_be_told_the_builds_day_stays_marked(
    browser: Browser, little_address: str, at: str
) -> None:
    """The table has ended in the first case, and can't be fetched in the second."""
    context = browser.new_context()
    page = context.new_page()
    page.clock.set_fixed_time(at)
    if at.startswith("2027"):
        page.route("**/days-*.json", lambda route: route.fulfill(status=503))
    with page.expect_response("**/days-*.json"):
        page.goto(little_address)
    page.wait_for_load_state("networkidle")
    text = page.inner_text(".today-ko-day")
    context.close()
    assert text == "11月26日（このページをつくった日）"


@pytest.mark.browser
def test_on_the_builds_own_days_no_table_is_fetched(browser: Browser, little_address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.clock.set_fixed_time("2026-11-24T03:00:00Z")
    page.goto(little_address)
    page.wait_for_selector("[data-told]")
    context.close()
    assert [url for url in asked if "days-" in url] == []


@pytest.mark.browser
def test_the_wheel_is_walked_by_keyboard_without_javascript(
    browser: Browser, little_address: str
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(f"{little_address}season/")
    page.locator(".wheel a").first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/season/usui/")
    context.close()


@pytest.fixture(scope="module")
def wide_open(browser: Browser, little_address: str) -> Iterator[Callable[..., Page]]:
    """A page of the tiny blog, only to be looked at: the next test finds it still open."""
    context = browser.new_context(bypass_csp=True)  # lifted only for axe's own script
    page = context.new_page()

    def show(url: str, width: int, theme: Literal["light", "dark"] = "light") -> Page:
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(color_scheme=theme)
        if page.url != little_address + url:
            page.goto(little_address + url)
        return page

    yield show
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 360, 390, 768, 1200])
@pytest.mark.parametrize("url", ["", "season/", "season/shousetsu/", "2026/persimmon/"])
def test_nothing_is_wider_than_the_window(
    wide_open: Callable[..., Page], url: str, width: int
) -> None:
    assert wide_open(url, width).evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 390])
def test_names_on_the_wheel_stay_apart_and_legible(
    wide_open: Callable[..., Page], width: int
) -> None:
    page = wide_open("season/", width)
    boxes = [name.bounding_box() for name in page.locator(".wheel-name").all()]
    for one, following in zip(boxes, [*boxes[1:], boxes[0]], strict=True):
        assert one
        assert following
        assert one["height"] >= 12
        across = abs(one["x"] - following["x"]) >= one["width"]
        down = abs(one["y"] - following["y"]) >= 0.6 * one["height"]
        assert across or down


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("url", ["", "season/", "season/daikan/", "2026/persimmon/"])
def test_axe_finds_nothing(wide_open: Callable[..., Page], url: str, theme: str) -> None:
    page = wide_open(url, 390, theme)
    page.add_script_tag(path=ROOT / "node_modules" / "axe-core" / "axe.min.js")
    found = page.evaluate("async () => (await axe.run()).violations.map((one) => one.id)")
    assert found == []
