"""Addresses that have changed: `Old_url: 2026/mae-no-namae/` in an article's head.

A static host can't be counted on to redirect, so each old address becomes a page that leads on;
for hosts that can, `_redirects` says the same (the form of Cloudflare Pages and Netlify).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

__all__ = ["Move", "old_addresses", "plan", "redirects"]

_ADDRESS = re.compile(r"(?:[\w~.-]+/)*[\w~.-]+(?:/|\.html)\Z", re.ASCII)


@dataclass(frozen=True)
class Move:
    """An old address and the article that was there; both start at the site's root."""

    old: str
    new: str

    @property
    def file(self) -> str:
        """The file that answers for the old address."""
        return self.old if self.old.endswith(".html") else f"{self.old}index.html"


def old_addresses(value: str) -> tuple[str, ...]:
    """Read the value of `Old_url`, oldest first; whole addresses are taken by their path.

    >>> old_addresses("/2025/a/, 2026/b")
    ('2025/a/', '2026/b/')
    """
    paths = [urlsplit(part).path.strip("/") for part in re.split(r"[\s,、，]+", value) if part]
    return tuple(path if path.endswith(".html") else f"{path}/" for path in paths)


def plan(wanted: Mapping[str, Iterable[str]], taken: Iterable[str]) -> Iterator[Move | str]:
    """Give a move for each old address of each article's address, or what is wrong with it.

    `taken` are the files that pages are written to.
    """
    files = set(taken)
    for new, olds in wanted.items():
        for old in olds:
            move = Move(old, new)
            if not _ADDRESS.match(old) or ".." in old.split("/"):
                yield f"「{old}」は住所になりません（2026/mae-no-namae/ のように書きます）"
            elif move.file in files:
                yield f"「{old}」は、いまほかのページの住所です"
            else:
                files.add(move.file)
                yield move


def redirects(site: str, moves: Iterable[Move]) -> str:
    """Write `_redirects`: whole paths, with the sub-path of the site.

    >>> redirects("https://blog.example/sub", [Move("2025/a/", "2026/b/")])
    '/sub/2025/a/ /sub/2026/b/ 301\\n'
    """
    base = urlsplit(site).path.rstrip("/")
    return "".join(f"{base}/{move.old} {base}/{move.new} 301\n" for move in moves)
