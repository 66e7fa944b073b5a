"""What the build asks of the process that runs explainers, and what that process gives back.

Both sides are plain data on a pipe, one JSON object a line, and the answer is what gets cached.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from .options import Entry

__all__ = ["Fault", "Figure", "Job"]


@dataclass(frozen=True)
class Fault:
    """A fault that only the explainer could see: its line in the file, from 1."""

    line: int
    message: str
    hint: str | None = None


@dataclass(frozen=True)
class Job:
    """One block to turn into a figure; `line` is the block's own, from 1.

    `megabytes` is what the reader is told that Python costs; `lean` leaves out of the page what the
    player can fetch (all figures of a page but its first). `costs` are the megabytes that a setting
    brings besides, by its name.
    """

    name: str
    line: int
    figure_id: str
    entries: tuple[Entry, ...]
    caption_html: str
    megabytes: str = "4"
    lean: bool = False
    costs: Mapping[str, str] = field(default_factory=dict)

    def to_line(self) -> str:
        """One line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_line(cls, line: str) -> Job:
        """Read what `to_line` wrote."""
        data = json.loads(line)
        return cls(**data | {"entries": tuple(_entry(entry) for entry in data["entries"])})


def _entry(data: Mapping[str, Any]) -> Entry:
    value = data["value"]
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        value = [_entry(item) for item in value]
    return Entry(data["key"], value, data["line"])


@dataclass(frozen=True)
class Figure:
    """The answer to a job: a figure, or the faults that stood in its way.

    `scenes` maps every step id and scene id to the step of the default run that shows it; `runs`,
    `touch` and `picture` are names of files in the cache, `style` the classes of its scene's own.
    """

    faults: tuple[Fault, ...] = ()
    html: str = ""
    scenes: Mapping[str, str] = field(default_factory=dict)
    runs: str | None = None
    touch: str | None = None
    picture: str | None = None
    storyboard: str = ""
    style: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def to_line(self) -> str:
        """One line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_line(cls, line: str) -> Figure:
        """Read what `to_line` wrote."""
        data = json.loads(line)
        return cls(**data | {"faults": tuple(Fault(**fault) for fault in data["faults"])})
