"""The command line: settings or an error on stdin, one JSON line on stdout.

Exit 0 with an answer, 2 with one line on stderr for input that is neither (not UTF-8, not JSON,
not of the shape, or larger than a megabyte).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from settings_check import providers
from settings_check.check import check
from settings_check.model import InputError

__all__ = ["main"]

LARGEST = 1_000_000
"""Bytes of input that are read; fields of 100 kB each fit well."""

_REPORTED = ("verdict", "first_fix", "problems")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run with these arguments (default: the process's); returns the exit status."""
    parser = argparse.ArgumentParser(prog="settings_check", description=__doc__)
    parser.add_argument("--json", action="store_true", help="answer in JSON (the only form)")
    parser.add_argument("--error", action="store_true", help="stdin is an error, a bounce or a log")
    parser.add_argument("--stale", nargs="?", const="", metavar="YYYY-MM-DD",
                        help="name the providers whose source is older than a year")  # fmt: skip
    given = parser.parse_args(arguments)
    try:
        if given.stale is not None:
            return _stale(given.stale)
        answer = _error(_stdin()) if given.error else _settings(_stdin())
    except InputError as fault:
        sys.stderr.write(f"settings_check: {fault}\n")
        return 2
    line = json.dumps(answer, ensure_ascii=False, sort_keys=True)
    sys.stdout.buffer.write(line.encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()
    return 0


def _stdin() -> str:
    raw = sys.stdin.buffer.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise InputError("more than a megabyte of input")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise InputError("input is not UTF-8") from fault


def _settings(text: str) -> dict[str, object]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise InputError("input is not JSON") from fault
    if not isinstance(data, dict):
        raise InputError("input must be a JSON object")
    found = check(data)
    report = found.as_data()
    answer: dict[str, object] = {key: report[key] for key in _REPORTED}
    # What the page offers as one tap is not part of the command line's answer.
    answer["problems"] = [
        {key: value for key, value in asdict(problem).items() if key != "to"}
        for problem in found.problems
    ]
    return answer


def _error(text: str) -> dict[str, object]:
    from settings_check.errors import read_error  # the reader's tables only where they are wanted

    if not text.strip():
        raise InputError("no text to read")
    return read_error(text).as_data()


def _stale(day: str) -> int:
    try:
        today = date.fromisoformat(day) if day else date.today()
    except ValueError as fault:
        raise InputError("the day must be YYYY-MM-DD") from fault
    for row in providers.stale(today):
        sys.stdout.write(f"{row.source_date}  {row.name}  {row.source_url}\n")
    return 0
