"""The built site under /blog/, each of its pages watched, and a browser of each kind to open it."""

import functools
import http.server
import re
import threading
from pathlib import Path

import pytest

from tests.article.conftest import CSP
from tests.other_browsers.drivers import Firefox, WebKit

HERE = Path(__file__).parent
WATCHED = b'<script src="/watching.js"></script>'
HEAD = b'<meta charset="utf-8">'
# Workers take their policy from this header alone; a phone's frame is allowed to hold a page.
POLICY = CSP.replace("frame-ancestors 'none'", "frame-ancestors 'self'")


class Handler(http.server.SimpleHTTPRequestHandler):
    """The site; `/watching.js` stands first in its pages, `/phone/PAGE` frames one, 360 wide.

    Below `/unread/` instead of `/blog/` no browser can read the player, below `/lost/` a file of it
    does not come.
    """

    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | {
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }

    def log_message(self, *_):
        pass

    def end_headers(self):
        if not self.path.startswith("/phone/"):
            self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def do_GET(self):
        path = self.path.split("?")[0]
        if path == "/watching.js":
            self._send((HERE / "watching.js").read_bytes(), "text/javascript")
        elif path.startswith("/unread/") and path.endswith("/element.mjs"):
            self._send(b"export class PyExplainer { # }", "text/javascript")
        elif path.startswith("/lost/") and path.endswith("/element.mjs"):
            self.send_error(404)
        elif path.startswith("/phone/"):
            frame = (
                f'<iframe src="{path.removeprefix("/phone")}" width="360" height="800"></iframe>'
            )
            self._send(b"<!doctype html>" + HEAD + frame.encode(), "text/html")
        elif path.endswith("/") and (page := self._file(path) / "index.html").is_file():
            text = page.read_bytes()
            assert HEAD in text, path
            self._send(text.replace(HEAD, HEAD + WATCHED, 1), "text/html; charset=utf-8")
        else:
            super().do_GET()

    def _file(self, path):
        return Path(self.translate_path(path))

    def translate_path(self, path):
        return super().translate_path(re.sub(r"^/(blog|unread|lost)(?=/)", "", path))

    def _send(self, body, kind):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="session")
def origin(site):
    """The address of the server."""
    handler = functools.partial(Handler, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def prepared(kind, folder, *, dark=False, still=False, prefs=None):
    """A browser started as a reader may have set theirs up; close it. `prefs` are Firefox's."""
    if kind == "webkit":
        return WebKit(folder, dark=dark, still=still)
    looks = {"ui.prefersReducedMotion": int(still), "ui.systemUsesDarkTheme": int(dark)}
    return Firefox(folder, looks | (prefs or {}))


@pytest.fixture(scope="module", params=["firefox", "webkit"])
def browser_here(request, tmp_path_factory):
    """One browser for all tests of a file: first Firefox, then WebKit."""
    browser = prepared(request.param, tmp_path_factory.mktemp(request.param))
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def browser_with(tmp_path_factory):
    """Start "firefox" or "webkit" with settings of its own, as `prepared` names them."""
    started = []

    def start(kind, **looks):
        started.append(prepared(kind, tmp_path_factory.mktemp("set"), **looks))
        return started[-1]

    yield start
    for one in started:
        one.close()
