"""`python -m settings_check`: JSON in the promised shape, exit 0 with an answer and 2 without."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest


def run(*arguments: str, stdin: bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "settings_check", *arguments],
        input=stdin,
        capture_output=True,
        check=False,
        timeout=60,
    )


def answer(*arguments: str, stdin: bytes) -> dict[str, Any]:
    done = run(*arguments, stdin=stdin)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_settings_are_answered_with_exactly_three_keys() -> None:
    given = {"email": "taro@gmail.com", "incoming": {"host": "imap.gmail.con"}}
    got = answer("--json", stdin=json.dumps(given).encode())

    assert set(got) == {"verdict", "first_fix", "problems"}
    assert got["verdict"] == "error"
    assert set(got["first_fix"]) == {"class", "field", "to", "rule", "message"}
    assert got["first_fix"]["to"] == "imap.gmail.com"
    assert set(got["problems"][0]) == {
        "rule", "severity", "field", "message", "fix", "source_url", "source_date",
    }  # fmt: skip


def test_an_error_is_answered_with_exactly_six_keys() -> None:
    got = answer("--error", "--json", stdin="550 5.1.1 User unknown 宛先".encode())

    assert set(got) == {"class", "sub", "causes", "first", "confidence", "evidence"}
    assert got["class"] == "recipient"
    assert set(got["causes"][0]) == {"class", "message"}
    assert [0, 3] in got["evidence"] or got["evidence"][0][0] == 0


def test_evidence_counts_in_code_points() -> None:
    text = "😀 接続エラー: 535 Authentication failed"
    got = answer("--error", "--json", stdin=text.encode())

    assert "Authentication failed" in " ".join(text[a:b] for a, b in got["evidence"])


@pytest.mark.parametrize(
    ("arguments", "stdin"),
    [
        (["--json"], b"not json"),
        (["--json"], b"[1, 2]"),
        (["--json"], b'{"email": {"a": 1}}'),
        (["--json"], b'{"incoming": "imap"}'),
        (["--json"], b"\xff\xfe"),
        (["--json"], b"[" * 100_000),
        (["--error", "--json"], b"\xff\xfe"),
        (["--error", "--json"], b"  \n"),
        (["--stale", "yesterday"], b""),
    ],
)
def test_unusable_input_ends_in_two_with_one_line(arguments: list[str], stdin: bytes) -> None:
    done = run(*arguments, stdin=stdin)

    assert done.returncode == 2
    assert done.stdout == b""
    assert len(done.stderr.strip().splitlines()) == 1


def test_the_providers_with_old_sources_are_named_for_a_day() -> None:
    done = run("--stale", "2026-11-23", stdin=b"")

    assert done.returncode == 0
    assert "2022-11-19  OCN" in done.stdout.decode()
