"""The three answers at a glance, and what the owner of the name asks for."""

from __future__ import annotations

from explainer_kit.markup import Child, Element, el
from mail_world.auth.lab import LabReport

from record_lab.about_spf import aligned, open_questions
from record_lab.wording import DISPOSITIONS, mark_of, paper, result_words, short, table

__all__ = ["glance"]


def glance(lab: LabReport) -> Element:
    """One row for each of SPF, DKIM and DMARC."""
    spf = lab.spf.result if lab.spf else ""
    seal = lab.seal
    dmarc = lab.dmarc.result if lab.dmarc else ""
    sealed = "・ 封印なし（none）" if seal == "none" else _said(seal, lab.signer)
    rows = [
        ("SPF", _said(spf, lab.spf.domain if lab.spf else ""), _fits(lab, "spf", spf)),
        ("DKIM", sealed, _fits(lab, "dkim", seal)),
        ("DMARC", _said(dmarc, lab.dmarc.author if lab.dmarc else ""), "—"),
    ]
    return paper(
        "三つの答え",
        table(("しるし", "答え・調べた名前", "差出人（From）と"), rows),
        el(
            "p",
            {"class": "px-big"},
            "受けとる局が頼まれること：",
            DISPOSITIONS[lab.outcome],
            "ただし、貼っていないレコードしだいで変わります。" if _open(lab) else "",
        ),
        el(
            "p",
            {"class": "px-help"},
            "DMARCは、SPFかDKIMのどちらか一つが合格して、その名前が差出人（From）と合えば合格です"
            "（RFC 9989 4.4節）。どう扱うかを最後に決めるのは、受けとる局です。",
        ),
    )


def _said(result: str, name: str) -> Child:
    if not result:
        return "・ 見られません"
    return (f"{mark_of(result)} {result_words(result)}", el("br"), short(name))


def _fits(lab: LabReport, method: str, result: str) -> str:
    if not lab.dmarc or not lab.dmarc.alignments:
        return "—"
    if result == "none":
        return "—"
    if result != "pass":
        return "・ 合格でないので、数えません"
    return "◯ 合う" if aligned(lab, method) else "✕ 合わない"


def _open(lab: LabReport) -> bool:
    return lab.outcome != "accept" and open_questions(lab)
