"""A story that a report carries: asked for by a button beside the verdict, played in its place."""

import pytest

pytestmark = pytest.mark.browser

SETTINGS = {
    "email": "hana@gmail.com",
    "incoming.protocol": "imap",
    "incoming.user": "hana@gmail.com",
    "incoming.auth": "app-password",
    "incoming.host": "imap.gmail.com",
    "incoming.port": "993",
    "incoming.security": "SSL/TLS",
}
CHECK = "document.getElementById('check')"


@pytest.fixture
def check(post):
    post.open("report.html")
    post.page.evaluate(f"(settings) => {CHECK}.run(settings)", SETTINGS)
    return post


def tell(post, name="受信テスト"):
    """Press a test's button, and wait for its story."""
    heard = hear(post)
    button(post, name).click()
    heard()
    return post


def hear(post):
    """Listen for the next story; what comes back waits for it, and gives how it ended."""
    holder = post.page.evaluate_handle(
        f"""() => ({{ ended: new Promise((resolve) => {CHECK}.addEventListener("explainer-story",
            ({{detail}}) => resolve(detail.story.outcome.id), {{once: true}})) }})"""
    )
    return lambda: holder.evaluate("({ended}) => ended")


def button(post, name):
    return post.figure("check").locator(".px-part-report .px-set", has_text=name)


def test_a_verdict_offers_a_test_of_the_side_that_is_filled_in(check):
    assert check.get("figure.story", "check") is None
    assert button(check, "受信テスト").is_visible()
    assert button(check, "送信テスト").count() == 0
    assert check.figure("check").locator("[data-do=play]").count() == 0


def test_a_test_is_told_beside_the_verdict_and_both_are_heard(check):
    told = check.page.evaluate_handle(
        f"""() => {{
            const told = [];
            for (const type of ["report", "story"])
                {CHECK}.addEventListener(`explainer-${{type}}`, () => told.push(type));
            return told;
        }}"""
    )
    tell(check)
    assert told.evaluate("(told) => told") == ["report", "story"]
    assert check.get("figure.report.verdict", "check") == "incomplete"
    assert check.get("figure.report.story.outcome.id", "check") == "trial-opened"
    assert check.get("figure.story.outcome.id", "check") == "trial-opened"
    live = check.figure("check").locator(".px-live").inner_text()
    assert live == "結果：受信テスト：箱をひらけました"


def test_it_steps_scrubs_and_plays(check):
    tell(check)
    figure = check.figure("check")
    length = check.get("figure.story.steps.length", "check")
    assert check.get("figure.step", "check") == length
    assert figure.locator("[data-do=next]").is_disabled()
    figure.locator("[data-do=back]").click()
    assert check.get("figure.step", "check") == length - 1
    slider = figure.locator("input[type=range]")
    slider.focus()
    check.page.keyboard.press("Home")
    assert check.get("figure.step", "check") == 1
    assert figure.locator(".px-say.is-on").inner_text().startswith("1")
    check.page.keyboard.press("ArrowRight")
    assert check.get("figure.step", "check") == 2
    figure.locator("[data-speed='2']").click()
    figure.locator("[data-do=play]").click()
    check.page.wait_for_selector("#check:not([data-playing])")
    check.page.evaluate(
        f"""(last) => new Promise((resolve) => {{
            const look = () => {CHECK}.step === last && resolve();
            {CHECK}.addEventListener("explainer-step", look); look(); }})""",
        length,
    )


def test_its_lenses_are_drawn_when_they_are_looked_at(check):
    tell(check)
    figure = check.figure("check")
    assert figure.locator("[data-part=bytes]").inner_html() == ""
    figure.locator("[data-lens-to=bytes]").click()
    check.page.wait_for_selector("#check [data-lens=bytes] >> text=LOGIN", state="attached")
    assert figure.locator("[data-lens=bytes]").is_visible()
    assert not figure.locator("[data-lens=story]").is_visible()
    assert figure.locator("[data-part=bytes]").count() == 1
    assert figure.locator("[data-part=report]").count() == 1


def test_mending_a_field_tries_again_and_the_buttons_go_on_working(check):
    wrong = {**SETTINGS, "incoming.port": "143", "trial": "receive"}
    check.page.evaluate(f"(settings) => {CHECK}.run(settings)", wrong)
    assert check.get("figure.story.outcome.id", "check") == "nobody-there"
    heard = hear(check)
    check.figure("check").locator(".px-first .px-set").click()
    assert heard() == "trial-opened"
    check.figure("check").locator("[data-do=again]").click()
    assert check.get("figure.step", "check") == 1


def test_the_focus_stays_on_the_button_that_was_pressed(check):
    button(check, "受信テスト").focus()
    tell(check)
    assert check.page.evaluate("document.activeElement.textContent").startswith("受信テスト")


def test_with_no_trial_the_story_is_gone(check):
    tell(check)
    check.figure("check").get_by_role("button", name="ひとつ戻す").click()
    check.page.wait_for_selector("#check:not(:has(.px-theatre))")
    assert check.get("figure.story", "check") is None
    assert check.messages == []


def test_nothing_is_wider_than_a_small_phone(check):
    check.page.set_viewport_size({"width": 320, "height": 700})
    tell(check)
    for lens in ("story", "sequence", "bytes"):
        check.figure("check").locator(f"[data-lens-to={lens}]").click()
        check.page.wait_for_selector(f"#check [data-lens={lens}]", state="visible")
        assert check.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.fixture
def told_page(kit, small_site):
    """A page that comes with a report and its story."""
    settings = {**SETTINGS, "trial": "receive"}
    html = kit.page(kit.real("settings_check", "check", settings))
    (small_site / "told.html").write_text(html, "utf-8")
    return "told.html"


def test_one_that_a_page_comes_with_is_played_too(post, told_page):
    post.open(told_page)
    assert post.get("figure.story.outcome.id", "check") == "trial-opened"
    assert post.python == []
    post.figure("check").locator("[data-do=again]").click()
    assert post.get("figure.step", "check") == 1
    post.figure("check").locator("[data-do=next]").click()
    assert post.get("figure.step", "check") == 2


def test_one_that_a_page_comes_with_is_whole_without_javascript(browser, served, told_page):
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{served}/{told_page}")
    figure = page.locator("#check")
    assert figure.locator(".px-frame.is-on").count() == 1
    assert figure.locator(".px-steps > li").count() == 6
    assert figure.locator(".px-player button:enabled").count() == 0
    page.close()
