"""The Python that readers get is the one that was looked at: its files against their lock.

The lock is `explainers/runtime.sha256`, in the form that `sha256sum` writes and reads; the npm
lock only holds the hash of the whole package, which is gone once it is unpacked.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping

from .finding import Finding

__all__ = ["LOCK", "check_runtime"]

LOCK = "explainers/runtime.sha256"
_LINE = re.compile(r"(?P<hash>[0-9a-f]{64}) [ *](?P<name>\S+)\Z")
_MEND = (
    "make setup をやり直します。版を上げたのなら、node_modules/pyodide の中で"
    "確かめたあとに sha256sum で書き直します"
)


def check_runtime(lock: str | None, files: Mapping[str, bytes]) -> Iterator[Finding]:
    """Find runtime files that are not the pinned ones.

    `lock` is the lock's text (None: there is none), `files` the bytes of the files of
    `explainers/runtime-…/` by their names; a site without figures has none, and needs no lock.
    """
    if not files:
        return
    if lock is None:
        yield Finding(LOCK, 1, f"ブラウザ用の Python を決めるファイルがありません（{_MEND}）")
        return
    for number, line in enumerate(lock.splitlines(), 1):
        match = _LINE.match(line)
        if match is None:
            yield Finding(LOCK, number, "「ハッシュ  ファイル名」の形ではありません")
        elif match["name"] not in files:
            yield Finding(LOCK, number, f"{match['name']} がサイトにありません（{_MEND}）")
        elif hashlib.sha256(files[match["name"]]).hexdigest() != match["hash"]:
            message = f"{match['name']} が、決めてあるものと違います（{_MEND}）"
            yield Finding(LOCK, number, message)
    pinned = {match["name"] for line in lock.splitlines() if (match := _LINE.match(line))}
    for name in sorted(files):
        if name.startswith("pyodide.") and name not in pinned:
            yield Finding(LOCK, 1, f"{name} のハッシュが決めてありません（{_MEND}）")
