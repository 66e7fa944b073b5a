"""The bench's own server: like the site's, and as slow as a line is to be.

It sends the .br that lies beside a file, with the site's content security policy, and counts what
it sends. A slow line is made here, for every connection alike: the browser's own throttling leaves
out the requests of workers, which are most of what is measured.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".wasm": "application/wasm",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
}
CSP = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; "
    "form-action 'none'; base-uri 'none'"
)
# PyScript talks to its worker through shared memory, and makes that worker from a blob.
ISOLATED = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
}
PIECE = 8 * 1024


@dataclass
class Line:
    """A line to the reader: bits a second (0: as fast as it goes) and the round trip in seconds."""

    name: str
    bits: int = 0
    round_trip: float = 0.0
    _free_at: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def wait_for(self, size: int) -> None:
        """Sleep until `size` bytes have gone through, behind all that others have sent."""
        if not self.bits:
            return
        with self._lock:
            self._free_at = max(time.monotonic(), self._free_at) + size * 8 / self.bits
            until = self._free_at
        time.sleep(max(0.0, until - time.monotonic()))


class Server(ThreadingHTTPServer):
    """Serves folders by the first word of the address; `line` may be changed between requests."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, folders: dict[str, Path]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.folders = folders
        self.line = Line("free")
        self.sent: list[tuple[str, int]] = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        """Where it listens, without a slash at the end."""
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    """One connection, kept open between requests."""

    server: Server
    protocol_version = "HTTP/1.1"

    def setup(self) -> None:
        """A new connection costs a round trip before anything is asked."""
        super().setup()
        time.sleep(self.server.line.round_trip)

    def do_GET(self) -> None:
        """Answer with a file, compressed where a compressed one lies beside it."""
        path = self._path()
        if path is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        compressed = path.with_name(f"{path.name}.br")
        takes_brotli = "br" in self.headers.get("Accept-Encoding", "")
        data = (compressed if takes_brotli and compressed.is_file() else path).read_bytes()
        headers = {
            "Content-Type": TYPES.get(path.suffix, "application/octet-stream"),
            "Content-Length": str(len(data)),
            "Cache-Control": "public, max-age=31536000, immutable",
            "Vary": "Accept-Encoding",
        }
        if takes_brotli and compressed.is_file():
            headers["Content-Encoding"] = "br"
        foreign = self.path.startswith(("/pyscript/", "/stock/")) or "pyscript" in path.name
        headers |= ISOLATED if foreign else {"Content-Security-Policy": CSP}
        time.sleep(self.server.line.round_trip)
        self.send_response(HTTPStatus.OK)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        for start in range(0, len(data), PIECE):
            piece = data[start : start + PIECE]
            self.server.line.wait_for(len(piece))
            self.wfile.write(piece)
        self.server.sent.append((urlsplit(self.path).path, len(data)))

    def handle_one_request(self) -> None:
        """Let a browser go away in the middle."""
        try:
            super().handle_one_request()
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing: the table is the output."""

    def _path(self) -> Path | None:
        first, _, rest = unquote(urlsplit(self.path).path).lstrip("/").partition("/")
        folder = self.server.folders.get(first)
        if folder is None or ".." in rest.split("/"):
            return None
        path = folder / rest
        path = path / "index.html" if path.is_dir() else path
        return path if path.is_file() else None
