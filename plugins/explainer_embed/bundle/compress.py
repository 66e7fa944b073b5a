"""What travels: a .br and a .gz beside each file, made once for each content.

Brotli at its highest quality takes half a minute for the runtime, so every result is kept by the
hash of its content, for as long as the cache lives; the work is spread over the machine's cores
(the compressor lets go of Python's lock).
"""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

SMALLEST = 1000
ALREADY_DEFLATED = frozenset({".whl", ".png", ".jpg", ".webp", ".avif", ".woff2", ".br", ".gz"})


def _brotli(data: bytes) -> bytes:
    import brotli

    return bytes(brotli.compress(data, quality=11, lgwin=24 if len(data) > 1 << 22 else 22))


def _gzip(data: bytes) -> bytes:
    # Byte 9 names the system that compressed (RFC 1952 section 2.3.1); Pythons differ in it.
    packed = gzip.compress(data, 9, mtime=0)
    return packed[:9] + b"\xff" + packed[10:]


METHODS: dict[str, Callable[[bytes], bytes]] = {".br": _brotli, ".gz": _gzip}


def compress_all(files: Sequence[Path], cache: Path) -> None:
    """Put `NAME.br` and `NAME.gz` beside each file that is worth it."""
    worth = [path for path in files if is_compressible(path)]
    # The largest first: with two cores, the last one to finish decides.
    worth.sort(key=lambda path: path.stat().st_size, reverse=True)
    cache.mkdir(parents=True, exist_ok=True)
    jobs = [(path, suffix) for suffix in METHODS for path in worth]
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for done in [pool.submit(_compress, path, suffix, cache) for path, suffix in jobs]:
            done.result()


def is_compressible(path: Path) -> bool:
    """Tell whether a compressed copy of a file would be worth sending."""
    return path.suffix not in ALREADY_DEFLATED and path.stat().st_size >= SMALLEST


def sent_bytes(path: Path) -> int:
    """How many bytes a file costs a reader whose browser takes brotli."""
    compressed = path.with_name(f"{path.name}.br")
    return (compressed if compressed.is_file() else path).stat().st_size


def _compress(path: Path, suffix: str, cache: Path) -> None:
    data = path.read_bytes()
    kept = cache / f"{hashlib.sha256(data).hexdigest()}{suffix}"
    if not kept.is_file():
        making = cache / f".{kept.name}.{os.getpid()}"
        making.write_bytes(METHODS[suffix](data))
        making.replace(kept)
    shutil.copyfile(kept, path.with_name(path.name + suffix))
