"""What there is to say of SPF, beyond a record's syntax (RFC 7208)."""

from __future__ import annotations

from collections.abc import Iterator

from explainer_kit.report import Problem
from mail_world.auth.lab import MAX_SPF_TERMS, LabReport, Question
from mail_world.auth.spf import COUNTED, every_term
from mail_world.auth.spf_report import Evaluation, SPFReport, Term

from record_lab.machine import tell
from record_lab.mends import without_plus
from record_lab.notes import note
from record_lab.rfc import section

__all__ = ["RULES", "aligned", "more_to_ask", "open_questions", "strict"]

NEAR = 8
"""So many of the ten are close to the end."""


def aligned(lab: LabReport, method: str) -> bool:
    """Tell whether what this method vouches for is in line with From."""
    alignments = lab.dmarc.alignments if lab.dmarc else ()
    return any(one.aligned for one in alignments if one.identifier.method == method)


def strict(lab: LabReport, method: str) -> str:
    """What to do where only strict alignment stands in the way; empty elsewhere."""
    for one in lab.dmarc.alignments if lab.dmarc else ():
        if one.identifier.method == method and one.mode == "s" and lab.dmarc:
            tag = "aspf=s" if method == "spf" else "adkim=s"
            same = f"「{lab.dmarc.author[:80]}」とまったく同じ名前にするか"
            return f"きびしく見る「{tag}」と書いてあるので、{same}、「{tag}」をやめます。"
    return ""


def open_questions(lab: LabReport) -> bool:
    """Tell whether SPF might have come to a pass, had somebody been asked."""
    if lab.spf is None or lab.spf.result in ("pass", "permerror"):
        return False
    return any(term.outcome == "unanswered" for term in every_term(lab.spf.evaluation))


def more_to_ask(evaluation: Evaluation) -> int:
    """How many terms that ask the DNS were not reached: at least so many would come on top."""
    late = [term for term in evaluation.terms if term.outcome == "not-reached"]
    return sum(term.name in COUNTED for term in late)


def _own(lab: LabReport) -> SPFReport | None:
    """The account of the pasted record: the mail's, or else the one that was tried."""
    return lab.own_spf or lab.spf


def _terms(lab: LabReport) -> tuple[Term, ...]:
    report = _own(lab)
    pasted = any(where == "spf" for where, _ in lab.read)
    return report.evaluation.terms if report and pasted else ()


def _elsewhere(question: Question, lab: LabReport) -> Iterator[Problem]:
    """A fault in a record that the pasted one leads to."""
    report = lab.spf
    if not report or not report.fault:
        return
    fault = report.fault
    if any(one.where == "spf" for one in lab.findings):
        return
    words = tell(fault.message)
    said = f"「{_short(fault.domain)}」のSPFで：{words.message}"
    yield note("spf-elsewhere", "error", "zone", said, words.fix, words.section)


def _anyone(question: Question, lab: LabReport) -> Iterator[Problem]:
    for term in _terms(lab):
        if term.name == "all" and term.qualifier == "pass":
            texts = [text for where, text in lab.read if where == "spf"]
            yield note(
                "spf-anyone", "error", "spf",
                "「+all」は「どの局から出してもよい」という意味です。だれでもこの名前で出せます。",
                "ためしているあいだは「~all」、出す局をすべて書けたら「-all」にします。",
                section("7208", "5.1"),
                to=without_plus(texts[0]) if len(texts) == 1 else None,
            )  # fmt: skip


def _ending(question: Question, lab: LabReport) -> Iterator[Problem]:
    """What a record says of everybody else."""
    terms = _terms(lab)
    report = _own(lab)
    if not terms or (report and report.fault):
        return
    names = [term.name for term in terms]
    if "all" not in names and "redirect" not in names:
        yield note(
            "spf-no-end", "warn", "spf",
            "終わりの「all」がないので、書いていない局は「どちらともいえない」になります。",
            "いちばん後ろに「~all」か「-all」を置きます。", section("7208", "4.7"),
        )  # fmt: skip
    for at, term in enumerate(terms):
        late = [one.text for one in terms[at + 1 :] if one.kind == "mechanism"]
        if term.name == "all" and term.qualifier == "neutral":
            yield note(
                "spf-neutral", "warn", "spf",
                "「?all」は、書いていない局について何も言わないのと同じです。",
                "「~all」か「-all」にします。", section("7208", "5.1"),
            )  # fmt: skip
        if term.name == "all" and late:
            yield note(
                "spf-after-all", "warn", "spf",
                f"「all」より後ろの「{_short(late[0])}」は、見られることがありません。",
                "「all」を、いちばん後ろにうつします。", section("7208", "5.1"),
            )  # fmt: skip
            return


def _slow(question: Question, lab: LabReport) -> Iterator[Problem]:
    if any(term.name == "ptr" for term in _terms(lab)):
        yield note(
            "spf-ptr", "warn", "spf",
            "「ptr」は遅くてあてにならないので、使わない決まりになりました。",
            "出す局を ip4 や include で書きます。", section("7208", "5.5"),
        )  # fmt: skip
    report = _own(lab)
    if report and not report.fault:
        most = report.counted + more_to_ask(report.evaluation)
        if most >= NEAR:
            yield note(
                "spf-near-ten", "warn", "spf",
                f"DNSに聞く言葉が、終わりまで行くと{most}になります。{MAX_SPF_TERMS}をこえると、"
                "レコード全体が使えなくなります。",
                "使っていない include を外しておくと安心です。", section("7208", "4.6.4"),
            )  # fmt: skip


def _unanswered(report: SPFReport, severity: str) -> Iterator[Problem]:
    if any(term.outcome == "unanswered" for term in every_term(report.evaluation)):
        yield note(
            "spf-unanswered", severity, "zone",
            "SPFで名前の出たレコードに、貼られていないものがあります。ここではだれにも聞かないので、"
            "そこは「当てはまらない」として進みました。",
            "下の「聞けなかったこと」の行を、この欄に貼ってください。", section("7208", "5"),
        )  # fmt: skip


def _result(question: Question, lab: LabReport) -> Iterator[Problem]:
    """What came of this mail."""
    if lab.spf is None and (own := lab.own_spf):
        yield from _unanswered(own, "info")
    report = lab.spf
    if not report:
        return
    saved = lab.dmarc is not None and lab.dmarc.result == "pass"
    name = _short(report.domain)
    yield from _unanswered(report, "error" if open_questions(lab) and not saved else "info")
    match report.result:
        case "none":
            pasted = any(where == "spf" for where, _ in lab.read)
            if not pasted or report.domain.lower() != question.domain.strip().lower():
                yield note(
                    "spf-none", "info" if saved else "warn", "spf" if not pasted else "sender",
                    f"「{name}」のSPFレコードは、貼られたものの中にありません。",
                    "封筒の差出人のドメインのSPFを貼ります。", section("7208", "2.6.1"),
                )  # fmt: skip
        case "fail" | "softfail":
            words = "入っていません" if report.result == "fail" else "入っていないようです"
            yield note(
                "spf-fail", "info" if saved or open_questions(lab) else "error", "address",
                f"この住所は、「{name}」が出してよいとした局に{words}。",
                "自分の局なら、SPFに書き足します。知らない局や、だれかの転送なら、そのままで正しい答えです。",
                section("7208", "2.6.4" if report.result == "fail" else "2.6.5"),
            )  # fmt: skip
        case "pass" if lab.dmarc and lab.dmarc.alignments and not aligned(lab, "spf"):
            yield note(
                "spf-unaligned", "info" if saved else "error", "sender",
                f"SPFは合格でも、「{name}」と差出人（From）の名前が合わないので、"
                "DMARCでは数えられません。",
                strict(lab, "spf") or "配信サービスの設定で、封筒も自分のドメインにします。",
                section("9989", "4.4.2"),
            )  # fmt: skip


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:80] + "…"


RULES = (_elsewhere, _anyone, _ending, _slow, _result)
