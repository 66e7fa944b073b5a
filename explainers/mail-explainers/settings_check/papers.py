"""What stands below a verdict: the values that were judged, the settings sheet; and the error read.

Everything is drawn from the report's own settings, so the same report gives the same papers here
and in the browser.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from explainer_kit.figure_report import setter, value_words
from explainer_kit.markup import Child, Element, el
from explainer_kit.report import Report

from settings_check.controls import CONTROLS, SIDES, UNSET
from settings_check.errors import Reading, read_error
from settings_check.run import case_from
from settings_check.sheet import APPS, Line, Sheet, sheet
from settings_check.values import LABELS

__all__ = ["error_read", "papers"]

KINDS = {
    "credentials": "認証の情報",
    "server-name": "サーバー名",
    "encryption-port": "暗号化とポート",
    "policy-auth": "差出人の証明（SPF・DKIM・DMARC）や評判",
    "quota-size": "箱の空き・手紙の大きさ",
    "rate": "送りすぎ・混みあい",
    "recipient": "宛先",
    "network": "通信そのもの",
    "other": "はっきりしません",
}
_SURE = {
    "high": "かなり確かです",
    "medium": "たぶんこうです",
    "low": "あまり確かではありません",
}
AROUND = 60
"""Characters of the pasted text that are shown on either side of a word it went by."""
_BY_NAME = {control.name: control for control in CONTROLS}
_ROWS = ("protocol", "user", "auth", "host", "port", "security")


def papers(report: Report) -> Sequence[Element]:
    """Return the papers that this report has something for."""
    settings = report.settings
    found: list[Element] = []
    if str(settings["screen"]).strip():
        found.append(
            el(
                "p",
                {"class": "px-help"},
                "読みとれなかった行は、貼った枠に残してあります。ほかの値は、下の表と欄に入れました。",
            )
        )
    if any(name.partition(".")[2] and _given(report, name) for name in _BY_NAME):
        found.append(_judged(report))
    case = case_from(settings)
    row = case.provider
    if row is not None and case.email.value and row.offer:
        sheets = [sheet(case.email.value, app.id, row.id) for app in APPS]
        found.append(_sheet([one for one in sheets if one is not None]))
    return found


# -- an error, read --------------------------------------------------------------------------------


def error_read(text: str) -> Element:
    """An error as it was read: of what kind it is, what to try first, and by which words."""
    return _reading(text, read_error(text))


def _reading(text: str, reading: Reading) -> Element:
    return el(
        "section",
        {"class": "px-paper", "aria-label": "エラーの読みとき"},
        el("p", {"class": "px-title-small"}, "エラーの読みとき"),
        el(
            "p",
            {"class": "px-field-name"},
            el("em", {}, KINDS[reading.kind]),
            _SURE[reading.confidence],
        ),
        el("p", {"class": "px-big"}, "まず：", reading.first),
        el(
            "ol",
            {"class": "px-causes"},
            (el("li", {}, cause.message) for cause in reading.causes),
        ),
        _evidence(text, reading.evidence),
    )


def _evidence(text: str, spans: Sequence[tuple[int, int]]) -> Element:
    """The words that it went by, with a little of what stands around."""
    if not spans:
        words = "決め手になる言葉は、見つかりませんでした。ほかの行も貼ってみてください。"
        return el("p", {"class": "px-help"}, words)
    groups: list[list[tuple[int, int]]] = []
    for start, end in spans:
        if groups and start <= groups[-1][-1][1] + 2 * AROUND:
            groups[-1].append((start, end))
        else:
            groups.append([(start, end)])
    return el(
        "figure",
        {"class": "px-evidence"},
        el("figcaption", {"class": "px-help"}, "決め手にした言葉"),
        (el("code", {}, _excerpt(text, group)) for group in groups),
    )


def _excerpt(text: str, spans: Sequence[tuple[int, int]]) -> Iterable[Child]:
    done = max(0, spans[0][0] - AROUND)
    yield "…" if done else ""
    for start, end in spans:
        yield text[done:start]
        yield el("mark", {}, text[start : min(end, start + 4 * AROUND)])
        done = end
    after = min(len(text), done + AROUND)
    yield text[done:after]
    yield "…" if after < len(text) else ""


# -- what was judged -------------------------------------------------------------------------------


def _given(report: Report, name: str) -> str:
    value = str(report.settings.get(name, ""))
    return "" if value == UNSET else value


def _judged(report: Report) -> Element:
    serious = {problem.field for problem in report.problems if problem.severity != "info"}

    def cell(side: str, row: str) -> Element:
        name = f"{side}.{row}"
        control = _BY_NAME.get(name)
        value = _given(report, name)
        words = value_words(control, value) if control is not None and value else "—"
        marked = name in serious
        shown = words if len(words) <= AROUND else words[:AROUND] + "…"
        return el("td", {"class": "px-marked" if marked else None}, "✕ " if marked else "", shown)

    return el(
        "section",
        {"class": "px-paper", "aria-label": "いま見ている値"},
        el("p", {"class": "px-title-small"}, "いま見ている値"),
        el(
            "table",
            {"class": "px-table px-judged"},
            el(
                "thead",
                {},
                el("tr", {}, (el("th", {"scope": "col"}, t) for t in ("欄", "受信", "送信"))),
            ),
            el(
                "tbody",
                {},
                (
                    el(
                        "tr",
                        {},
                        el("th", {"scope": "row"}, LABELS[row]),
                        (cell(s, row) for s in SIDES),
                    )
                    for row in _ROWS
                ),
            ),
        ),
    )


# -- the settings sheet ----------------------------------------------------------------------------


def _sheet(sheets: Sequence[Sheet]) -> Element:
    general = sheets[0]
    return el(
        "section",
        {"class": "px-paper px-sheet", "data-sheet": True, "aria-label": "設定表"},
        el("p", {"class": "px-title-small"}, f"設定表：{general.provider}"),
        el("p", {}, "さきに：", general.enable_first) if general.enable_first else (),
        el("p", {}, general.note) if general.note else (),
        (_side(side, general) for side in SIDES),
        (_app(one) for one in sheets[1:]),
        el(
            "p",
            {"class": "px-source"},
            "会社の値の",
            el("a", {"href": general.sources[0].url, "rel": "noreferrer"}, "出典"),
            f"（{general.sources[0].date} 時点）。変わることがあるので、公式の案内も見てください。",
        ),
        el(
            "button",
            {"type": "button", "data-do": "print", "class": "px-no-print"},
            "この表を印刷する",
        ),
    )


def _side(side: str, whole: Sheet) -> Element:
    lines = [line for line in whole.lines if line.side == side]
    values = {
        f"{side}.{line.field}": line.raw for line in lines if f"{side}.{line.field}" in _BY_NAME
    }
    return el(
        "div",
        {"class": "px-sheet-side"},
        el("p", {"class": "px-field-name"}, SIDES[side]),
        el("dl", {}, (_line(line) for line in lines)),
        el(
            "p",
            {"class": "px-no-print"},
            setter("この値を欄に入れる", values, f"{SIDES[side]}の欄に、この値をまとめて入れる"),
        ),
    )


def _line(line: Line) -> Element:
    label = f"{SIDES[line.side]}の{LABELS[line.field]}"
    copies = line.field in ("host", "port", "user") and bool(line.raw)
    return el(
        "div",
        {},
        el("dt", {}, LABELS[line.field]),
        el("dd", {}, el("code", {}, line.value) if copies else line.value),
        el(
            "dd",
            {"class": "px-no-print px-sheet-do"},
            el(
                "button",
                {
                    "type": "button",
                    "data-do": "copy",
                    "data-value": line.value,
                    "aria-label": f"{label} {line.value} をコピー",
                },
                "コピー",
            ),
        )
        if copies
        else (),
    )


def _app(one: Sheet) -> Element:
    """Where each value goes in one app, in that app's own words."""
    return el(
        "details",
        {"class": "px-drawer", "data-key": f"app/{one.app}"},
        el("summary", {}, f"{one.app} では、どの欄？"),
        el(
            "table",
            {"class": "px-table"},
            el(
                "tbody",
                {},
                (
                    el(
                        "tr",
                        {},
                        el("th", {"scope": "row"}, f"{line.section}：{line.label}"),
                        el("td", {}, line.value),
                    )
                    for line in one.lines
                ),
            ),
        ),
        el(
            "p",
            {"class": "px-source"},
            "画面の言葉の",
            el("a", {"href": one.sources[1].url, "rel": "noreferrer"}, "出典"),
            f"（{one.sources[1].date} 時点）",
        ),
    )
