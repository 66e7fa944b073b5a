"""How the figure stands on real screens: nothing overlaps, overflows, jumps or is too small."""

import pytest

pytestmark = pytest.mark.browser

WIDTHS = (320, 390, 1200)
SCHEMES = ("light", "dark")
LENSES = ("story", "sequence", "bytes")
TARGET = 44  # CSS pixels

OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll('.px-name, .px-note.is-on')]
    .map((e) => [e.textContent, e.getBoundingClientRect()]);
  const stage = document.querySelector('.px-stage').getBoundingClientRect();
  const wrong = [];
  boxes.forEach(([text, a], i) => {
    const across = a.left >= stage.left && a.right <= stage.right;
    if (!across || a.top < stage.top || a.bottom > stage.bottom)
      wrong.push(`${text} leaves the picture`);
    for (const [other, b] of boxes.slice(i + 1))
      if (a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
        wrong.push(`${text} / ${other}`);
  });
  return wrong;
}"""
SMALL = """(target) => [...document.querySelectorAll(
    'py-explainer :is(button, select, input, textarea, summary)')]
  .filter((e) => e.checkVisibility())
  .map((e) => {
    const { width, height } = e.getBoundingClientRect();
    return [e.dataset.do ?? e.name ?? e.textContent, width, height];
  })
  .filter(([, width, height]) => width < target || height < target)"""
CLIPPED = """() => [...document.querySelectorAll('py-explainer button')]
  .filter((e) => e.checkVisibility())
  .filter((e) => e.scrollWidth > e.clientWidth || e.scrollHeight > e.clientHeight)
  .map((e) => e.textContent)"""


@pytest.fixture(params=WIDTHS)
def screen(request, post):
    post.page.set_viewport_size({"width": request.param, "height": 900})
    return post.open()


def look(post, lens):
    post.figure().locator(f"[data-lens-to={lens}]").click()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing(screen, kit, scheme):
    screen.page.emulate_media(color_scheme=scheme)
    axe = (kit.root / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
    screen.page.evaluate(axe)
    screen.figure().locator(".px-transcript > summary").click()
    found = []
    for lens in LENSES:
        look(screen, lens)
        screen.get("figure.goto(2)")
        for violation in screen.page.evaluate("axe.run().then((all) => all.violations)"):
            found.append((lens, violation["id"], [node["html"] for node in violation["nodes"]]))
    assert found == []


def test_nothing_is_wider_than_the_screen(screen):
    wide = {}
    for lens in LENSES:
        look(screen, lens)
        wide[lens] = screen.page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )
    assert wide == dict.fromkeys(LENSES, False)


def test_names_and_notes_keep_clear_of_one_another(screen):
    wrong = {}
    for step in range(1, 7):
        screen.get(f"figure.goto({step})")
        wrong[step] = screen.page.evaluate(OVERLAPS)
    assert wrong == {step: [] for step in range(1, 7)}


def test_every_target_is_large_enough(screen):
    assert screen.page.evaluate(SMALL, TARGET) == []


def test_no_button_cuts_its_words(screen):
    screen.figure().get_by_role("button", name="再生", exact=True).click()
    assert screen.page.evaluate(CLIPPED) == []


def tops(post):
    """Where everything stands that a reader may be touching."""
    return post.get(
        "[...figure.querySelectorAll('.px-player, .px-runs, .px-form, .px-part-end > *')]"
        ".map((e) => e.getBoundingClientRect().top + scrollY)"
    )


def test_no_step_moves_what_is_below(screen):
    before = tops(screen)
    after = {}
    for step in range(1, 7):
        screen.get(f"figure.goto({step})")
        after[step] = tops(screen)
    assert after == dict.fromkeys(range(1, 7), before)


def test_another_run_does_not_move_what_is_below(screen):
    before = tops(screen)
    screen.figure().locator("[data-run=wrong]").click()
    screen.page.wait_for_selector("#post .px-verdict.px-ng")
    assert tops(screen) == before


def test_loading_and_failing_does_not_move_what_is_below(post, kit):
    post.workers(kit.worker(boot="undefined"))
    before = tops(post.open())
    post.figure().get_by_label("ポート").focus()
    post.wait("loading")
    assert tops(post) == before


def test_the_player_takes_the_static_figures_place(page, served):
    """What the page showed before the player came stays where it was."""
    page.route("**/player.mjs", lambda route: route.abort())
    page.goto(f"{served}/index.html")
    where = (
        "[...document.querySelectorAll('.px-stage, .px-player, .px-form, .px-part-more > *')]"
        ".map((e) => e.getBoundingClientRect().top + scrollY)"
    )
    before = page.evaluate(where)
    page.unroute("**/player.mjs")
    page.goto(f"{served}/index.html")
    page.wait_for_selector("py-explainer[data-state=ready]")
    assert page.evaluate(where) == before


def test_text_of_twice_the_size_needs_no_sideways_scroll(screen):
    screen.page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert not screen.page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )


def test_focus_is_seen(post):
    post.open().figure().get_by_role("slider").focus()
    post.page.keyboard.press("Tab")
    outline = "getComputedStyle(document.activeElement).outlineWidth"
    assert post.page.evaluate(outline) == "3px"


def test_forced_colours_still_tell_the_lit_name(post):
    post.page.emulate_media(forced_colors="active")
    post.open()
    colours = post.get(
        "['.px-name.is-on', '.px-name:not(.is-on)']"
        ".map((name) => getComputedStyle(figure.querySelector(name)).backgroundColor)"
    )
    assert colours[0] != colours[1]


def test_on_paper_the_transcript_is_open_and_the_buttons_are_gone(post):
    post.open()
    post.page.emulate_media(media="print")
    assert post.figure().locator(".px-steps > li").first.is_visible()
    assert post.figure().locator("button:visible").count() == 0
