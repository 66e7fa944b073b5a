"""Python in the reader's browser: their own words travel, and its bytes are CPython's."""

import base64
import json
import random

import pytest
from explainer_kit import find
from explainer_kit.figure import lens_of
from playwright.sync_api import expect

ARTICLE = "/blog/2026/imap-smtp/"
pytestmark = [pytest.mark.browser, pytest.mark.bundle]

FIGURE = "document.querySelector('#all-the-knobs')"
WORDS = [
    "",
    "こんにちは",
    "..",
    "\n\n.\nQUIT\n",
    "😀🍁",
    "<b>&amp;</b>",
    "a" * 60,
    "Bcc: x@y.example",
]
COMBINATIONS = 50


@pytest.fixture(scope="module")
def live(site, _host, browser):
    """One page whose Python is up, for all that doesn't ask how it came up."""
    _host.mend()
    context = browser.new_context()
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto(_host.origin + ARTICLE)
    page.wait_for_selector("#all-the-knobs[data-state=ready]")
    page.evaluate(f"{FIGURE}.run({{}})")
    yield page
    context.close()


@pytest.fixture
def knobs(live):
    """The page whose Python is up, its figure as the article shows it, whatever was done before."""
    live.complaints.clear()
    live.evaluate(f"{FIGURE}.run({{}})")
    return live


def settings_to_compare():
    explainer = find("send_flow")
    yield {}
    for control in explainer.controls:
        for value in control.alternatives():
            yield {control.name: value}
    for preset in explainer.presets:
        yield dict(preset.settings)
    chance = random.Random(2026)
    for _ in range(COMBINATIONS):
        yield {
            control.name: chance.choice(control.alternatives() or WORDS)
            for control in explainer.controls
        }


def test_live_stories_equal_cpythons_byte_for_byte(live):
    explainer = find("send_flow")
    wanted = list(settings_to_compare())
    assert len(wanted) > COMBINATIONS + len(explainer.presets)
    for settings in wanted:
        told = live.evaluate(f"(settings) => {FIGURE}.run(settings)", settings)
        text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert text.encode() == explainer.run(settings).to_bytes(), settings


@pytest.mark.parametrize(
    ("name", "ident", "settings", "actions"),
    [
        ("send_flow", "all-the-knobs", {"subject": "ほうじ茶", "port": "25"}, []),
        ("sync_flow", "one-box", {"day": "quiet"}, [{"do": "offline", "device": "phone"}]),
    ],
)
def test_what_can_be_touched_is_the_same_bytes_here_as_there(live, name, ident, settings, actions):
    told = live.evaluate(
        """async ([name, ident, settings, actions]) => {
            const story = await document.getElementById(ident).run(settings, actions);
            const player = document.querySelector("script[src*='/player.mjs']").src;
            const { engine, limitsOf } = await import(new URL("engine.mjs", player).href);
            const wish = { settings: story.settings, actions: story.actions, lens: "touch" };
            const limits = limitsOf(document.getElementById(ident));
            return (await engine.run("look", name, wish, limits)).html;
        }""",
        [name, ident, settings, actions],
    )
    explainer = find(name)
    assert told == lens_of(explainer, explainer.run(settings, actions), "touch")


def test_a_message_of_the_readers_own_travels_in_the_data(article):
    article.locator("#all-the-knobs textarea[name=message]").fill("湯気の立つ、ほうじ茶のこと。")
    article.locator("#all-the-knobs textarea[name=message]").press("Tab")
    article.wait_for_function(
        f"() => {FIGURE}.story.settings.message === '湯気の立つ、ほうじ茶のこと。'", timeout=60_000
    )
    expect(article.locator("#all-the-knobs")).to_have_attribute("data-state", "live")
    story = article.evaluate(f"{FIGURE}.story")
    sent = b"".join(
        base64.b64decode(event["bytes"])
        for step in story["steps"]
        for event in step["events"]
        if event["bytes"] and event["kind"] == "data"
    )
    assert "湯気の立つ、ほうじ茶のこと。".encode() in sent
    article.locator("#all-the-knobs button[data-lens-to=bytes]").click()
    expect(article.locator("#all-the-knobs [data-lens=bytes]")).to_contain_text("ほうじ茶のこと")


def test_a_change_beyond_what_is_baked_is_computed_and_says_so(knobs):
    knobs.evaluate(f"""() => {{
      window.told = [];
      {FIGURE}.addEventListener("explainer-story", ({{detail}}) => told.push(detail));
    }}""")
    form = knobs.locator("#all-the-knobs")
    form.locator("select[name=port]").select_option("25")
    form.locator("select[name=auth]").select_option("none")
    form.locator("select[name=recipient]").select_option("unknown")
    knobs.wait_for_function(
        """() => told.some(({origin, story: {settings}}) => origin === "live"
          && settings.recipient === "unknown" && settings.auth === "none"
          && settings.port === "25")""",
        timeout=60_000,
    )


def test_hostile_words_stay_words(knobs):
    hostile = "</script><img src=x onerror=alert(1)>"
    knobs.evaluate(f"(message) => {FIGURE}.run({{message}})", hostile)
    assert knobs.locator("#all-the-knobs img").count() == 0
    assert knobs.evaluate(f"{FIGURE}.story.settings.message") == hostile
    assert knobs.complaints == []


def test_a_refused_setting_rejects_with_words(knobs):
    said = knobs.evaluate(f"{FIGURE}.run({{port: '586'}}).catch((error) => error.message)")
    assert "586" in said


def test_a_killed_worker_is_replaced_and_what_was_shown_stays(host, page):
    """The page's own Worker is wrapped before it loads, so that a test can kill it."""
    page.add_init_script("""
      const Real = Worker;
      window.workers = [];
      window.Worker = class extends Real {
        constructor(...given) { super(...given); workers.push(this); }
      };
    """)
    page.goto(host.origin + ARTICLE)
    page.wait_for_selector("#all-the-knobs[data-state=ready]")
    page.evaluate(f"{FIGURE}.setAttribute('data-run-limit', '3000')")
    page.evaluate(f"{FIGURE}.run({{subject: 'ひとつめ'}})")
    shown = page.evaluate(f"{FIGURE}.story")
    page.evaluate("workers.at(-1).terminate()")
    said = page.evaluate(
        f"{FIGURE}.run({{subject: 'ふたつめ'}}).then(() => 'done', (error) => error.message)"
    )
    if said != "done":
        assert page.evaluate(f"{FIGURE}.story") == shown
    told = page.evaluate(f"{FIGURE}.run({{subject: 'みっつめ'}})")
    assert told["settings"]["subject"] == "みっつめ"
    assert page.evaluate("workers.length") >= 2


def test_combinations_of_all_that_can_be_picked_are_at_hand_on_the_command_line():
    explainer = find("send_flow")
    discrete = [control for control in explainer.controls if control.discrete]
    chance = random.Random(2027)
    for _ in range(4 * COMBINATIONS):
        settings = {control.name: chance.choice(control.alternatives()) for control in discrete}
        assert explainer.run(settings).outcome.id in explainer.outcomes
