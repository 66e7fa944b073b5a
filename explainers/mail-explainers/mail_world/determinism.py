"""The one place where chance and the clock are taken from the machine, and given back.

Decides: within `determined(...)`, `time`, `random` and `os.urandom` follow the virtual clock and a
seed, and so does all that draws on them: email.utils (message ids, dates), imaplib's tags, uuid,
secrets, TLS's random bytes. Nothing is patched at import or outside of a run; everything is put
back on the way out, whatever happened inside. Runs may nest: each puts back what it found.

What it can't reach, code in a run must not use: the order of sets of str (hashes are salted at
start), datetime.now() (written in C), and numbers that depend on the machine's word size, such as
the boundary that email makes up from sys.maxsize.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import random
import time
from collections.abc import Callable, Iterator
from typing import Any, Final

SEED: Final = b"mail_world"
PROCESS_ID: Final = 4210
"""What os.getpid() says within a run; it ends up in message ids."""


class _Stream:
    """Bytes that look random and are the same each time: SHA-256 over a counter."""

    def __init__(self, seed: bytes) -> None:
        self._seed = seed
        self._count = 0

    def take(self, size: int) -> bytes:
        data = b""
        while len(data) < size:
            self._count += 1
            data += hashlib.sha256(self._seed + self._count.to_bytes(8, "big")).digest()
        return data[:size]


@contextlib.contextmanager
def determined(
    wall: Callable[[], float], elapsed: Callable[[], float], seed: bytes = SEED
) -> Iterator[None]:
    """Make chance and time follow `seed`, `wall()` (since 1970) and `elapsed()`, both seconds."""
    stream = _Stream(seed)
    gmtime = time.gmtime
    swaps: list[tuple[Any, str, Any]] = [
        (os, "urandom", stream.take),
        (os, "getpid", lambda: PROCESS_ID),
        (random, "_urandom", stream.take),  # random.SystemRandom and secrets bound it at import
        (time, "time", wall),
        (time, "time_ns", lambda: round(wall() * 1e9)),
        (time, "monotonic", elapsed),
        (time, "monotonic_ns", lambda: round(elapsed() * 1e9)),
        (time, "gmtime", lambda seconds=None: gmtime(wall() if seconds is None else seconds)),
        # The machine's time zone must not show: the world's is UTC.
        (time, "localtime", lambda seconds=None: gmtime(wall() if seconds is None else seconds)),
    ]
    found = [(module, name, getattr(module, name)) for module, name, _ in swaps]
    state = random.getstate()
    try:
        for module, name, ours in swaps:
            setattr(module, name, ours)
        random.seed(seed)
        yield
    finally:
        for module, name, theirs in found:
            setattr(module, name, theirs)
        random.setstate(state)
