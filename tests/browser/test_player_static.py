"""Without JavaScript the figure is whole: it shows, tells and can be linked to."""

import pytest
from explainer_kit.registry import find

pytestmark = pytest.mark.browser


@pytest.fixture
def still(browser, served):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 900})
    page = context.new_page()
    page.goto(f"{served}/index.html")
    yield page
    context.close()


def test_the_hero_frame_is_the_one_that_is_seen(still, kit):
    hero = kit.explainer.run().hero
    assert still.locator(".px-frame:visible").count() == 1
    assert still.locator(".px-frame:visible").get_attribute("data-step") == hero


def test_the_line_of_the_hero_step_is_read(still, kit):
    assert still.locator(".px-say:visible").inner_text().endswith(kit.explainer.run().hero_step.say)


def test_the_transcript_holds_every_step_and_its_meaning(still, kit):
    still.locator(".px-transcript > summary").click()
    words = still.locator(".px-transcript").inner_text()
    for step in kit.explainer.run().steps:
        assert step.say in words
        assert step.meaning in words


@pytest.mark.parametrize(
    ("lens", "words"), [("sequence", "RCPT TO:<kaze@example.org>"), ("bytes", "220 mail.example")]
)
def test_the_other_lenses_are_drawers(still, lens, words):
    drawer = still.locator(f"details[data-lens={lens}]")
    drawer.locator("> summary").click()
    assert words in drawer.inner_text()


def test_the_form_is_switched_off_and_says_why(still):
    assert still.locator("form fieldset").get_attribute("disabled") is not None
    assert "JavaScript" in still.locator("form noscript").inner_text()


def test_no_button_that_could_not_work_is_shown(still):
    assert still.locator(".px-player button:visible, .px-runs button:visible").count() == 0
    assert still.locator(".px-switch:visible").count() == 0


def test_a_link_leads_to_its_step_of_the_transcript(still, served):
    still.goto(f"{served}/index.html#post-label")
    assert still.locator("#post-label").is_visible()


def test_a_player_that_never_comes_leaves_the_drawers(page, served):
    page.route("**/player.mjs", lambda route: route.abort())
    page.clock.install()
    page.goto(f"{served}/index.html")
    drawer = page.locator("details[data-lens=bytes] > summary")
    page.evaluate("document.getAnimations().forEach((animation) => animation.finish())")
    assert drawer.is_visible()


@pytest.mark.parametrize("name", ["send_flow", "sync_flow"])
def test_a_story_is_whole_though_its_page_leaves_out_bytes_that_its_text_tells(post, name):
    ident, settings = {"send_flow": ("send", {}), "sync_flow": ("behind", {"day": "left-behind"})}[
        name
    ]
    post.open("touched.html")
    script = post.figure(ident).locator("> script").text_content()
    whole = find(name).run(settings).to_bytes().decode()
    assert len(script) < len(whole)
    assert post.get("JSON.stringify(figure.story)", ident) == whole
