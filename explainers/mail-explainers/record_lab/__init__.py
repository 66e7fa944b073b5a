"""record_lab: what SPF, DKIM and DMARC records come to, for whoever has a domain of their own.

The reader pastes records as tools print them, and one mail as a receiver sees it; the laboratory
of mail_world.auth evaluates them, and here that is told term by term, with the first thing to mend
said first. Nobody is asked and nothing is sent: what was not pasted is said to be unknown.

- `controls`, `examples`: what may be pasted, and the page's own examples.
- `run`, `findings` (`about_spf`, `about_dkim`, `about_dmarc`, `machine`, `mends`): the verdict.
- `papers` (`paper_…`, `marked`, `words_spf`, `wording`): what stands below it.
"""

from __future__ import annotations

from explainer_kit.explainer import Explainer

from record_lab.controls import CONTROLS, OUTCOMES, SHOW, TONES
from record_lab.examples import PRESETS
from record_lab.papers import papers
from record_lab.run import NAME, simulate

__all__ = ["NAME", "explainer"]

explainer = Explainer(
    name=NAME,
    title="差出人のしるしを確かめる",
    summary="貼られたSPF・DKIM・DMARCのレコードを一語ずつ読み、まずどこを直すかを言います。",
    controls=CONTROLS,
    presets=PRESETS,
    outcomes=OUTCOMES,
    tones=TONES,
    example=True,
    simulate=simulate,
    show=SHOW,
    parts=("first", "auth", "lab"),
    papers=papers,
    model=(
        "貼られた文字だけを見て、RFC 7208（SPF）、RFC 6376・8301・8463（DKIM）、RFC 9989（DMARC）の"
        "とおりに判定します。DNSにも、どこの局にも、たずねません。封印そのものは計算せず、"
        "「くずれていない」かどうかは、えらんだとおりとします。受けとる局が実際にどう扱うかは、その局しだいです。"
    ),
)
"""The explainer, as the entry point names it."""
