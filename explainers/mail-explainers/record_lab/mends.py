"""The mended record, where one can be named: it is offered as one tap, and judged again.

Only what leaves no doubt about what was meant: a word a letter or two from a right one, a tag that
is gone, records that say no more together than each for itself.
"""

from __future__ import annotations

from collections.abc import Iterable

from mail_world.auth.dmarc_record import POLICIES
from mail_world.auth.lab import Finding, LabReport, Question

__all__ = ["mended", "without_plus"]

SLIPS = 2
"""So many letters may be wrong, missing, too many or swapped."""
MECHANISMS = ("all", "include", "a", "mx", "ptr", "ip4", "ip6", "exists")


def mended(question: Question, lab: LabReport, finding: Finding) -> str | None:
    """The whole record with this one fault mended, or None."""
    texts = [text for where, text in lab.read if where == finding.where]
    if finding.where == "spf" and finding.message.startswith("Two or more type TXT spf"):
        return _merged([text for text in texts if text.lower().startswith("v=spf1 ")])
    if len(texts) != 1:
        return None
    (text,) = texts
    if finding.where == "spf" and finding.message.startswith(("Unknown mechanism", "syntax error")):
        report = lab.own_spf or lab.spf
        term = report.fault.term if report and report.fault else ""
        return _respelled(text, term)
    if finding.where == "dmarc":
        name = finding.message.partition("=")[0]
        if finding.message.endswith("has no effect any more"):
            return _without(text, ("pct", "rf", "ri"))
        if finding.message.endswith("no such value") and name in ("p", "sp", "np"):
            value = finding.message.partition("=")[2].partition(":")[0]
            right = _nearest(value, POLICIES)
            return text.replace(f"{name}={value}", f"{name}={right}", 1) if right else None
    return None


def without_plus(text: str) -> str:
    """Give a record that ends in +all or all a ~all instead."""
    terms = text.split(" ")
    return " ".join("~all" if term.lower() in ("+all", "all") else term for term in terms)


def _respelled(text: str, term: str) -> str | None:
    sign = term[:1] if term[:1] in ("+", "-", "~", "?") else ""
    name, colon, rest = term.removeprefix(sign).partition(":")
    right = _nearest(name, MECHANISMS) if len(name) > 2 else None
    if not right or not text or (colon and right == "all") or right == name:
        return None
    return text.replace(term, f"{sign}{right}{colon}{rest}", 1)


def _without(text: str, names: tuple[str, ...]) -> str:
    kept = [tag.strip() for tag in text.split(";") if tag.strip()]
    return "; ".join(tag for tag in kept if tag.partition("=")[0].strip() not in names)


def _merged(texts: list[str]) -> str | None:
    """One record with the terms of all, `all` and modifiers last and once."""
    terms = [term for text in texts for term in text.split(" ")[1:] if term]
    last = [term for term in terms if term.lstrip("+-~?").lower() == "all"]
    if any("=" in term for term in terms) or len({term.lower() for term in last}) > 1:
        return None
    kept = list(dict.fromkeys(term for term in terms if term not in last))
    return " ".join(["v=spf1", *kept, *last[:1]])


def _nearest(word: str, names: Iterable[str]) -> str | None:
    """The name that a word was meant for, if it is one alone and near.

    Not the kit's `nearest`: its library would then go to every reader of every figure.
    """
    slips = {name: _slips(word.lower()[:12], name) for name in names}
    least = min(slips.values())
    near = [name for name, count in slips.items() if count == least]
    return near[0] if least <= SLIPS and len(near) == 1 and least < len(near[0]) - 1 else None


def _slips(word: str, name: str) -> int:
    """Letters to change, put in, take out or swap with the next (optimal string alignment)."""
    rows = [list(range(len(name) + 1))]
    for i, sign in enumerate(word, 1):
        row = [i]
        for j, other in enumerate(name, 1):
            cost = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (sign != other))
            if i > 1 and j > 1 and (sign, word[i - 2]) == (name[j - 2], other):
                cost = min(cost, rows[-2][j - 2] + 1)
            row.append(cost)
        rows.append(row)
    return rows[-1][-1]
