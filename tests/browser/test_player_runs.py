"""Where a run comes from: what is baked plays without Python, only intent starts Python."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytestmark = pytest.mark.browser

HOSTILE = "</script><img src=x onerror=alert(1)><b>&amp;\u202e\"'"


def baked(post):
    return [url for url in post.requests if url.endswith("runs.json")]


def shown(post, ident="post"):
    return post.get("figure.story.outcome.id", ident)


def test_a_named_run_is_shown_without_python(post):
    post.open().figure().locator("[data-run=wrong]").click()
    post.page.wait_for_selector("#post .px-verdict.px-ng")
    assert shown(post) == "refused"
    assert post.state() == "ready"
    assert post.python == []


def test_the_pressed_run_is_marked_and_the_form_follows(post):
    post.open().figure().locator("[data-run=wrong]").click()
    post.page.wait_for_selector("#post [data-run=wrong][aria-pressed=true]")
    assert post.figure().locator("[data-run=friend]").get_attribute("aria-pressed") == "false"
    assert not post.figure().get_by_role("switch").is_checked()


def test_back_to_the_figures_own_settings(post):
    post.open().figure().locator("[data-run=wrong]").click()
    post.page.wait_for_selector("#post .px-verdict.px-ng")
    post.figure().get_by_role("button", name="もとの条件にもどす").click()
    post.page.wait_for_selector("#post .px-verdict.px-ok")
    assert post.figure().get_by_role("switch").is_checked()


def test_its_own_run_needs_no_file(post):
    post.page.route("**/runs.json", lambda route: route.abort())
    post.open().figure().get_by_label("件名").fill("わたしの件名")
    post.wait_for_setting("subject", "わたしの件名")
    post.figure().get_by_role("button", name="もとの条件にもどす").click()
    post.wait_for_setting("subject", "こんにちは")


def test_baked_runs_that_cannot_be_had_are_told_and_tried_again(post):
    post.page.route("**/runs.json", lambda route: route.abort())
    post.open().figure().locator("[data-run=wrong]").click()
    again = post.figure().get_by_role("button", name="もう一度")
    again.wait_for()
    assert "受けとれませんでした" in post.figure().locator(".px-said").inner_text()
    post.page.unroute("**/runs.json")
    again.click()
    post.page.wait_for_selector("#post .px-verdict.px-ng")
    assert post.python == []


def test_a_baked_setting_is_shown_from_the_baked_file(post):
    post.page.add_init_script(
        "addEventListener('explainer-story', (e) => (window.origin_ = e.detail.origin), true)"
    )
    post.open().figure().get_by_label("ポート").select_option("25")
    post.wait_for_setting("port", "25")
    assert post.page.evaluate("window.origin_") == "baked"


def test_free_text_is_computed_by_python_and_is_in_the_bytes(post):
    post.open().figure().get_by_label("本文").fill("雪が降りました")
    post.wait("live")
    post.wait_for_setting("message", "雪が降りました")
    assert "雪が降りました" in post.figure().locator("[data-lens=bytes]").text_content()


def test_a_live_story_fires_its_event(post):
    post.open()
    heard = post.get(
        "(async () => { const all = []; document.addEventListener('explainer-story',"
        " (e) => all.push([e.detail.origin, e.detail.story.settings.port]));"
        " await figure.run({ port: '465' }); return all; })()"
    )
    assert heard == [["live", "465"]]


def test_run_takes_the_explainers_own_defaults(post, kit, small_site):
    (small_site / "own.html").write_text(
        kit.page(kit.figure("post", {"known": False, "subject": "ここだけの件名"})), "utf-8"
    )
    post.open("own.html")
    story = post.get("figure.run({ port: '465' })")
    assert story == kit.explainer.run({"port": "465"}).as_data()


def test_run_is_always_computed_and_the_form_follows(post):
    post.open().get("figure.run({ known: false })")
    assert len([url for url in post.requests if "/live" in url]) == 1
    assert not post.figure().get_by_role("switch").is_checked()
    assert shown(post) == "refused"


def test_run_rejects_in_japanese_and_keeps_what_was_shown(post):
    post.open()
    said = post.get("figure.run({ port: '26' }).catch((e) => [e instanceof Error, e.message])")
    assert said[0] is True
    assert "587・25・465" in said[1]
    assert post.state() == "live"
    assert shown(post) == "read"


def test_the_latest_wish_wins(post):
    post.open()
    post.get("figure.run({ subject: '一' })")
    post.figure().get_by_label("件名").fill("二")
    post.figure().locator("[data-run=wrong]").click()
    post.page.wait_for_selector("#post .px-verdict.px-ng")
    post.get("figure.run({ known: false, subject: '三' })")
    assert post.get("figure.story.settings.subject") == "三"


def test_enter_never_submits(post):
    post.open().figure().get_by_label("件名").press("Enter")
    assert post.page.url.endswith("/index.html")


def test_other_settings_of_the_figure_stay_part_of_its_runs(post, kit, small_site):
    (small_site / "own.html").write_text(
        kit.page(kit.figure("post", {"subject": "ここだけの件名"})), "utf-8"
    )
    post.open("own.html").figure().get_by_label("ポート").select_option("25")
    post.wait_for_setting("port", "25")
    assert post.get("figure.story.settings.subject") == "ここだけの件名"


def test_hostile_text_stays_text(post):
    post.open().get(f"figure.run({{ subject: {json.dumps(HOSTILE)}, known: false }})")
    assert post.figure().locator("img, b b, script:not(.px-story)").count() == 0
    assert "<img src=x onerror=alert(1)>" in post.figure().locator(".px-end code").inner_text()
    assert post.messages == []


def test_hostile_text_in_the_page_itself_stays_text(post, kit, small_site):
    (small_site / "hostile.html").write_text(
        kit.page(kit.figure("post", {"subject": HOSTILE, "message": HOSTILE})), "utf-8"
    )
    post.open("hostile.html")
    assert post.figure().locator("img").count() == 0
    assert post.get("figure.story.settings.subject") == HOSTILE.replace("\u202e", "")


def test_a_drawer_that_was_open_stays_open_in_the_next_run(post):
    post.open().figure().locator(".px-transcript > summary").click()
    post.figure().locator("[data-run=wrong]").click()
    post.page.wait_for_selector("#post .px-verdict.px-ng")
    assert post.figure().locator(".px-transcript").get_attribute("open") is not None


def test_steps_can_be_linked_to_after_a_swap(post):
    post.open().figure().locator("[data-run=wrong]").click()
    post.page.wait_for_selector("#post .px-verdict.px-ng")
    assert post.page.locator("#post-label").count() == 1


def test_playing_and_looking_never_starts_python(post):
    post.open()
    for name in ("再生", "一時停止", "一歩", "戻る", "はじめから", "実際のバイト列", "はやい"):
        post.figure().get_by_role("button", name=name, exact=True).click()
    assert post.python == []


def test_baked_runs_are_fetched_only_when_the_figure_comes_near(post):
    post.open("far.html")
    assert baked(post) == []
    with post.page.expect_request("**/runs.json"):
        post.figure().scroll_into_view_if_needed()
    assert post.python == []


def test_figures_with_one_file_fetch_it_once(post):
    post.open("two.html")
    for ident in ("post", "second"):
        post.figure(ident).locator("[data-run=wrong]").click()
        post.page.wait_for_selector(f"#{ident} .px-verdict.px-ng")
    assert len(baked(post)) == 1


@pytest.mark.parametrize(
    "reach",
    [
        lambda figure: figure.get_by_label("ポート").focus(),
        lambda figure: figure.get_by_label("件名").dispatch_event("pointerdown"),
        lambda figure: figure.get_by_role("switch").dispatch_event("keydown"),
    ],
    ids=["focus", "pointer", "key"],
)
def test_reaching_for_a_setting_starts_python(post, reach):
    reach(post.open().figure())
    post.wait("live")
    assert post.python


def saving(post):
    post.page.add_init_script(
        "Object.defineProperty(Navigator.prototype, 'connection', { value: { saveData: true } })"
    )
    return post.open()


def test_with_save_data_reaching_is_not_enough(post):
    saving(post).figure().get_by_label("ポート").select_option("25")
    post.wait_for_setting("port", "25")
    assert post.python == []


def test_with_save_data_a_setting_that_is_not_baked_starts_python(post):
    saving(post).figure().get_by_label("件名").fill("雪")
    post.wait("live")


def test_what_trying_costs_is_said_beside_the_form(post):
    engine = post.open().figure().locator(".px-theatre ~ .px-engine")
    assert "Pythonで試す（約4 MB）" in engine.inner_text()


def test_beside_every_text_it_says_that_nothing_leaves(post):
    post.open()
    for label in ("件名", "本文"):
        described = post.figure().get_by_label(label).get_attribute("aria-describedby")
        words = post.page.locator(f"#{described}").inner_text()
        assert "書いたことばは、この端末の外へ出ません" in words


VALUES = st.fixed_dictionaries(
    {
        "port": st.sampled_from(["587", "25", "465"]),
        "known": st.booleans(),
        "stamps": st.integers(0, 5),
        "subject": st.text(max_size=20),
    }
)


def test_the_page_names_a_run_as_python_does(post, kit):
    """Keys must be equal for any text, or a baked run would not be found."""
    from explainer_kit.explainer import key_of

    post.open()
    own = kit.explainer.settings

    @settings(max_examples=40, deadline=None)
    @given(VALUES)
    def holds(values):
        full = own(values)
        key = post.page.evaluate(
            "async (settings) => (await import('/player/settings.mjs')).keyOf(settings)", full
        )
        assert key == key_of(full)

    holds()


def test_a_run_that_two_files_have_is_kept_once(post):
    same = post.open().page.evaluate(
        """async () => {
            const { bakedRuns } = await import("./player/runs.mjs");
            const one = await bakedRuns(new URL("runs.json", location).href);
            const other = await bakedRuns(new URL("runs.json?again", location).href);
            return [...one.runs].map(([key, run]) => other.runs.get(key) === run);
        }"""
    )
    assert len(same) > 1
    assert all(same)
