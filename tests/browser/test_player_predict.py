"""予想してから: the question comes before the step, once, and a guess gets its reason."""

import pytest

pytestmark = pytest.mark.browser

RIGHT, WRONG = "少し待ちます。", "ずいぶん待ちます。"


@pytest.fixture
def asked(post):
    post.page.clock.install()
    return post.open("asked.html")


def press(post, name):
    post.figure().get_by_role("button", name=name, exact=True).click()


def seen(post, selector):
    return post.figure().locator(selector).is_visible()


def test_the_figure_stands_before_the_step_that_is_asked_about(asked):
    assert asked.get("figure.step") == 4


def test_what_would_give_the_answer_away_is_not_seen_until_then(asked):
    assert not seen(asked, ".px-verdict")
    press(asked, RIGHT)
    assert seen(asked, ".px-verdict")


def test_going_on_waits_for_a_guess(asked):
    press(asked, "一歩")
    assert asked.get("figure.step") == 4
    assert asked.page.evaluate("document.activeElement.className") == "px-question"


def test_who_goes_on_all_the_same_is_let_go(asked):
    press(asked, "一歩")
    press(asked, "一歩")
    assert asked.get("figure.step") == 5
    assert not seen(asked, ".px-predict")


def test_playing_stops_at_the_question(asked):
    press(asked, "再生")
    asked.page.clock.run_for(60_000)
    assert asked.get("figure.step") == 4
    assert not asked.get("figure.hasAttribute('data-playing')")


@pytest.mark.parametrize(
    ("guess", "verdict"), [(RIGHT, "そのとおりです。"), (WRONG, "今回は、ちがいました。")]
)
def test_a_guess_is_answered_with_what_happens_and_why(asked, guess, verdict):
    press(asked, guess)
    assert asked.get("figure.step") == 5
    told = asked.figure().locator(".px-told").inner_text()
    assert told == f"{verdict}{RIGHT}局しだいです。"
    assert asked.figure().locator(".px-live").inner_text() == told


def test_who_does_not_want_to_guess_sees_the_step(asked):
    press(asked, "予想せずに見る")
    assert asked.get("figure.step") == 5
    assert not seen(asked, ".px-predict")


def test_the_slider_and_the_page_itself_are_not_held_back(asked):
    asked.get("figure.goto(6)")
    assert asked.get("figure.step") == 6
    assert seen(asked, ".px-verdict")


def test_another_run_that_can_be_guessed_is_asked_about_until_it_was(asked):
    asked.page.select_option("#post select", "25")
    asked.wait_for_setting("port", "25")
    press(asked, WRONG)
    assert asked.figure().locator(".px-told").inner_text().startswith("そのとおりです。")
    asked.page.select_option("#post select", "587")
    asked.wait_for_setting("port", "587")
    assert asked.get("figure.step") == 6
    assert not seen(asked, ".px-predict")


def test_a_run_without_the_step_asks_nothing(asked):
    asked.page.locator("#post [data-control=known] input").click()
    asked.wait_for_setting("known", False)
    assert not seen(asked, ".px-predict")
    assert seen(asked, ".px-verdict")


def test_nothing_is_kept(asked):
    press(asked, RIGHT)
    assert asked.page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [
        0,
        0,
        "",
    ]
