"""The letter on 十五夜 as a reader gets it: the kit's second use, under the site's own policy."""

import json

import brotli
import pytest
from explainer_kit import find
from playwright.sync_api import expect

from tests.article.test_article_opened import AXE, LAYOUT

LETTER = "/blog/2026/juugoya/"
FIGURE = "document.getElementById('tonight')"
DAYS = ("1952-01-01", "1999-05-12", "2025-02-03", "2026-09-27", "2030-02-18", "2032-12-31")
pytestmark = [pytest.mark.browser, pytest.mark.bundle]


@pytest.fixture
def letter(host, page, complaints):
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(host.origin + LETTER)
    page.wait_for_selector("#tonight[data-state=ready]")
    return page


def test_any_day_is_told_in_the_browser_as_the_build_tells_it(letter, complaints):
    for day in DAYS:
        told = letter.evaluate(f"(date) => {FIGURE}.run({{date}})", day)
        text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert text.encode() == find("season_wheel").run({"date": day}).to_bytes(), day
    assert complaints == []


def test_the_days_beside_the_letters_own_need_no_python(host, letter):
    host.broken = ("/runtime-", "/bundle-")
    letter.locator("[data-do=reveal]").click()
    for name, day in (("次の日", "2026-09-26"), ("もとの条件にもどす", "2026-09-25")):
        letter.get_by_role("button", name=name).click()
        letter.wait_for_function(f"(day) => {FIGURE}.story.settings.date === day", arg=day)


def test_the_moon_is_asked_about_before_it_is_shown(letter):
    figure = letter.locator("#tonight")
    expect(figure.locator(".px-frame.is-on .sw-lit")).to_have_count(0)
    figure.get_by_role("button", name="月は、左がわがすこし欠けています。").click()
    letter.wait_for_function(f"() => {FIGURE}.story.steps[{FIGURE}.step - 1].id === 'moon'")
    expect(figure.locator(".px-frame.is-on .sw-lit")).to_have_count(2)


def test_words_of_the_letter_lead_to_steps_of_the_figure(letter):
    letter.locator('a.px-link[data-scene="quarter-after"]').click()
    step = letter.evaluate(f"{FIGURE}.story.steps[{FIGURE}.step - 1].say")
    assert step == "9月27日、満月。"


@pytest.mark.parametrize("width", [320, 390, 1200])
def test_nothing_overlaps_overflows_or_is_too_small_in_any_step(host, browser, width):
    context = browser.new_context(viewport={"width": width, "height": 844})
    page = context.new_page()
    page.goto(host.origin + LETTER)
    page.wait_for_selector("#tonight[data-state=ready]")
    for number in range(1, page.evaluate(f"{FIGURE}.story.steps.length") + 1):
        page.evaluate(f"(n) => {FIGURE}.goto(n)", number)
        assert page.evaluate(LAYOUT) == [], f"step {number}"
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(host, browser, scheme):
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    page.goto(host.origin + LETTER)
    page.wait_for_selector("#tonight[data-state=ready]")
    page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
    page.add_script_tag(path=str(AXE))
    found = page.evaluate("axe.run().then((done) => done.violations)")
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == []
    context.close()


def test_the_calendars_part_is_paid_by_its_own_readers_alone(letter, host, site):
    letter.evaluate(f"{FIGURE}.run({{date: '2026-11-26'}})")
    (part,) = {path for path in host.python_asked() if path.endswith("/koyomi.zip")}
    sent = (site / (part.removeprefix("/blog/") + ".br")).stat().st_size
    assert 100_000 < sent <= 160_000
    host.asked.clear()
    letter.goto(host.origin + "/blog/2026/imap-smtp/")
    letter.wait_for_selector("#all-the-knobs[data-state=ready]")
    letter.evaluate("document.getElementById('all-the-knobs').run({})")
    assert not [path for path in host.python_asked() if path.endswith("/koyomi.zip")]


def test_the_letter_before_intent_costs_at_most_80_kb(letter, host, site):
    letter.wait_for_load_state("networkidle")
    asked = {path.removeprefix("/blog/") or "index.html" for path in host.asked}
    files = [site / (path + "index.html" if path.endswith("/") else path) for path in asked]
    sizes = [
        len(brotli.compress(file.read_bytes()))
        for file in files
        if file.is_file() and file.suffix not in (".png", ".svg", ".ico")
    ]
    assert sum(sizes) <= 80_000, sizes
