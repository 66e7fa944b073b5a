"""tlslite-ng, imported as far as two ends of a connection need it, with a quicker cipher.

Decides: the package's own `__init__` imports everything that it has (its stand-ins for the
standard library's clients, its databases of passwords), of which a page would carry and wait for
the whole; here its modules are imported one by one. ChaCha20-Poly1305 is computed by chacha.py, in
the shape that the record layer asks for. No file of the library is changed, and none of its code
lies here: under its licence (LGPL 2.1) it is a file of its own, to be replaced at will.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from typing import Any, Final

from mail_world.tls.chacha import ChaCha20Poly1305


def _package() -> None:
    """Put the package in its place without running its `__init__`."""
    if "tlslite" not in sys.modules:
        spec = importlib.util.find_spec("tlslite")
        if spec is None:
            raise ModuleNotFoundError("No module named 'tlslite'", name="tlslite")
        sys.modules["tlslite"] = importlib.util.module_from_spec(spec)


def _cipher(key: bytes, implementations: object = None) -> ChaCha20Poly1305:
    """Stand in for tlslite.utils.cipherfactory.createCHACHA20."""
    return ChaCha20Poly1305(key)


_package()
_records: Any = importlib.import_module("tlslite.recordlayer")
_records.createCHACHA20 = _cipher

connection: Final[Any] = importlib.import_module("tlslite.tlsconnection")
constants: Final[Any] = importlib.import_module("tlslite.constants")
errors: Final[Any] = importlib.import_module("tlslite.errors")
messages: Final[Any] = importlib.import_module("tlslite.messages")
settings: Final[Any] = importlib.import_module("tlslite.handshakesettings")
x509: Final[Any] = importlib.import_module("tlslite.x509")
x509_chain: Final[Any] = importlib.import_module("tlslite.x509certchain")
ecdsa_key: Final[Any] = importlib.import_module("tlslite.utils.python_ecdsakey")
