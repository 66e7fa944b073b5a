"""What somebody on the way saw: each road of a story with what went over it in the clear.

Reads the Story alone: the records of TLS among its events tell from where on a road was locked.
What is not locked is as good as a postcard; what is, shows where it goes, when, and how much.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from explainer_kit.markup import Element, el
from explainer_kit.story import Event, Story

from mail_story.actors import LABELS

__all__ = ["Road", "roads", "tables"]

TLS_TYPES = range(20, 24)
"""First byte of a TLS record (RFC 8446 section 5.1)."""
HEADER = 5
"""Bytes of a record that say what it is: all that a story tells of the model's."""
TYPES = {0x14: "合図", 0x15: "知らせ", 0x16: "握手", 0x17: "データ"}
SEEN = {
    "EHLO": "あいさつ",
    "AUTH": "名前とパスワード",
    "MAIL": "だれから",
    "RCPT": "だれへ",
    "message": "手紙の中身",
}
"""What a client says in the clear, and what that gives away."""
LETTERS = frozenset({"letter", "relay-letter"})
"""The steps in which a letter itself goes over a road."""


@dataclass(slots=True)
class Road:
    """One road: who called whom, what was seen of it, and how much of it was locked.

    `seen` are keys of SEEN, in order; `records` and `length` (bytes) count what was sealed;
    `altered`: somebody on the way changed what was said.
    """

    source: str
    target: str
    seen: dict[str, None] = field(default_factory=dict)
    records: int = 0
    length: int = 0
    altered: bool = False
    real: list[Event] = field(default_factory=list)
    """The records themselves, where they are real ones: more than a header is told of them."""


def roads(story: Story) -> tuple[Road, ...]:
    """Give the roads of a story, in the order in which they were taken."""
    found: dict[tuple[str, str], Road] = {}
    callers: dict[int, tuple[str, str]] = {}
    locked: set[int] = set()
    for scene, event in _heard(story):
        ends = callers.setdefault(event.conn, (event.source, event.target))
        road = found.setdefault(ends, Road(*ends))
        if event.kind == "wire":
            if event.data and event.data[0] in TLS_TYPES:
                locked.add(event.conn)
                road.records += 1
                road.length += int.from_bytes(event.data[3:5])
                if len(event.data) > HEADER or road.real:
                    road.real.append(event)
            else:
                road.altered = True
        elif event.kind == "data" and event.conn not in locked and event.source == ends[0]:
            word = event.text.split(" ", 1)[0].split("\n", 1)[0].upper()
            if word not in SEEN and word not in ("DATA", "QUIT") and scene in LETTERS:
                word = "message"
            if word in SEEN:
                road.seen[word] = None
    return tuple(found.values())


def _heard(story: Story) -> Iterator[tuple[str, Event]]:
    """Yield what happened on connections, in the order of the clock, with its step."""
    heard = [
        (event.at_ms, place, step.id, event)
        for place, step in enumerate(story.steps)
        for event in step.events
        if event.conn
    ]
    for _, _, step, event in sorted(heard, key=lambda one: one[:2]):
        yield step, event


def tables(story: Story) -> Sequence[Element]:
    """Tell it as a table behind a door; nothing where nobody called anybody."""
    found = roads(story)
    if not found:
        return ()
    return (
        el(
            "details",
            {"class": "px-drawer", "data-key": "roads"},
            el("summary", {}, "途中でのぞく人に、見えたもの"),
            el(
                "table",
                {"class": "px-table"},
                el("thead", {}, el("tr", {}, _cells("th", ("道", "見えたもの", "鍵の中"), "col"))),
                el("tbody", {}, (_row(road) for road in found)),
            ),
            el("p", {}, "「どの局へ」と「いつ」は、鍵をかけても見えます。鍵は一区間ごとです。"),
        ),
        *_records(found),
    )


def _records(found: Sequence[Road]) -> Iterator[Element]:
    """Lay the real records out, one a line; data in one direction is told as a sum."""
    roads = [road for road in found if road.real]
    if not roads:
        return
    head = ("向き", "はじめの数バイト", "読めること")
    yield el(
        "details",
        {"class": "px-drawer", "data-key": "records"},
        el("summary", {}, "流れたTLSの記録"),
        el(
            "table",
            {"class": "px-table"},
            el("thead", {}, el("tr", {}, _cells("th", head, "col"))),
            *(
                el("tbody", {}, _heading(road), *map(_line(road), _runs(road.real)))
                for road in roads
            ),
        ),
        el(
            "p",
            {},
            "どの記録も、はじめの5バイト（種類、版、長さ）は読めます。版の 03 01 や 03 03 は"
            "古いふりで、ほんとうの版は hello の中です（RFC 8446 5.1節、4.2.1節）。",
        ),
    )


def _heading(road: Road) -> Element:
    name = f"{LABELS[road.source]} → {LABELS[road.target]}"
    return el("tr", {}, el("th", {"scope": "rowgroup", "colspan": "3"}, name))


def _runs(records: Iterable[Event]) -> Iterator[list[Event]]:
    for _, run in groupby(records, key=lambda one: (one.source, (one.data or b"")[:1])):
        whole = list(run)
        data = (whole[0].data or b"")[:1] == b"\x17"
        yield from [whole] if data else ([one] for one in whole)


def _line(road: Road) -> Callable[[Sequence[Event]], Element]:
    """Tell a record, or a run of them, as seen on its road."""

    def line(run: Sequence[Event]) -> Element:
        headers = [(event.data or b"")[:HEADER] for event in run]
        length = sum(int.from_bytes(header[3:]) for header in headers)
        begin = headers[0] if len(run) == 1 else headers[0][:3]
        many = f" ×{len(run)}" if len(run) > 1 else ""
        kind = TYPES.get(begin[0], "")
        return el(
            "tr",
            {},
            el("th", {"scope": "row"}, "行き" if run[0].source == road.source else "帰り"),
            _cells(
                "td",
                (
                    f"{begin.hex(' ')}（{kind}{many}、{length} バイト）",
                    run[0].text.partition("：")[2],
                ),
            ),
        )

    return line


def _row(road: Road) -> Element:
    seen = "、".join(SEEN[word] for word in road.seen) or "行き先の局だけ"
    sealed = f"{road.records} 回、{road.length} バイト（長さだけ）" if road.records else "なし"
    name = f"{LABELS[road.source]} → {LABELS[road.target]}"
    told = f"{seen}（途中で書きかえられました）" if road.altered else seen
    return el("tr", {}, el("th", {"scope": "row"}, name), _cells("td", (told, sealed)))


def _cells(tag: str, texts: Iterable[str], scope: str = "") -> tuple[Element, ...]:
    return tuple(el(tag, {"scope": scope} if scope else {}, text) for text in texts)
