"""JSON-LD: what a page is, in schema.org's words, for search engines and previews.

Pure functions from plain values to dicts; `graph` writes them down. A data block
(`application/ld+json`) is never run, so the site's Content-Security-Policy has nothing to say to
it: HTML's "prepare the script element" returns before the policy is asked.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

__all__ = ["blog_posting", "breadcrumbs", "graph", "person", "website"]

Node = dict[str, Any]


def person(site: str, name: str, page: str) -> Node:
    """Give the author; `page` is the whole address of the page about her."""
    return {"@type": "Person", "@id": f"{site}/#author", "name": name, "url": page}


def website(site: str, name: str, description: str, language: str) -> Node:
    """Give the blog as a whole."""
    return {
        "@type": "WebSite",
        "@id": f"{site}/#website",
        "url": f"{site}/",
        "name": name,
        "description": description,
        "inLanguage": language,
        "publisher": {"@id": f"{site}/#author"},
    }


def blog_posting(
    site: str,
    address: str,
    *,
    headline: str,
    description: str,
    published: datetime,
    modified: datetime | None,
    section: str,
    keywords: Sequence[str],
    image: str,
    language: str,
) -> Node:
    """Give one article; `address` and `image` are whole addresses, `image` may be missing."""
    node: Node = {
        "@type": "BlogPosting",
        "@id": f"{address}#article",
        "mainEntityOfPage": address,
        "url": address,
        "headline": headline,
        "description": description,
        "datePublished": published.isoformat(),
        "dateModified": (modified or published).isoformat(),
        "inLanguage": language,
        "articleSection": section,
        "keywords": list(keywords),
        "author": {"@id": f"{site}/#author"},
        "publisher": {"@id": f"{site}/#author"},
        "isPartOf": {"@id": f"{site}/#website"},
        "image": [image] if image else [],
    }
    return {key: value for key, value in node.items() if value}


def breadcrumbs(steps: Iterable[tuple[str, str]]) -> Node:
    """Give the way from the front page: pairs of a name and a whole address."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": address}
            for place, (name, address) in enumerate(steps, 1)
        ],
    }


def graph(nodes: Iterable[Node]) -> str:
    """Write the nodes as text that may stand in a script element.

    >>> graph([{"name": "</script>"}])
    '{"@context":"https://schema.org","@graph":[{"name":"\\\\u003c/script>"}]}'
    """
    data = {"@context": "https://schema.org", "@graph": list(nodes)}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")
