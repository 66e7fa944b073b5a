"""What nobody could be asked: names, and a line to ask for them oneself.

A name comes from a pasted record, and the line goes into a shell: so only names of plain letters
stand in it.
"""

from __future__ import annotations

import re

from explainer_kit.markup import Element, el
from mail_world.auth.lab import LabReport

from record_lab.wording import paper, short

__all__ = ["asked"]

MOST = 24
_PLAIN = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]{0,251}[a-z0-9])?\Z")


def asked(lab: LabReport) -> Element | None:
    """The paper of open questions; None if there are none."""
    if not lab.unanswered:
        return None
    names = lab.unanswered[:MOST]
    plain = [f"{name} {kind}" for name, kind in names if _PLAIN.match(name)]
    line = f"dig +noall +answer {' '.join(plain)}"
    return paper(
        "聞けなかったこと",
        el(
            "p",
            {},
            "このページは、だれにも何も送りません。つぎの名前は貼られていなかったので、"
            "ないものとして進みました。気になるものは、手もとで調べて「ほかのレコード」に貼ってください。",
        ),
        el(
            "ul",
            {"class": "px-causes"},
            (el("li", {}, el("code", {}, f"{short(name)} {kind}")) for name, kind in names),
        ),
        _line(line) if plain else (),
    )


def _line(line: str) -> Element:
    return el(
        "figure",
        {"class": "px-evidence"},
        el("figcaption", {"class": "px-help"}, "手もとで調べる一行（dig のあるパソコンで）"),
        el("code", {}, line),
        el(
            "button",
            {
                "type": "button",
                "class": "px-no-print px-soft",
                "data-do": "copy",
                "data-value": line,
                "aria-label": "調べる一行をコピー",
            },
            "コピー",
        ),
    )
