"""The record laboratory in the page: examples at once, one's own records typed, one tap to mend."""

import json

import pytest
from explainer_kit.registry import find

pytestmark = pytest.mark.browser

HOSTILE = "v=spf1 </script><img src=x onerror=alert(1)><b>\"'& -all"
DIG = """example.jp.  300  IN  TXT  "site-verification=abc"
example.jp.  300  IN  TXT  "v=spf1 mx include:_spf.sender.example " "-all"
"""


@pytest.fixture
def lab(post):
    post.open("lab.html")
    return post


def reported(post, expression):
    """Wait until an expression about the report (`report`, of `figure`) holds."""
    post.page.evaluate(
        f"""() => new Promise((resolve) => {{
            const figure = document.getElementById("lab");
            const look = () => {{
                const report = figure.report;
                if ({expression}) resolve();
            }};
            figure.addEventListener("explainer-report", look);
            look();
        }})"""
    )


def field(post, name):
    """A field, its door opened."""
    found = post.figure("lab").locator(f'[name="{name}"]')
    door = post.figure("lab").locator(".px-door", has=post.page.locator(f'[name="{name}"]'))
    if door.get_attribute("open") is None:
        door.locator("summary").click()
    return found


def test_the_example_stands_there_judged_and_no_door_is_open(lab):
    assert lab.get("figure.report.verdict", "lab") == "ok"
    assert lab.figure("lab").locator(".px-door[open]").count() == 0
    assert lab.python == []


def test_a_slip_is_marked_at_its_field_and_one_tap_mends_it(lab):
    field(lab, "spf").fill("v=spf1 mx inlcude:_spf.sender.example ~all")
    reported(lab, "report.problems.some(({rule}) => rule === 'spf-text')")
    holder = lab.figure("lab").locator('[data-control="spf"]')
    assert holder.get_attribute("data-severity") == "error"
    assert lab.figure("lab").locator("mark").inner_text() == "inlcude:_spf.sender.example"
    lab.figure("lab").locator(".px-first .px-set").click()
    reported(lab, "report.verdict === 'ok'")
    assert field(lab, "spf").input_value() == "v=spf1 mx include:_spf.sender.example ~all"


def test_what_dig_prints_is_pasted_as_it_is(lab):
    field(lab, "spf").fill(DIG)
    reported(lab, "report.settings.spf.includes('site-verification')")
    assert lab.get("figure.report.verdict", "lab") == "ok"
    assert field(lab, "spf").input_value() == DIG  # what was pasted stays


def test_what_the_reader_pastes_is_text_and_nothing_else(lab):
    for name in ("spf", "dkim", "dmarc", "zone", "author", "signer"):
        field(lab, name).fill(HOSTILE)
        reported(lab, f"report.settings.{name}.includes('onerror')")
        assert lab.figure("lab").locator("img, b b, script:not([type])").count() == 0
    assert lab.messages == []


def test_an_emptied_form_says_where_to_begin_and_can_be_taken_back(lab):
    lab.figure("lab").locator("[data-run=blank]").click()
    reported(lab, "report.verdict === 'incomplete'")
    assert field(lab, "spf").input_value() == ""
    lab.figure("lab").get_by_role("button", name="ひとつ戻す").click()
    reported(lab, "report.verdict === 'ok'")


def test_the_line_to_ask_with_is_copied(lab):
    lab.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    lab.figure("lab").locator("[data-run=unpasted]").click()
    reported(lab, "report.verdict === 'depends'")
    lab.figure("lab").get_by_role("button", name="調べる一行をコピー").click()
    lab.page.wait_for_selector("#lab >> text=コピーしました")
    copied = lab.page.evaluate("navigator.clipboard.readText()")
    assert copied == "dig +noall +answer _spf.sender.example TXT"


def test_a_drawer_stays_open_from_one_report_to_the_next(lab):
    drawer = lab.figure("lab").locator(".px-drawer", has_text="書いていないタグ").first
    drawer.locator("summary").click()
    lab.figure("lab").locator("[data-run=short]").click()
    reported(lab, "report.verdict === 'warn'")
    again = lab.figure("lab").locator(".px-drawer", has_text="書いていないタグ").first
    assert again.get_attribute("open") is not None


def test_with_the_keyboard_alone_a_record_is_changed_and_judged(lab):
    page = lab.page
    lab.figure("lab").locator(".px-door > summary").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "spf"
    page.keyboard.press("Control+A")
    page.keyboard.type("v=spf1 +all")
    reported(lab, "report.first_fix && report.first_fix.rule === 'spf-anyone'")
    assert page.evaluate("document.activeElement.name") == "spf"


def test_no_example_is_wider_than_a_small_phone(lab):
    lab.page.set_viewport_size({"width": 320, "height": 800})
    for preset in find("record_lab").presets:
        lab.page.locator(f"#lab [data-run={preset.id}]").click()
        wanted = json.dumps(sorted(find("record_lab").settings(preset.settings).items()))
        there = "JSON.stringify(Object.entries(report.settings).sort())"
        reported(lab, f"{there} === JSON.stringify({wanted})")
        assert lab.page.evaluate("document.documentElement.scrollWidth") <= 320, preset.id


def test_without_javascript_the_whole_result_of_the_example_is_there(browser, served):
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{served}/lab.html")
    for title in ("三つの答え", "SPFを一語ずつ", "DKIMの鍵と封印", "DMARCを一つずつ"):
        assert page.get_by_role("region", name=title).is_visible()
    assert page.get_by_text("そろっています").is_visible()
    page.close()


def test_nothing_is_kept(lab):
    field(lab, "domain").fill("hana.example")
    reported(lab, "report.settings.domain === 'hana.example'")
    kept = lab.page.evaluate(
        """async () => [localStorage.length, sessionStorage.length, document.cookie,
            location.search + location.hash, (await indexedDB.databases()).length,
            (await caches.keys()).length]"""
    )
    assert kept == [0, 0, "", "", 0, 0]
