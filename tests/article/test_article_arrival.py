"""Where a reader comes to in the mail article: figures further down may be laid out later, but no
one may lose their place by it."""

import pytest

ARTICLE = "/blog/2026/imap-smtp/"
FORMS = ".px-embed ~ .px-embed .px-form"
READY = (
    "() => [...document.querySelectorAll('py-explainer')]"
    ".every((figure) => figure.hasAttribute('data-drawn'))"
)
PLACE = """() => {
  const all = [...document.querySelectorAll(".prose > *")];
  const index = all.findLastIndex((one) => one.getBoundingClientRect().top <= 60);
  return [index, Math.round(all[index].getBoundingClientRect().top)];
}"""
TOP = """(index) => Math.round(
  [...document.querySelectorAll(".prose > *")][index].getBoundingClientRect().top)"""
MOVED = """() => new Promise((done) => {
  const moved = [];
  new PerformanceObserver((list) => {
    for (const { sources } of list.getEntries()) {
      for (const { node } of sources) {
        const one = node instanceof Element ? node : node?.parentElement;
        if (one?.closest(".px-embed, .px-embed ~ *")) moved.push(one.className || one.nodeName);
      }
    }
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(moved), 100);
})"""
pytestmark = [pytest.mark.browser, pytest.mark.bundle]


@pytest.fixture(params=[390, 1200])
def reader(request, host, browser):
    context = browser.new_context(viewport={"width": request.param, "height": 844})
    yield context.new_page()
    host.release.set()
    context.close()


def forms_shown(page):
    """How many forms behind the first figure are there to be seen."""
    return page.locator(f"{FORMS}:visible").count()


def test_until_the_player_comes_later_figures_wait_and_a_pressed_link_finds_its_place(reader, host):
    host.held = ("/player.mjs",)
    reader.goto(host.origin + ARTICLE, wait_until="commit")
    reader.locator(".site-footer").wait_for(state="attached")
    assert forms_shown(reader) == 0
    link = reader.locator(".toc a").last
    if not link.is_visible():
        reader.locator(".toc summary").click()
    link.click()
    assert forms_shown(reader) == reader.locator(FORMS).count() > 3
    target = reader.locator(f"[id='{link.get_attribute('href').removeprefix('#')}']")
    reader.wait_for_function("() => scrollY > 1000")
    before = round(target.bounding_box()["y"])
    assert 0 <= before < 200
    host.release.set()
    reader.wait_for_function(READY)
    assert abs(round(target.bounding_box()["y"]) - before) <= 1


def test_at_the_end_every_figure_is_laid_out_and_nothing_has_moved_in_sight(reader, host):
    reader.goto(host.origin + ARTICLE)
    reader.wait_for_function(READY)
    assert forms_shown(reader) == reader.locator(FORMS).count()
    kinds = reader.evaluate(
        "() => [...document.querySelectorAll('.px-figure > *, .px-picture')]"
        ".map((piece) => getComputedStyle(piece).contentVisibility)"
    )
    assert set(kinds) == {"visible"}
    assert reader.evaluate(MOVED) == []


@pytest.mark.parametrize("part", [0.3, 0.6, 0.9])
def test_a_page_opened_again_stands_where_it_was(reader, host, part):
    reader.goto(host.origin + ARTICLE)
    reader.wait_for_function(READY)
    reader.evaluate("(part) => scrollTo(0, document.body.scrollHeight * part)", part)
    index, top = reader.evaluate(PLACE)
    reader.reload()
    reader.wait_for_function(READY)
    assert abs(reader.evaluate(TOP, index) - top) <= 1


def test_an_address_with_a_place_leads_there(reader, host):
    for ident in ("left-behind", "error-reader", "pop3-apart"):
        reader.goto("about:blank")
        reader.goto(f"{host.origin}{ARTICLE}#{ident}")
        reader.wait_for_function(READY)
        assert 0 <= reader.locator(f"#{ident}").bounding_box()["y"] < 60, ident


def test_without_the_player_a_page_opened_again_is_whole(reader, host):
    host.broken = ("/player.mjs",)
    reader.goto(f"{host.origin}{ARTICLE}#left-behind")
    assert forms_shown(reader) == reader.locator(FORMS).count()
