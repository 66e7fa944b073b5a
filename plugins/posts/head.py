"""An article's head: `Key: value` lines up to the first blank one, each with its line.

The reading follows Python-Markdown's `meta` extension, which Pelican uses: keys in any case, values
that go on in lines indented by four, an optional `---` around it all. Dates are read more strictly
than Pelican does: a date that it would guess at must not decide what is published.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

__all__ = ["DATE_FORM", "ZONE", "Field", "Post", "parse_date", "parse_post", "read_posts"]

ZONE = ZoneInfo("Asia/Tokyo")
DATE_FORM = "2026-12-01 20:00"
_KEY = re.compile(r" {0,3}(?P<key>[A-Za-z0-9_-]+):\s*(?P<value>.*)")
_MORE = re.compile(r" {4,}(?P<value>.*)")
_DASHES = re.compile(r"(-{3}|\.{3})(\s.*)?$")
_DATE = re.compile(
    r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})"
    r"(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?\s*(Z|[+-]\d{2}:?\d{2})?\Z"
)


@dataclass(frozen=True)
class Field:
    """One entry of a head: its text, and its line from 1."""

    value: str
    line: int


@dataclass(frozen=True)
class Post:
    """One Markdown file: `lines` is the whole of it, `body` the line (from 1) after its head."""

    path: str
    head: dict[str, Field] = field(default_factory=dict)
    lines: tuple[str, ...] = ()
    body: int = 1

    def get(self, key: str) -> str:
        """Give a value of the head, or nothing."""
        found = self.head.get(key)
        return found.value if found else ""

    def line_of(self, key: str) -> int:
        """Give the line of a key; the first one where the key is missing."""
        found = self.head.get(key)
        return found.line if found else 1

    @property
    def title(self) -> str:
        """The title, or the file's name as long as it has none."""
        return self.get("title") or Path(self.path).stem

    @property
    def slug(self) -> str:
        """The last part of the address."""
        return self.get("slug") or Path(self.path).stem

    @property
    def status(self) -> str:
        """`published`, `draft` or `hidden`."""
        return self.get("status").casefold() or "published"

    @cached_property
    def is_page(self) -> bool:
        """A page stands outside of time: it has no date and is never scheduled."""
        return "pages" in Path(self.path).parts

    @cached_property
    def date(self) -> datetime | None:
        """When it is published; None for a page, and where the date can't be read."""
        return None if self.is_page else parse_date(self.get("date"))


def parse_date(text: str) -> datetime | None:
    """Read a date with an optional hour, of Japan where no zone is said; None if it is none.

    >>> parse_date("2026-12-01 20:00").isoformat()
    '2026-12-01T20:00:00+09:00'
    >>> parse_date("12月1日")
    """
    match = _DATE.match(text.strip())
    if match is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    zone = (match[7] or "").replace("Z", "+00:00")
    try:
        moment = datetime(year, month, day, hour, minute, second)
        if zone:
            return datetime.fromisoformat(moment.isoformat() + zone)
        return moment.replace(tzinfo=ZONE)
    except ValueError:
        return None


def parse_post(path: str, text: str) -> Post:
    """Read one file's text; nothing is raised."""
    lines = tuple(text.removeprefix("\ufeff").splitlines())
    head: dict[str, Field] = {}
    number = 1 if lines and _DASHES.match(lines[0]) else 0
    key = ""
    for line in lines[number:]:
        number += 1
        if not line.strip() or (_DASHES.match(line) and number > 1):
            break
        if entry := _KEY.match(line):
            key = entry["key"].casefold()
            head[key] = Field(entry["value"].strip(), number)
        elif key and (more := _MORE.match(line)):
            before = head[key]
            value = f"{before.value} {more['value'].strip()}".strip()
            head[key] = Field(value, before.line)
        else:
            number -= 1
            break
    return Post(path, head, lines, number + 1)


def read_posts(content: Path, shown_from: Path) -> Iterator[Post]:
    """Read all Markdown files below a folder; their paths are told as from `shown_from`."""
    begin = content.relative_to(shown_from).parts
    for parts, path in sorted(_markdown(content)):
        yield _read(path, "/".join((*begin, *parts)), path.stat().st_mtime_ns)


@lru_cache(maxsize=5000)  # one build asks several times
def _read(path: Path, told: str, changed: int) -> Post:
    return parse_post(told, path.read_text("utf-8"))


def _markdown(content: Path) -> Iterator[tuple[tuple[str, ...], Path]]:
    """All Markdown files below a folder, each with the parts of its way from there."""
    for folder, _, names in content.walk():
        at = folder.relative_to(content).parts
        for name in names:
            if name.endswith(".md") and not name.startswith("."):
                yield (*at, name), folder / name
