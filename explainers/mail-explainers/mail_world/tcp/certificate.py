"""A certificate for one run: made at the start, gone at the end, trusted by nobody but who asks.

Decides: an authority of its own signs one certificate for all names that the servers go by; the
authority's certificate is written to a file, for clients to be told of. Keys never touch a disk
beyond what ssl needs to read them.
"""

from __future__ import annotations

import ssl
from pathlib import Path
from typing import Final

from mail_world.tcp.errors import ServeError

NAME: Final = "mail.example.test"
NAMES: Final = (NAME, "localhost", "127.0.0.1")


def make(ca_file: Path) -> ssl.SSLContext:
    """Write the authority's certificate and return a context for servers; raises ServeError."""
    try:
        import trustme
    except ImportError as error:
        raise ServeError("証明書を作る trustme がありません（make setup で入ります）") from error
    authority = trustme.CA()
    authority.cert_pem.write_to_path(ca_file)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    authority.issue_cert(*NAMES, common_name=NAME).configure_cert(context)
    return context
