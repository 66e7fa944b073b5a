"""HTML of a developed photo. Addresses begin with `{photos}`, which each page fills in."""

from __future__ import annotations

from html import escape
from xml.etree.ElementTree import Element

from .studio import Photo, Variant

__all__ = ["FOLDER", "ROOT", "SIZES", "figure_html", "picture", "picture_html"]

FOLDER = "photos"
ROOT = "{photos}"
SIZES = "(min-width: 44rem) 40rem, 94vw"
SIZES_TALL = "(min-width: 30rem) 28rem, 94vw"


def picture(address: str, alt: str, *, caption: str = "", sizes: str = "") -> Element:
    """An element for a Markdown block: it becomes the photo once the whole site has been read.

    `address` is what an author writes in `![…](address)`. What is wrong with it, or a missing alt
    text, is told with the line on which the address stands. A caption makes a figure where the
    element is alone in a paragraph. `sizes` is HTML's: how wide the photo will be shown.
    """
    given = {"src": address, "alt": alt, "title": caption, "sizes": sizes}
    return Element("img", {key: value for key, value in given.items() if value or key == "alt"})


def picture_html(
    photo: Photo, alt: str, *, first: bool = False, sizes: str = "", classes: str = ""
) -> str:
    """A `<picture>` of all sizes and formats; `first` where it is seen without scrolling.

    `sizes` is HTML's: how wide it is shown, if not as wide as the text (upright ones: 28rem).
    """
    tall = "photo-tall" if photo.height > photo.width else ""
    sizes = sizes or (SIZES_TALL if tall else SIZES)
    names = " ".join(f"photo tint-{photo.tint} {tall} {classes}".split())
    *better, last = ("avif", "webp", "jpeg")
    sources = "".join(
        f'<source type="image/{kind}" srcset="{_srcset(photo.of(kind))}" sizes="{escape(sizes)}">'
        for kind in better
    )
    jpegs = photo.of(last)
    middle = next((one for one in jpegs if one.width >= 800), jpegs[-1])
    loading = 'fetchpriority="high"' if first else 'loading="lazy" decoding="async"'
    return (
        f'<picture>{sources}<img class="{escape(names)}" src="{ROOT}/{middle.name}"'
        f' srcset="{_srcset(jpegs)}" sizes="{escape(sizes)}" width="{jpegs[-1].width}"'
        f' height="{jpegs[-1].height}" alt="{escape(alt)}" {loading}></picture>'
    )


def figure_html(picture: str, caption: str) -> str:
    """A figure of a picture's HTML and a caption in plain words."""
    return (
        f'<figure class="photo-figure">{picture}<figcaption>{escape(caption)}</figcaption></figure>'
    )


def _srcset(variants: tuple[Variant, ...]) -> str:
    return ", ".join(f"{ROOT}/{one.name} {one.width}w" for one in variants)
