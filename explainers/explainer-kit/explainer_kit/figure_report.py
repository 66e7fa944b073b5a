"""A Report drawn: the verdict, the one thing to change first, the rest in order, and its papers.

A value that can be put into a field is a button with the setting in `data-set`; the player sets it
as if the reader had typed it. Everything that the reader typed comes here as text and is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from explainer_kit.controls import Choice, Control
from explainer_kit.explainer import Explainer
from explainer_kit.figure_words import part
from explainer_kit.markup import Child, Element, el
from explainer_kit.report import Fix, Problem, Report
from explainer_kit.story import canonical

__all__ = ["report_parts", "setter", "value_words"]

FEW = 3
"""So many notes stand open."""
_TONES = {"error": "ng", "warn": "warn", "info": "info"}
_SEVERITIES = {"error": "なおす", "warn": "気をつける", "info": "お知らせ"}


def report_parts(explainer: Explainer, report: Report, story: Element) -> dict[str, Element]:
    """Make the parts of a report's view by name; `story` is what it carries, drawn."""
    first = report.first_fix
    rest = [problem for problem in report.problems if not _told_first(problem, first)]
    serious = [problem for problem in rest if problem.severity != "info"]
    notes = [problem for problem in rest if problem.severity == "info"]
    return {
        "report": part(
            "report",
            _verdict(explainer, report) if report.problems or report.verdict == "ok" else (),
            _first(explainer, report, first) if first is not None else (),
            _list(explainer, "そのあとで", serious),
            explainer.invites(report) if explainer.invites is not None else (),
            story,
            explainer.papers(report) if explainer.papers is not None else (),
            _notes(explainer, notes),
        )
    }


def setter(label: Child, values: Mapping[str, str], name: str = "") -> Element:
    """Make a button that puts values into fields, by one tap; `name` is for a screen reader."""
    return el(
        "button",
        {
            "type": "button",
            "class": "px-set",
            "data-set": canonical(dict(values)).decode("utf-8"),
            "aria-label": name or None,
        },
        label,
    )


def _told_first(problem: Problem, first: Fix | None) -> bool:
    return first is not None and (problem.rule, problem.field) == (first.rule, first.field)


def _verdict(explainer: Explainer, report: Report) -> Element:
    kind = explainer.tones.get(report.verdict, report.verdict)
    ok, bad = kind == "ok", kind in ("error", "warn")
    mark = "◯" if ok else "✕" if kind == "error" else "！" if bad else "・"
    label = explainer.outcomes.get(report.verdict, report.verdict)
    tone = "px-ok" if ok else "px-ng" if bad else "px-open"
    return el(
        "p",
        {"class": f"px-verdict {tone}"},
        el("span", {"class": "px-mark", "aria-hidden": "true"}, mark),
        el("span", {}, el("small", {}, "判定："), label),
    )


def _first(explainer: Explainer, report: Report, fix: Fix) -> Element:
    """The one thing, with the value on a button of its own."""
    problem = next((one for one in report.problems if _told_first(one, fix)), None)
    return el(
        "section",
        {"class": "px-first", "aria-label": "まず、これをひとつ"},
        el("p", {"class": "px-first-head"}, "まず、これをひとつ"),
        el("p", {"class": "px-field-name"}, _field_label(explainer, fix.field)),
        el("p", {}, fix.message),
        el("p", {}, problem.fix) if problem is not None and problem.fix else (),
        _offer(explainer, fix.field, fix.to),
        _source(problem) if problem is not None else (),
    )


def _list(explainer: Explainer, title: str, problems: Iterable[Problem]) -> Element:
    items = [_item(explainer, problem) for problem in problems]
    if not items:
        return el("")
    return el(
        "section",
        {"class": "px-findings", "aria-label": title},
        el("p", {"class": "px-title-small"}, title),
        el("ol", {}, items),
    )


def _notes(explainer: Explainer, problems: Sequence[Problem]) -> Element:
    """What asks for nothing: behind a drawer where it is much."""
    if len(problems) <= FEW:
        return _list(explainer, "お知らせ", problems)
    return el(
        "details",
        {"class": "px-drawer", "data-key": "notes"},
        el("summary", {}, f"お知らせ（{len(problems)}件）"),
        _list(explainer, "お知らせ", problems),
    )


def _item(explainer: Explainer, problem: Problem) -> Element:
    return el(
        "li",
        {"class": f"px-finding px-{_TONES.get(problem.severity, 'info')}"},
        el(
            "p",
            {"class": "px-field-name"},
            el("em", {}, _SEVERITIES.get(problem.severity, problem.severity)),
            _field_label(explainer, problem.field),
        ),
        el("p", {}, problem.message),
        el("p", {}, problem.fix) if problem.fix and problem.fix != problem.to else (),
        _offer(explainer, problem.field, problem.to),
        _source(problem),
    )


def _offer(explainer: Explainer, field: str, to: str | None) -> Element:
    control = explainer.by_name.get(field)
    if not to or control is None:
        return el("")
    if isinstance(control, Choice) and to not in control.alternatives():
        return el("")
    words = value_words(control, to)
    return setter(
        (el("b", {}, words), " を入れる"),
        {field: to},
        f"{_field_label(explainer, field)}に {words} を入れる",
    )


def value_words(control: Control, value: str) -> str:
    """A value in the words of its control's options."""
    if isinstance(control, Choice):
        return next((one.label for one in control.options if one.value == value), value)
    return value


def _field_label(explainer: Explainer, field: str) -> str:
    control = explainer.by_name.get(field)
    if control is None:
        return field
    return f"{control.group}：{control.label}" if control.group else control.label


def _source(problem: Problem) -> Element:
    """Where the rule comes from, and of what day that is."""
    if not problem.source_url:
        return el("")
    return el(
        "p",
        {"class": "px-source"},
        el("a", {"href": problem.source_url, "rel": "noreferrer"}, "出典"),
        f"（{problem.source_date} 時点）" if problem.source_date else "",
    )
