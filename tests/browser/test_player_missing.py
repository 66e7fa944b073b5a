"""The player does not come, or the browser can't read it: the figure is whole, and says so.

What a browser that is really old does is in tests/other_browsers/test_too_old.py.
"""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

OLD = "このブラウザでは図を動かせませんが、絵と文章はこのまま読めます。"
LOST = "図を動かす部品を受けとれませんでしたが、絵と文章はこのまま読めます。"
STILL = "図を動かす部品をまだ受けとれませんが、絵と文章はこのまま読めます。"
BROKEN = "export class PyExplainer { # }"
WITHOUT = ["window.customElements", "Array.prototype.at"]


@pytest.fixture
def reader(page, served):
    """Open the page with two figures, after what a test has in store for it."""
    page.set_viewport_size({"width": 390, "height": 844})
    return lambda: page.goto(f"{served}/embedded.html") and page


def answered(page, name, **how):
    page.route(f"**/{name}", lambda route: route.fulfill(content_type="text/javascript", **how))


def told(page, words, ident="post", again=False):
    """These words and nothing else stand there, and a button where it could help."""
    engine = page.locator(f"#{ident} .px-engine")
    assert engine.locator("p:visible").all_inner_texts() == [words]
    assert engine.get_by_role("button", name="もう一度").is_visible() == again


def holds_whole(page, ident="post"):
    """The picture, its line, its end and its words are there; nothing that could not work is."""
    figure = page.locator(f"#{ident}")
    assert figure.get_attribute("data-state") == "static"
    assert figure.locator(".px-frame:visible").count() == 1
    assert figure.locator(".px-say:visible").count() == 1
    assert figure.locator(".px-end").is_visible()
    assert figure.locator("form").is_visible()
    words = figure.locator(".px-transcript li")
    assert words.count() > 3
    assert all(line.is_visible() for line in words.all())
    assert figure.locator("button:enabled:visible:not([data-do=retry])").count() == 0
    assert figure.locator(".px-player button:visible, .px-switch button:visible").count() == 0
    page.evaluate("document.getAnimations().forEach((one) => one.finish())")  # px-late
    figure.locator("details[data-lens=bytes] > summary").click()
    assert "220 mail.example" in figure.locator("details[data-lens=bytes]").inner_text()


@pytest.mark.parametrize("name", ["player.mjs", "element.mjs"])
def test_a_browser_that_cannot_read_the_player_is_told_in_one_sentence(reader, page, name):
    answered(page, name, body=BROKEN)
    reader()
    for ident in ("second", "post"):
        told(page, OLD, ident)
        holds_whole(page, ident)


@pytest.mark.parametrize("what", WITHOUT)
def test_a_browser_that_lacks_what_the_player_needs_is_told_in_one_sentence(reader, page, what):
    page.add_init_script(f"delete {what}")
    reader()
    for ident in ("second", "post"):
        told(page, OLD, ident)
        holds_whole(page, ident)


@pytest.mark.parametrize("name", ["player.mjs", "element.mjs", "words.mjs"])
@pytest.mark.parametrize("how", ["404", "cut"])
def test_a_file_that_did_not_come_is_told_with_a_way_to_try_again(reader, page, name, how):
    if how == "404":
        answered(page, name, status=404, body="no")
    else:
        page.route(f"**/{name}", lambda route: route.abort())
    reader()
    for ident in ("second", "post"):
        told(page, LOST, ident, again=True)
        holds_whole(page, ident)
    page.unroute(f"**/{name}")
    page.locator("#second [data-do=retry]").click()
    page.wait_for_selector("#post[data-state=ready]")
    page.wait_for_selector("#second[data-state=ready]")
    expect(page.locator("#post .px-said")).to_be_hidden()


def test_without_a_line_trying_again_keeps_the_page(reader, page):
    page.route("**/player.mjs", lambda route: route.abort())
    reader()
    page.evaluate("window.same = true")
    page.locator("#post [data-do=retry]").click()
    expect(page.locator("#post .px-said")).to_have_text(STILL)
    assert page.evaluate("window.same")
    holds_whole(page)


def test_a_slow_player_is_waited_for_and_nothing_is_said(reader, page, served):
    held = []
    page.route("**/element.mjs", lambda route: held.append(route))
    page.goto(f"{served}/embedded.html", wait_until="commit")
    page.wait_for_selector("#second .px-end")
    assert page.locator("#post .px-said").text_content() == ""
    assert page.locator("#post .px-player").is_visible()
    held[0].continue_()
    page.wait_for_selector("#post[data-state=ready]")
    page.wait_for_load_state("load")
    assert page.locator("#post .px-said").text_content() == ""
    assert page.locator("#post .px-transcript").get_attribute("open") is None


def test_another_script_that_did_not_come_is_not_the_players(reader, page):
    answered(page, "element.mjs", body=BROKEN)
    page.add_init_script(
        "addEventListener('DOMContentLoaded', () => {"
        " const other = document.createElement('script');"
        " other.src = 'gone.js'; document.body.append(other); })"
    )
    reader()
    told(page, OLD)


def test_words_above_the_reader_stay_closed_for_they_would_push_away_what_is_read(
    reader, page, served
):
    held = []
    page.route("**/player.mjs", lambda route: held.append(route))
    page.goto(f"{served}/embedded.html", wait_until="commit")
    page.wait_for_selector("#second .px-end")
    page.evaluate("document.querySelector('#second').scrollIntoView()")
    held[0].abort()
    expect(page.locator("#second .px-said")).to_have_text(LOST)
    assert page.locator("#post .px-transcript").get_attribute("open") is None
    assert page.locator("#second .px-transcript").get_attribute("open") is not None


@pytest.mark.parametrize(
    ("without", "fetched"),
    [("", False), ("delete window.CSS", True), ("CSS.supports = () => false", True)],
    ids=["today's", "none", "older"],
)
def test_a_plain_style_is_fetched_only_where_the_figures_own_asks_too_much(
    reader, page, without, fetched
):
    asked = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.add_init_script(without)
    reader()
    page.wait_for_selector("#post[data-state=ready]")
    assert ("plain.css" in asked) == fetched
