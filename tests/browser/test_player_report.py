"""A report's figure in the page: fields, the one thing first, one tap to mend it, paper to take."""

import pytest

pytestmark = pytest.mark.browser

SCREEN = """受信メールサーバ
ホスト名 imap.gmail.com
ポート 993
SSLを使用 オン
送信メールサーバ
ホスト名 smtp.gmail.com
ポート 587
SSLを使用 オン
メールアドレス hana@example.jp
パスワード himitsu-no-kotoba
"""
HOSTILE = "</script><img src=x onerror=alert(1)><b>\"'&"


@pytest.fixture
def check(post):
    post.open("report.html")
    return post


def reported(post, expression):
    """Wait until an expression about the report (`report`, of `figure`) holds."""
    post.page.evaluate(
        f"""() => new Promise((resolve) => {{
            const figure = document.getElementById("check");
            const look = () => {{
                const report = figure.report;
                if ({expression}) resolve();
            }};
            figure.addEventListener("explainer-report", look);
            look();
        }})"""
    )


def door(post, name):
    summary = post.figure("check").locator(".px-door > summary", has_text=name)
    if summary.locator("..").get_attribute("open") is None:
        summary.click()
    return post


def field(post, name):
    return post.figure("check").locator(f'[name="{name}"]')


def test_it_is_ready_with_a_report_and_no_story(check):
    assert check.state("check") == "ready"
    assert check.get("figure.report.verdict", "check") == "incomplete"
    assert check.get("figure.story", "check") is None


def test_python_is_asked_only_when_a_field_is_touched(check):
    assert check.python == []
    field(check, "email").focus()
    check.wait("live", "check")


def test_an_address_alone_brings_the_right_values(check):
    field(check, "email").fill("hana@docomo.ne.jp")
    reported(check, "report.settings.email")
    sheet = check.figure("check").locator("[data-sheet]")
    assert "imap.spmode.ne.jp" in sheet.inner_text()
    assert "出典" in sheet.inner_text()


def test_a_finding_marks_its_field_and_one_tap_mends_it(check):
    door(check, "受信")
    field(check, "incoming.host").fill("imap.gmial.com")
    reported(check, "report.verdict === 'error'")
    holder = check.figure("check").locator('[data-control="incoming.host"]')
    assert holder.get_attribute("data-severity") == "error"
    assert field(check, "incoming.host").get_attribute("aria-invalid") == "true"
    assert holder.locator(".px-found").inner_text() != ""
    check.figure("check").locator(".px-first .px-set").click()
    reported(check, "report.settings['incoming.host'] === 'imap.gmail.com'")
    assert field(check, "incoming.host").input_value() == "imap.gmail.com"
    assert holder.get_attribute("data-severity") is None


def test_a_closed_door_says_that_something_is_behind_it(check):
    check.figure("check").locator("[data-run=pair]").click()
    reported(check, "report.verdict === 'error'")
    shut = check.figure("check").locator(".px-door", has_text="送信")
    assert shut.get_attribute("data-severity") == "error"


def test_a_pasted_screen_moves_into_the_fields(check):
    door(check, "まるごと")
    field(check, "screen").fill(SCREEN)
    reported(check, "report.settings['incoming.host']")
    door(check, "受信")
    assert field(check, "incoming.host").input_value() == "imap.gmail.com"
    assert field(check, "outgoing.port").input_value() == "587"
    assert "himitsu" not in check.get("JSON.stringify(figure.report)", "check")
    assert "himitsu" not in field(check, "screen").input_value()


def test_a_paste_can_be_taken_back(check):
    door(check, "まるごと")
    field(check, "screen").fill(SCREEN)
    reported(check, "report.settings['incoming.host']")
    check.figure("check").get_by_role("button", name="ひとつ戻す").click()
    reported(check, "report.settings['incoming.host'] === ''")
    assert field(check, "incoming.host").input_value() == ""


def test_an_error_is_read_with_the_words_it_went_by(check):
    door(check, "エラー")
    field(check, "error").fill("535 5.7.8 Error: authentication failed")
    reported(check, "report.settings.error")
    paper = check.figure("check").locator(".px-paper", has_text="エラーの読みとき")
    assert "認証の情報" in paper.inner_text()
    assert paper.locator("mark").count() > 0


@pytest.mark.parametrize("name", ["email", "incoming.host", "incoming.user", "error", "screen"])
def test_what_the_reader_pastes_is_text_and_nothing_else(check, name):
    for group in ("アドレスから", "まるごと", "受信", "エラー"):
        door(check, group)
    field(check, name).fill(HOSTILE)
    reported(
        check,
        "Object.values(report.settings).join('').includes('onerror')"
        if name != "screen"
        else "report.settings.screen !== null",
    )
    assert check.figure("check").locator("img, b b, script:not([type])").count() == 0
    assert check.messages == []


def test_marks_that_cannot_be_seen_are_found(check):
    field(check, "email").fill("\u202ahana@docomo.ne.jp\u202c")
    reported(check, "report.problems.some(({rule}) => rule === 'R02')")


def test_a_value_is_copied_and_the_button_says_so(check):
    check.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    field(check, "email").fill("hana@docomo.ne.jp")
    reported(check, "report.settings.email")
    button = check.figure("check").locator("[data-sheet] [data-do=copy]").first
    button.click()
    check.page.wait_for_selector("#check >> text=コピーしました")
    copied = check.page.evaluate("navigator.clipboard.readText()")
    assert copied == "imap.spmode.ne.jp"


def test_the_sheet_alone_goes_on_paper(check):
    field(check, "email").fill("hana@docomo.ne.jp")
    reported(check, "report.settings.email")
    check.page.evaluate("void (window.print = () => { window.printed = true; })")
    check.figure("check").get_by_role("button", name="この表を印刷する").click()
    # What prints is fetched when it is asked for.
    check.page.wait_for_function("() => Boolean(window.printed)")
    check.page.emulate_media(media="print")
    assert check.figure("check").locator("[data-sheet]").is_visible()
    assert not check.page.locator("h1").is_visible()
    assert not check.figure("check").locator("form").is_visible()
    assert check.figure("check").locator("button:visible").count() == 0
    check.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    check.page.emulate_media(media="screen")
    assert check.page.locator("h1").is_visible()


def test_without_javascript_the_table_of_providers_is_there(browser, served):
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{served}/report.html")
    table = page.get_by_role("region", name="会社の表")
    assert table.is_visible()
    assert "imap.gmail.com" in table.inner_text()
    page.close()


def test_nothing_is_kept(check):
    field(check, "email").fill("hana@docomo.ne.jp")
    reported(check, "report.settings.email")
    kept = check.page.evaluate(
        """async () => [localStorage.length, sessionStorage.length, document.cookie,
            location.search + location.hash, (await indexedDB.databases()).length,
            (await caches.keys()).length]"""
    )
    assert kept == [0, 0, "", "", 0, 0]
