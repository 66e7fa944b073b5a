"""How these tests reach the built site in a real browser: over loopback, with Chromium."""

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest


class _SubPath(http.server.SimpleHTTPRequestHandler):
    under = "/blog/"
    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | {
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }

    def log_message(self, *_: object) -> None:
        """Say nothing: the tests say what went wrong."""

    def translate_path(self, path: str) -> str:
        """The site lives under /blog/; at the root it stands once more, for the 404 page."""
        return super().translate_path("/" + path.removeprefix(self.under).removeprefix("/"))


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the built site is served: in a sub-path, as on many a host."""
    handler = functools.partial(_SubPath, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{_SubPath.under}"
        server.shutdown()
