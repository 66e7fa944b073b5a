"""What Markdown made of a file, kept from one build to the next.

Converting Markdown is half of what a build of many letters does, and from one build to the next
hardly a letter has changed. A reading is found again by the file's text and by everything that had
a say in it: Markdown, its extensions with their settings, and their code. A file that has a figure,
leads to one, or has a fault is always read anew, for its reading is more than its HTML.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from kept import code_of

__all__ = ["Kept", "KeptMarkdown", "Reading", "RecordingMarkdown"]


@dataclass
class Reading:
    """One file: its HTML, its head's raw values, and the HTML of those that are Markdown, too."""

    content: str
    meta: dict[str, list[str]]
    formatted: dict[str, str] = field(default_factory=dict)


class Kept:
    """The readings below one folder that were made in the same way."""

    def __init__(self, folder: Path, settings: Mapping[str, Any]) -> None:
        self.folder = folder
        self._way = hashlib.sha256("\n".join(_way(settings)).encode()).hexdigest()

    def find(self, text: str) -> Reading | None:
        """The reading of this text, or None; a damaged one is none."""
        try:
            return Reading(**json.loads(self._path(text).read_bytes()))
        except (OSError, ValueError, TypeError):
            return None

    def keep(self, text: str, reading: Reading) -> None:
        """Keep it, whole or not at all: two builds may share the folder."""
        path = self._path(text)
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f"{path.name}.{os.getpid()}.part")
        beside.write_text(json.dumps(asdict(reading), ensure_ascii=False), "utf-8")
        beside.replace(path)

    def _path(self, text: str) -> Path:
        digest = hashlib.sha256(f"{self._way}\n{text}".encode()).hexdigest()[:32]
        return self.folder / digest[:2] / f"{digest}.json"


class RecordingMarkdown:
    """A Markdown that remembers what it has converted."""

    def __init__(self, markdown: Any) -> None:
        self.markdown = markdown
        self.formatted: dict[str, str] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self.markdown, name)

    def convert(self, text: str) -> str:
        """Convert, and remember."""
        self.formatted[text] = html = str(self.markdown.convert(text))
        return html


class KeptMarkdown:
    """Answers from a reading as the Markdown did that made it."""

    def __init__(self, reading: Reading) -> None:
        self.Meta = reading.meta
        self.preprocessors = self  # where Pelican takes `meta` out before it converts a value
        self._formatted = reading.formatted

    def deregister(self, name: str) -> None:
        """There is nothing to take out."""

    def reset(self) -> None:
        """Nothing is left over from before."""

    def convert(self, text: str) -> str:
        """Give what was made of this text then."""
        return self._formatted[text]


def _way(settings: Mapping[str, Any]) -> Iterator[str]:
    """Everything but the text that a reading depends on."""
    how = settings["MARKDOWN"]
    yield from (f"{name} {version(name)}" for name in ("markdown", "pymdown-extensions"))
    plain = {key: value for key, value in how.items() if not key.startswith("extension")}
    yield repr(sorted(plain.items()))
    yield repr(sorted(how.get("extension_configs", {}).items()))
    yield repr(sorted(settings["FORMATTED_FIELDS"]))
    # Pelican's own reader adds those that are configured, and `meta`, when it is made.
    named = {one for one in how.get("extensions", ()) if isinstance(one, str)}
    yield repr(sorted({"markdown.extensions.meta", *named, *how.get("extension_configs", ())}))
    for extension in how.get("extensions", ()):
        if isinstance(extension, str):
            continue
        yield f"{type(extension).__module__}.{type(extension).__qualname__}"
        yield repr(sorted(extension.getConfigs().items()))
        yield code_of(type(extension).__module__)
