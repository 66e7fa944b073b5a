"""What each of the four knows at a step: what it holds, whom it has heard of, what it decided.

Reads the Story alone, up to the step: what everybody's state has become (`changes`), what was said
to whom, and which decisions were taken with their reasons. Nobody knows more than has been said to
them: an office that has passed a letter on does not know whether it was read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from explainer_kit.markup import Child, el
from explainer_kit.story import Event, Plain, Step, Story
from explainer_kit.touch import Line, since

from mail_story.actors import FRIEND, LABELS, OFFICE, PHONE, REMOTE
from mail_story.eavesdropper import LETTERS

__all__ = ["knowledge"]

LONGEST = 72
"""Characters of a line that was said; the bytes lens has the whole of it."""
DECISIONS = 2
"""Decisions that are told, the last ones."""
CALLS = {PHONE: OFFICE, OFFICE: REMOTE, FRIEND: REMOTE, REMOTE: OFFICE}
"""Whom each calls, over which road; the far office only where a letter comes back."""
CALLED_BY = {OFFICE: PHONE, REMOTE: OFFICE}
"""Who calls with a letter."""

LETTER: Mapping[tuple[str, str], str] = {
    (PHONE, ""): "手もとにあります。まだ出していません。",
    (PHONE, "on its way"): "局へ運んでいるところです。",
    (PHONE, "handed over"): "局に預けました。届いたかどうかは、まだ知りません。",
    (OFFICE, "waiting"): "預かって、送る列にならべています。",
    (OFFICE, "sent on"): "友だちの郵便局へわたしました。読まれたかどうかは知りません。",
    (OFFICE, "given up"): "届けるのをあきらめました。",
    (REMOTE, "in the box"): "番号つきの箱に入れました。",
    (REMOTE, "in the junk"): "迷惑メールの箱に入れました。",
}
"""Where the letter is, as the one who has or had it knows it (the values of `changes`)."""
NOTICES = {
    "written": "届かなかったと、差出人に書きました。",
    "in the box": "届かなかったというお知らせを、箱に入れました。",
}
ROADS = {
    "open": "鍵なしです。道にいるひとにも読めます。",
    "locked": "鍵つきです。鍵を持つのは、この道の両はしだけです。",
}
_FAREWELL = re.compile(r"\A(QUIT\Z|221 |\w+ LOGOUT\Z|\* BYE)")
"""Words at parting, which tell nothing of what went before."""
CHECKS = {"spf": "SPF", "dkim": "DKIM", "dmarc": "DMARC"}
WISHES = {"reject": "断ってほしい", "quarantine": "迷惑メールへ", "none": "とくになし"}


@dataclass
class _Mind:
    """What one of them has come to so far."""

    state: dict[str, Plain] = field(default_factory=dict)
    said: str = ""
    decided: list[str] = field(default_factory=list)
    sender: str = ""

    def has(self, key: str) -> str:
        value = self.state.get(key)
        return "" if value is None or value is True else str(value)


def knowledge(story: Story) -> dict[str, dict[str, tuple[Line, ...]]]:
    """Give what each actor tells, by actor and by the step from which on it does."""
    minds = {actor.id: _Mind() for actor in story.actors}
    told: dict[str, list[tuple[str, tuple[Line, ...]]]] = {name: [] for name in minds}
    for step in story.steps:
        _learn(minds, step)
        for name, states in told.items():
            states.append((step.id, tuple(_lines(name, minds))))
    return {name: since(states) for name, states in told.items()}


def _learn(minds: Mapping[str, _Mind], step: Step) -> None:
    for actor, changes in step.changes.items():
        minds[actor].state.update(changes)
    for event in step.events:
        mind = minds[event.source]
        if event.kind in ("decision", "clock") and event.text:
            mind.decided = [*mind.decided, event.text][-DECISIONS:]
        elif event.kind == "data" and not _FAREWELL.search(event.text):
            mind.said = _saying(event, step)
            if event.text.upper().startswith("MAIL FROM:"):
                minds[event.target].sender = event.text[10:].split(" ", 1)[0].strip("<>")


def _saying(event: Event, step: Step) -> str:
    lines = event.text.split("\n")
    if step.id in LETTERS and len(lines) > 2:
        return f"（手紙の中身、{len(event.data or b'')} バイト）"
    line = lines[-1] if lines[0][:1].isdigit() else lines[0]
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def _lines(name: str, minds: Mapping[str, _Mind]) -> Iterable[Line]:
    mind = minds[name]
    if words := LETTER.get((name, mind.has("letter"))):
        yield _line("手紙", words)
    if words := NOTICES.get(mind.has("notice")):
        yield _line("お知らせ", words)
    if mind.state.get("shows") is not None:
        seen = "「読んだ」の印をつけました。" if mind.state.get("seen") else "もとは箱にあります。"
        yield _line("手紙", f"「{mind.has('shows')}」を画面に映しました。{seen}")
    yield from _names(mind)
    yield from _keys(name, minds)
    yield from _checks(mind)
    if mind.said:
        yield Line("さいごに言ったこと", (el("code", {}, mind.said),))
    if mind.decided:
        yield Line("決めたこと、起きたこと", tuple(mind.decided))
    if queue := mind.has("queue"):
        yield _line("この局にたずねるとき", f"受付番号 {queue} と、送った時刻を伝えます。")


def _names(mind: _Mind) -> Iterable[Line]:
    """Whom it has heard of: who signed in, from whom, for whom, and which office is next."""
    heard = (
        ("名のったひと", mind.has("user")),
        ("だれから（札）", mind.sender),
        ("だれへ（札）", mind.has("to")),
        ("届け先の局（MX）", mind.has("mx")),
        ("入れた箱", mind.has("mailbox")),
    )
    yield from (_line(term, words) for term, words in heard if words)


def _keys(name: str, minds: Mapping[str, _Mind]) -> Iterable[Line]:
    """How its roads are, and with which key it sealed the letter."""
    called = CALLS.get(name, "")
    if words := ROADS.get(minds[name].has("road")):
        yield _line(f"{LABELS[called]}への道", words)
    caller = CALLED_BY.get(name, "")
    if caller and (words := ROADS.get(minds[caller].has("road"))):
        yield _line(f"{LABELS[caller]}からの道", words)
    if seal := minds[name].has("seal"):
        yield _line("封印の鍵（DKIM）", f"{seal} という名の鍵で押しました。")


def _checks(mind: _Mind) -> Iterable[Line]:
    for key, word in CHECKS.items():
        if result := mind.has(key):
            wish = WISHES.get(mind.has("asks"), "") if key == "dmarc" else ""
            yield _line(
                f"たしかめ：{word}", f"{result}（持ち主の希望：{wish}）" if wish else result
            )


def _line(term: str, told: Child) -> Line:
    return Line(term, (told,))
