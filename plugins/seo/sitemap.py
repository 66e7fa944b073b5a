"""sitemap.xml and robots.txt, from the pages as they were written.

A page is listed if it says itself that it has this address and may be found: so pages of plugins
that nobody knew of are in, and the 404 page, moved pages and drafts are out. `lastmod` is told only
where it is known: a wrong one teaches crawlers to look past all of them. Format: sitemaps.org,
protocol 0.9.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import escape

__all__ = ["public_address", "robots", "sitemap", "written_pages"]

_HEAD = 8192
_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)"')
_NOINDEX = re.compile(r'<meta name="robots" content="[^"]*noindex')


def public_address(site: str, file: str) -> str:
    """Give the whole address of a written file.

    >>> public_address("https://blog.example/sub", "2026/a/index.html")
    'https://blog.example/sub/2026/a/'
    """
    if file == "index.html" or file.endswith("/index.html"):
        file = file.removesuffix("index.html")
    return f"{site.rstrip('/')}/{file}"


def written_pages(output: Path, site: str) -> Iterable[str]:
    """Give the files, as paths below `output`, of all pages that may be found."""
    for path in sorted(output.rglob("*.html")):
        file = path.relative_to(output).as_posix()
        with path.open(encoding="utf-8") as page:
            head = page.read(_HEAD)
        canonical = _CANONICAL.search(head)
        told = canonical[1].replace("&amp;", "&") if canonical else ""
        if told == public_address(site, file) and not _NOINDEX.search(head):
            yield file


def sitemap(site: str, files: Iterable[str], dates: Mapping[str, datetime]) -> str:
    """Write the map; `dates` has the time of the last change for those files where it is known."""
    rows = []
    for file in files:
        changed = f"<lastmod>{dates[file].isoformat()}</lastmod>" if file in dates else ""
        rows.append(f"<url><loc>{escape(public_address(site, file))}</loc>{changed}</url>\n")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{''.join(rows)}</urlset>\n"
    )


def robots(site: str) -> str:
    """Write robots.txt: everything may be read; where the map is, if the site has an address."""
    where = f"Sitemap: {public_address(site, 'sitemap.xml')}\n" if site else ""
    return f"User-agent: *\nAllow: /\n{where}"
