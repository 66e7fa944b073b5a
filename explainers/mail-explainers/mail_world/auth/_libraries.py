"""pyspf and dkimpy, imported where there is no DNS library and no NaCl.

Decides: both insist on a DNS library when they are imported, though every question goes to the
world's own resolver; and dkimpy takes Ed25519 from NaCl, which is compiled. While they are
imported, empty stand-ins lie under those names (for NaCl, ed25519.py in its shape); afterwards
the names are as they were. Neither library is changed.
"""

from __future__ import annotations

import contextlib
import importlib
import logging
import sys
import time
from collections.abc import Iterator
from types import ModuleType
from typing import Any, Final

from mail_world.auth import ed25519


def _stand_ins() -> dict[str, ModuleType]:
    names = ["dns", "dns.resolver", "dns.exception", "dns.rdatatype"]
    names += ["nacl", "nacl.signing", "nacl.encoding", "nacl.exceptions"]
    modules: dict[str, Any] = {name: ModuleType(name) for name in names}
    for name, module in modules.items():
        package, _, last = name.partition(".")
        if last:
            setattr(modules[package], last, module)
    modules["dns.rdatatype"].SPF = 99
    modules["nacl.signing"].SigningKey = ed25519.SigningKey
    modules["nacl.signing"].VerifyKey = ed25519.VerifyKey
    modules["nacl.encoding"].Base64Encoder = ed25519.Base64Encoder
    modules["nacl.exceptions"].ValueError = ValueError
    modules["nacl.exceptions"].BadSignatureError = ed25519.BadSignature
    return modules


@contextlib.contextmanager
def _in_place_of(modules: dict[str, ModuleType]) -> Iterator[None]:
    # aiodns, where it is installed, would have dkimpy ask the real DNS itself: None is "absent".
    swaps: dict[str, ModuleType | None] = {**modules, "aiodns": None}
    found = {name: sys.modules.get(name) for name in swaps}
    sys.modules.update(swaps)  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name, module in found.items():
            if module is None:
                del sys.modules[name]
            else:
                sys.modules[name] = module


with _in_place_of(_stand_ins()):
    spf: Final[Any] = importlib.import_module("spf")
    dkim: Final[Any] = importlib.import_module("dkim")

QUIET: Final = logging.getLogger("mail_world.auth")
"""What dkimpy is given to log to: it is read (dkim.py), not shown."""
QUIET.propagate = False
QUIET.addHandler(logging.NullHandler())


class _Clock:
    """A clock in the place of the module `time`: the machine's, or one that stands."""

    def __init__(self) -> None:
        self._wall: int | None = None

    def time(self) -> float:
        return time.time() if self._wall is None else self._wall

    @contextlib.contextmanager
    def at(self, wall: int) -> Iterator[None]:
        """Let it stand at `wall` (seconds since 1970)."""
        was, self._wall = self._wall, wall
        try:
            yield
        finally:
            self._wall = was


CLOCK: Final = _Clock()
dkim.time = CLOCK
