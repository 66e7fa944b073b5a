"""What a reader does with the player, and what it says of itself in return."""

from datetime import datetime

import pytest

pytestmark = pytest.mark.browser

LISTEN = """
window.heard = [];
for (const name of ["explainer-story", "explainer-step"]) {
  document.addEventListener(name, ({ detail, target }) =>
    window.heard.push([name, target.id, detail.origin ?? detail.id, target.step]));
}
"""
SCENE = 8_000  # longer than any one step lasts


@pytest.fixture
def playing(post):
    """The page with its clock in the test's hand: it stands still unless the test moves it."""
    post.page.clock.install(time=datetime(2026, 11, 22))
    post.open()
    post.page.clock.pause_at(datetime(2026, 11, 22, 1))
    return post


def press(post, name):
    post.figure().get_by_role("button", name=name, exact=True).click()


def test_the_first_story_and_step_are_announced_as_events(post):
    post.page.add_init_script(LISTEN)
    post.open()
    assert post.page.evaluate("window.heard") == [
        ["explainer-story", "post", "baked", 6],
        ["explainer-step", "post", "read", 6],
    ]


def test_ready_resolves_with_the_state_ready(post):
    post.open()
    assert post.get("figure.ready.then(() => figure.dataset.state)") == "ready"


def test_the_story_is_the_whole_story(post, kit):
    post.open()
    assert post.get("figure.story") == kit.explainer.run().as_data()


def test_actions_and_report_are_there_and_empty(post):
    post.open()
    assert post.get("[figure.actions, figure.report]") == [[], None]


@pytest.mark.parametrize(
    ("where", "step"),
    [("3", 3), ("-4", 1), ("99", 6), ("'label'", 2), ("'envelope'", 2), ("'nowhere'", 6)],
)
def test_goto_takes_a_number_a_step_or_a_scene(post, where, step):
    post.open().get(f"figure.goto({where})")
    assert post.get("figure.step") == step


def test_goto_shows_the_step_everywhere(post):
    post.open().get("figure.goto('label')")
    shown = "[...figure.querySelectorAll('.is-on[data-step]')].map((e) => e.dataset.step)"
    assert set(post.get(shown)) == {"label"}
    assert post.figure().locator(".px-name.is-on").all_inner_texts() == [
        "あなたのスマホ",
        "あなたの郵便局",
    ]


def test_nothing_moves_by_itself(playing):
    playing.page.clock.run_for(60_000)
    assert playing.get("figure.step") == 6


def test_play_begins_at_the_first_step_at_once(playing):
    press(playing, "再生")
    assert playing.get("figure.step") == 1


def test_play_goes_on_to_the_last_step_and_stops(playing):
    press(playing, "再生")
    playing.page.clock.run_for(6 * SCENE)
    assert playing.get("figure.step") == 6
    assert playing.figure().get_by_role("button", name="再生", exact=True).is_visible()


def test_pause_stays_where_it_is(playing):
    press(playing, "再生")
    press(playing, "一時停止")
    playing.page.clock.run_for(6 * SCENE)
    assert playing.get("figure.step") == 1


def test_fast_takes_half_the_time_of_usual(playing):
    def steps_after(speed):
        press(playing, speed)
        press(playing, "はじめから")
        playing.get("figure.goto(6)")
        press(playing, "再生")
        playing.page.clock.run_for(10_000)
        step = playing.get("figure.step")
        playing.get("figure.goto(6)")
        return step

    assert steps_after("はやい") > steps_after("ふつう") > steps_after("ゆっくり")


def test_step_and_back_move_by_one(playing):
    press(playing, "戻る")
    press(playing, "戻る")
    press(playing, "一歩")
    assert playing.get("figure.step") == 5


def test_from_the_beginning_is_the_first_step(playing):
    press(playing, "はじめから")
    assert playing.get("figure.step") == 1
    assert playing.figure().get_by_role("button", name="戻る").is_disabled()


def test_a_thing_travels_and_arrives(playing):
    playing.get("figure.goto(2)")
    thing = playing.figure().locator(".px-frame[data-step=letter] .px-thing")
    end = thing.get_attribute("transform")
    press(playing, "一歩")
    playing.page.clock.run_for(300)
    on_its_way = thing.get_attribute("transform")
    playing.page.clock.run_for(1_000)
    assert on_its_way != end
    assert thing.get_attribute("transform") == end


def test_things_that_come_later_wait_unseen(playing):
    playing.get("figure.goto(3)")
    press(playing, "一歩")
    playing.page.clock.run_for(300)
    things = playing.figure().locator(".px-frame[data-step=mx] .px-thing")
    assert [things.nth(n).is_visible() for n in range(2)] == [True, False]


def test_reduced_motion_shows_the_end_at_once(playing):
    playing.page.emulate_media(reduced_motion="reduce")
    playing.get("figure.goto(2)")
    thing = playing.figure().locator(".px-frame[data-step=letter] .px-thing")
    end = thing.get_attribute("transform")
    press(playing, "一歩")
    playing.page.clock.run_for(300)
    assert thing.get_attribute("transform") == end


def test_arrow_keys_move_the_slider_only(post):
    post.open()
    post.page.keyboard.press("ArrowLeft")
    assert post.get("figure.step") == 6
    post.figure().get_by_role("slider").focus()
    post.page.keyboard.press("ArrowLeft")
    assert post.get("figure.step") == 5


def test_the_slider_says_where_it_is_in_words(post):
    post.open().get("figure.goto(1)")
    words = post.figure().get_by_role("slider").get_attribute("aria-valuetext")
    assert words == "6場面中の1：スマホが、郵便局にあいさつをします。"


def test_a_step_is_announced_once_in_the_live_line(playing):
    press(playing, "はじめから")
    live = playing.figure().locator("[aria-live=polite]")
    assert live.count() == 1
    assert live.inner_text() == "6場面中の1：スマホが、郵便局にあいさつをします。"


def test_every_control_is_reached_by_tab_in_the_order_seen(post):
    post.open().page.locator("h1").click()
    seen = []
    for _ in range(30):
        post.page.keyboard.press("Tab")
        seen.append(
            post.page.evaluate(
                "(e => e.dataset.do ?? e.dataset.lensTo ?? e.dataset.speed ?? e.dataset.run"
                " ?? e.name ?? e.type ?? e.tagName)(document.activeElement)"
            )
        )
        if "message" in seen and "SUMMARY" in seen:
            break
    assert [name for name in seen if name != "restore"][:18] == [
        *("story", "sequence", "bytes", "", "back", "play", "again", "share"),
        *("0.5", "1", "2", "friend", "wrong"),
        *("port", "known", "stamps", "subject", "message"),
    ]


@pytest.mark.parametrize("lens", ["sequence", "bytes"])
def test_a_lens_takes_the_pictures_place(post, lens):
    post.open().figure().locator(f"[data-lens-to={lens}]").click()
    assert post.figure().locator(f"details[data-lens={lens}] .px-scroll").is_visible()
    assert not post.figure().locator(".px-stage").is_visible()


def test_a_lens_shows_the_step_that_is_played(post):
    post.open().figure().locator("[data-lens-to=bytes]").click()
    post.get("figure.goto('label')")
    group = post.figure().locator("details[data-lens=bytes] .px-group.is-on")
    assert group.get_attribute("data-step") == "label"
    panel = post.figure().locator("details[data-lens=bytes] .px-scroll").bounding_box()
    assert panel["y"] <= group.bounding_box()["y"] < panel["y"] + panel["height"]


def test_following_a_step_in_a_lens_never_moves_the_page(post):
    post.open().figure().locator("[data-lens-to=bytes]").click()
    before = post.page.evaluate("scrollY")
    post.get("figure.goto(6)")
    assert post.page.evaluate("scrollY") == before


def test_player_controls_carry_no_name(post):
    post.open()
    assert (
        post.figure().locator(".px-player [name], .px-switch [name], .px-runs [name]").count() == 0
    )


def test_normal_use_leaves_the_console_empty(playing):
    press(playing, "再生")
    playing.page.clock.run_for(6 * SCENE)
    playing.figure().locator("[data-run=wrong]").click()
    playing.page.wait_for_selector("#post .px-verdict.px-ng")
    assert playing.messages == []
