"""Whatever goes wrong: what was shown stays, the reader is told once, and もう一度 works."""

import pytest
from playwright.sync_api import expect

from tests.article.conftest import ARTICLE, CSP

pytestmark = [pytest.mark.browser, pytest.mark.bundle]

ID = "#all-the-knobs"
FIGURE = f"document.querySelector('{ID}')"
FILES = (
    "pyodide.mjs",
    "pyodide.asm.mjs",
    "pyodide.asm.wasm",
    "stdlib.zip",
    "pyodide-lock.json",
    "first.zip",
)


@pytest.fixture
def opened(host, page):
    page.goto(host.origin + ARTICLE)
    page.wait_for_selector(f"{ID}[data-state=ready]")
    return page


def ask(page, subject):
    page.locator(f"{ID} input[name=subject]").fill(subject)
    page.locator(f"{ID} input[name=subject]").press("Tab")


def until(page, state):
    expect(page.locator(ID)).to_have_attribute("data-state", state, timeout=60_000)


def press_again(page):
    page.locator(ID).get_by_role("button", name="もう一度").click()


def shown(page):
    return page.evaluate(f"{FIGURE}.story")


def is_mended(page, subject):
    press_again(page)
    until(page, "live")
    page.wait_for_function(f"(words) => {FIGURE}.story.settings.subject === words", arg=subject)


@pytest.mark.parametrize("way", ["missing", "torn", "short", "other"])
def test_each_file_of_the_boot_may_be_spoilt(host, opened, way):
    before = shown(opened)
    words = ""
    for file in FILES:
        host.spoilt = {} if way == "missing" else {f"/{file}": way}
        host.broken = (f"/{file}",) if way == "missing" else ()
        if words:
            press_again(opened)
        else:
            ask(opened, "もういちど")
        opened.wait_for_function(
            f"(was) => {FIGURE}.dataset.state === 'failed' && was !== "
            f"{FIGURE}.querySelector('.px-said').textContent",
            arg=words,
            timeout=60_000,
        )
        words = opened.locator(f"{ID} .px-said").inner_text()
        assert file in words
        assert shown(opened) == before
        expect(opened.locator(f"{ID} .px-svg")).to_be_visible()
    host.spoilt, host.broken = {}, ()
    is_mended(opened, "もういちど")


@pytest.mark.parametrize("file", ["pyodide.mjs", "pyodide.asm.mjs"])
def test_a_runtime_that_this_browser_cannot_read_is_not_called_lost(host, opened, file):
    before = shown(opened)
    host.spoilt = {f"/{file}": "new"}
    ask(opened, "むかしのブラウザ")
    until(opened, "failed")
    said = opened.locator(f"{ID} .px-said").inner_text()
    assert said == "このブラウザでは、Pythonを動かせませんでした。"
    assert shown(opened) == before


def test_the_line_is_cut_while_loading_and_comes_back(host, opened):
    before = shown(opened)
    host.held = ("first.zip",)
    ask(opened, "トンネル")
    until(opened, "loading")
    opened.context.set_offline(True)
    host.broken, host.held = ("first.zip",), ()
    host.release.set()
    until(opened, "failed")
    assert shown(opened) == before
    opened.locator(f"{ID} button[data-do=next]").click()  # what is there goes on playing
    opened.context.set_offline(False)
    host.broken = ()
    is_mended(opened, "トンネル")


def test_a_host_that_forbids_webassembly_is_told_at_once(host, page):
    host.policy = CSP.replace(" 'wasm-unsafe-eval'", "")
    page.goto(host.origin + ARTICLE)
    page.wait_for_selector(f"{ID}[data-state=ready]")
    before = shown(page)
    ask(page, "むり")
    until(page, "failed")
    assert "WebAssembly" in page.locator(f"{ID} .px-said").inner_text()
    assert shown(page) == before
    page.locator(f"{ID} button[data-run]").nth(1).click()
    before = before["outcome"]["id"]
    page.wait_for_function(f"(was) => {FIGURE}.story.outcome.id !== was", arg=before)


def test_storage_and_channels_refused_change_nothing(host, page):
    page.add_init_script("""
      for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"])
        Object.defineProperty(window, name, { get() { throw new DOMException("no") } });
      delete window.BroadcastChannel;
      Object.defineProperty(navigator, "locks", { value: undefined });
    """)
    wrong = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(host.origin + ARTICLE)
    page.wait_for_selector(f"{ID}[data-state=ready]")
    ask(page, "しまえない")
    until(page, "live")
    page.locator("#one-box").scroll_into_view_if_needed()
    page.locator("#one-box [data-act]:visible").first.click()
    page.wait_for_function("() => document.querySelector('#one-box').actions.length === 1")
    assert wrong == []


def test_a_tab_that_slept_goes_on(host, opened):
    session = opened.context.new_cdp_session(opened)
    host.held = ("first.zip",)
    ask(opened, "うたたね")
    until(opened, "loading")
    session.send("Page.setWebLifecycleState", {"state": "frozen"})
    host.held = ()
    host.release.set()
    session.send("Page.setWebLifecycleState", {"state": "active"})
    until(opened, "live")
    opened.wait_for_function(f"() => {FIGURE}.story.settings.subject === 'うたたね'")
    session.send("Page.setWebLifecycleState", {"state": "frozen"})
    session.send("Page.setWebLifecycleState", {"state": "active"})
    story = opened.evaluate(f"{FIGURE}.run({{subject: 'おはよう'}})")
    assert story["settings"]["subject"] == "おはよう"


def test_five_hundred_fast_clicks_end_where_the_last_one_leads(opened, host):
    wrong = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.evaluate(f"""() => {{
      const buttons = [...{FIGURE}.querySelectorAll(
        'button[data-run], [data-do=play], [data-do=next], [data-do=back], [data-do=first]')];
      let seed = 7;
      for (let n = 0; n < 500; n++) {{
        seed = (seed * 16807) % 2147483647;
        buttons[seed % buttons.length].click();
      }}
      {FIGURE}.querySelectorAll('button[data-run]')[2].click();
    }}""")
    last = f"{FIGURE}.querySelectorAll('button[data-run]')[2]"
    opened.wait_for_function(
        f"() => JSON.stringify(JSON.parse({last}.dataset.settings).recipient) "
        f"=== JSON.stringify({FIGURE}.story.settings.recipient)"
    )
    assert opened.evaluate(f"{last}.getAttribute('aria-pressed')") == "true"
    wanted = opened.evaluate(f"JSON.parse({last}.dataset.settings)")
    story = shown(opened)
    assert {name: story["settings"][name] for name in wanted} == wanted
    assert host.python_asked() == []
    assert wrong == []
