"""What is changed and what comes of it are seen together, on a phone and beside many knobs."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
SEEN = """(figure) => {
  const box = (selector) => figure.querySelector(selector).getBoundingClientRect();
  const [picture, line] = [box(".px-stage"), box(".px-says")];
  return picture.top >= -1 && line.top >= picture.bottom - 1 && line.bottom <= innerHeight + 1;
}"""


@pytest.fixture
def phone(post):
    post.page.set_viewport_size(PHONE)
    return post


def to_foot(control):
    """Scroll until a control stands at the foot of the screen."""
    control.evaluate(
        "(one) => scrollBy({ top: one.getBoundingClientRect().bottom - innerHeight + 8,"
        " behavior: 'instant' })"
    )


def test_picture_and_line_stay_in_sight_of_every_knob(phone):
    figure = phone.open().figure()
    for control in figure.locator(".px-runs button, .px-form :is(select, input, textarea)").all():
        to_foot(control)
        assert figure.evaluate(SEEN), control.get_attribute("name")


def test_a_knob_that_is_brought_into_sight_is_not_behind_them(phone):
    figure = phone.open().figure()
    figure.locator(".px-part-end > *").evaluate("(end) => end.scrollIntoView(true)")
    for control in reversed(figure.locator(".px-form :is(select, input, textarea)").all()):
        control.evaluate("(one) => one.scrollIntoView({ block: 'nearest', behavior: 'instant' })")
        top = control.evaluate(
            """(one) => { const { left, top, width } = one.getBoundingClientRect();
            return one.contains(document.elementFromPoint(left + width / 2, top + 2)); }"""
        )
        assert top, control.get_attribute("name")


def test_they_do_not_stay_where_the_screen_is_low(phone):
    phone.page.set_viewport_size({"width": 740, "height": 360})
    figure = phone.open().figure()
    to_foot(figure.locator("select").first)
    assert not figure.evaluate(SEEN)


def test_the_story_goes_on_below_them_to_its_end(phone):
    figure = phone.open().figure()
    phone.page.evaluate("document.body.style.paddingBlockEnd = '900px'")
    figure.locator(".px-part-end > *").evaluate("(end) => end.scrollIntoView(true)")
    expect(figure.locator(".px-stage")).not_to_be_in_viewport()


@pytest.mark.parametrize("lens", ["sequence", "bytes"])
def test_another_lens_scrolls_away_as_ever(phone, lens):
    figure = phone.open().figure()
    figure.locator(f"[data-lens-to={lens}]").click()
    to_foot(figure.locator("textarea"))
    expect(figure.locator(f"[data-lens={lens}]")).not_to_be_in_viewport()


def test_many_knobs_stand_beside_the_picture_in_a_wide_column(post):
    post.page.set_viewport_size({"width": 1200, "height": 800})
    figure = post.open().figure()
    picture, knob = (figure.locator(one).bounding_box() for one in (".px-stage", "select"))
    assert knob["x"] >= picture["x"] + picture["width"]
    to_foot(figure.locator("textarea"))
    assert figure.evaluate(SEEN)


def test_one_knob_stands_below_a_picture_of_full_width(post):
    post.page.set_viewport_size({"width": 1200, "height": 800})
    figure = post.open("touched.html").figure("send")
    picture, knob = (figure.locator(one).bounding_box() for one in (".px-stage", "select"))
    assert knob["y"] >= picture["y"] + picture["height"]


def test_a_scene_of_the_figures_own_run_is_shown_after_another(phone):
    figure = phone.open("prose.html").figure()
    figure.get_by_label("宛先がある").click()
    phone.wait_for_setting("known", False)
    phone.page.get_by_role("link", name="本文").click()
    assert phone.get("figure.story.settings.known")
    assert phone.get("figure.story.steps[figure.step - 1].id") == "letter"
    expect(figure.get_by_role("button", name="ひとつ戻す")).to_be_enabled()


def test_a_link_to_a_scene_brings_picture_and_line_into_sight(phone):
    figure = phone.open("prose.html").figure()
    link = phone.page.get_by_role("link", name="本文")
    phone.page.evaluate("document.body.style.paddingBlockEnd = '900px'")
    link.evaluate("(one) => one.scrollIntoView({ block: 'start', behavior: 'instant' })")
    assert not figure.evaluate(SEEN)
    link.click()
    assert figure.evaluate(SEEN)


def test_a_verdict_stays_at_the_foot_while_fields_are_filled_in(phone):
    figure = phone.open("report.html").figure("check")
    figure.get_by_label("メールアドレス").first.fill("hana@gmail.com")
    figure.get_by_label("メールアドレス").first.press("Tab")
    verdict = figure.locator(".px-part-report > .px-verdict")
    verdict.wait_for()
    figure.evaluate("(one) => one.scrollIntoView({ block: 'start', behavior: 'instant' })")
    expect(verdict).to_be_in_viewport(ratio=1)


def test_a_run_of_one_step_has_nothing_to_play(post):
    figure = post.open("hands.html").figure("box")
    assert post.get("figure.story.steps.length", "box") == 1
    for name in ("再生", "一歩", "戻る"):
        expect(figure.get_by_role("button", name=name, exact=True)).to_be_disabled()
    expect(figure.get_by_role("slider")).to_be_disabled()
    figure.locator(".px-thing-card > summary").first.click()
    expect(figure.locator("[data-do=play]")).to_be_enabled()


def test_the_place_of_a_reason_says_what_it_waits_for(post):
    figure = post.open("asked.html").figure()
    content = "(end) => getComputedStyle(end, '::before').content"
    assert "予想のあとで" in figure.locator(".px-end").evaluate(content)
    expect(figure.locator(".px-end dd").first).not_to_be_visible()
    figure.locator("button[data-guess]").first.click()
    assert figure.locator(".px-end").evaluate(content) == "none"
    expect(figure.locator(".px-end dd").first).to_be_visible()


def test_the_right_guess_is_marked_whichever_was_chosen(post):
    figure = post.open("asked.html").figure()
    assert figure.locator("[data-right]").count() == 0
    figure.get_by_role("button", name="ずいぶん待ちます。").click()
    assert figure.locator("[data-right]").inner_text() == "少し待ちます。"


def test_signs_say_what_can_be_touched_until_it_can(post):
    send = post.open("touched.html").figure("send")
    assert send.locator(".px-sign").count() >= 2
    send.locator("button[data-do=again]").click()
    send.locator(".px-spot").first.wait_for(state="attached")
    assert send.locator(".px-sign").count() == 0


def test_a_sign_stands_where_what_it_is_of_will_stand(post):
    send = post.open("touched.html").figure("send")
    middle = """(ones) => ones.map((one) => { const { x, y, width, height } =
      one.getBoundingClientRect(); return [x + width / 2, y + height / 2]; })"""
    signs = send.locator(".px-sign").evaluate_all(middle)
    send.locator(".px-stage").click(position={"x": 5, "y": 5})
    send.locator(".px-spot").first.wait_for(state="attached")
    things = send.locator(".px-spot-mark, .px-grip").evaluate_all(middle)
    assert len(signs) == len(things)
    for sign, thing in zip(signs, things, strict=True):
        assert sign == pytest.approx(thing, abs=4)  # whole per cents of the picture


def test_without_javascript_nothing_looks_as_if_it_could_be_touched(browser, served):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}/touched.html")
    signs = page.locator("#send .px-sign")
    assert signs.count() >= 2
    assert not any(sign.is_visible() for sign in signs.all())
    context.close()
