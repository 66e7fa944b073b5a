"""The server: static files as a good host serves them, and a stream of news for open pages."""

from __future__ import annotations

import io
import os
import re
import sys
import time
from email.utils import formatdate
from http import HTTPStatus
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any, ClassVar

from pelican.server import ComplexHTTPRequestHandler, RootedHTTPServer

from . import eye

__all__ = ["PreviewHandler", "ThreadedServer"]

STATE = "PREVIEW_STATE"
_HERE = Path(__file__).resolve().parent
_NEWS = "/_preview/events"
_OWN = {"/_preview/reload.mjs": "text/javascript", "/_preview/preview.css": "text/css"}
_HOOK = b'<script type="module" src="/_preview/reload.mjs"></script>'
_EMPTY_PAGE = (
    b'<!doctype html><html lang="ja"><meta charset="utf-8">'
    b"<title>\xe2\x80\xa6</title><body><p>%s</p></body></html>"
)
_FOREVER = re.compile(r"/explainers/(?:(?:player|runtime|bundle)-[0-9a-f]+|runs|pictures)/")
_KEPT = "public, max-age=31536000, immutable"
_ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
_LOCAL = frozenset({"localhost", "127.0.0.1", "[::1]", ""})


class ThreadedServer(ThreadingMixIn, RootedHTTPServer):  # type: ignore[misc]
    """A thread for each connection, none of which holds up the end of the program."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a reader who went away in the middle of an answer."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class PreviewHandler(ComplexHTTPRequestHandler):  # type: ignore[misc]
    """Answers GET and HEAD."""

    protocol_version = "HTTP/1.1"
    extensions_map: ClassVar[dict[str, str]] = {
        **ComplexHTTPRequestHandler.extensions_map,
        ".mjs": "text/javascript",
        ".js": "text/javascript",
        ".wasm": "application/wasm",
        ".json": "application/json",
        ".webmanifest": "application/manifest+json",
        ".avif": "image/avif",
        ".woff2": "font/woff2",
        ".xml": "application/xml",
    }

    def do_GET(self) -> None:  # noqa: N802  the base class's name
        """Answer with a file, a compressed file, the news, or 404.html."""
        if not self._is_for_us():
            self.send_error(HTTPStatus.FORBIDDEN)
            return
        if self._address() == _NEWS and STATE in os.environ:
            self._stream_news()
            return
        body = self.send_head()
        self.wfile.write(body.getvalue())

    def do_HEAD(self) -> None:  # noqa: N802  the base class's name
        """Answer as to GET, without the body."""
        if self._is_for_us():
            self.send_head()
        else:
            self.send_error(HTTPStatus.FORBIDDEN)

    def send_head(self) -> io.BytesIO:
        """Send the status and the headers, and give the body."""
        address = self._address()
        if address in _OWN and STATE in os.environ:
            data = (_HERE / address.rpartition("/")[2]).read_bytes()
            return self._send(HTTPStatus.OK, data, _OWN[address])
        if address == eye.ONLY and STATE in os.environ:
            return self._send(HTTPStatus.OK, eye.only(str(self.path)), "text/css")
        mode, address = eye.split(address) if STATE in os.environ else ("", address)
        if eye.refused(mode, address):
            return self._send(HTTPStatus.SERVICE_UNAVAILABLE, b"", "text/plain")
        path = Path(self.translate_path(address))
        if path.is_dir() and not address.endswith("/"):
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", f"{address}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return io.BytesIO()
        if path.is_dir():
            path = path / "index.html"
        if not path.is_file():
            return self._send_missing()
        return self._send_file(address, path, mode)

    def _send_file(self, address: str, path: Path, mode: str = "") -> io.BytesIO:
        kind = self.guess_type(str(path))
        forever = bool(_FOREVER.match(address))
        headers = {
            "Cache-Control": "public, max-age=31536000, immutable" if forever else "no-cache"
        }
        if kind == "text/html":
            page = path.read_bytes()
            if STATE in os.environ:
                page = eye.with_figure_alone(page, str(self.path))
                if asked := eye.mode_of(str(self.path)):
                    page = eye.led(page, asked)
            return self._send(HTTPStatus.OK, self._with_hook(page), kind, headers)
        if mode in ("reduced", "print") and path.suffix in (".css", ".mjs"):
            return self._send(HTTPStatus.OK, eye.as_seen(path.read_bytes(), mode), kind)
        modified = formatdate(path.stat().st_mtime, usegmt=True)
        headers |= {"Last-Modified": modified, "Vary": "Accept-Encoding"}
        accepted = {
            word.split(";")[0].strip()
            for word in self.headers.get("Accept-Encoding", "").split(",")
        }
        for encoding, suffix in _ENCODINGS:
            beside = path.with_name(path.name + suffix)
            if encoding in accepted and beside.is_file():
                headers["Content-Encoding"] = encoding
                path = beside
                break
        if mode == "slow":
            headers["Cache-Control"] = "no-store"
            time.sleep(eye.LATENCY + path.stat().st_size / eye.SPEED)
        return self._send(HTTPStatus.OK, path.read_bytes(), kind, headers)

    def _send_missing(self) -> io.BytesIO:
        page = Path(self.base_path) / "404.html"
        text = "このページはありません。" if Path(self.base_path).is_dir() else "準備しています。"
        data = page.read_bytes() if page.is_file() else _EMPTY_PAGE % text.encode()
        return self._send(HTTPStatus.NOT_FOUND, self._with_hook(data), "text/html")

    def _send(
        self, status: HTTPStatus, data: bytes, kind: str, headers: dict[str, str] | None = None
    ) -> io.BytesIO:
        self.send_response(status)
        text = kind.startswith("text/") or kind.endswith(("json", "xml"))
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if text else kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("X-Content-Type-Options", "nosniff")
        for name, value in (headers or {"Cache-Control": "no-cache"}).items():
            self.send_header(name, value)
        self.end_headers()
        return io.BytesIO(data)

    def _with_hook(self, page: bytes) -> bytes:
        if STATE not in os.environ:
            return page
        head, body, tail = page.rpartition(b"</body>")
        return head + _HOOK + body + tail if body else page + _HOOK

    def _stream_news(self) -> None:
        """Send the state of the build whenever it changes, until the page goes away."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        state = Path(os.environ[STATE])
        known = ""
        quiet = 0
        while True:
            text = state.read_text("utf-8") if state.is_file() else ""
            quiet += 1
            if text != known:
                known, quiet = text, 0
                self.wfile.write(f"data: {text}\n\n".encode())
                self.wfile.flush()
            elif quiet % 50 == 0:
                self.wfile.write(b": still here\n\n")
                self.wfile.flush()
            time.sleep(0.2)

    def _is_for_us(self) -> bool:
        """Refuse foreign names: a page elsewhere must not read a draft through its own name."""
        host = self.headers.get("Host", "")
        name = host if host.endswith("]") else host.rpartition(":")[0] or host
        return name in _LOCAL or name == self.server.server_address[0]

    def _address(self) -> str:
        return str(self.path).split("?", 1)[0].split("#", 1)[0]
