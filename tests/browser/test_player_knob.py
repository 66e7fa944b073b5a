"""A picture's knob turns a day: by finger, by key, by button, by the field, and by an address."""

import math

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture
def wheel(post):
    post.open("wheel.html")
    post.page.wait_for_load_state("networkidle")
    return post


def knob(post):
    return post.figure("wheel").get_by_role("slider", name="輪のつまみ")


def shows(post, day):
    post.wait_for_setting("date", day, "wheel")


def drag(post, turns, holds=True):
    """Take the knob round the wheel's centre, so many turns clockwise, in small moves."""
    stage = post.figure("wheel").locator(".px-stage").bounding_box()
    held = knob(post).bounding_box()
    across = stage["x"] + stage["width"] / 2
    down = stage["y"] + stage["height"] / 2
    x, y = held["x"] + held["width"] / 2, held["y"] + held["height"] / 2
    radius, start = math.hypot(x - across, y - down), math.atan2(y - down, x - across)
    mouse = post.page.mouse
    mouse.move(x, y)
    mouse.down()
    for part in range(1, 41):
        angle = start + turns * 2 * math.pi * part / 40
        mouse.move(across + radius * math.cos(angle), down + radius * math.sin(angle))
    if not holds:
        mouse.up()


def test_arrow_keys_turn_it_by_a_day_and_page_keys_by_fifteen(wheel):
    knob(wheel).focus()
    for key, day in (
        ("ArrowRight", "2026-09-26"),
        ("ArrowLeft", "2026-09-25"),
        ("PageUp", "2026-10-10"),
        ("ArrowDown", "2026-10-09"),
    ):
        wheel.page.keyboard.press(key)
        shows(wheel, day)


def test_the_focus_stays_on_the_knob_and_its_words_follow(wheel):
    knob(wheel).focus()
    wheel.page.keyboard.press("ArrowRight")
    shows(wheel, "2026-09-26")
    expect(knob(wheel)).to_be_focused()
    expect(knob(wheel)).to_have_attribute("aria-valuetext", "2026年9月26日、秋分")


def test_keys_that_come_faster_than_python_are_all_counted(wheel):
    knob(wheel).focus()
    for _ in range(30):
        wheel.page.keyboard.press("ArrowRight")
    shows(wheel, "2026-10-25")


def test_dragged_once_round_a_year_has_passed(wheel):
    drag(wheel, 1, holds=False)
    shows(wheel, "2027-09-25")
    assert wheel.messages == []


def test_dragged_back_across_the_top_it_goes_back(wheel):
    drag(wheel, -0.75, holds=False)
    shows(wheel, "2025-12-25")


def test_while_it_is_held_it_says_where_it_is_and_the_picture_follows_a_rest(wheel):
    drag(wheel, 0.25)
    expect(knob(wheel)).to_have_text("12月25日")
    shows(wheel, "2026-12-25")
    wheel.page.mouse.up()
    assert wheel.get("figure.story.settings.date", "wheel") == "2026-12-25"
    expect(knob(wheel)).to_have_text("")


def test_the_page_does_not_scroll_while_it_is_dragged(wheel):
    before = wheel.page.evaluate("scrollY")
    drag(wheel, 0.5, holds=False)
    shows(wheel, "2027-03-27")
    assert wheel.page.evaluate("scrollY") == before


def test_it_stops_at_the_last_day(wheel):
    wheel.page.evaluate("() => document.getElementById('wheel').run({ date: '2032-12-30' })")
    shows(wheel, "2032-12-30")
    drag(wheel, 0.4, holds=False)
    shows(wheel, "2032-12-31")


def test_buttons_set_the_day_and_can_be_undone(wheel):
    figure = wheel.figure("wheel")
    figure.get_by_role("button", name="次の満月").click()
    shows(wheel, "2026-09-27")
    figure.get_by_role("button", name="次の節気").click()
    shows(wheel, "2026-10-08")
    expect(figure.get_by_role("button", name="次の節気")).to_be_focused()
    figure.get_by_role("button", name="ひとつ戻す").click()
    shows(wheel, "2026-09-27")


def test_a_typed_day_is_shown_and_one_outside_is_refused_in_words(wheel):
    field = wheel.figure("wheel").get_by_label("日にち", exact=True)
    field.fill("2030-09-12")
    shows(wheel, "2030-09-12")
    field.fill("2040-01-01")
    expect(wheel.figure("wheel").locator(".px-said")).to_contain_text("範囲の外")
    assert wheel.get("figure.story.settings.date", "wheel") == "2030-09-12"


def test_an_address_opens_a_day_and_a_step_of_it(post):
    post.open("wheel.html#/wheel/next?date=1999-05-12")
    shows(post, "1999-05-12")
    post.page.wait_for_load_state("networkidle")
    assert post.get("figure.story.steps[figure.step - 1].id", "wheel") == "next"


def test_an_address_that_is_shared_names_the_day(wheel):
    wheel.page.evaluate(
        "() => { navigator.clipboard.writeText = async (text) => { window.copied = text; }; }"
    )
    wheel.figure("wheel").get_by_role("button", name="次の日").click()
    shows(wheel, "2026-09-26")
    wheel.figure("wheel").get_by_role("button", name="この場面をシェア").click()
    wheel.page.wait_for_selector("#wheel [data-do=share][data-value]")
    assert wheel.page.evaluate("window.copied").endswith("#/wheel/moon?date=2026-09-26")


@pytest.mark.parametrize("day", ["2026-02-30", "1899-01-01", "きのう"])
def test_an_address_with_no_day_of_the_years_opens_the_nearest_and_says_so(post, day):
    post.open(f"wheel.html#/wheel/moon?date={day}")
    expect(post.figure("wheel").locator(".px-said")).to_contain_text("いちばん近いところ")
    assert post.get("figure.story.settings.date", "wheel") == "2026-09-25"


def test_without_javascript_there_is_no_knob_to_wonder_about(browser, served):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}/wheel.html")
    assert page.locator(".px-stage").is_visible()
    assert not page.locator(".px-knob").is_visible()
    context.close()


def test_a_page_without_a_knob_does_not_fetch_what_turns_one(post):
    post.open()
    post.page.wait_for_load_state("networkidle")
    assert not [url for url in post.requests if "knob.mjs" in url]
