"""シェア: plain links to where a reader may tell of an article, and a button that copies it.

No script or picture of anybody else's, and nothing is sent before a reader presses. The address is
the public one (`SITE_ADDRESS`), in the preview, too: a link to this machine would lead nobody here.
Where no address is known there are no links.

The forms (looked up 2026-11-26):

- X: https://docs.x.com/x-for-websites/post-button/guides/web-intent (`text`, `url`), by its maker
- LINE: https://developers.line.biz/en/docs/line-social-plugins/install-guide/using-line-share-buttons/
  (`url`; a link of one's own design is allowed), by its maker
- はてなブックマーク: the address that many themes link to; no page of its maker was found that
  describes it
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pelican import Pelican, signals

__all__ = ["Way", "register", "ways"]

FOLDER = "share"
_SCRIPT = Path(__file__).with_name("static") / "copy.mjs"


@dataclass(frozen=True)
class Way:
    """One place to share to: its name, and the address of the link."""

    name: str
    url: str


def ways(title: str, address: str) -> list[Way]:
    """The links for an article with a whole address.

    >>> ways("秋", "https://a.example/b/")[2].url
    'https://social-plugins.line.me/lineit/share?url=https%3A%2F%2Fa.example%2Fb%2F'
    """
    text, url = quote(title, safe=""), quote(address, safe="")
    return [
        Way("X", f"https://x.com/intent/tweet?text={text}&url={url}"),
        Way(
            "はてなブックマーク",
            f"https://b.hatena.ne.jp/add?mode=confirm&url={url}&title={text}",
        ),
        Way("LINE", f"https://social-plugins.line.me/lineit/share?url={url}"),
    ]


class ShareGenerator:
    """Writes the copying button's script; a Pelican generator, to follow OUTPUT_PATH."""

    def __init__(self, settings: dict[str, Any], output_path: str, **_: object) -> None:
        self.settings = settings
        self.output_path = Path(output_path)

    def generate_output(self, writer: object) -> None:
        """Write it, named by its content."""
        target = self.output_path / self.settings["SHARE_SCRIPT"]
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(_SCRIPT.read_bytes())


def _begin(pelican: Pelican) -> None:
    digest = hashlib.sha256(_SCRIPT.read_bytes()).hexdigest()[:12]
    pelican.settings["SHARE_SCRIPT"] = f"{FOLDER}/copy-{digest}.mjs"
    pelican.settings["JINJA_GLOBALS"]["share_ways"] = ways


def _generator(pelican: Pelican) -> type[ShareGenerator]:
    return ShareGenerator


def register() -> None:
    """Hook into Pelican."""
    signals.initialized.connect(_begin)
    signals.get_generators.connect(_generator)
