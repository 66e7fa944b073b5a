"""A day with two devices, and the way from a pasted screen to paper, in the real article."""

import itertools
import json
import random

import pytest
from explainer_kit import find
from playwright.sync_api import expect

ARTICLE = "/blog/2026/imap-smtp/"
pytestmark = [pytest.mark.browser, pytest.mark.bundle]

BOX = "document.querySelector('#one-box')"
CHECK = "document.querySelector('#settings-check')"
DAYS = 12
CASES = [
    {},
    {"email": "hana@docomo.ne.jp"},
    {"email": "ｈａｎａ＠example.jp", "provider": "xserver", "incoming.host": "sv1.xserver.jp"},
    {"error": "535 5.7.8 Username and Password not accepted"},
    {"error": "</script><img src=x onerror=alert(1)>" * 50},
    {"screen": "受信サーバー imap.gmail.com\nポート 993\nSSL/TLS\nよくわからない行"},
    {"incoming.port": "９９３", "incoming.security": "STARTTLS", "email": "\u202ahana@example.jp"},
]
SCREEN = """受信メールサーバ
ホスト名 imap.gmail.com
ポート 993
SSLを使用 オン
ユーザ名 hana@example.jp
送信メールサーバ
ホスト名 smtp.gmail.com
ポート 465
SSLを使用 オン
ユーザ名 hana@example.jp
メールアドレス hana@example.jp
"""


@pytest.fixture(scope="module")
def live(site, _host, browser):
    """One page whose Python is up, for all the comparisons."""
    _host.mend()
    context = browser.new_context()
    page = context.new_page()
    page.goto(_host.origin + ARTICLE)
    page.wait_for_selector("#one-box[data-state=ready]")
    page.evaluate(f"{BOX}.run({{}})")
    yield page
    context.close()


def canonical(told):
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def days():
    """Settings with lists of actions: every preset, and days at random."""
    explainer = find("sync_flow")
    for preset in explainer.presets:
        yield dict(preset.settings), []
    chance = random.Random(2026)
    devices, mails = ("phone", "computer"), ("photo", "trip", "news", "new1", "draft1")
    kinds = ("read", "unread", "flag", "file", "archive", "delete", "back")
    for _ in range(DAYS):
        actions = []
        for _ in range(chance.randint(1, 8)):
            device = chance.choice(devices)
            actions.append(
                chance.choice(
                    [
                        {
                            "do": chance.choice(kinds),
                            "device": device,
                            "mail": chance.choice(mails),
                        },
                        {
                            "do": chance.choice(("offline", "online", "empty", "draft")),
                            "device": device,
                        },
                        {"do": "new"},
                    ]
                )
            )
        yield {"day": "quiet", "protocol": chance.choice(("imap", "imap", "pop3"))}, actions


def test_days_in_the_browser_equal_cpythons_byte_for_byte(live):
    explainer = find("sync_flow")
    for settings, actions in days():
        told = live.evaluate(f"(given) => {BOX}.run(...given)", [settings, actions])
        assert canonical(told) == explainer.run(settings, actions).to_bytes(), (settings, actions)


def test_verdicts_in_the_browser_equal_cpythons_byte_for_byte(live):
    explainer = find("settings_check")
    wanted = CASES + [dict(preset.settings) for preset in explainer.presets]
    for settings in wanted:
        live.evaluate(f"(settings) => {CHECK}.run(settings)", settings)
        told = live.evaluate(f"{CHECK}.report")
        assert canonical(told) == explainer.run(settings).to_bytes(), settings


def heard(page, expression):
    """Wait until an expression about the page holds."""
    page.wait_for_function(f"() => {expression}", timeout=60_000)


def test_a_day_with_two_devices_by_touch(host, browser, complaints):
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(host.origin + ARTICLE)
    page.wait_for_selector("#one-box[data-state=ready]")
    box = page.locator("#one-box")
    phone, computer = (box.get_by_role("region", name=name) for name in ("スマホ", "パソコン"))
    phone.locator("summary", has_text="夕焼けの写真").tap()
    heard(page, f"{BOX}.actions.length === 1")
    expect(computer.locator("summary", has_text="夕焼けの写真")).not_to_contain_text("未読")
    phone.get_by_role("button", name="スマホの機内モード").tap()
    heard(page, f"{BOX}.actions.length === 2")
    computer.locator("summary", has_text="会報").tap()
    heard(page, f"{BOX}.actions.length === 3")
    computer.get_by_role("button", name="「会報」：削除").tap()
    heard(page, f"{BOX}.actions.length === 4")
    expect(phone.locator("summary", has_text="会報")).to_be_visible()
    expect(phone).to_contain_text("機内モードです")
    phone.get_by_role("button", name="スマホの機内モード").tap()
    heard(page, f"{BOX}.actions.length === 5")
    expect(phone.locator(".px-things").first).not_to_contain_text("会報")
    expect(phone).to_contain_text("箱と同じです")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert complaints == []
    context.close()


def test_from_a_pasted_screen_to_paper_by_keyboard_alone(host, page, complaints):
    strangers, keyboard = [], page.keyboard
    page.on("console", lambda message: complaints.append(message.text))
    page.on(
        "request",
        lambda request: (
            None if request.url.startswith(host.origin) else strangers.append(request.url)
        ),
    )
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(host.origin + ARTICLE)
    page.wait_for_selector("#settings-check[data-state=ready]")
    page.evaluate("void (window.print = () => { window.printed = (window.printed ?? 0) + 1; })")
    page.locator("#settings-check .px-door summary", has_text="まるごと").focus()
    keyboard.press("Enter")
    keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "screen"
    keyboard.insert_text(SCREEN)
    keyboard.press("Tab")
    heard(page, f"{CHECK}.report.settings['outgoing.host'] === 'smtp.gmail.com'")
    for _ in itertools.repeat(None, 60):
        if page.evaluate("document.activeElement.dataset.do") == "print":
            break
        keyboard.press("Tab")
    keyboard.press("Enter")
    page.wait_for_function("() => window.printed === 1")  # what prints is fetched when asked for
    assert strangers == []
    assert complaints == []
    kept = "[localStorage.length, sessionStorage.length, document.cookie, location.search]"
    assert page.evaluate(kept) == [0, 0, "", ""]
