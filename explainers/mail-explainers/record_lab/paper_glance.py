"""The three answers at a glance, and what the owner of the name asks for."""

from __future__ import annotations

from explainer_kit.markup import Element, el
from mail_world.auth.lab import LabReport

from record_lab.about_spf import aligned, open_questions
from record_lab.wording import DISPOSITIONS, mark_of, paper, result_words, short

__all__ = ["glance"]


def glance(lab: LabReport) -> Element | None:
    """One entry for each of SPF, DKIM and DMARC; None where there is no mail to answer for."""
    spf, dmarc = lab.spf, lab.dmarc
    if spf is None and dmarc is None and lab.seal == "none":
        return None
    return paper(
        "三つの答え",
        el(
            "div",
            {"class": "px-findings"},
            el(
                "ol",
                {},
                _answer("SPF", spf.result if spf else "", spf.domain if spf else "", lab),
                _answer("DKIM", lab.seal, lab.signer, lab),
                _answer("DMARC", dmarc.result if dmarc else "", dmarc.author if dmarc else "", lab),
            ),
        ),
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


def _answer(method: str, result: str, name: str, lab: LabReport) -> Element:
    """What one of them came to, for which name, and whether that counts."""
    if method == "DKIM" and result == "none":
        said, name = "・ 封印なし（none）", ""
    else:
        said = f"{mark_of(result)} {result_words(result)}" if result else "・ 見られません"
    told = result not in ("none", "neutral", "")
    good = result in ("pass", "none", "neutral", "")
    words = f"「{short(name)}」で調べました。" if name else ""
    return el(
        "li",
        {"class": "px-finding" if good else "px-finding px-ng"},
        el("p", {"class": "px-field-name"}, el("em", {}, said) if told else f"{said} ", method),
        el("p", {}, words, _fits(lab, method.lower(), result)) if words else (),
    )


def _fits(lab: LabReport, method: str, result: str) -> str:
    if method == "dmarc" or not lab.dmarc or not lab.dmarc.alignments:
        return ""
    if result != "pass":
        return "合格ではないので、DMARCでは数えません。"
    if aligned(lab, method):
        return "差出人（From）の名前と、合います（◯）。"
    return "差出人（From）の名前と、合いません（✕）。"


def _open(lab: LabReport) -> bool:
    return lab.outcome != "accept" and open_questions(lab)
