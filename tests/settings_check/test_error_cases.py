"""Known errors are read right: all but one in twenty, in either half, and in the shape promised."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from settings_check.errors import CLASSES, read_error

CASES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("error_cases.toml").read_text("utf-8")
)["error"]
AIM = 95


def right(case: dict[str, Any]) -> bool:
    return read_error(case["text"]).kind in (case["class"], *case.get("also", ()))


@pytest.mark.parametrize("half", ["shown", "kept"])
def test_of_each_half_at_least_95_in_100_are_read_right(half: str) -> None:
    cases = [case for case in CASES if case["half"] == half]
    wrong = [case["text"] for case in cases if not right(case)]

    assert 100 * (len(cases) - len(wrong)) >= AIM * len(cases), wrong


@pytest.mark.parametrize("case", CASES, ids=range(len(CASES)))
def test_the_evidence_lies_in_the_text_in_order_and_apart(case: dict[str, Any]) -> None:
    text = case["text"]
    end = -1
    for start, stop in read_error(text).evidence:
        assert end < start < stop <= len(text)
        end = stop


@pytest.mark.parametrize("case", CASES, ids=range(len(CASES)))
def test_the_first_cause_is_of_the_class_that_is_named(case: dict[str, Any]) -> None:
    reading = read_error(case["text"])

    assert reading.kind in CLASSES
    assert reading.causes[0].kind == reading.kind


def test_a_text_that_says_nothing_known_is_called_unknown() -> None:
    reading = read_error("きょうはよい天気ですね")

    assert (reading.kind, reading.sub, reading.confidence) == ("other", "unknown", "low")
    assert reading.evidence == ()
