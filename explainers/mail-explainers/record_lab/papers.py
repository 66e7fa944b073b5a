"""What stands below a verdict: the three answers at a glance, then each of them in full."""

from __future__ import annotations

from collections.abc import Sequence

from explainer_kit.markup import Element
from explainer_kit.report import Report

from record_lab.paper_asked import asked
from record_lab.paper_glance import glance
from record_lab.paper_key import key_paper
from record_lab.paper_policy import policy_paper
from record_lab.paper_spf import spf_papers
from record_lab.run import examined, question_of

__all__ = ["papers"]


def papers(report: Report) -> Sequence[Element]:
    """Return the papers that this report has something for."""
    question = question_of(report.settings)
    lab = examined(question)
    if any(problem.rule == "begin" for problem in report.problems):
        return ()
    found = (
        glance(lab),
        *spf_papers(question, lab),
        key_paper(question, lab),
        policy_paper(question, lab),
        asked(lab),
    )
    return tuple(one for one in found if one is not None)
