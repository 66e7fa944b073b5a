"""SPF told term by term: what each says, what came of it, what it asked, and the two counts.

The counts run in the order of evaluation: mechanisms as they stand, what an include leads to where
it stands, a redirect last (RFC 7208 sections 4.6.2, 6.1).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from explainer_kit.markup import Child, Element, el
from mail_world.auth.lab import MAX_SPF_TERMS, MAX_SPF_VOID, NOBODY, LabReport, Question
from mail_world.auth.spf_report import Evaluation, LookUp, SPFReport, Term

from record_lab.machine import tell
from record_lab.marked import marked
from record_lab.wording import RESULTS, paper, result_words, short
from record_lab.words_spf import came_of, meaning, result_reason

__all__ = ["spf_papers"]

MOST = 40
"""Terms of one record that are told one by one."""
LONGEST = 600
"""Characters of a record that are shown in one piece."""
_TONES = {"fail": "px-ng", "softfail": "px-warn", "neutral": "px-warn"}


class _Counts:
    """What each term's place in the two counts is."""

    def __init__(self, evaluation: Evaluation) -> None:
        self.terms: dict[int, int] = {}
        self.voids: dict[int, int] = {}
        self._evaluation(evaluation)

    def _evaluation(self, evaluation: Evaluation) -> None:
        self._look_ups(evaluation.look_ups)
        for term in sorted(evaluation.terms, key=lambda term: term.kind == "modifier"):
            if term.counted:
                self.terms[id(term)] = len(self.terms) + 1
            self._look_ups(term.look_ups)
            if term.nested:
                self._evaluation(term.nested)

    def _look_ups(self, look_ups: Sequence[LookUp]) -> None:
        for one in look_ups:
            if one.void:
                self.voids[id(one)] = len(self.voids) + 1


def spf_papers(question: Question, lab: LabReport) -> Iterator[Element]:
    """The account of the mail's check; of the pasted record, too, where that is another."""
    if lab.spf:
        yield _paper("SPFを一語ずつ", question, lab, lab.spf, own=lab.own_spf is None)
    if lab.own_spf:
        yield _paper("貼られたSPFを一語ずつ", question, lab, lab.own_spf, own=True)


def _paper(
    title: str, question: Question, lab: LabReport, report: SPFReport, *, own: bool
) -> Element:
    found = [one for one in lab.findings if one.where == "spf"] if own else []
    tried = report is lab.own_spf
    return paper(
        title,
        el("p", {}, _who(question, report, tried=tried)),
        marked(question.spf, found) or (),
        _evaluation(report, report.evaluation, _Counts(report.evaluation)),
        _meters(report),
        el("p", {"class": "px-big"}, f"答え：{result_words(report.result)}"),
        el("p", {"class": "px-help"}, result_reason(report)),
        el(
            "p",
            {"class": "px-help"},
            "持ち主の言葉：",
            el("code", {}, short(report.explanation, 300)),
        )
        if report.explanation
        else (),
    )


def _who(question: Question, report: SPFReport, *, tried: bool) -> str:
    address, domain = short(report.address), short(report.domain)
    if tried and address == NOBODY:
        return (
            "確かめたい一通がまだないので、どこにも書かれていない局が手紙を持ってきたとして、"
            "終わりまで見ます（下の節は、RFC 7208のものです）。"
        )
    if tried:
        return (
            f"この一通の封筒は別の名前なので、このレコードは見られません。"
            f"もし「{domain}」の封筒を「{address}」が持ってきたら、こうなります。"
        )
    name = "封筒の差出人" if report.identity == "mailfrom" else "局の名のり"
    return (
        f"「{address}」が手紙を持ってきました。{name}の「{domain}」で調べます"
        "（RFC 7208 2.4節。これより下の節も、RFC 7208のものです）。"
    )


def _meters(report: SPFReport) -> Element:
    """Both counts, as dots and as numbers."""
    return el(
        "p",
        {"class": "px-help"},
        _meter("DNSに聞く言葉", report.counted, MAX_SPF_TERMS),
        el("br"),
        _meter("答えのなかった名前", report.void, MAX_SPF_VOID),
        "（RFC 7208 4.6.4節）",
    )


def _meter(label: str, count: int, most: int) -> Element:
    dots = "●" * min(count, most) + "○" * (most - min(count, most))
    over = "　✕ こえました" if count > most else ""
    return el(
        "",
        {},
        f"{label} ",
        el("span", {"aria-hidden": "true"}, dots),
        f" {count}／{most}まで{over}",
    )


def _evaluation(report: SPFReport, evaluation: Evaluation, counts: _Counts) -> Child:
    """One record: whose it is, its terms, and what it came to."""
    asked = _look_ups(evaluation.look_ups, counts)
    if evaluation.record is None:
        return el("", {}, asked, el("p", {}, _absent(evaluation)))
    told = [term for term in evaluation.terms if term.outcome != "not-reached"][:MOST]
    rest = [term for term in evaluation.terms if term not in told]
    return el(
        "div",
        {"class": "px-findings"},
        el("p", {"class": "px-field-name"}, f"{short(evaluation.domain)} のレコード"),
        el("div", {"class": "px-evidence"}, el("code", {}, short(evaluation.record, LONGEST))),
        el(
            "ol",
            {},
            (_term(report, term, counts) for term in told),
            _rest(rest, faulty=evaluation.result == "permerror") if rest else (),
        ),
    )


def _absent(evaluation: Evaluation) -> str:
    """No record: there is none, or none was pasted."""
    name = short(evaluation.domain)
    if any(one.status == "NXDOMAIN" or one.void for one in evaluation.look_ups):
        return f"「{name}」のSPFレコードは、ありません。"
    if evaluation.look_ups and evaluation.look_ups[0].records:
        return f"「{name}」のTXTに、SPFレコードはありません。"
    return f"「{name}」のSPFレコードは、貼られていません。"


def _term(report: SPFReport, term: Term, counts: _Counts) -> Element:
    tone = _TONES.get(term.qualifier, "") if term.outcome == "matched" else ""
    if term.outcome in ("error", "unanswered"):
        tone = "px-ng" if term.outcome == "error" else "px-warn"
    pill = _pill(term)
    number = counts.terms.get(id(term))
    fault = report.fault
    here = fault and term.outcome == "error" and fault.term == term.text and not _deeper(term)
    return el(
        "li",
        {"class": f"px-finding {tone}".rstrip()},
        el(
            "p",
            {"class": "px-field-name"},
            el("em", {}, pill) if pill else (),
            el("code", {}, short(term.text, 200)),
        ),
        el("p", {}, meaning(term), came_of(term, report.address)),
        el("p", {}, tell(fault.message).message) if fault and here else (),
        _look_ups(term.look_ups, counts),
        el("p", {"class": "px-help"}, f"DNSに聞く言葉の{number}つめ（{MAX_SPF_TERMS}まで）")
        if number
        else (),
        _nested(report, term.nested, counts)
        if term.nested and term.outcome != "unanswered"
        else (),
    )


def _deeper(term: Term) -> bool:
    return term.nested is not None and term.nested.result in ("permerror", "temperror")


def _nested(report: SPFReport, nested: Evaluation, counts: _Counts) -> Element:
    ended = (
        f"「{short(nested.domain)}」の答え：{result_words(nested.result)}" if nested.result else ""
    )
    return el(
        "",
        {},
        _evaluation(report, nested, counts),
        el("p", {"class": "px-help"}, ended) if ended and nested.record is not None else (),
    )


def _pill(term: Term) -> str:
    match term.outcome:
        case "matched":
            return f"一致：{RESULTS[term.qualifier]}"
        case "error":
            return "まちがい"
        case "unanswered":
            return "聞けません"
        case "used":
            return "こちらへ"
    return ""


def _rest(terms: Sequence[Term], *, faulty: bool) -> Element:
    reached = terms[0].outcome != "not-reached"
    return el(
        "li",
        {"class": "px-finding"},
        el(
            "p",
            {"class": "px-help"},
            f"ほかに{len(terms)}語あります："
            if reached
            else "まちがいがあったので、ほかの言葉は見られません："
            if faulty
            else "答えが決まったので、この先は見られません：",
            el("code", {}, short(" ".join(term.text for term in terms), 300)),
        ),
    )


def _look_ups(look_ups: Sequence[LookUp], counts: _Counts) -> Element:
    """What was asked, and the answers."""
    lines = [_look_up(one, counts) for one in look_ups if one.kind != "TXT" or one.void]
    return el("p", {"class": "px-help"}, lines) if lines else el("")


def _look_up(one: LookUp, counts: _Counts) -> Element:
    answer = "、".join(record.rstrip(".") for record in one.records[:6])
    if not answer:
        number = counts.voids.get(id(one))
        answer = "答えなし" if one.void else "貼られていません"
        answer += f"（{number}回め。{MAX_SPF_VOID}回まで）" if number else ""
    name = el("code", {}, f"{short(one.name)} {one.kind}")
    return el("", {}, "聞いたこと：", name, f" → {short(answer, 200)}", el("br"))
