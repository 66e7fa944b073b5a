"""Every known case gets the verdict it deserves, and the right thing is named first."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from settings_check import check

CASES: list[dict[str, str]] = tomllib.loads(
    Path(__file__).with_name("setting_cases.toml").read_text("utf-8")
)["case"]
FIELDS = ("protocol", "host", "port", "security", "auth", "user")


def side(line: str | None, fields: tuple[str, ...]) -> dict[str, str] | None:
    if line is None:
        return None
    values = ["" if word == "-" else word for word in line.split(" ")]
    return dict(zip(fields, values, strict=True))


def settings(case: dict[str, str]) -> dict[str, Any]:
    return {
        "email": case["email"],
        "provider": case.get("provider"),
        "incoming": side(case.get("incoming"), FIELDS),
        "outgoing": side(case.get("outgoing"), FIELDS[1:]),
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_known_case_gets_its_verdict(case: dict[str, str]) -> None:
    assert check(settings(case)).verdict == case["verdict"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_first_thing_to_change_is_the_right_one(case: dict[str, str]) -> None:
    first = check(settings(case)).first_fix
    if "fix" not in case:
        assert first is None
        return
    kind, wanted = case["fix"].split()
    assert first is not None
    assert first.kind == kind
    alike = {"port", "security"}
    name = wanted.rpartition(".")[2]
    names = alike if name in alike else {name}
    assert first.field.rpartition(".")[2] in names
    if "." in wanted:
        assert first.field.partition(".")[0] == wanted.partition(".")[0]
