"""One line per scenario: its settings and the SHA-256 of its whole record.

Runs under any interpreter; the test compares CPython's lines with Pyodide's.
"""

from __future__ import annotations

import dataclasses
import hashlib
import itertools
import json
from collections.abc import Iterator
from typing import get_args

from mail_world import CHOICES, Record, Scenario, play

MEGABYTE = 1_000_000
PORTS = (587, 465, 25)
SECURITIES = ("starttls", "tls", "none")
AUTHS = ("right", "wrong", "none")
RECIPIENTS = ("exists", "unknown")
WORDS = (
    ("", ""),
    ("Hello", "plain\nlines\n"),
    ("とても長い件名 with ASCII mixed in 🌸🌸🌸 " * 2, "." * 3 + "\n.\n..dots\r\rlone\rends"),
    ("x\r\nBcc: all@example.com\r\n\r\nbody", "tab\tnull\0bell\a"),
    ("=?utf-8?q?no?=", "絵文字👩‍👩‍👧‍👦と\u2028区切り\ud83d" + "長" * 400),
)


OTHER_WAYS: tuple[dict[str, object], ...] = (
    *({"records": value} for value in get_args(CHOICES["records"])[1:]),
    *({"friend": value} for value in get_args(CHOICES["friend"])[1:]),
    *({"office": value} for value in get_args(CHOICES["office"])[1:]),
    *({"recipient": value} for value in ("no-domain", "null-mx")),
    {"sender": "not-owned"},
    {"sender": "other-domain", "records": "right"},
    {"photo": True, "size": "large"},
    {"line": "no-25", "port": 25},
    {"line": "stripped"},
    {"line": "stripped", "security": "if-offered"},
    {"line": "stripped", "security": "if-offered", "port": 25},
    {"line": "stripped", "security": "if-offered", "office": "plain-too"},
    {"friend": "loop", "records": "right", "photo": True},
)


def scenarios() -> Iterator[Scenario]:
    """Every combination of a settings screen, some difficult words, and the other ways to go."""
    for port, security, auth, recipient in itertools.product(PORTS, SECURITIES, AUTHS, RECIPIENTS):
        yield Scenario(port, security, auth, recipient)
    for number, (subject, message) in enumerate(WORDS):
        yield Scenario(subject=subject, message=message, photo=number % 2 == 0)
        yield Scenario(subject=subject, message=message, recipient="unknown")
    for way in OTHER_WAYS:
        yield Scenario(**way)  # type: ignore[arg-type]


def canonical(record: Record) -> str:
    """All of a record as text; of a mail of megabytes its own digest."""
    if len(record.mail) > MEGABYTE:
        record = dataclasses.replace(record, mail=hashlib.sha256(record.mail).digest())
    return json.dumps(dataclasses.asdict(record), sort_keys=True, default=bytes.hex)


def lines() -> list[str]:
    """One line per scenario."""
    return [
        f"{number} {hashlib.sha256(canonical(play(scenario)).encode()).hexdigest()}"
        for number, scenario in enumerate(scenarios())
    ]


if __name__ == "__main__":
    print("\n".join(lines()))  # noqa: T201
