"""The author's private notes: `make note TEXT=…` keeps one, `make new NOTE=…` makes a draft of it.

A note is a text file in notes/, named by its moment in Japan, so that the newest is last and the
name can be typed. The folder is beside content/, not in it, and git does not take it: nothing of it
can reach a site, a feed or a public repository. The preview lists them on the author's desk, and
only there (`NOTES_PATH` is empty when publishing).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pelican import Pelican, signals

__all__ = ["Note", "keep", "read", "register"]

_NAME = re.compile(r"(\d{4})-(\d\d)-(\d\d)-(\d\d)(\d\d)(?:-\d+)?\Z")
LONGEST = 20_000


@dataclass(frozen=True)
class Note:
    """One note: the file's name without its ending, and its text."""

    name: str
    text: str

    @property
    def moment(self) -> str:
        """When it was kept, as one reads it; the name itself where the author gave it one."""
        found = _NAME.match(self.name)
        if not found:
            return self.name
        year, month, day, hour, minute = found.groups()
        return f"{year}年{int(month)}月{int(day)}日 {hour}:{minute}"


def keep(folder: Path, text: str, now: datetime) -> Path:
    """Write a note and give its path; one kept in the same minute is never written over.

    Raises ValueError for an empty text, and for one that is longer than a note is.
    """
    if not text.strip():
        raise ValueError("書きとめることばがありません")
    if len(text) > LONGEST:
        raise ValueError(f"{LONGEST} 文字までです（いまは {len(text)} 文字）")
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, 1000):
        path = folder / f"{now:%Y-%m-%d-%H%M}{f'-{number}' if number > 1 else ''}.txt"
        try:
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text.strip("\r\n") + "\n")
        except FileExistsError:
            continue
        return path
    raise ValueError("この一分に書きとめたものが多すぎます")


def read(folder: Path) -> list[Note]:
    """All notes of a folder, the newest first; none where there is no folder."""
    paths = sorted(folder.glob("*.txt"), reverse=True) if folder.is_dir() else []
    return [Note(path.stem, path.read_text("utf-8", errors="replace").strip()) for path in paths]


def _begin(pelican: Pelican) -> None:
    settings: dict[str, Any] = pelican.settings
    folder = settings.get("NOTES_PATH")
    settings["NOTES"] = read(Path(folder)) if folder else []


def register() -> None:
    """Hook into Pelican."""
    signals.initialized.connect(_begin)
