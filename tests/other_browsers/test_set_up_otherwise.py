"""Readers who have set their browser up otherwise: no WebAssembly, no motion, dark or light.

Firefox takes that from its own settings, WebKitGTK dark and motion from those of GTK.
"""

import pytest

pytestmark = [pytest.mark.servers, pytest.mark.bundle]

MAIL = "/blog/2026/imap-smtp/"
NO_WASM = {"javascript.options.wasm": False}
REDUCED = "(prefers-reduced-motion: reduce)"
# Text that is fainter against what is under it than WCAG 2.2, 1.4.3 asks for: 4.5, large type 3.
READABLE = """
    await ready();
    const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
    const rgb = (colour) => {  // computed colours may be in other spaces, too: paint one
        const context = Object.assign(document.createElement("canvas"), { width: 1, height: 1 })
            .getContext("2d");
        context.fillStyle = colour;
        context.fillRect(0, 0, 1, 1);
        return [...context.getImageData(0, 0, 1, 1).data];
    };
    const light = (colour) => {
        const [red, green, blue] = rgb(colour).slice(0, 3).map((part) => part / 255)
            .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const ground = (one) => {
        for (; one; one = one.parentElement) {
            const { backgroundColor, backgroundImage } = getComputedStyle(one);
            if (rgb(backgroundColor)[3] === 255) return backgroundColor;
            if (backgroundImage !== "none") return null;  // a picture: names in it have their own
        }
        return getComputedStyle(document.body).backgroundColor;
    };
    const faint = [];
    let seen = 0;
    for (const one of document.querySelectorAll("py-explainer *")) {
        const own = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
        const { color, visibility, fontSize, fontWeight } = getComputedStyle(one);
        if (!own || !one.getClientRects().length || visibility !== "visible") continue;
        if (one.closest("svg, [disabled], :disabled, option, .px-sr")) continue;
        const under = ground(one);
        if (!under) continue;
        seen += 1;
        const [low, high] = [light(color), light(under)].sort((a, b) => a - b);
        const large = parseFloat(fontSize) >= (fontWeight >= 700 ? 18.66 : 24);
        const contrast = (high + 0.05) / (low + 0.05);
        if (contrast < (large ? 3 : 4.5)) {
            faint.push([one.className, one.textContent.trim().slice(0, 20), color, under]);
        }
    }
    const { color } = getComputedStyle(document.body);
    return [numbers(color).slice(0, 3).reduce((sum, one) => sum + one, 0), faint, seen];
"""
# The first and the last steps as a reader plays them: did anything move, and where did it end?
PLAYED = """
    const [figure] = await ready();
    const { length } = figure.story.steps;
    const things = () => [...figure.querySelectorAll(".px-frame.is-on > .px-thing")]
        .map((thing) => [thing.getAttribute("transform"), thing.getAttribute("class")]);
    let moved = false;
    let run = 0;
    const play = async (from, to) => {
        figure.goto(from);
        figure.querySelector("[data-do=play]").click();
        let [step, last] = [0, ""];
        for (const end = Date.now() + 30000; Date.now() < end; ) {
            if (figure.step >= to && (to < length || !figure.hasAttribute("data-playing"))) break;
            const now = JSON.stringify(things());
            if (figure.step === step && now !== last) moved = true;
            [step, last] = [figure.step, now];
            run = Math.max(run, figure.getAnimations({ subtree: true })
                .filter(({ playState }) => playState === "running").length);
            await new Promise(requestAnimationFrame);
        }
    };
    figure.querySelector("[data-speed='2']").click();
    await play(1, 3);
    figure.goto(2);
    const second = things();
    await play(length - 1, length);
    const said = figure.querySelector(".px-say.is-on").textContent;
    const names = [...figure.querySelectorAll(".px-name.is-on, .px-note.is-on")]
        .map(({ textContent }) => textContent);
    return [moved, run > 0, [figure.step, length, said, names, second].flat(9)];
"""


def test_without_webassembly_the_baked_figure_is_whole_and_one_sentence_tells(browser_with, origin):
    browser = browser_with("firefox", prefs=NO_WASM)
    browser.open(origin + MAIL)
    told = browser.run("""
        await ready();
        const figure = document.querySelector("#all-the-knobs");
        const before = JSON.stringify(figure.story);
        const told = await refused(figure);
        figure.goto(1);
        figure.querySelector("[data-do=next]").click();
        figure.querySelector("[data-run]:not([aria-pressed=true])")?.click();
        await until(() => JSON.stringify(figure.story) !== before);
        const others = document.querySelector("#photo-to-friend").dataset.state;
        return [...told, figure.querySelectorAll(".px-frame").length > 3, others, heard];
    """)
    words = "このブラウザでは、WebAssemblyを動かせませんでした。"
    assert told == [words, True, words, True, "ready", []]


@pytest.mark.parametrize("kind", ["firefox", "webkit"])
@pytest.mark.parametrize("dark", [True, False], ids=["dark", "light"])
def test_every_figure_is_readable_in_the_readers_colours(browser_with, origin, kind, dark):
    browser = browser_with(kind, dark=dark)
    browser.open(origin + MAIL)
    page, faint, seen = browser.run(READABLE)
    assert (page > 382) == dark  # the text is light on dark
    assert faint == []
    assert seen > 300
    assert browser.run("return heard") == []


@pytest.mark.parametrize("kind", ["firefox", "webkit"])
def test_with_less_motion_nothing_moves_and_all_ends_the_same(browser_with, origin, kind):
    ends = []
    for still in (True, False):
        browser = browser_with(kind, still=still)
        browser.open(origin + MAIL)
        assert browser.run(f"return matchMedia('{REDUCED}').matches") == still
        moved, ran, end = browser.run(PLAYED)
        assert (moved, ran) == (
            not still,
            not still,
        )  # things on their way, and the letter's handle
        ends.append(end)
        assert browser.run("return heard") == []
    assert ends[0] == ends[1]
    assert len(ends[0]) > 6
