"""What is wrong in the author's files, in the author's words, with the place where it stands.

Plugins `note` what they find while the site is read; everything is told once, after the last of
them has looked and before a page is written, so that one round of mending suffices. A problem
belongs to the author; anything else that goes wrong is an ordinary exception.

Pelican calls a signal's receivers in no order to rely on. So a plugin that can't go on with a
fault stops its own work and leaves the telling to this one, which asks at `get_writer`: the first
signal after all that belong to reading.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pelican import signals

__all__ = ["FaultsError", "Problem", "note", "register", "report", "shown_path"]


@dataclass(frozen=True, order=True)
class Problem:
    """One fault: the file, the line (from 1), what is wrong in Japanese, the nearest right name.

    >>> print(Problem("content/a.md", 16, "coffee という設定はありません", "port"))
    content/a.md:16: coffee という設定はありません（もしかして: port）
    """

    path: str
    line: int
    message: str
    hint: str | None = None

    def __str__(self) -> str:
        tail = f"（もしかして: {self.hint}）" if self.hint else ""
        return f"{self.path}:{self.line}: {self.message}{tail}"


class FaultsError(Exception):
    """The build can't go on: `problems` have been printed."""

    exitcode = 1

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems), key=_place))
        super().__init__(
            f"記事の中の直すところが {len(self.problems)} か所あります。上の一覧を見てください。"
        )


def _place(problem: Problem) -> tuple[str, int, str, str]:
    return problem.path, problem.line, problem.message, problem.hint or ""


_noted: list[Problem] = []


def note(problems: Iterable[Problem]) -> None:
    """Keep problems of this build until all of them are told."""
    _noted.extend(problems)


def report(problems: Iterable[Problem]) -> None:
    """Print every problem on a line of its own and raise; do nothing where there are none.

    The lines go straight to standard error, since a log handler would wrap them in the middle of
    a path.
    """
    error = FaultsError(problems)
    if not error.problems:
        return
    for problem in error.problems:
        sys.stderr.write(f"{problem}\n")
    sys.stderr.flush()
    raise error


def shown_path(path: str | Path) -> str:
    """Give the path as the author knows it: from the folder where the command was given."""
    absolute = Path(path).absolute()
    try:
        return absolute.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return absolute.as_posix()


def _without_traceback(record: logging.LogRecord) -> bool:
    """Filter for Pelican's log: what was meant for the author comes without Python's traceback.

    Such exceptions carry an `exitcode`, as Pelican's command line asks for.
    """
    if record.exc_info and hasattr(record.exc_info[1], "exitcode"):
        record.exc_info = None
    return True


def _tell(_: object) -> None:
    problems = tuple(_noted)
    _noted.clear()
    report(problems)


def register() -> None:
    """Hook into Pelican; plugins that note call it themselves, and once is as good as twice."""
    logging.getLogger("pelican").addFilter(_without_traceback)
    signals.get_writer.connect(_tell)
