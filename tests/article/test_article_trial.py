"""The reader's own settings, tried in the real article: Python in the page, at a phone's width."""

import json

import pytest
from explainer_kit import find

ARTICLE = "/blog/2026/imap-smtp/"
pytestmark = [pytest.mark.browser, pytest.mark.bundle]

CHECK = "document.querySelector('#settings-check')"
OWN = {
    "email": "hana@posteo.jp",
    "incoming.protocol": "imap",
    "incoming.user": "hana@posteo.jp",
    "incoming.auth": "password",
    "incoming.host": "posteo.de",
    "incoming.port": "143",
    "incoming.security": "STARTTLS",
    "outgoing.user": "hana@posteo.jp",
    "outgoing.auth": "password",
    "outgoing.host": "posteo.de",
    "outgoing.port": "587",
    "outgoing.security": "STARTTLS",
}
SLIPS = [
    {},
    {"incoming.protocol": "pop3", "incoming.port": "110"},
    {"incoming.protocol": "pop3", "incoming.port": "995", "incoming.security": "SSL/TLS"},
    {"incoming.port": "993", "outgoing.port": "465"},
    {"incoming.port": "995", "incoming.security": "SSL/TLS", "outgoing.port": "25"},
    {"incoming.host": "postoe.de", "outgoing.host": "posteo.de "},
    {"incoming.security": "SSL/TLS", "outgoing.security": "SSL/TLS"},
    {"incoming.security": "none", "outgoing.security": "none"},
    {"incoming.user": "hana", "outgoing.user": "hana hana"},
    {"incoming.auth": "none", "outgoing.auth": "none"},
    {"incoming.auth": "ntlm", "outgoing.auth": "app-password"},
    {"email": "hana@gmail.com", "incoming.host": "imap.gmail.com", "incoming.auth": "oauth2"},
]


def canonical(told):
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


@pytest.fixture(scope="module")
def live(site, _host, browser):
    """One page at a phone's width whose Python is up, for all the comparisons."""
    _host.mend()
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(_host.origin + ARTICLE)
    page.wait_for_selector("#settings-check[data-state=ready]")
    page.evaluate(f"{CHECK}.run({{}})")
    yield page
    context.close()


@pytest.mark.parametrize("trial", ["send", "receive"])
def test_trials_in_the_browser_equal_cpythons_byte_for_byte(live, trial):
    explainer = find("settings_check")
    for slip in SLIPS:
        settings = {**OWN, **slip, "trial": trial}
        told = live.evaluate(f"(settings) => {CHECK}.run(settings)", settings)
        here = explainer.run(settings)
        assert canonical(live.evaluate(f"{CHECK}.report")) == here.to_bytes(), settings
        assert told == (json.loads(here.story.to_bytes()) if here.story else None), settings


PASTED = [
    "535 5.7.8 Username and Password not accepted.",
    "<kase@example.org>: host mx.example.org said: 550 5.1.1 User unknown (in reply to RCPT TO)",
    "Received: from mail.example.jp by mx.example.org with ESMTPS; Sun, 22 Nov 2026\n"
    "Authentication-Results: mx.example.org; spf=pass; dkim=fail; dmarc=pass\n",
    "うまくいきません",
]


def test_what_is_pasted_is_played_again_byte_for_byte(live):
    explainer = find("settings_check")
    for text in PASTED:
        settings = {"error": text, "trial": "replay"}
        live.evaluate(f"(settings) => {CHECK}.run(settings)", settings)
        here = explainer.run(settings)
        assert canonical(live.evaluate(f"{CHECK}.report")) == here.to_bytes(), text
        assert (here.story is None) == (text == PASTED[-1])


def test_what_the_figure_offers_is_tried_without_python(host, page):
    host.broken = ("/runtime-", "/bundle-")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(host.origin + ARTICLE)
    page.wait_for_selector("#settings-check[data-state=ready]")
    page.locator("#settings-check [data-run=everyday]").click()
    page.locator("#settings-check .px-set", has_text="受信テスト").click()
    page.wait_for_function(f"() => {CHECK}.story?.outcome.id === 'sign-in-refused'")
    page.locator("#settings-check [data-do=again]").click()
    assert page.evaluate(f"{CHECK}.step") == 1
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_slip_is_tried_mended_and_tried_again_by_python(host, page, complaints):
    page.on("console", lambda message: complaints.append(message.text))
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(host.origin + ARTICLE)
    page.wait_for_selector("#settings-check[data-state=ready]")
    page.evaluate(f"(settings) => {CHECK}.run(settings)", {**OWN, "outgoing.port": "465"})
    assert not [path for path in host.asked if path.endswith("/trial.zip")]
    page.locator("#settings-check .px-set", has_text="送信テスト").click()
    page.wait_for_function(f"() => {CHECK}.story?.outcome.id === 'no-greeting'", timeout=60_000)
    assert [path for path in host.asked if path.endswith("/trial.zip")]
    assert page.locator("#settings-check .px-theatre .px-frame.is-on").is_visible()
    page.locator("#settings-check .px-first .px-set").click()
    page.wait_for_function(f"() => {CHECK}.story?.outcome.id === 'trial-sent'", timeout=60_000)
    page.locator("#settings-check [data-lens-to=bytes]").click()
    page.wait_for_selector("#settings-check [data-lens=bytes] >> text=RCPT TO:<hana@posteo.jp>")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert complaints == []
