"""Makes `pelican --listen` good enough to judge a site by: the same command, a better server.

Pelican's own answers one request at a time, gives no answer at all for a missing file, and knows
neither caching nor compression. Here requests run side by side, 404.html is shown, files that lie
beside a `.br` or `.gz` travel compressed, and hashed names are cached for good, as a real host
would do. With PREVIEW_STATE set (by `make preview`), pages reload by themselves after a build and
show what went wrong. Nothing of that is written into output/.
"""

from __future__ import annotations

import pelican

from .server import PreviewHandler, ThreadedServer

__all__ = ["PreviewHandler", "ThreadedServer", "register"]


def register() -> None:
    """Put our server in the place of Pelican's; called by Pelican, listed in PLUGINS."""
    pelican.ComplexHTTPRequestHandler = PreviewHandler
    pelican.RootedHTTPServer = ThreadedServer
