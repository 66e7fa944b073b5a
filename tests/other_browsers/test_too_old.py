"""Browsers that are really too old: Chromium 72 can't read the player, 92 can't run Python.

Either shows every figure whole, to be seen and read, and says in one sentence what it can't do.
Neither knows cascade layers or container units, so the plain style sheet is at work in both.
"""

import io

import pytest
from PIL import Image

from tests.other_browsers.old import Chromium

pytestmark = [pytest.mark.servers, pytest.mark.bundle]

MAIL = "/blog/2026/imap-smtp/"
OLD = "このブラウザでは図を動かせませんが、絵と文章はこのまま読めます。"
WHOLE = """
    const told = [];
    for (const figure of document.querySelectorAll("py-explainer")) {
        const is = (selector) => [...figure.querySelectorAll(selector)]
            .filter((one) => {
                const { display, visibility } = getComputedStyle(one);
                const laid = one.getClientRects().length > 0 && display !== "none";
                return laid && visibility === "visible";
            });
        const stage = figure.querySelector(".px-stage");
        const outside = [];
        if (stage && is(".px-stage").length) {
            const box = stage.getBoundingClientRect();
            const picture = figure.querySelector(".px-svg").getBoundingClientRect();
            if (box.width < 300 || picture.width < box.width || picture.height < 250) {
                outside.push("picture");
            }
            for (const name of is(".px-name, .px-note.is-on")) {
                const { left, right, top, bottom } = name.getBoundingClientRect();
                const within = left >= box.left - 1 && right <= box.right + 1;
                if (!within || top < box.top - 1 || bottom > box.bottom + 1) {
                    outside.push(name.textContent);
                }
            }
            const frames = is(".px-frame").length;
            if (frames !== 1) outside.push(`${frames} frames`);
            if (is(".px-say").length !== 1) outside.push("line");
        }
        const words = figure.querySelector(".px-transcript");
        const lines = words ? words.querySelectorAll("li").length : 0;
        told.push([figure.id, figure.dataset.state, outside, lines, words ? words.open : null,
            is(".px-said").map((one) => one.textContent),
            is(".px-player button, .px-switch button").length]);
    }
    return told;
"""
COLOURS = """
    const figure = document.querySelector("py-explainer");
    figure.querySelector(".px-stage").scrollIntoView();
    await new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)));
    const { left, top, width, height } = figure.querySelector(".px-stage").getBoundingClientRect();
    return [left, top, left + width, top + height];
"""


@pytest.fixture(scope="module", params=[72, 92])
def old(request, tmp_path_factory, origin):
    browser = Chromium(request.param, tmp_path_factory.mktemp("old"))
    browser.open(origin + MAIL)
    yield browser
    browser.close()


@pytest.fixture
def version(old):
    return int(old.run("return navigator.userAgent.match(/Chrome\\/(\\d+)/)[1]"))


def test_every_figure_is_whole(old, version):
    if version > 80:
        old.run("await ready()")
    told = old.run(WHOLE)
    assert len(told) > 5
    for ident, state, outside, lines, is_open, said, buttons in told:
        assert outside == [], ident
        if version > 80:
            assert (state, said) == ("ready", []), ident
            assert buttons > 4 or lines == 0, ident
        else:
            assert (state, said, buttons) == ("static", [OLD], 0), ident
            assert is_open or lines == 0, ident


def test_the_picture_is_in_its_colours(old):
    box = tuple(map(round, old.run(COLOURS)))
    picture = Image.open(io.BytesIO(old.seen())).convert("RGB").crop(box)
    found = {colour for _, colour in picture.getcolors(1 << 20)}
    roofs_and_sky = {(200, 69, 47), (49, 103, 69), (255, 253, 249)}
    assert roofs_and_sky <= found
    black = sum(count for count, colour in picture.getcolors(1 << 20) if max(colour) < 24)
    assert black < picture.width * picture.height / 100


def test_the_page_does_not_scroll_sideways(old):
    assert old.run("return document.documentElement.scrollWidth") <= 390


def test_one_that_plays_but_cannot_run_python_says_so_and_plays_on(old, version):
    if version < 80:
        assert old.run("return document.querySelector('py-explainer').story") is None
        return
    told = old.run("""
        await ready();
        const figure = document.querySelector("#all-the-knobs");
        const told = await refused(figure);
        figure.goto(1);
        figure.querySelector("[data-do=next]").click();
        return [...told, figure.step, heard];
    """)
    words = "このブラウザでは、Pythonを動かせませんでした。"
    assert told == [words, True, words, 2, []]
