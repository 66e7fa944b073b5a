"""A Pelican plugin: photos as the phone gives them, published as pictures for the web.

An author puts a JPEG, PNG, WebP or HEIC below content/images/ and writes
`![何の写真か](images/a.jpg)`. Published is never that file but what is developed from it: turned
right, in sRGB, in several sizes as AVIF, WebP and JPEG, with nothing inside but the picture: no
place, no camera, no date.

- `![alt](images/a.jpg "説明")` alone in its paragraph becomes a figure with its caption.
- A link to a photo leads to its largest JPEG.
- Feeds carry one JPEG with an absolute address.
- SVG and other static files go their usual way; photos among them do not, nor do videos, for a
  phone writes the place into those, too.

Settings: PHOTOS_CACHE (a folder; what has been developed once is kept there), PHOTOS_SIZES (the
`sizes` of a picture, where the text is not 40rem wide). README.md in this folder is for the author.

Other plugins: `picture` is for Markdown blocks; the rest for what puts photos into templates.
"""

from __future__ import annotations

from .hooks import current_studio, register
from .markup import FOLDER, ROOT, SIZES, picture, picture_html
from .pages import Place, look_up
from .reading import UnusableError
from .studio import Photo, Studio, Variant, put

__all__ = [
    "FOLDER",
    "ROOT",
    "SIZES",
    "Photo",
    "Place",
    "Studio",
    "UnusableError",
    "Variant",
    "current_studio",
    "look_up",
    "picture",
    "picture_html",
    "put",
    "register",
]
