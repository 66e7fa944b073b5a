"""The button that copies a letter's address, in a reader's browser."""

import pytest


@pytest.mark.browser
@pytest.mark.parametrize("works", [True, False])
def test_the_button_copies_or_shows_the_address(browser, address, works):
    page = browser.new_page()
    write = "async (text) => { window.copied = text; }" if works else "() => Promise.reject()"
    page.add_init_script(
        f"Object.defineProperty(navigator, 'clipboard', {{ value: {{ writeText: {write} }} }});"
    )
    page.goto(address + "2026/shousetsu/")
    button = page.get_by_role("button", name="リンクをコピー")
    button.click()
    told = page.locator(".share [role=status]")
    told.filter(has_text="コピーしました" if works else "https://").wait_for()
    public = "https://kimeguri.example/2026/shousetsu/"
    shown = page.evaluate("window.copied" if works else "getSelection().toString()")
    assert shown == public
    page.close()
