"""A finding put together: what is wrong with which field, what to do, and where that stands."""

from __future__ import annotations

from explainer_kit.report import Problem

from record_lab.rfc import Section

__all__ = ["note"]


def note(
    rule: str,
    severity: str,
    field: str,
    message: str,
    fix: str = "",
    where: Section | None = None,
    *,
    to: str | None = None,
) -> Problem:
    """Make a Problem; the section is named at the end of what is wrong."""
    return Problem(
        rule=rule,
        severity=severity,
        field=field,
        message=f"{message}（{where.name}）" if where else message,
        fix=fix or None,
        source_url=where.url if where else "",
        source_date=where.date if where else "",
        to=to,
    )
