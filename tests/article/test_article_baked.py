"""What is baked plays at once, and goes on playing when Python can't be had."""

import pytest
from playwright.sync_api import expect

ARTICLE = "/blog/2026/imap-smtp/"
pytestmark = [pytest.mark.browser, pytest.mark.bundle]

FIGURE = "document.querySelector('#all-the-knobs')"


def test_baked_runs_play_with_runtime_and_bundle_unreachable(host, page):
    host.broken = ("/runtime-", "/bundle-")
    page.goto(host.origin + ARTICLE)
    page.wait_for_selector("#all-the-knobs[data-state=ready]")
    page.evaluate(f"""() => {{
      window.told = [];
      {FIGURE}.addEventListener("explainer-story", (event) => told.push(event.detail));
    }}""")
    buttons = page.locator("#all-the-knobs button[data-run]")
    assert buttons.count() >= 4
    for number, button in enumerate(buttons.all(), 1):
        button.click()
        page.wait_for_function("(n) => told.length >= n", arg=number)
    assert page.evaluate("told.every(({origin}) => origin === 'baked')")
    ids = page.evaluate("told.map(({story}) => story.outcome.id)")
    assert len(set(ids)) >= 3
    page.locator("#all-the-knobs button[data-do=play]").click()
    page.wait_for_function(f"() => {FIGURE}.step >= 2")
    assert host.python_asked() == []


def test_a_setting_within_what_is_baked_is_answered_at_once_while_python_fails(host, page):
    host.broken = ("/runtime-", "/bundle-")
    page.goto(host.origin + ARTICLE)
    page.wait_for_selector("#wrong-recipient[data-state=ready]")
    page.locator("#wrong-recipient select[name=recipient]").focus()
    page.locator("#wrong-recipient select[name=recipient]").select_option("exists")
    page.wait_for_function("() => document.querySelector('#wrong-recipient').story.outcome.ok")
    expect(page.locator("#wrong-recipient")).to_have_attribute("data-state", "failed")
    page.locator("#wrong-recipient button[data-do=next]").click()
    page.locator("#wrong-recipient select[name=recipient]").select_option("unknown")
    page.wait_for_function(
        "() => document.querySelector('#wrong-recipient').story.outcome.id === 'bounced'"
    )


def test_words_in_the_prose_drive_their_figure(article):
    article.locator('a.px-link[data-scene="bounce"]').click()
    article.wait_for_function(
        "() => { const figure = document.querySelector('#wrong-recipient');"
        " return figure.story.steps[figure.step - 1].id === 'bounce'; }"
    )
    assert "#" not in article.url


def test_whoever_listens_finds_the_element_as_the_reader_sees_it(article):
    seen = article.evaluate(f"""async () => {{
      const figure = {FIGURE};
      figure.goto(16);
      const heard = new Promise((resolve) => figure.addEventListener("explainer-story",
        ({{detail}}) => resolve([figure.step, detail.story.hero]), {{once: true}}));
      const story = await figure.run({{auth: "wrong"}});
      const [step, hero] = await heard;
      return story.steps[step - 1].id === hero;
    }}""")
    assert seen is True


def test_a_failed_boot_says_so_in_japanese_and_again_mends_it(host, page):
    host.broken = ("pyodide.asm.wasm",)
    page.goto(host.origin + ARTICLE)
    page.wait_for_selector("#all-the-knobs[data-state=ready]")
    before = page.evaluate(f"{FIGURE}.story")
    page.locator("#all-the-knobs input[name=subject]").fill("もういちど")
    page.locator("#all-the-knobs input[name=subject]").press("Tab")
    expect(page.locator("#all-the-knobs")).to_have_attribute("data-state", "failed", timeout=60_000)
    assert page.evaluate(f"{FIGURE}.story") == before
    again = page.locator("#all-the-knobs").get_by_role("button", name="もう一度")
    expect(again).to_be_visible()
    host.broken = ()
    again.click()
    expect(page.locator("#all-the-knobs")).to_have_attribute("data-state", "live", timeout=60_000)
    page.wait_for_function(f"() => {FIGURE}.story.settings.subject === 'もういちど'")


def test_another_figures_boot_leaves_this_one_alone(host, page):
    page.goto(host.origin + ARTICLE)
    page.wait_for_selector("#all-the-knobs[data-state=ready]")
    page.evaluate(f"{FIGURE}.run({{}})")
    expect(page.locator("#all-the-knobs")).to_have_attribute("data-state", "live")
    expect(page.locator("#wrong-recipient")).to_have_attribute("data-state", "ready")


def test_the_keyboard_alone_plays_steps_and_scrubs(article):
    figure = article.locator("#photo-to-friend")
    figure.locator("button[data-do=next]").focus()
    step = article.evaluate("document.querySelector('#photo-to-friend').step")
    article.keyboard.press("Enter")
    assert article.evaluate("document.querySelector('#photo-to-friend').step") == step + 1
    figure.locator("input[type=range]").focus()
    article.keyboard.press("Home")
    assert article.evaluate("document.querySelector('#photo-to-friend').step") == 1
    article.keyboard.press("ArrowRight")
    assert article.evaluate("document.querySelector('#photo-to-friend').step") == 2
