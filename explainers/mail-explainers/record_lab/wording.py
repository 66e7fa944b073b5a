"""Results and names as a reader meets them, one place for all papers."""

from __future__ import annotations

from collections.abc import Iterable

from explainer_kit.markup import Child, Element, el, text_of

__all__ = [
    "DISPOSITIONS",
    "RESULTS",
    "Row",
    "mark_of",
    "paper",
    "result_words",
    "short",
    "tag_words",
    "tags",
]

type Row = tuple[Child, Child]

RESULTS = {
    "pass": "合格",
    "fail": "不合格",
    "softfail": "たぶん不合格",
    "neutral": "どちらともいえない",
    "none": "レコードなし",
    "policy": "鍵が短すぎる",
    "permerror": "レコードのまちがい",
    "temperror": "いまは答えがない",
}
DISPOSITIONS = {
    "accept": "何も頼まれません。ふだんどおりに扱います。",
    "quarantine": "疑わしい手紙として扱うこと（迷惑メールの箱に入れるなど）。",
    "reject": "受けとらないこと。",
    "undecided": "判定できないので、何も頼まれません。",
}
"""What the owner of the name asks a receiver to do (RFC 9989 section 4.7)."""
LONGEST = 80


def result_words(result: str) -> str:
    """A result in Japanese, with the RFC's own word."""
    return f"{RESULTS.get(result, result)}（{result}）"


def mark_of(result: str) -> str:
    """A sign beside a result: never colour alone."""
    return "◯" if result == "pass" else "・" if result in ("none", "neutral") else "✕"


def short(text: str, limit: int = LONGEST) -> str:
    """A pasted word as it may stand in a sentence."""
    return text if len(text) <= limit else text[:limit] + "…"


def tag_words(name: str, value: str) -> Child:
    """A tag as it is written; a key is shown by its beginning, its end and its length."""
    if len(value) <= LONGEST:
        return el("code", {}, f"{short(name, 20)}={value}")
    cut = el("code", {}, f"{short(name, 20)}={value[:12]}…{value[-6:]}")
    return el("", {}, cut, f"（{len(value)}文字）")


def paper(title: str, *children: Child) -> Element:
    """One paper with its title."""
    return el(
        "section",
        {"class": "px-paper", "aria-label": title},
        el("p", {"class": "px-title-small"}, title),
        *children,
    )


def _table(heads: Iterable[str], rows: Iterable[Row]) -> Element:
    return el(
        "table",
        {"class": "px-table"},
        el("thead", {}, el("tr", {}, (el("th", {"scope": "col"}, head) for head in heads))),
        el(
            "tbody",
            {},
            (
                el("tr", {}, el("th", {"scope": "row"}, name), el("td", {}, words))
                for name, words in rows
            ),
        ),
    )


def tags(written: Iterable[Row], absent: Iterable[Row]) -> Element:
    """The tags of a record with what they mean; those left out, behind a drawer."""
    heads, rest = ("タグ", "意味"), tuple(absent)
    return el(
        "",
        {},
        _table(heads, written),
        el(
            "details",
            {"class": "px-drawer", "data-key": f"absent/{text_of(rest[0][0])}"},
            el("summary", {}, f"書いていないタグは、こう読まれます（{len(rest)}）"),
            _table(("タグ", "意味"), rest),
        )
        if rest
        else (),
    )
