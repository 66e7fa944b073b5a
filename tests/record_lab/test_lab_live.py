"""The built page: its Python's reports are CPython's, and nothing that is pasted leaves it."""

from __future__ import annotations

import json
from urllib.parse import unquote

import pytest
from explainer_kit.figure import view
from record_lab import explainer

pytestmark = [pytest.mark.browser, pytest.mark.bundle]

PAGE = "/blog/shirushi/"
FIGURE = "document.querySelector('#record-lab')"
TYPED = (
    {"spf": 'x.test. 300 IN TXT "v=spf1 a:%{l}.%{d} ptr -all"', "whole": True},
    {"dkim": "v=DKIM1; k=rsa; p=AAAA", "dmarc": "v=DMARC1; p=rejekt"},
    {"author": "</script><img src=x onerror=alert(1)>", "zone": "あ\u00a0\n(" * 20},
)


@pytest.fixture(scope="module")
def live(_host, browser):
    """The page with its Python up; `page.said` is what the console said."""
    _host.mend()
    context = browser.new_context()
    page = context.new_page()
    page.said = []
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.goto(_host.origin + PAGE)
    page.wait_for_selector("#record-lab[data-state=ready]")
    assert _host.python_asked() == []
    offered = page.locator("#record-lab [data-run]").evaluate_all(
        "all => all.map(e => e.dataset.run)"
    )
    assert offered == [preset.id for preset in explainer.presets]
    page.evaluate(f"{FIGURE}.run({{}})")
    yield page
    context.close()


def told(page, settings):
    """The report and the markup of a run that Python computes in the page."""
    return page.evaluate(
        f"""async (settings) => {{
            await {FIGURE}.run(settings);
            const part = {FIGURE}.querySelector('[data-part=report]').outerHTML;
            return [{FIGURE}.report, part];
        }}""",
        settings,
    )


@pytest.mark.parametrize(
    "settings",
    [*(preset.settings for preset in explainer.presets), *TYPED],
    ids=[*(preset.id for preset in explainer.presets), *map(str, range(len(TYPED)))],
)
def test_what_is_computed_in_the_page_is_what_was_baked(live, settings):
    report, part = told(live, settings)
    ours = explainer.run(settings)
    assert report == ours.as_data()
    parsed = live.evaluate(
        """(html) => {
            const box = document.createElement('template');
            box.innerHTML = html;
            return box.content.querySelector('[data-part=report]').outerHTML;
        }""",
        view(explainer, ours),
    )
    assert part == parsed


def test_nothing_of_what_was_pasted_was_asked_for_and_nothing_complained(live, host):
    live.locator("#record-lab .px-door > summary").first.click()
    live.locator("#record-lab [name=domain]").fill("himitsu.example")
    live.evaluate(
        f"{FIGURE}.run({{domain: 'himitsu.example', spf: 'v=spf1 include:himitsu -all'}})"
    )
    assert "himitsu" not in unquote(json.dumps(host.asked))
    assert live.said == []


def test_the_evaluators_come_only_to_this_page(live):
    manifest = live.evaluate(
        """() => fetch(document.querySelector('script[src$="player.mjs"]').src
            .replace('player.mjs', 'manifest.json')).then((answer) => answer.json())"""
    )
    parts = {name: set(one["parts"]) for name, one in manifest["explainers"].items()}
    assert parts["record_lab"] == {"first", "auth", "lab"}
    assert not any({"auth", "lab"} & own for name, own in parts.items() if name != "record_lab")
