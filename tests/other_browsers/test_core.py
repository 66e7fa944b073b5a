"""What a reader does in an article, in Firefox ESR and in WebKit."""

import json

import pytest
from explainer_kit import find

pytestmark = [pytest.mark.servers, pytest.mark.bundle]

MAIL = "/blog/2026/imap-smtp/"
WHEEL = "/blog/2026/juugoya/"
STRANGERS = """
return performance.getEntriesByType("resource").map(({ name }) => name)
    .filter((name) => new URL(name).origin !== location.origin);
"""
SCREEN = "受信サーバー imap.gmail.com\nポート 993\nSSL/TLS\n送信サーバー smtp.gmail.com\nポート 465"


PHOTO = "const figure = document.querySelector('#photo-to-friend');"
# From the third step on: what has the focus, the key, and the step that comes of it.
STEPPING = [
    ("[data-do=next]", "Enter", 4),
    ("[data-do=next]", "Space", 4),
    ("[data-do=back]", "Enter", 2),
    ("[data-do=back]", "Space", 2),
    ("[data-do=again]", "Enter", 1),
    ("input[type=range]", "Right", 4),
    ("input[type=range]", "Up", 4),
    ("input[type=range]", "Left", 2),
    ("input[type=range]", "Down", 2),
    ("input[type=range]", "Home", 1),
    ("input[type=range]", "End", "last"),
]


@pytest.fixture
def article(browser_here, origin):
    """The mail article, all its figures ready; whatever it complained of fails the test."""
    browser_here.open(origin + MAIL)
    assert browser_here.run("return (await ready()).length") > 5
    yield browser_here
    assert browser_here.run("return heard") == []
    assert browser_here.run(STRANGERS) == []


def test_every_figure_plays_what_was_baked(article):
    told = article.run("""
        const told = [];
        for (const figure of await ready()) {
            if (!figure.story || figure.story.steps.length < 3) continue;
            const press = (deed) => figure.querySelector(`[data-do=${deed}]`).click();
            const seen = [figure.dataset.state, figure.step > 0];
            figure.goto(1);
            press("next");
            seen.push(figure.step);
            press("back");
            seen.push(figure.step);
            const slider = figure.querySelector("input[type=range]");
            slider.value = "3";
            slider.dispatchEvent(new Event("input", { bubbles: true }));
            seen.push(figure.step);
            figure.goto(figure.story.steps[1].id);
            const lit = figure.querySelector(".px-transcript li[aria-current=step]");
            seen.push(figure.step, lit.dataset.step === figure.story.steps[1].id);
            press("play");
            seen.push(figure.hasAttribute("data-playing"));
            press("play");
            seen.push(figure.hasAttribute("data-playing"));
            told.push([figure.id, ...seen]);
        }
        return told;
    """)
    assert len(told) > 4
    for ident, *seen in told:
        assert seen == ["ready", True, 2, 1, 3, 2, True, True, False], ident


def test_a_figure_played_goes_on_by_itself_to_its_end(article):
    told = article.run("""
        const figure = document.querySelector("#photo-to-friend");
        const { length } = figure.story.steps;
        figure.goto(length - 2);
        figure.querySelector("[data-speed='2']")?.click();
        figure.querySelector("[data-do=play]").click();
        await until(() => figure.step === length);
        await until(() => !figure.hasAttribute("data-playing"));
        return figure.step === length;
    """)
    assert told


def test_real_keys_press_buttons_and_move_the_slider(article):
    for part, key, step in STEPPING:
        article.run(f"{PHOTO} figure.goto(3); figure.querySelector(given[0]).focus();", part)
        article.press(key)
        told = article.run(f"""{PHOTO}
            await until(() => figure.step !== 3);
            for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
            return figure.step === figure.story.steps.length ? "last" : figure.step;
        """)
        assert told == step, (part, key)


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_real_key_plays_and_stops(article, key):
    article.run(f"{PHOTO} figure.querySelector('[data-do=play]').focus();")
    for playing in (True, False):
        article.press(key)
        article.run(
            f"{PHOTO} await until(() => figure.hasAttribute('data-playing') === given[0])", playing
        )


def test_a_changed_control_is_computed_in_the_page(article):
    told = article.run("""
        const figure = document.querySelector("#all-the-knobs");
        const field = figure.querySelector("textarea[name=message]");
        field.focus();
        field.value = "湯気の立つ、ほうじ茶のこと。";
        field.dispatchEvent(new Event("input", { bubbles: true }));
        field.dispatchEvent(new Event("change", { bubbles: true }));
        await until(() => figure.story.settings.message === field.value);
        return [figure.dataset.state, figure.querySelector(".px-said").textContent];
    """)
    assert told == ["live", "いま見えているのは、この端末のPythonが計算した結果です。"]


RUNS = [
    ("send_flow", MAIL, [{}, {"port": "25", "message": "..\n.\nQUIT\n😀"}]),
    ("sync_flow", MAIL, [{}, {"protocol": "pop3"}]),
    ("settings_check", MAIL, [{"email": "hana@docomo.ne.jp"}, {"screen": SCREEN}]),
    ("season_wheel", WHEEL, [{"date": "2026-09-25"}, {"date": "2031-02-04"}]),
]


@pytest.mark.parametrize(("name", "path", "runs"), RUNS, ids=[name for name, *_ in RUNS])
def test_python_in_the_page_gives_cpythons_bytes(browser_here, origin, name, path, runs):
    browser_here.open(origin + path)
    for settings in runs:
        told = browser_here.run(
            "await ready();"
            "const figure = document.querySelector(`py-explainer[name=${given[0]}]`);"
            "return (await figure.run(given[1])) ?? figure.report;",
            name,
            settings,
        )
        text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert text.encode() == find(name).run(settings).to_bytes(), settings
    assert browser_here.run("return heard") == []


def test_a_pasted_screen_fills_the_fields(article):
    told = article.run(
        """
        const figure = document.querySelector("#settings-check");
        const field = figure.querySelector("textarea[name=screen]");
        field.value = given[0];
        field.dispatchEvent(new Event("input", { bubbles: true }));
        await until(() => figure.report.settings["outgoing.host"] === "smtp.gmail.com");
        return figure.querySelector("[name='incoming.host']").value;
        """,
        SCREEN,
    )
    assert told == "imap.gmail.com"


def test_the_readers_hands_open_a_letter_and_take_it_back(article):
    told = article.run("""
        const figure = document.querySelector("#one-box");
        figure.querySelector("summary[data-act]").click();
        await until(() => figure.actions.length === 1);
        const origin = figure.dataset.state;
        figure.querySelector("[data-do=undo]").click();
        await until(() => figure.actions.length === 0);
        return origin;
    """)
    assert told == "live"


def test_an_address_opens_its_place_and_a_later_one_too(article, origin):
    step = article.run("return document.querySelector('#photo-to-friend').story.steps[3].id")
    told = article.run(
        """
        const figure = document.querySelector("#photo-to-friend");
        location.hash = `#/photo-to-friend/${given[0]}?photo=false`;
        await until(() => figure.step === 4);
        return figure.story.steps[figure.step - 1].id;
        """,
        step,
    )
    assert told == step
    article.open(f"{origin}{MAIL}?anew#/photo-to-friend/{step}")
    assert article.run(
        "const [figure] = await ready(); await until(() => figure.step === 4); return figure.id"
    )


def test_a_word_in_the_prose_drives_its_figure(article):
    told = article.run("""
        const link = document.querySelector("a.px-link[data-figure]");
        const figure = document.getElementById(link.dataset.figure);
        link.click();
        await until(() => link.getAttribute("aria-current") === "true");
        const { id, scene } = figure.story.steps[figure.step - 1];
        return [id, scene].includes(link.dataset.scene);
    """)
    assert told


def test_the_search_page_finds_by_reading(browser_here, origin):
    browser_here.open(f"{origin}/blog/search/?q=さくら")
    assert browser_here.run("await until(() => document.querySelector('.search-title')); return 1")
    browser_here.run("""
        const field = document.querySelector(".search input, input[type=search]");
        for (const [reading, word] of [["じゅうごや", "十五夜"], ["もみじ", "紅葉"]]) {
            field.value = reading;
            field.dispatchEvent(new InputEvent("input", { bubbles: true }));
            const titles = () => [...document.querySelectorAll(".search-title")];
            await until(() => titles().some(({ innerText }) => innerText.includes(word)));
        }
    """)
    assert browser_here.run("return heard") == []


def test_the_front_page_tells_todays_ko(browser_here, origin):
    browser_here.open(f"{origin}/blog/")
    told = browser_here.run(
        "const place = await until(() => document.querySelector('[data-told]'));"
        "return [place.dataset.told, new Date(Date.now() + 324e5).toISOString().slice(0, 10)]"
    )
    assert told[0] == told[1]
    assert browser_here.run("return heard") == []


@pytest.mark.parametrize("path", ["/blog/", MAIL, WHEEL, "/blog/search/"])
def test_a_phone_never_scrolls_sideways(browser_here, origin, path):
    browser_here.open(f"{origin}/phone{path}")
    told = browser_here.run("""
        const { contentDocument, contentWindow } = document.querySelector("iframe");
        if (contentDocument.querySelector("py-explainer")) await contentWindow.ready();
        const page = contentDocument.documentElement;
        return [contentWindow.innerWidth, page.scrollWidth, page.clientWidth, contentWindow.heard];
    """)
    assert told[0] == 360
    assert told[1] <= told[2]
    assert told[3] == []


@pytest.mark.parametrize(
    ("below", "words", "again"),
    [
        ("unread", "このブラウザでは図を動かせませんが、絵と文章はこのまま読めます。", False),
        ("lost", "図を動かす部品を受けとれませんでしたが、絵と文章はこのまま読めます。", True),
    ],
)
def test_a_player_that_cannot_be_had_is_told_in_one_sentence(
    browser_here, origin, below, words, again
):
    browser_here.open(f"{origin}{MAIL.replace('blog', below)}")
    told = browser_here.run("""
        await until(() => document.querySelector(".px-said").textContent);
        return [...document.querySelectorAll("py-explainer")].map((figure) => {
            const shown = (selector) => [...figure.querySelectorAll(selector)]
                .filter((one) => one.getClientRects().length);
            return [figure.dataset.state, shown(".px-said").map(({ textContent }) => textContent),
                shown("[data-do=retry]:enabled").length === 1, shown(".px-player").length];
        });
    """)
    assert len(told) > 5
    assert {json.dumps(one) for one in told} == {json.dumps(["static", [words], again, 0])}
