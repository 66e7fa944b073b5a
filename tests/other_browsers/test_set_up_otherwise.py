"""Readers who have set their Firefox up otherwise: no WebAssembly, no motion, dark or light."""

import pytest

pytestmark = [pytest.mark.servers, pytest.mark.bundle]

MAIL = "/blog/2026/imap-smtp/"
NO_WASM = {"javascript.options.wasm": False}


def test_without_webassembly_the_baked_figure_is_whole_and_one_sentence_tells(firefox_with, origin):
    browser = firefox_with(prefs=NO_WASM)
    browser.open(origin + MAIL)
    told = browser.run("""
        await ready();
        const figure = document.querySelector("#all-the-knobs");
        const before = JSON.stringify(figure.story);
        const said = await figure.run({ subject: "はがき" }).catch((error) => error.message);
        const same = JSON.stringify(figure.story) === before;
        figure.goto(1);
        figure.querySelector("[data-do=next]").click();
        const line = figure.querySelector(".px-said").textContent;
        figure.querySelector("[data-run]:not([aria-pressed=true])")?.click();
        await until(() => JSON.stringify(figure.story) !== before);
        const others = document.querySelector("#photo-to-friend").dataset.state;
        return [said, same, line, figure.querySelectorAll(".px-frame").length > 3, others, heard];
    """)
    words = "このブラウザでは、WebAssemblyを動かせませんでした。"
    assert told == [words, True, words, True, "ready", []]


@pytest.mark.parametrize(("dark", "still"), [(True, True), (False, False)])
def test_the_page_takes_the_readers_colours_and_motion(firefox_with, origin, dark, still):
    browser = firefox_with(dark=dark, still=still)
    browser.open(origin + MAIL)
    told = browser.run("""
        const [figure] = await ready();
        const rgb = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).map(Number);
        const light = (colour) => rgb(colour).reduce((sum, one) => sum + one, 0);
        const { color } = getComputedStyle(document.body);
        const motion = matchMedia("(prefers-reduced-motion: reduce)").matches;
        figure.goto(1);
        const ends = new Set();
        figure.querySelector("[data-do=next]").click();
        const things = [...figure.querySelectorAll(".px-frame.is-on > .px-thing")];
        const place = () => things.map((thing) => thing.getAttribute("transform")).join();
        for (let turn = 0; turn < 25; turn += 1) {
            await new Promise(requestAnimationFrame);
            ends.add(place());
        }
        return [light(color) > 382, motion, things.length > 0, ends.size > 1, heard];
    """)
    assert told == [dark, still, True, not still, []]
