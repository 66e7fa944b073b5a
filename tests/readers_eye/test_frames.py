"""Each frame shows what it says, in a real browser."""

import threading

import pytest
from preview_server import PreviewHandler, ThreadedServer

pytestmark = [pytest.mark.browser, pytest.mark.bundle]


@pytest.fixture
def eye(site, page, monkeypatch, tmp_path):
    """The address of the previewed site; the page is open and its first figure unfolded."""
    state = tmp_path / "state.json"
    state.write_text('{"build": 1, "fault": null}')
    monkeypatch.setenv("PREVIEW_STATE", str(state))
    monkeypatch.setattr(PreviewHandler, "log_message", lambda *_: None)
    server = ThreadedServer(str(site), ("127.0.0.1", 0), PreviewHandler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}"
    page.goto(f"{address}/drafts/readers-eye/")
    page.locator("details.eye > summary").first.click()
    yield address
    page.close()
    server.shutdown()
    server.server_close()


def framed(page, title):
    frame = page.locator(f"iframe[title$='：{title}']").first
    frame.scroll_into_view_if_needed()
    return frame.content_frame.locator("py-explainer").first


def test_without_javascript_the_figure_stays_as_it_was_built(eye, page):
    framed(page, "スマホ").and_(
        page.locator("iframe[title$='：スマホ']").first.content_frame.locator("[data-state=ready]")
    ).wait_for()
    quiet = framed(page, "JavaScriptなし")
    quiet.wait_for()
    assert quiet.get_attribute("data-state") == "static"


def test_one_figure_is_open_at_a_time(eye, page):
    page.locator("details.eye > summary").nth(1).click()
    assert page.locator("details.eye[open]").count() == 1


def test_in_print_the_player_is_not_there(eye, page):
    figure = framed(page, "印刷")
    figure.wait_for()
    assert not figure.locator(".px-player").is_visible()


def test_a_python_that_does_not_come_is_told(eye, page):
    page.goto(f"{eye}/2026/imap-smtp/?eye=failed")
    page.locator("py-explainer[data-state=ready]").first.wait_for()
    page.locator("py-explainer fieldset input").first.click()
    page.evaluate("document.querySelector('py-explainer').run({port: '25'}).catch(() => 0)")
    page.locator("py-explainer[data-state=failed]").first.wait_for()
