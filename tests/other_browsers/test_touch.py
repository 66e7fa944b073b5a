"""A hand on the picture, in Firefox and in WebKit: it taps, it drags, and it scrolls the page.

A finger in Firefox is one that comes from its screen, as far as the page can tell (drivers.py). In
WebKit it is a mouse, the only pointer that its driver has: so a tap and a drag are tried there, and
that a finger scrolls the page is for docs/phones.md.
"""

import pytest

pytestmark = [pytest.mark.servers, pytest.mark.bundle]

MAIL = "/blog/2026/imap-smtp/"
FIGURE = "const figure = document.querySelector('#photo-to-friend');"
AT_REST = """
    window.atRest = async (thing) => {
        let last = "";
        for (let same = 0; same < 12; ) {
            await new Promise(requestAnimationFrame);
            const { x, y } = thing.getBoundingClientRect();
            same = last === `${x} ${y}` ? same + 1 : 0;
            last = `${x} ${y}`;
        }
        const { x, y, width, height } = thing.getBoundingClientRect();
        return [x, y, width, height];
    };
    window.pointers = [];
    for (const type of ["pointerdown", "pointerup", "pointercancel"]) {
        addEventListener(type, ({ pointerType }) => pointers.push([type, pointerType]), true);
    }
"""
STOPS = """
    const [left, top, width, height] = await atRest(figure.querySelector(".px-picture"));
    const stops = figure.querySelector(".px-grip").dataset.stops.split(" ");
    return stops.map((stop) => stop.split(",").map(Number))
        .map(([x, y]) => [left + (width * x) / 1e4, top + (height * y) / 1e4]);
"""
NOW = FIGURE + "return [figure.step, scrollY, figure.hasAttribute('data-dragging')];"


def reached(browser, origin):
    """The article with its first picture in the middle of the window, and nothing touched yet."""
    browser.open(f"{origin}{MAIL}?hand")
    browser.run(f"""{FIGURE}
        await ready();
        {AT_REST}
        figure.querySelector(".px-stage").scrollIntoView({{ block: "center" }});
        await atRest(figure);
    """)
    return browser


@pytest.fixture
def hand(browser_here, origin):
    yield reached(browser_here, origin)
    assert browser_here.run("return heard") == []


def road(hand):
    """Wait until the picture can be touched; give the stops of the letter's road."""
    hand.run(f"""{FIGURE}
        figure.querySelector("[data-do=again]").click();
        await until(() => figure.querySelector(".px-grip"));
        figure.querySelector(".px-stage").scrollIntoView({{ block: "center" }});
        await atRest(figure.querySelector(".px-grip"));
    """)
    return hand.run(FIGURE + STOPS)


def go(hand, points):
    """Go along points with a finger; give what the page took it for, from first to last."""
    hand.run("pointers.length = 0")
    hand.finger(points)
    return hand.run("await until(() => pointers.length > 1); return pointers")


def picture(hand):
    return hand.run(FIGURE + "return atRest(figure.querySelector('.px-stage'));")


def test_the_first_tap_of_all_is_answered(hand):
    left, top, width, height = picture(hand)
    seen = go(hand, [(left + 0.8 * width, top + 0.3 * height)])  # the red roof
    assert seen == [["pointerdown", hand.finger_is], ["pointerup", hand.finger_is]]
    told = hand.run(
        FIGURE + "return (await until(() => figure.querySelector('.px-tell:not([hidden])')))"
        ".querySelector('b').textContent;"
    )
    assert told == "あなたの郵便局"


def test_the_letter_goes_along_its_road_and_back_while_the_page_stays(hand):
    letter = road(hand)
    before = hand.run("return scrollY")
    for stops, step in ((letter, len(letter)), (letter[::-1], 1)):
        hand.run(FIGURE + "await atRest(figure.querySelector('.px-grip'));")
        assert go(hand, stops)[-1] == ["pointerup", hand.finger_is]
        assert hand.run(NOW) == [step, before, False]


def test_a_finger_that_goes_up_scrolls_the_page_and_changes_nothing(browser_with, origin):
    hand = reached(browser_with("firefox"), origin)
    letter = road(hand)
    left, top, width, height = picture(hand)
    for x, y in (letter[0], (left + 0.45 * width, top + 0.65 * height)):
        before = hand.run("return scrollY")
        assert go(hand, [(x, y - 12 * n) for n in range(12)])[-1] == ["pointercancel", "touch"]
        hand.run("await until(() => scrollY > given[0] + 60)", before)
        hand.run(
            FIGURE + "await atRest(figure); scrollTo(0, given[0]); await atRest(figure);", before
        )
        assert hand.run(NOW) == [1, before, False]
        assert hand.run("return document.querySelectorAll('.px-tell:not([hidden])').length") == 0
    assert hand.run("return heard") == []
