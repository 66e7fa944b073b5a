"""Making pictures once: what is asked for names the file, and what was made outlives the build.

A file is remembered by what went in (subject, seed, words, photo) and by the code that draws, so
that a build in which nothing changed draws nothing.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from pathlib import Path

import PIL
from explainer_embed import picture
from explainer_embed.picture import draw_png, font_file
from photos.studio import put
from PIL import Image, ImageOps

from .art.land import HEIGHT, WIDTH

__all__ = ["Store", "jpeg_of"]


class Store:
    """Files of one build: made at need into a cache, then put into output/."""

    def __init__(self, cache: Path) -> None:
        self.cache = cache
        self.published: dict[str, Path] = {}

    def keep(
        self, name: str, suffix: str, given: object, make: Callable[[], bytes], *, publish: bool
    ) -> str:
        """Give the address (without the site's) of a file that `make` makes of what is `given`."""
        asked = json.dumps([_recipe(), given], ensure_ascii=False, sort_keys=True)
        key = hashlib.sha256(asked.encode()).hexdigest()[:12]
        kept = self.cache / f"{key}{suffix}"
        if not kept.is_file():
            data = make()
            self.cache.mkdir(parents=True, exist_ok=True)
            unfinished = kept.with_suffix(f".{os.getpid()}")
            unfinished.write_bytes(data)
            unfinished.replace(kept)
        address = f"{name}-{key}{suffix}"
        if publish:
            self.published[address] = kept
        return address

    def install(self, output: Path) -> None:
        """Put what is published below a folder."""
        for address, kept in sorted(self.published.items()):
            put(kept, output / address)


def jpeg_of(svg: str, photo: Path | None = None) -> bytes:
    """The share image of a whole drawing, or of a card that is laid on a photo."""
    drawn = Image.open(io.BytesIO(draw_png(svg, WIDTH)))
    if photo is None:
        whole = drawn.convert("RGB")
    else:
        with Image.open(photo) as opened:
            ground = ImageOps.fit(opened.convert("RGBA"), (WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        whole = Image.alpha_composite(ground, drawn.convert("RGBA")).convert("RGB")
    # A new picture: nothing that a file brings along is written out again.
    clean = Image.new("RGB", whole.size)
    clean.paste(whole)
    written = io.BytesIO()
    # Without 4:4:4 the edges of letters get a fringe of colour.
    clean.save(written, "JPEG", quality=88, subsampling="4:4:4", progressive=True, optimize=True)
    return written.getvalue()


@cache
def _recipe() -> str:
    """A digest of what shapes a picture besides what is asked for: code, font, libraries."""
    digest = hashlib.sha256(f"{PIL.__version__} {version('resvg-py')}".encode())
    here = Path(__file__).parent
    drawing = [here / "card.py", here / "lettering.py", *sorted((here / "art").glob("*.py"))]
    for path in [Path(__file__), Path(picture.__file__), *drawing, font_file()]:
        digest.update(path.read_bytes())
    return digest.hexdigest()
