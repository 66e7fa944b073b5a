"""The picture itself: what stands in it says what it knows, and the letter goes along its road."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PHONE_SCREEN = {"width": 390, "height": 844}
OWN = ("touch.mjs", "touched.mjs", "road.mjs", "touch.css", "touch/send.json")


@pytest.fixture
def fingers(browser, served):
    """A page on a phone: a narrow screen that is touched."""
    context = browser.new_context(
        viewport=PHONE_SCREEN, has_touch=True, is_mobile=True, device_scale_factor=2
    )
    yield context.new_page()
    context.close()


def opened(post, ident="send"):
    """The page with a picture that can be touched, once it can be."""
    post.open("touched.html")
    post.figure(ident).locator("button[data-do=again]").click()
    post.figure(ident).locator(".px-spot").first.wait_for(state="attached")
    return post


@pytest.fixture
def send(post):
    post.page.set_viewport_size(PHONE_SCREEN)
    return opened(post)


def spot(post, key, ident="send"):
    return post.figure(ident).locator(f".px-spot[data-spot={key}]")


def told(post, ident="send"):
    """What the open panel says of the step on show."""
    return post.figure(ident).locator(".px-tell:not([hidden]) .is-on")


def told_of(post, ident, holds):
    """Wait until a run is shown of which this holds; pages under our policy can't be polled."""
    post.page.evaluate(
        f"""() => new Promise((resolve) => {{
            const figure = document.getElementById("{ident}");
            const look = () => {holds} && resolve();
            figure.addEventListener("explainer-story", look);
            look();
        }})"""
    )


def test_nothing_of_it_is_fetched_before_a_hand_comes(post):
    post.open("touched.html")
    post.page.wait_for_load_state("networkidle")
    assert [url for url in post.requests if url.endswith(OWN)] == []
    post.page.mouse.wheel(0, 300)
    post.page.wait_for_load_state("networkidle")
    assert [url for url in post.requests if url.endswith(OWN)] == []


def test_a_figure_that_has_nothing_to_touch_fetches_nothing_of_it(post):
    post.open().figure().locator("button[data-do=back]").click()
    post.page.wait_for_load_state("networkidle")
    assert [url for url in post.requests if url.endswith(OWN)] == []
    assert post.messages == []


def test_the_first_tap_of_all_is_answered(fingers, served):
    fingers.goto(f"{served}/touched.html")
    fingers.wait_for_selector("#send[data-state=ready]")
    stage = fingers.locator("#send .px-stage").bounding_box()
    # The red roof, top right: nothing has been touched before.
    fingers.touchscreen.tap(stage["x"] + stage["width"] * 0.8, stage["y"] + stage["height"] * 0.3)
    expect(fingers.locator("#send .px-tell:not([hidden])")).to_contain_text("あなたの郵便局")


def test_an_office_tells_what_it_knows_at_the_step_on_show(send):
    spot(send, "office").click()
    expect(told(send)).to_contain_text("220 mail.example.jp ESMTP")
    assert "kaze@example.org" not in told(send).inner_text()
    send.get("figure.goto('envelope')", "send")
    expect(told(send)).to_contain_text("kaze@example.org")


def test_tapping_again_closes_it_and_only_one_is_open(send):
    spot(send, "office").click()
    spot(send, "friend").click()
    panels = send.figure("send").locator(".px-tell:not([hidden])")
    assert panels.count() == 1
    assert spot(send, "office").get_attribute("aria-expanded") == "false"
    spot(send, "friend").click()
    assert panels.count() == 0


def test_what_is_below_stays_where_it_is_from_step_to_step(send):
    spot(send, "office").click()
    play = send.figure("send").locator("button[data-do=play]")
    steps = send.get("figure.story.steps.length", "send")
    places = set()
    for number in range(1, steps + 1):
        send.get(f"figure.goto({number})", "send")
        places.add(round(play.bounding_box()["y"]))
    assert len(places) == 1


def test_the_line_shows_plain_bytes_until_it_is_locked_then_lengths_alone(send):
    send.get("figure.goto('greet')", "send")
    spot(send, "line-phone").click()
    expect(told(send)).to_contain_text("EHLO [203.0.113.11]")
    send.get("figure.goto('login')", "send")
    expect(told(send)).to_contain_text("長さだけ")
    assert "AUTH" not in told(send).inner_text()
    spot(send, "line-phone").click()
    expect(send.figure("send").locator(".px-tell:not([hidden])")).to_have_count(0)


def test_the_sign_on_the_line_is_a_lock_only_where_it_is_locked(send):
    sign = spot(send, "line-phone").locator("svg.is-on")
    seen = []
    for step in ("greet", "login", "mx"):
        send.get(f"figure.goto('{step}')", "send")
        seen.append(sign.inner_html())
    assert len(set(seen)) == 3


def test_what_a_panel_says_is_said_to_a_screen_reader(send):
    spot(send, "office").click()
    said = send.figure("send").locator(".px-live").inner_text()
    assert said.startswith("あなたの郵便局：いま知っていること。")
    assert "さいごに言ったこと：220 mail.example.jp ESMTP" in said


def test_by_keyboard_the_picture_is_one_stop_with_arrows_inside(send):
    figure = send.figure("send")
    assert figure.locator(".px-spot[tabindex='0']").count() == 1
    spot(send, "phone").focus()
    focused = "document.activeElement.dataset.spot"
    send.page.keyboard.press("ArrowRight")
    assert send.page.evaluate(focused) == "line-phone"
    send.page.keyboard.press("End")
    assert send.page.evaluate(focused) == "friend"
    send.page.keyboard.press("ArrowDown")
    assert send.page.evaluate(focused) == "phone"
    send.page.keyboard.press("ArrowLeft")
    assert send.page.evaluate(focused) == "friend"
    send.page.keyboard.press("Enter")
    expect(told(send)).to_be_visible()
    send.page.keyboard.press("Tab")
    assert send.page.evaluate("document.activeElement.dataset.shut") == "friend"
    send.page.keyboard.press("Tab")
    assert send.page.evaluate("document.activeElement.className") == "px-tell-states"
    send.page.keyboard.press("Escape")
    assert send.page.evaluate(focused) == "friend"
    expect(told(send)).to_have_count(0)


def test_escape_elsewhere_is_left_alone(send):
    spot(send, "office").click()
    send.figure("send").locator("input[type=range]").focus()
    send.page.keyboard.press("Escape")
    expect(told(send)).to_be_visible()


def test_the_reading_order_is_picture_things_panel_line_player(send):
    spot(send, "office").click()
    tree = send.figure("send").aria_snapshot()
    order = [
        'group "見かた"',
        'img "左上にあなたのスマホ',
        'toolbar "絵の中のもの"',
        'button "あなたのスマホ：いま知っていること"',
        'button "あなたのスマホとあなたの郵便局のあいだの道：道にいるひとに見えるもの"',
        'button "あなたの郵便局：いま知っていること" [expanded]',
        'button "友だちのスマホ：いま知っていること"',
        'group "あなたの郵便局：いま知っていること"',
        'button "閉じる"',
        "term: さいごに言ったこと",
        'group "再生の操作"',
    ]
    places = [tree.find(words) for words in order]
    assert -1 not in places, (order[places.index(-1)], tree)
    assert places == sorted(places)
    assert tree.count('button "閉じる"') == 1


def test_targets_are_large_enough_and_within_the_picture(send):
    small = send.page.evaluate(
        """() => {
            const stage = document.querySelector("#send .px-stage").getBoundingClientRect();
            return [...document.querySelectorAll("#send :is(.px-spot, .px-grip)")].map((one) => {
                const box = one.getBoundingClientRect();
                const left = Math.max(box.left, stage.left);
                const right = Math.min(box.right, stage.right);
                const top = Math.max(box.top, stage.top);
                const bottom = Math.min(box.bottom, stage.bottom);
                return [one.dataset.spot ?? "grip", right - left, bottom - top];
            }).filter(([, width, height]) => width < 44 || height < 44);
        }"""
    )
    assert [one for one in small if one[0] != "grip"] == []
    assert all(width > 30 and height > 30 for _, width, height in small)


def grip_at(post, ident="send"):
    box = post.figure(ident).locator(".px-grip").bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def stops_of(post, ident="send"):
    """Where the stops are on the screen."""
    return post.page.evaluate(
        """(id) => {
            const figure = document.getElementById(id);
            const box = figure.querySelector(".px-picture").getBoundingClientRect();
            const stops = figure.querySelector(".px-grip").dataset.stops.split(" ");
            return stops.map((stop) => stop.split(",").map(Number)).map(([x, y]) =>
              [box.left + box.width * x / 10000, box.top + box.height * y / 10000]);
        }""",
        ident,
    )


def settled(post, ident="send"):
    """The handle has come to its place: it glides there."""
    post.figure(ident).locator(".px-grip").evaluate(
        "(grip) => Promise.all(grip.getAnimations().map((one) => one.finished))"
    )


def test_the_letter_dragged_along_its_road_takes_the_story_with_it_and_back(send):
    send.figure("send").locator(".px-stage").scroll_into_view_if_needed()
    settled(send)
    stops = stops_of(send)
    seen = []
    send.page.mouse.move(*grip_at(send))
    send.page.mouse.down()
    for x, y in [*stops, *reversed(stops)]:
        send.page.mouse.move(x, y, steps=3)
        seen.append(send.get("figure.step", "send"))
    send.page.mouse.up()
    last = len(stops)
    assert seen == [*range(1, last + 1), *range(last, 0, -1)]
    assert not send.get("figure.hasAttribute('data-dragging')", "send")


def test_a_tap_on_the_letter_is_for_what_lies_under_it(send):
    send.get("figure.goto('relay-letter')", "send")
    send.figure("send").locator(".px-stage").scroll_into_view_if_needed()
    settled(send)
    x, y = grip_at(send)
    sign = spot(send, "line-office").bounding_box()
    assert sign["x"] < x < sign["x"] + sign["width"]
    send.page.mouse.click(x, min(y, sign["y"] + sign["height"] - 2))
    expect(told(send)).to_contain_text("長さだけ")
    assert send.get("figure.story.steps[figure.step - 1].id", "send") == "relay-letter"


def test_where_it_is_let_go_it_stands_at_a_step(send):
    send.figure("send").locator(".px-stage").scroll_into_view_if_needed()
    settled(send)
    first, second, *_ = stops_of(send)
    send.page.mouse.move(*grip_at(send))
    send.page.mouse.down()
    between = [(3 * two + one) / 4 for one, two in zip(first, second, strict=True)]
    send.page.mouse.move(*between, steps=4)
    send.page.mouse.up()
    settled(send)
    assert send.get("figure.step", "send") == 2
    assert grip_at(send) == pytest.approx(tuple(second), abs=1)


def finger(page):
    """A finger as the browser's own input makes it, pans and all."""
    return page.context.new_cdp_session(page)


def swipe(session, points):
    kind = "touchStart"
    for x, y in points:
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
        kind = "touchMove"
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def on_the_phone(fingers, served):
    fingers.goto(f"{served}/touched.html")
    fingers.wait_for_selector("#behind[data-state=ready]")
    fingers.locator("#behind button[data-do=again]").tap()
    fingers.locator("#behind .px-grip").wait_for(state="attached")
    fingers.locator("#behind .px-stage").scroll_into_view_if_needed()
    fingers.locator("#behind .px-grip").evaluate(
        "(grip) => Promise.all(grip.getAnimations().map((one) => one.finished))"
    )
    box = fingers.locator("#behind .px-grip").bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_finger_drags_it_sideways_and_the_page_stays(fingers, served):
    x, y = on_the_phone(fingers, served)
    before = fingers.evaluate("scrollY")
    swipe(finger(fingers), [(x + 8 * n, y) for n in range(40)])
    steps = fingers.evaluate("document.querySelector('#behind').story.steps.length")
    assert fingers.evaluate("document.querySelector('#behind').step") == steps
    assert fingers.evaluate("scrollY") == before


def test_a_finger_that_goes_up_scrolls_the_page_and_leaves_the_letter(fingers, served):
    x, y = on_the_phone(fingers, served)
    before = fingers.evaluate("scrollY")
    swipe(finger(fingers), [(x, y - 10 * n) for n in range(20)])
    fingers.evaluate(
        """(before) => new Promise((resolve) => {
            const look = () => (scrollY > before ? resolve() : requestAnimationFrame(look));
            look();
        })""",
        before,
    )
    assert fingers.evaluate("document.querySelector('#behind').step") == 1
    assert not fingers.evaluate("document.querySelector('#behind').hasAttribute('data-dragging')")


def test_with_reduced_motion_the_letter_is_there_at_once(send):
    send.page.emulate_media(reduced_motion="reduce")
    send.get("figure.goto(5)", "send")
    moving = send.figure("send").locator(".px-grip").evaluate("(e) => e.getAnimations().length")
    assert moving == 0
    send.figure("send").locator(".px-stage").scroll_into_view_if_needed()
    assert grip_at(send) == pytest.approx(tuple(stops_of(send)[4]), abs=1)


def test_a_screen_that_is_behind_says_where_it_is_not_what_the_box_holds(post):
    opened(post, "behind")
    spot(post, "phone", "behind").click()
    post.get("figure.goto('behind')", "behind")
    expect(told(post, "behind")).to_contain_text(
        "「会報」：ここでは受信箱（未読）、箱ではゴミ箱（未読）"
    )


def test_a_run_that_was_computed_here_can_be_touched_too(post):
    opened(post, "behind")
    spot(post, "phone", "behind").click()
    post.figure("behind").get_by_role("button", name="スマホの機内モード").click()
    told_of(post, "behind", "figure.actions.length === 1")
    post.get("figure.goto(99)", "behind")
    expect(told(post, "behind")).to_contain_text("ひらいています。")
    expect(told(post, "behind")).to_contain_text("ありません。箱と同じです。")
    assert post.messages == []


def test_the_focus_stays_on_a_thing_when_another_run_comes(post):
    opened(post, "behind")
    spot(post, "office", "behind").focus()
    post.page.evaluate("document.querySelector('#behind').run({day: 'away'})")
    expect(spot(post, "office", "behind")).to_be_focused()
    assert post.get("figure.story.settings.day", "behind") == "away"


def test_through_another_lens_there_is_nothing_to_touch(send):
    spot(send, "office").click()
    send.figure("send").locator("[data-lens-to=bytes]").click()
    expect(send.figure("send").locator(".px-tell").first).to_be_hidden()
    assert [one for one in send.figure("send").locator(".px-spot").all() if one.is_visible()] == []
    send.figure("send").locator("[data-lens-to=story]").click()
    expect(told(send)).to_be_visible()


def test_on_paper_there_is_nothing_of_it(send):
    spot(send, "office").click()
    send.page.emulate_media(media="print")
    for part in (".px-spots", ".px-road", ".px-tells"):
        expect(send.figure("send").locator(part)).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1200])
def test_axe_finds_nothing(send, kit, scheme, width):
    send.page.set_viewport_size({"width": width, "height": 900})
    send.page.emulate_media(color_scheme=scheme)
    spot(send, "office").click()
    send.page.evaluate((kit.root / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8"))
    found = send.page.evaluate("axe.run('#send').then((done) => done.violations)")
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == []


def test_in_forced_colours_what_has_the_focus_and_what_is_open_is_seen(send):
    send.page.emulate_media(forced_colors="active")
    spot(send, "office").focus()
    send.page.keyboard.press("Enter")
    looks = spot(send, "office").evaluate(
        "(e) => [getComputedStyle(e).borderTopStyle, getComputedStyle(e).outlineStyle]"
    )
    assert looks == ["solid", "solid"]


def test_without_javascript_nothing_of_it_is_in_the_page(browser, served):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}/touched.html")
    assert page.locator(".px-spot, .px-grip, .px-tell").count() == 0
    context.close()
