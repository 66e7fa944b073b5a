"""The mail article as a reader gets it: served under /blog/, with its policy as a header, too."""

import contextlib
import threading
from pathlib import Path

import pytest
from preview_server import PreviewHandler, ThreadedServer

CSP = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
ARTICLE = "/blog/2026/imap-smtp/"


class Host:
    """The server: `asked` lists the paths asked for, `broken` names parts of paths that fail.

    `spoilt` maps parts of paths to how they come: "torn" (the line is cut half-way), "short" (half
    of it, as if that were all), "other" (a file of another release) or "new" (as long as it should
    be, in a language that this browser does not know yet). `policy` is what it sends.
    """

    def __init__(self, folder):
        self.asked = []
        self.broken = ()
        self.spoilt = {}
        self.policy = CSP
        self.held = ()
        self.release = threading.Event()
        host = self

        class Handler(PreviewHandler):
            def send_head(self):
                host.asked.append(self.path)
                if any(part in self.path for part in host.held):
                    host.release.wait(60)
                if any(part in self.path for part in host.broken):
                    self.path = "/gone"
                return super().send_head()

            def do_GET(self):  # noqa: N802  named by the library
                ways = [way for part, way in host.spoilt.items() if part in self.path]
                if not ways:
                    super().do_GET()
                    return
                host.asked.append(self.path)
                whole = Path(self.translate_path(self.path)).read_bytes()
                half = whole[: len(whole) // 2]
                other = b"export default 0;\n" * 99
                body = {"other": other, "new": b"#" * len(whole)}.get(ways[0], half)
                self.send_response(200)
                self.send_header("Content-Type", self.guess_type(self.path))
                self.send_header("Content-Length", len(whole) if ways[0] == "torn" else len(body))
                self.end_headers()
                self.wfile.write(body)
                self.close_connection = True

            def end_headers(self):
                self.send_header("Content-Security-Policy", host.policy)
                super().end_headers()

            def log_message(self, *_):
                pass

        self.server = ThreadedServer(str(folder), ("127.0.0.1", 0), Handler)
        self.origin = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def mend(self):
        self.asked.clear()
        self.broken = self.held = ()
        self.spoilt = {}
        self.policy = CSP
        self.release.set()
        self.release = threading.Event()

    def python_asked(self):
        return [path for path in self.asked if "/runtime-" in path or "/bundle-" in path]


@pytest.fixture(scope="session")
def _host(site, tmp_path_factory):
    root = tmp_path_factory.mktemp("host")
    (root / "blog").symlink_to(Path(site).resolve(), target_is_directory=True)
    host = Host(root)
    yield host
    host.release.set()
    host.server.shutdown()
    host.server.server_close()


@pytest.fixture
def host(_host):
    _host.mend()
    return _host


@pytest.fixture
def complaints():
    """What the console said; a test that expects nothing there asserts that this is empty."""
    return []


@pytest.fixture
def article(host, page, complaints):
    """The article, opened and ready, with every word on the console in `complaints`."""
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(host.origin + ARTICLE)
    page.wait_for_function(
        "() => [...document.querySelectorAll('py-explainer')]"
        ".every((figure) => figure.dataset.state === 'ready')"
    )
    yield page
    with contextlib.suppress(Exception):
        page.close()
