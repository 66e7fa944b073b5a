"""場面リンク: an address opens the same place for anybody, and says so where it can't."""

import pytest

pytestmark = pytest.mark.browser

NEAREST = "いちばん近いところを開きました"


def said(post):
    return post.figure().locator(".px-said").inner_text()


def opened(post, fragment, path="index.html"):
    post.open(path + fragment)
    post.page.wait_for_load_state("networkidle")
    return post


def copied(post):
    """Press シェア and give the address that it copies."""
    post.page.evaluate(
        "() => { navigator.clipboard.writeText = async (text) => { window.copied = text; }; }"
    )
    post.figure().get_by_role("button", name="この場面をシェア").click()
    post.page.wait_for_selector("#post [data-do=share][data-value]")
    return post.page.evaluate("window.copied")


def test_an_address_opens_a_step_of_the_figures_own_run(post):
    opened(post, "#/post/letter")
    assert post.get("figure.step") == 3
    assert NEAREST not in said(post)


def test_an_address_opens_another_setting_that_is_baked_without_python(post):
    opened(post, "#/post/mx?port=25")
    assert post.get("[figure.story.settings.port, figure.step]") == ["25", 4]
    assert post.state() == "ready"


def test_settings_that_are_not_baked_are_computed(post):
    opened(post, "#/post/wait?port=25&stamps=3")
    post.wait_for_setting("stamps", 3)
    post.page.wait_for_function("document.querySelector('#post').step === 5")
    assert post.get("figure.story.settings.port") == "25"


def test_the_form_shows_what_the_address_has_set(post):
    opened(post, "#/post/mx?port=25&known=true")
    assert post.page.input_value("#post select") == "25"


@pytest.mark.parametrize(
    "fragment",
    [
        "#/post/gone",  # no such step
        "#/post/mx?colour=red",  # no such setting
        "#/post/mx?port=9999",  # no such value
        "#/nobody/mx",  # no such figure
        "#/post/mx?subject=%E3%81%82",  # words are never taken from an address
        "#/post/mx?__proto__=1&constructor=2",
    ],
)
def test_an_address_that_does_not_fit_opens_the_nearest_and_says_so(post, fragment):
    opened(post, fragment)
    assert NEAREST in said(post)
    assert post.get("figure.story.settings") == post.get("JSON.parse(figure.dataset.settings)")


@pytest.mark.parametrize("fragment", ["#/", "#/%E3%/x", "#post", "#/post", "#//mx", "#/a/b/c"])
def test_half_an_address_leaves_the_page_alone(post, fragment):
    opened(post, fragment)
    assert post.get("figure.step") == 6
    assert post.messages == []


def test_a_new_fragment_in_the_same_page_is_followed(post):
    post.open()
    post.page.evaluate("location.hash = '#/post/label'")
    post.page.wait_for_function("document.querySelector('#post').step === 2")


def test_what_is_shared_opens_the_same_place(post):
    post.open()
    post.page.select_option("#post select", "25")
    post.wait_for_setting("port", "25")
    post.get("figure.goto('mx')")
    address = copied(post)
    shown = post.get("[figure.story.settings, figure.step]")
    post.page.goto("about:blank")
    post.page.goto(address)
    post.page.wait_for_load_state("networkidle")
    assert post.get("[figure.story.settings, figure.step]") == shown


def test_a_readers_words_are_not_in_the_address(post):
    post.open()
    post.page.fill("#post [name=subject]", "ひみつの件名")
    post.wait_for_setting("subject", "ひみつの件名")
    address = copied(post)
    assert "subject" not in address
    assert "%E3" not in address


def test_pressing_share_says_that_it_is_copied(post):
    post.open()
    copied(post)
    assert "コピーしました" in post.figure().locator(".px-live").inner_text()


PROSE_MARKS = """() => [...document.querySelectorAll("a.px-link")]
  .filter((link) => link.hasAttribute("aria-current")).map((link) => link.textContent)"""
SENTENCES = "() => [...CSS.highlights.get('px-scene')].map(String)"


def test_the_step_on_show_marks_its_words(post):
    post.open("prose.html").get("figure.goto('label')")
    assert post.page.evaluate(PROSE_MARKS) == ["荷札"]


def test_the_step_on_show_marks_the_sentence_of_its_words(post):
    post.open("prose.html").get("figure.goto('label')")
    (sentence,) = post.page.evaluate(SENTENCES)
    assert "".join(sentence.split()) == "つぎに荷札を伝えます。"
    post.get("figure.goto('letter')")
    assert post.page.evaluate(SENTENCES) == ["本文をわたします。"]


def test_a_step_that_no_words_speak_of_marks_none(post):
    post.open("prose.html").get("figure.goto('mx')")
    assert post.page.evaluate(PROSE_MARKS) == []
    assert post.page.evaluate(SENTENCES) == []
