"""The preview's answers to `?eye=…`: the same page, met on a slow line, in print, and so on.

The page's own files are asked for below `/_preview/eye/MODE/`, so that each request, the worker's
too, says how it is met. Nothing of this is in a built file.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qs, quote, urlsplit

__all__ = [
    "LATENCY",
    "MODES",
    "SPEED",
    "as_seen",
    "led",
    "mode_of",
    "only",
    "refused",
    "split",
    "with_figure_alone",
]

MODES = frozenset({"slow", "failed", "reduced", "print"})
SPEED = 200_000  # bytes a second: 1.6 Mbit/s
LATENCY = 0.15  # seconds
ONLY = "/_preview/eye-only.css"
_FIGURE = re.compile(r"[\w-]+\Z")
_BELOW = re.compile(r"/_preview/eye/(slow|failed|reduced|print)(/.*)\Z")
_FILES = re.compile(rb"""((?:href|src)=")(?:\.\./|\./|/)*((?:explainers|theme)/)""")
_REDUCE = re.compile(rb"\(prefers-reduced-motion:\s*reduce\)")
_MOVE = re.compile(rb"\(prefers-reduced-motion:\s*no-preference\)")
_DARK = re.compile(rb"\(prefers-color-scheme:\s*dark\)")
_PRINT = re.compile(rb"@media\s+print\b")
_SCREEN = re.compile(rb"@media\s+screen\b")


def mode_of(path: str) -> str:
    """Give the mode that a page's address asks for; empty where it asks for none."""
    mode = parse_qs(urlsplit(path).query).get("eye", [""])[0]
    return mode if mode in MODES else ""


def split(address: str) -> tuple[str, str]:
    """Give mode and address of a file that is asked for in a mode."""
    match = _BELOW.match(address)
    return (match[1], match[2]) if match else ("", address)


def led(page: bytes, mode: str) -> bytes:
    """Lead a page's files through their mode."""
    return _FILES.sub(rb"\1/_preview/eye/" + mode.encode() + rb"/\2", page)


def refused(mode: str, address: str) -> bool:
    """Tell whether a file of Python does not come."""
    return mode == "failed" and address.startswith(("/explainers/runtime-", "/explainers/bundle-"))


def as_seen(data: bytes, mode: str) -> bytes:
    """Give a style sheet or module as it counts in a mode.

    >>> as_seen(b"@media print {} @media screen {}", "print")
    b'@media all {} @media not all {}'
    """
    if mode == "reduced":
        return _MOVE.sub(b"(width < 0px)", _REDUCE.sub(b"(min-width: 0px)", data))
    if mode == "print":
        data = _DARK.sub(b"(width < 0px)", data)  # browsers print in light colours
        return _SCREEN.sub(b"@media not all", _PRINT.sub(b"@media all", data))
    return data


def with_figure_alone(page: bytes, path: str) -> bytes:
    """Let a page whose address names a figure (`?figure=…`) show that figure and no more.

    A fragment would not do: the browser would scroll the page around the frame, too.
    """
    figure = _figure(path)
    if not figure:
        return page
    link = f'<link rel="stylesheet" href="{ONLY}?figure={quote(figure)}">'
    return page.replace(b"</head>", link.encode() + b"</head>", 1)


def only(path: str) -> bytes:
    """Give the style sheet that leaves one figure of a page."""
    rest = f':not(:has([id="{_figure(path)}"]))'
    return (
        "body > :not(main), main > :not(.letter), .letter > :not(.prose), "
        f".prose > {rest} {{ display: none !important; }}"
    ).encode()


def _figure(path: str) -> str:
    figure = parse_qs(urlsplit(path).query).get("figure", [""])[0]
    return figure if _FIGURE.match(figure) else ""
