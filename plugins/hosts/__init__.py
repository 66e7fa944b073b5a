"""What a static host should say beside each file: policy, types, and how long it may be kept.

Written from the finished site, so that it can't part from it: a name with a hash in it is never
another file, and may be kept for ever; all else is asked for anew. Two forms of the same:

- `_headers`, which Cloudflare Pages and Netlify read from the site itself
  (https://developers.cloudflare.com/pages/configuration/headers/ and
  https://docs.netlify.com/routing/headers/, looked up 2026-11-26). Where several rules match, both
  give all their headers, and only Cloudflare knows a way to take one back: so no header stands in
  two rules, and how long a page may be kept is left to the host.
- `_nginx.conf`, to be included in a `server` block.

A host that lets one set no headers has the policy in every page's own meta element. Settings:
`HOSTS` (on or off), `SITE_CSP`, and `SITEURL`, whose path the rules begin with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

from whole_build import WholeBuild, site_written

__all__ = ["headers_file", "kept_for_ever", "nginx_file", "register"]

FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
_HASH = re.compile(r"(?:^|[-/])[0-9a-f]{12,}(?:[./]|$)")
# Compressed beside the file that they are; a host sends them in its place.
_BESIDE = (".br", ".gz")


def kept_for_ever(files: Iterable[str]) -> list[str]:
    """Give rules for all files that may be kept for ever: folders where all may be, else files.

    >>> kept_for_ever(["a/x-0123456789ab.css", "b/y.css", "b/z-0123456789ab.css", "index.html"])
    ['a/*', 'b/z-0123456789ab.css']
    """
    hashed: dict[str, bool] = {}
    for file in files:
        if not file.endswith(_BESIDE):
            hashed[file] = bool(_HASH.search(file))
    folders = {parent for file in hashed for parent in _parents(file)}
    whole = {
        folder
        for folder in folders
        if all(is_hashed for file, is_hashed in hashed.items() if file.startswith(folder))
    }
    outer = {folder for folder in whole if not any(up in whole for up in _parents(folder[:-1]))}
    alone = (file for file, is_hashed in hashed.items() if is_hashed)
    return sorted(
        [f"{folder}*" for folder in outer]
        + [file for file in alone if not any(file.startswith(folder) for folder in outer)]
    )


def _parents(file: str) -> list[str]:
    parts = file.split("/")[:-1]
    return ["/".join(parts[: length + 1]) + "/" for length in range(len(parts))]


def headers_file(rules: Iterable[str], policy: str, base: str = "") -> str:
    """The text of `_headers`; `base` is the path that the site lies below, without a slash."""
    common = "".join(f"  {name}: {value}\n" for name, value in _common(policy))
    kept = "".join(f"{base}/{rule}\n  Cache-Control: {FOR_EVER}\n" for rule in rules)
    return f"{base}/*\n{common}{kept}"


def nginx_file(rules: Iterable[str], policy: str, base: str = "") -> str:
    """The text of `_nginx.conf`: for a `server` block whose `root` has the site at `base`."""
    common = "".join(_add(name, value) for name, value in _common(policy))
    kept = "|".join(
        re.escape(rule[:-1]) if rule.endswith("*") else f"{re.escape(rule)}$" for rule in rules
    )

    def place(pattern: str, cache: str) -> str:
        return f"location {pattern} {{\n{common}{_add('Cache-Control', cache)}}}\n"

    return (
        "# Include this in a server block, beside `root` and `include mime.types`. Its types need\n"
        "# text/javascript mjs; application/wasm wasm; application/manifest+json webmanifest.\n"
        "# Where the brotli module is loaded, `brotli_static on;` sends the smaller files.\n"
        "gzip_static on;\n"
        "index index.html;\n"
        f"error_page 404 {base}/404.html;\n"
        + place(f'~ "^{re.escape(base)}/(?:{kept})"', FOR_EVER)
        + place(f"{base}/", ASK_AGAIN)
    )


def _add(name: str, value: str) -> str:
    return f'    add_header {name} "{value}" always;\n'


def _common(policy: str) -> list[tuple[str, str]]:
    return [
        ("Content-Security-Policy", policy),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ]


def _write(build: WholeBuild) -> None:
    settings = build.settings
    if not settings.get("HOSTS"):
        return
    output = Path(build.output_path)
    files = [path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file()]
    rules, policy = kept_for_ever(sorted(files)), settings["SITE_CSP"]
    base = urlsplit(settings["SITEURL"]).path.rstrip("/")
    (output / "_headers").write_text(headers_file(rules, policy, base), "utf-8")
    (output / "_nginx.conf").write_text(nginx_file(rules, policy, base), "utf-8")


def register() -> None:
    """Hook into the build: when all is written."""
    site_written.connect(_write)
