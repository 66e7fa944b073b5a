"""The reader's own hands in sync_flow: each deed a longer list, and each can be undone."""

import pytest


@pytest.fixture
def box(post):
    post.open("hands.html")
    return post


def done(post, count):
    """Wait until a run of so many actions is shown."""
    post.page.evaluate(
        """(count) => new Promise((resolve) => {
            const figure = document.getElementById("box");
            const look = () => figure.actions.length === count && resolve();
            figure.addEventListener("explainer-story", look);
            look();
        })""",
        count,
    )


def panel(post, name):
    return post.figure("box").get_by_role("region", name=name)


def mail(post, device, label):
    return panel(post, device).locator("summary", has_text=label)


pytestmark = pytest.mark.browser


def test_tapping_a_mail_reads_it_and_the_other_device_follows(box):
    mail(box, "スマホ", "夕焼けの写真").click()
    done(box, 1)
    assert box.get("figure.actions", "box") == [{"device": "phone", "do": "read", "mail": "photo"}]
    assert "未読" not in mail(box, "パソコン", "夕焼けの写真").inner_text()


def test_a_mail_that_was_opened_stays_open(box):
    mail(box, "スマホ", "夕焼けの写真").click()
    done(box, 1)
    assert (
        panel(box, "スマホ").get_by_role("button", name="「夕焼けの写真」：アーカイブ").is_visible()
    )


def test_the_new_steps_are_shown_from_the_first(box):
    box.page.evaluate(
        """() => document.addEventListener("explainer-step", ({ detail }) => {
            window.heard = [...(window.heard ?? []), detail.id];
        })"""
    )
    mail(box, "スマホ", "会報").click()
    done(box, 1)
    assert box.page.evaluate("window.heard[0]") == "read"


def test_reduced_motion_shows_at_once_what_came_of_it(box):
    box.page.emulate_media(reduced_motion="reduce")
    box.open("hands.html")
    mail(box, "スマホ", "会報").click()
    done(box, 1)
    assert box.get("figure.step === figure.story.steps.length", "box")


def test_quick_taps_all_count(box):
    for label in ("夕焼けの写真", "旅の予定", "会報"):
        mail(box, "スマホ", label).click()
    done(box, 3)
    assert [one["mail"] for one in box.get("figure.actions", "box")] == ["photo", "trip", "news"]


def test_undo_takes_back_one_thing_at_a_time_and_ends_where_it_began(box):
    undo = box.figure("box").get_by_role("button", name="ひとつ戻す")
    assert undo.is_disabled()
    mail(box, "スマホ", "夕焼けの写真").click()
    done(box, 1)
    panel(box, "スマホ").get_by_role("button", name="「夕焼けの写真」：削除").click()
    done(box, 2)
    undo.click()
    done(box, 1)
    undo.click()
    done(box, 0)
    assert undo.is_disabled()
    assert "未読" in mail(box, "スマホ", "夕焼けの写真").inner_text()


def test_undo_takes_back_a_setting_too(box):
    figure = box.figure("box")
    figure.locator("select[name=protocol]").select_option("pop3")
    box.wait_for_setting("protocol", "pop3", "box")
    figure.get_by_role("button", name="ひとつ戻す").click()
    box.wait_for_setting("protocol", "imap", "box")
    assert figure.locator("select[name=protocol]").input_value() == "imap"


def test_the_figures_own_day_comes_back_with_one_press(box):
    mail(box, "パソコン", "会報").click()
    done(box, 1)
    box.figure("box").get_by_role("button", name="もとの条件にもどす").click()
    done(box, 0)
    assert box.get("figure.story.steps.length", "box") == 1


def test_a_setting_begins_a_new_day(box):
    mail(box, "パソコン", "会報").click()
    done(box, 1)
    box.figure("box").locator("select[name=devices]").select_option("3")
    box.wait_for_setting("devices", "3", "box")
    assert box.get("figure.actions", "box") == []
    assert panel(box, "タブレット").is_visible()


def test_all_of_it_goes_by_keyboard(box):
    mail(box, "スマホ", "夕焼けの写真").focus()
    box.page.keyboard.press("Enter")
    done(box, 1)
    focused = "document.activeElement.closest('[data-key]')?.dataset.key"
    assert box.page.evaluate(focused) == "phone/photo"
    box.page.keyboard.press("Tab")
    box.page.keyboard.press("Space")
    done(box, 2)
    assert box.get("figure.actions.at(-1).do", "box") == "flag"
    assert box.page.evaluate(focused) == "phone/photo"


def test_aeroplane_mode_holds_what_is_done_and_says_so(box):
    switch = panel(box, "スマホ").get_by_role("button", name="スマホの機内モード")
    switch.click()
    done(box, 1)
    assert (
        panel(box, "スマホ")
        .get_by_role("button", name="スマホの機内モード")
        .get_attribute("aria-pressed")
        == "true"
    )
    mail(box, "スマホ", "会報").click()
    done(box, 2)
    assert "1件を控えています" in panel(box, "スマホ").inner_text()
    assert "未読" in mail(box, "パソコン", "会報").inner_text()


def test_a_signed_out_device_offers_nothing_any_more(box):
    panel(box, "あなたの郵便局").get_by_role("button", name="スマホをサインアウト").click()
    done(box, 1)
    assert panel(box, "スマホ").get_by_role("button").count() == 0
    assert "サインイン中：パソコン" in panel(box, "あなたの郵便局").inner_text()


def test_python_is_not_asked_before_a_hand_is_lent(box):
    assert box.python == []
    assert box.state("box") == "ready"


def test_a_run_asked_for_by_the_page_is_the_one_to_go_on_from(box):
    box.page.evaluate(
        """document.getElementById("box").run(
            {day: "quiet"}, [{do: "delete", device: "phone", mail: "news"}])"""
    )
    done(box, 1)
    mail(box, "スマホ", "夕焼けの写真").click()
    done(box, 2)
    assert [one["do"] for one in box.get("figure.actions", "box")] == ["delete", "read"]


def test_without_javascript_the_hands_are_not_shown(browser, served):
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{served}/hands.html")
    assert not page.locator(".px-hands").is_visible()
    assert page.locator(".px-stage").is_visible()
    page.close()


@pytest.mark.parametrize("width", [320, 390, 1200])
def test_targets_are_large_enough_and_nothing_is_wider_than_the_screen(box, width):
    box.page.set_viewport_size({"width": width, "height": 844})
    box.open("hands.html")
    mail(box, "スマホ", "夕焼けの写真").click()
    done(box, 1)
    small = box.page.evaluate(
        """() => [...document.querySelectorAll('#box :is(button, summary, select)')]
            .filter((one) => one.checkVisibility())
            .map((one) => [one.textContent, one.getBoundingClientRect()])
            .filter(([, {width, height}]) => width < 44 || height < 44)
            .map(([text]) => text)"""
    )
    assert small == []
    assert box.page.evaluate("document.documentElement.scrollWidth") <= width


def test_nothing_is_said_on_the_console(box):
    mail(box, "スマホ", "夕焼けの写真").click()
    done(box, 1)
    assert box.messages == []
