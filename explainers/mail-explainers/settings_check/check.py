"""The verdict: all rules over one case, the findings in the order of mending, one thing first.

`ok` is said only of settings that agree in every field with a row of the table (`_confirmed`):
the absence of findings is never enough. A side or a field that is missing makes it `incomplete`.
"""

from __future__ import annotations

from collections.abc import Mapping

from explainer_kit.controls import Value
from explainer_kit.report import Fix, Problem, Report

from settings_check import credentials, encryption_port, server_name, values
from settings_check.credentials import right_user
from settings_check.model import Case, Way, case_of
from settings_check.rule import GROUPS, Finding, Hit, Rule
from settings_check.screen import fill
from settings_check.server_name import server_of

__all__ = ["NAME", "RULES", "check", "findings"]

NAME = "settings_check"
RULES: tuple[Rule, ...] = credentials.RULES + server_name.RULES + encryption_port.RULES
"""The whole table, in the order credentials, server-name, encryption-port."""

_PLACE = {rule.id: place for place, rule in enumerate(RULES)}
_SEVERITIES = ("error", "warn", "info")
_DIRECTIONS = {"incoming": 1, "outgoing": 2}


def check(data: Mapping[str, object], settings: Mapping[str, Value] | None = None) -> Report:
    """Judge settings of the command line's shape; a wrong shape is a model.InputError.

    A whole screen may stand in `screen`. `settings` are what the report says it was made from
    (an explainer's controls).
    """
    case = case_of(fill(data))
    found = findings(case)
    verdict = _verdict(case, found)
    serious = [finding for finding in found if finding.severity != "info"]
    first = serious[0] if serious else None
    problems = [finding.problem() for finding in found]
    return Report(
        explainer=NAME,
        settings=settings or {},
        verdict=verdict,
        first_fix=None if first is None else _fix(first),
        problems=(*problems, *_closing(case, verdict)),
    )


def findings(case: Case) -> list[Finding]:
    """What the rules find, first what is to be mended first."""
    found = [Finding(rule, hit) for rule in RULES for hit in rule.condition(case)]
    return sorted((_completed(finding, found) for finding in found), key=_order)


def _order(finding: Finding) -> tuple[int, int, int, int]:
    direction = finding.hit.field.partition(".")[0]
    return (
        _SEVERITIES.index(finding.severity),
        GROUPS.index(finding.rule.group),
        _DIRECTIONS.get(direction, 0),
        _PLACE[finding.rule.id],
    )


def _completed(finding: Finding, found: list[Finding]) -> Finding:
    """A cleaned value that is wrong still gives way to the right one, told of the same field."""
    if finding.rule.id not in ("R02", "R20"):
        return finding
    hit = finding.hit
    for other in found:
        if other.hit.field == hit.field and other.rule.id not in ("R02", "R20", "R28"):
            to = other.hit.to or hit.to
            return Finding(finding.rule, Hit(hit.field, to, hit.severity, hit.words))
    return finding


def _fix(finding: Finding) -> Fix:
    return Fix(
        finding.rule.group, finding.hit.field, finding.hit.to, finding.rule.id, finding.message
    )


def _verdict(case: Case, found: list[Finding]) -> str:
    worst = {finding.severity for finding in found}
    if "error" in worst or "warn" in worst:
        return "error" if "error" in worst else "warn"
    if not case.email.value or values.missing(case):
        return "incomplete"
    row = case.provider
    if row is None or not row.known or not (row.hosts_others or row.owns(case.domain)):
        return "unknown-provider"
    if not all(_confirmed(way, case) for way in case.ways):
        return "unknown-provider"
    return "ok"


def _confirmed(way: Way, case: Case) -> bool:
    """Does this side agree with a row of the table in every field?"""
    row = case.provider
    if row is None or way.auth not in row.auth:
        return False
    users = right_user(case, way)
    if users and way.user.value.lower() not in [user.lower() for user in users]:
        return False
    pairs = {(server.port, server.security) for server in server_of(way, case)}
    return (way.number, way.security) in pairs


def _closing(case: Case, verdict: str) -> tuple[Problem, ...]:
    if verdict == "ok":
        return (values.confirmation(case),)
    return values.suggestions(case) if verdict == "incomplete" else ()
