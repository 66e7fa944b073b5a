"""場面リンク: an address opens the same place for anybody, and says so where it can't."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

NEAREST = "いちばん近いところを開きました"


def said(post):
    return post.figure().locator(".px-said").inner_text()


def opened(post, fragment, path="index.html"):
    post.open(path + fragment)
    post.page.wait_for_load_state("networkidle")
    return post


def copied(post, ident="post"):
    """Press シェア and give the address that it copies."""
    post.page.evaluate(
        "() => { navigator.clipboard.writeText = async (text) => { window.copied = text; }; }"
    )
    post.figure(ident).get_by_role("button", name="この場面をシェア").click()
    post.page.wait_for_selector(f"#{ident} [data-do=share][data-value]")
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
    post.wait_for_step(5)
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
    post.wait_for_step(2)


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


def opened_box(post, fragment=""):
    post.page.goto(f"{post.served}/hands.html{fragment}")
    post.wait("ready" if not fragment else "live", "box")
    return post


def by_hand(post):
    """Read one mail on the phone, go out of reach, flag another."""
    phone = post.figure("box").get_by_role("region", name="スマホ")
    phone.locator("summary", has_text="夕焼けの写真").click()
    wait_for_actions(post, 1)
    phone.get_by_role("button", name="スマホの機内モード").click()
    wait_for_actions(post, 2)
    phone.locator("summary", has_text="旅の予定").click()
    wait_for_actions(post, 3)


def wait_for_actions(post, count):
    post.page.evaluate(
        """(count) => new Promise((resolve) => {
            const figure = document.getElementById("box");
            const look = () => figure.actions.length === count && resolve();
            figure.addEventListener("explainer-story", look);
            look();
        })""",
        count,
    )


def test_what_was_done_by_hand_is_in_the_address_and_opens_again(post):
    by_hand(opened_box(post))
    post.get("figure.goto(4)", "box")
    address = copied(post, "box")
    assert "_did=read.phone.photo_offline.phone_read.phone.trip" in address
    shown = post.get("[figure.story, figure.step]", "box")
    post.page.goto("about:blank")
    post.page.goto(address)
    wait_for_actions(post, 3)
    post.wait_for_step(4, "box")
    assert post.get("[figure.story, figure.step]", "box") == shown
    assert NEAREST not in post.figure("box").locator(".px-engine").inner_text()


@pytest.mark.parametrize(
    ("did", "kept"),
    [
        ("read.phone.photo_burn.phone", 1),  # a deed that there is not today
        ("read.phone.photo_read.fridge.trip_offline.phone", 1),  # no such device
        ("read.phone.photo_read.phone.photo", 1),  # it can be done once
        ("read.phone.kaze%40example.org", 0),  # an address is never taken
        ("read.phone.photo.more", 0),
        ("_".join(["flag.phone.trip", "unflag.phone.trip"] * 30), 40),  # too many
        ("read.phone." + "x" * 5000, 0),  # too long
        ("__proto__", 0),
    ],
)
def test_deeds_that_do_not_fit_open_the_nearest_and_it_says_so(post, did, kept):
    post.page.goto(f"{post.served}/hands.html#/box/look?day=quiet&_did={did}")
    wait_for_actions(post, kept)
    expect(post.figure("box").locator(".px-engine")).to_contain_text(NEAREST)
    assert post.get("figure.story.settings.day", "box") == "quiet"
    assert post.messages == []


def test_an_address_of_before_still_opens(post):
    post.page.goto(f"{post.served}/hands.html#/box/look?day=quiet&devices=2")
    post.wait("ready", "box")
    post.wait_for_step(1, "box")
    assert NEAREST not in post.figure("box").locator(".px-engine").inner_text()


def test_more_than_an_address_can_carry_is_left_out_and_said(post):
    opened_box(post)
    many = [{"do": do, "device": "phone", "mail": "trip"} for do in ("flag", "unflag")] * 21
    post.page.evaluate("(many) => document.getElementById('box').run({day: 'quiet'}, many)", many)
    wait_for_actions(post, 42)
    assert "_did" not in copied(post, "box")
    expect(post.figure("box").locator(".px-live")).to_contain_text("書ききれない")


def test_what_another_tab_has_done_is_not_in_the_address(post):
    opened_box(post)
    joined = [{"do": "join", "device": "tab2"}]
    post.page.evaluate("(all) => document.getElementById('box').run({day: 'quiet'}, all)", joined)
    wait_for_actions(post, 1)
    address = copied(post, "box")
    assert "_did" not in address
    assert "tab2" not in address


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
