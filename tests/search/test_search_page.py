"""The search page as a reader meets it: on a phone, by keys, by link, and without JavaScript."""

import functools
import http.server
import re
import threading

import pytest
from playwright.sync_api import expect

from tests.seo.conftest import build

pytestmark = pytest.mark.browser

ARTICLE = """\
Title: {title}
Date: 2026-{date}
Category: 季節
Tags: 散歩
Summary: 話。
Stamp: leaf

{body}
"""
CONTENT = {
    "new.md": ARTICLE.format(
        title="秋の道",
        date="11-03",
        body="神社の紅葉を見て、焙じ茶を一杯。&lt;img src=x&gt;のような字も。",
    ),
    "old.md": ARTICLE.format(title="柿と紅葉", date="11-01", body="台所の柿。"),
}


class _UnderBlog(http.server.SimpleHTTPRequestHandler):
    """Serves the site under /blog/ and notes what was asked for."""

    asked: list[str]
    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | {
        ".mjs": "text/javascript"
    }

    def log_message(self, *_):
        pass

    def translate_path(self, path):
        self.asked.append(path)
        return super().translate_path("/" + path.removeprefix("/blog/").lstrip("/"))


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """The address of the search page of a published blog in a sub-path, and what was asked for."""
    place = tmp_path_factory.mktemp("search")
    (place / "content").mkdir()
    (place / "content" / "yomi.txt").write_text("紅葉: もみじ こうよう\n", "utf-8")
    setting = f"SEARCH_READINGS = {str(place / 'content' / 'yomi.txt')!r}"
    done = build(place, setting, **CONTENT)
    assert done.returncode == 0, done.stdout + done.stderr
    asked = []
    handler = type("Handler", (_UnderBlog,), {"asked": asked})
    handler = functools.partial(handler, directory=str(place / "output"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/blog/search/", asked
        server.shutdown()


@pytest.fixture
def phone(browser, served):
    """A phone, and every complaint of its console: of the policy, too."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    heard = []
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    served[1].clear()
    yield page
    context.close()
    assert heard == []


def _indexes(asked):
    return [path for path in asked if path.endswith(".bin")]


def test_typing_finds_by_reading_and_fetches_the_index_once(phone, served):
    address, asked = served
    phone.goto(address, wait_until="networkidle")
    assert _indexes(asked) == []
    field = phone.get_by_label("さがす言葉")
    field.press_sequentially("もみじ")
    expect(phone.get_by_role("status")).to_have_text("「もみじ」は2件見つかりました")
    titles = phone.locator(".search-title")
    expect(titles).to_have_text(["柿と紅葉", "秋の道"])  # a title counts more than a body
    field.fill("焙じ茶")
    expect(titles).to_have_text(["秋の道"])
    assert len(_indexes(asked)) == 1


def test_what_was_found_is_shown_as_text_with_its_marks(phone, served):
    phone.goto(f"{served[0]}?q=もみじ")
    snippet = phone.locator(".search-results li", has_text="秋の道").locator(".search-snippet")
    expect(snippet.locator("mark")).to_have_text(["紅葉"])
    expect(snippet).to_contain_text("<img src=x>")
    assert phone.locator(".search img").count() == 0


def test_a_link_brings_its_words_and_the_address_keeps_them_readable(phone, served):
    phone.goto(f"{served[0]}?q=焙じ茶+神社")
    expect(phone.get_by_label("さがす言葉")).to_have_value("焙じ茶 神社")
    expect(phone.locator(".search-title")).to_have_text(["秋の道"])
    phone.get_by_label("さがす言葉").fill("100% & お茶")
    phone.wait_for_url(re.compile("100"))
    assert phone.evaluate("decodeURI(location.search)") == "?q=100%+%26+お茶"
    assert phone.evaluate("new URLSearchParams(location.search).get('q')") == "100% & お茶"


def test_the_keyboard_alone_gets_from_the_field_to_the_article(phone, served):
    phone.goto(served[0])
    phone.get_by_label("さがす言葉").focus()
    phone.keyboard.type("焙じ茶")
    phone.keyboard.press("Enter")
    expect(phone.locator(".search-title")).to_have_text(["秋の道"])
    phone.keyboard.press("Tab")
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/blog/2026/new/")


def test_nothing_found_is_said_with_what_to_try(phone, served):
    phone.goto(f"{served[0]}?q=なまはげ")
    expect(phone.get_by_role("status")).to_contain_text("見つかりませんでした")
    expect(phone.locator(".search-results li")).to_have_count(0)


def test_an_emptied_field_shows_nothing(phone, served):
    phone.goto(f"{served[0]}?q=柿")
    expect(phone.locator(".search-results li")).to_have_count(1)
    phone.get_by_label("さがす言葉").fill("")
    expect(phone.locator(".search-results li")).to_have_count(0)
    expect(phone.get_by_role("status")).to_have_text("")


def test_a_failed_fetch_is_told_and_the_next_try_works(browser, served):
    page = browser.new_page()
    page.route("**/*.bin", lambda route: route.abort())
    page.goto(f"{served[0]}?q=柿")
    expect(page.get_by_role("status")).to_contain_text("もう一度 Enter")
    page.unroute("**/*.bin")
    page.get_by_label("さがす言葉").press("Enter")
    expect(page.get_by_role("status")).to_have_text("「柿」は1件見つかりました")
    page.close()


def test_without_javascript_every_article_is_a_link_away_and_no_dead_box_is_shown(browser, served):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served[0])
    expect(page.get_by_label("さがす言葉")).to_be_hidden()
    expect(page.get_by_text("JavaScript を使います")).to_be_visible()
    links = set(page.locator("main a").evaluate_all("all => all.map((one) => one.href)"))
    base = served[0].removesuffix("search/")
    assert {f"{base}2026/new/", f"{base}2026/old/", f"{base}tag/sanpo/"} <= links
    assert {f"{base}2026/11/", f"{base}category/kisetsu/"} <= links
    context.close()


def test_nothing_on_the_page_moves_when_its_script_comes(browser, served):
    """CLS 0: the box has its place before the script runs."""
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(served[0], wait_until="networkidle")
    shift = page.evaluate(
        """() => new Promise((tell) => new PerformanceObserver((list) => tell(
          list.getEntries().reduce((sum, one) => sum + one.value, 0)
        )).observe({type: "layout-shift", buffered: true}) || setTimeout(() => tell(0), 300))"""
    )
    assert shift == 0
    page.close()


def test_the_data_for_search_engines_is_no_offence_to_the_policy(phone, served):
    """JSON-LD is data that is never run: script-src has nothing to say to it."""
    phone.goto(served[0].replace("search/", "2026/new/"), wait_until="networkidle")
    assert phone.locator("script[type='application/ld+json']").count() == 1
