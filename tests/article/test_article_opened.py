"""A reader opens the mail article: what is there before they ask anything."""

import gzip
import re
from pathlib import Path
from types import SimpleNamespace

import brotli
import pytest
from playwright.sync_api import expect

ARTICLE = "/blog/2026/imap-smtp/"
pytestmark = [pytest.mark.browser, pytest.mark.bundle]

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture
def plain(host, browser):
    """The article with JavaScript off."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(host.origin + ARTICLE)
    yield page
    context.close()


def test_without_javascript_every_figure_is_whole(plain):
    figures = plain.locator("py-explainer:has(svg)")
    assert figures.count() >= 9
    for number in range(figures.count()):
        figure = figures.nth(number)
        expect(figure).to_have_attribute("data-state", "static")
        expect(figure.locator("svg").first).to_be_visible()
        expect(figure.locator(".px-says")).to_be_visible()
        assert figure.locator(".px-transcript li").count() >= 1
        expect(figure.locator("fieldset").first).to_have_attribute("disabled", "")


UNDER = """(name) => {
  const { textDecorationStyle, textDecorationLine } = getComputedStyle(name);
  return textDecorationStyle + textDecorationLine;
}"""


def test_names_of_what_can_be_touched_look_it_only_where_they_can(article, plain):
    name = "#photo-to-friend .px-name >> nth=0"
    assert article.locator(name).evaluate(UNDER) == "dottedunderline"
    assert plain.locator(name).evaluate(UNDER) == "solidnone"


def test_without_javascript_the_right_values_of_all_companies_are_there(plain):
    table = plain.locator("#settings-check").get_by_role("region", name="会社の表")
    expect(table).to_be_visible()
    expect(table).to_contain_text("imap.spmode.ne.jp")


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("相手の局の窓口", "#wrong-recipient-relay-refused"),  # in the prose
        ("スマホの画面が前のまま", "#left-behind-behind"),  # in a caption
    ],
)
def test_without_javascript_words_lead_to_the_transcripts_line(plain, words, line):
    plain.locator("a.px-link", has_text=words).click()
    assert plain.url.endswith(line)
    expect(plain.locator(line)).to_be_visible()


def test_without_javascript_the_transcript_and_the_bytes_open(plain):
    figure = plain.locator("py-explainer").first
    for summary in figure.locator("summary").all():
        if summary.is_visible():
            summary.click()
    expect(figure.locator(".px-transcript")).to_contain_text("\\Seen という印")
    expect(figure.locator("[data-lens=bytes]")).to_contain_text("MAIL FROM:<hana@example.jp>")


def test_nothing_of_python_is_fetched_before_it_is_asked_for(article, host):
    height = article.evaluate("document.body.scrollHeight")
    for y in range(0, height, 600):
        article.mouse.wheel(0, 600)
        article.wait_for_function("(y) => scrollY >= Math.min(y, 1)", arg=y)
    for button in article.locator("button[data-do=play]:enabled").all():
        button.click()
    for button in article.locator("button[data-run]").all():
        button.click()
    article.wait_for_load_state("networkidle")
    assert host.python_asked() == []


@pytest.fixture(scope="module")
def heard(_host, browser):
    """What is asked for and said while the article opens and computes a run of the reader's own."""
    _host.mend()
    strangers, complaints = [], []
    context = browser.new_context()
    page = context.new_page()
    page.on(
        "request",
        lambda request: (
            None if request.url.startswith(_host.origin) else strangers.append(request.url)
        ),
    )
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(_host.origin + ARTICLE)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.querySelector('py-explainer').run({subject: 'しずか'})")
    context.close()
    return SimpleNamespace(
        strangers=strangers, complaints=complaints, python=set(_host.python_asked())
    )


def test_every_request_stays_at_home(heard):
    assert heard.strangers == []
    assert heard.python


def test_the_console_stays_silent(heard):
    assert heard.complaints == []


def test_the_page_before_intent_costs_at_most_100_kb(article, host, site):
    article.wait_for_load_state("networkidle")
    asked = {path.removeprefix("/blog/") or "index.html" for path in host.asked}
    files = [site / (path + "index.html" if path.endswith("/") else path) for path in asked]
    sizes = {
        file.relative_to(site).as_posix(): len(brotli.compress(file.read_bytes()))
        for file in files
        if file.is_file() and file.suffix not in (".png", ".svg", ".ico")
    }
    assert sum(sizes.values()) <= 100_000, sizes


def test_the_page_itself_is_small_for_a_host_with_gzip_only(site):
    page = (site / "2026" / "imap-smtp" / "index.html").read_bytes()
    assert len(gzip.compress(page, 9)) <= 110_000


def test_runtime_and_first_bundle_cost_at_most_4_2_mb(heard, site):
    sent = 0
    for path in heard.python:
        file = site / path.removeprefix("/blog/")
        beside = file.with_name(file.name + ".br")
        sent += (beside if beside.is_file() else file).stat().st_size
    assert 2_000_000 < sent <= 4_200_000


@pytest.mark.parametrize("width", [320, 390, 1200])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(host, browser, width, scheme):
    context = browser.new_context(
        viewport={"width": width, "height": 844}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    page.goto(host.origin + ARTICLE)
    page.wait_for_selector("py-explainer[data-state=ready]")
    page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
    page.add_script_tag(path=str(AXE))
    found = page.evaluate("axe.run().then((done) => done.violations)")
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == []
    context.close()


LAYOUT = """() => {
  const faults = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) faults.push(`page scrolls: ${root.scrollWidth}`);
  const seen = (el) => el.checkVisibility({visibilityProperty: true, opacityProperty: true});
  const name = (el) => `${el.tagName}.${el.className} ${el.textContent.trim().slice(0, 20)}`;
  for (const figure of document.querySelectorAll("py-explainer")) {
    const box = figure.getBoundingClientRect();
    const press = figure.querySelectorAll("button, select, summary, textarea, input");
    for (const el of press) {
      if (!seen(el) || el.disabled) continue;
      const hit = (el.closest("label") ?? el).getBoundingClientRect();
      const own = el.getBoundingClientRect();
      if (Math.max(hit.height, own.height) < 43.5 || Math.max(hit.width, own.width) < 43.5)
        faults.push(`small: ${name(el)} ${own.width}x${own.height}`);
      if (own.right > box.right + 1 || own.left < box.left - 1) faults.push(`out: ${name(el)}`);
    }
    const labels = [...figure.querySelectorAll(".px-names > *")].filter(seen);
    const rects = labels.map((el) => [el, el.getBoundingClientRect()]);
    rects.forEach(([a, ra], i) => rects.slice(i + 1).forEach(([b, rb]) => {
      const over = Math.min(ra.right, rb.right) - Math.max(ra.left, rb.left);
      const deep = Math.min(ra.bottom, rb.bottom) - Math.max(ra.top, rb.top);
      if (over > 1 && deep > 1) faults.push(`overlap: ${name(a)} / ${name(b)}`);
    }));
  }
  return faults;
}"""


@pytest.mark.parametrize("width", [320, 390, 1200])
def test_nothing_overlaps_overflows_or_is_too_small_in_any_step(host, browser, width):
    context = browser.new_context(viewport={"width": width, "height": 844})
    page = context.new_page()
    page.goto(host.origin + ARTICLE)
    page.wait_for_function("() => !document.querySelector('py-explainer:not([data-drawn])')")
    steps = page.evaluate("document.querySelector('py-explainer').story.steps.length")
    for number in range(1, steps + 1):
        page.evaluate(
            "(n) => document.querySelectorAll('py-explainer').forEach((one) => one.goto(n))", number
        )
        assert page.evaluate(LAYOUT) == [], f"step {number}"
    context.close()


def test_no_style_attribute_and_no_inline_script_is_in_the_page(site):
    html = (site / "2026" / "imap-smtp" / "index.html").read_text("utf-8")
    assert not re.search(r"<[^>]+\sstyle=", html)
    assert not re.search(r"<[^>]+\son[a-z]+=", html)
    inline = re.findall(r"<script(?![^>]*\bsrc=)([^>]*)>", html)
    assert all("application/" in attributes for attributes in inline)
