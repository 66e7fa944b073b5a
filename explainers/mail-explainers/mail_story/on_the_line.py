"""What somebody on the line would see at a step: each road with its lock, or with its plain bytes.

Where `eavesdropper` sums a whole story up, this looks at one step: the very bytes while a road is
open, and of a locked one the lengths of its TLS records, in order and by direction, for that is
what they show in the clear (RFC 8446 section 5.1).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from explainer_kit.figure_bytes import visible
from explainer_kit.markup import Element, el
from explainer_kit.scene import Point
from explainer_kit.story import Event, Story
from explainer_kit.touch import Line, Spot, since

from mail_story import scene_things as things
from mail_story.actors import FRIEND, LABELS, OFFICE, PHONE, REMOTE
from mail_story.eavesdropper import TLS_TYPES
from mail_story.ink import at, circle, group

__all__ = ["watched"]

MOST = 5
"""Sayings of one step that are shown; the bytes lens has all."""
LONGEST = 160
"""Bytes of one of them."""
ROADS: tuple[tuple[str, str, Point], ...] = (
    (PHONE, OFFICE, (150, 106)),
    (OFFICE, REMOTE, (334, 208)),
    (FRIEND, REMOTE, (112, 240)),
)
"""The roads, and where on the picture somebody could stand by each."""
SIZE = (40, 40)
_DISC = circle(0, 0, 14, "f-paper s-lock w-2")
LOCK = group(_DISC, at(0, 0, things.padlock(), percent=75))
EYE = group(_DISC, at(0, 0, things.eye(), percent=75))
IDLE = group(circle(0, 0, 9, "f-paper s-lock w-2"), circle(0, 0, 3, "f-lock"))


def watched(story: Story) -> tuple[Spot, ...]:
    """Give a spot for each road that is taken in the story."""
    return tuple(
        spot for one, other, place in ROADS if (spot := _spot(story, one, other, place)) is not None
    )


def _spot(story: Story, one: str, other: str, place: Point) -> Spot | None:
    locked: set[int] = set()
    lines: list[tuple[str, tuple[Line, ...]]] = []
    marks: list[tuple[str, Element]] = []
    used = False
    for step in story.steps:
        passing = [
            event
            for event in step.events
            if event.conn and {event.source, event.target} == {one, other}
        ]
        plain, records, altered = _sorted(passing, locked)
        used = used or bool(plain or records or altered)
        lines.append((step.id, tuple(_lines(plain, records, altered))))
        marks.append((step.id, LOCK if records else EYE if plain or altered else IDLE))
    if not used:
        return None
    return Spot(
        f"line-{one}",
        f"{LABELS[one]}と{LABELS[other]}のあいだの道",
        "道にいるひとに見えるもの",
        place,
        SIZE,
        since(lines),
        since(marks),
    )


def _sorted(
    events: Iterable[Event], locked: set[int]
) -> tuple[list[Event], list[Event], list[Event]]:
    """Tell apart what went in the clear, what was sealed, and what was changed on the way.

    `locked` holds the connections that are sealed so far, and is kept up.
    """
    plain: list[Event] = []
    records: list[Event] = []
    altered: list[Event] = []
    for event in events:
        if event.kind == "wire":
            if event.data and event.data[0] in TLS_TYPES:
                locked.add(event.conn)
                records.append(event)
            else:
                altered.append(event)
        elif event.kind == "data" and event.conn not in locked:
            plain.append(event)
    return plain, records, altered


def _lines(
    plain: Sequence[Event], records: Sequence[Event], altered: Sequence[Event]
) -> Iterable[Line]:
    if not (plain or records or altered):
        yield Line("通ったもの", ("この場面では、何も通りません。",))
    if plain:
        rest = len(plain) - MOST
        more = (f"ほかに{rest}回",) if rest > 0 else ()
        yield Line("そのまま読めるもの", (*map(_heard, plain[:MOST]), *more))
    if any(event.text.startswith("AUTH ") for event in plain):
        told = "名前とパスワードです。文字を置きかえただけ（base64）なので、だれにでも読めます"
        yield Line("＊のところ", (f"{told}（RFC 4616、RFC 4954）。",))
    if altered:
        yield Line("書きかえられたもの", tuple(event.text for event in altered))
    if records:
        yield Line("鍵の中のもの（長さだけ。モデル）", tuple(_lengths(records)))
        yield Line(
            "わからないこと", ("何を言ったか。名前も、パスワードも、手紙の中身も見えません。",)
        )
        yield Line("それでもわかること", ("どの局へ、いつ、どれくらいの長さか。",))


def _heard(event: Event) -> Element:
    data = event.data or event.text.encode()
    cut = "…" if len(data) > LONGEST else ""
    return el("", {}, f"{LABELS[event.source]}：", el("code", {}, visible(data[:LONGEST]), cut))


def _lengths(records: Sequence[Event]) -> Iterable[str]:
    for source in dict.fromkeys(event.source for event in records):
        sizes = [
            int.from_bytes(event.data[3:5]) for event in records
            if event.source == source and event.data
        ]  # fmt: skip
        yield f"{LABELS[source]}から：{'、'.join(map(str, sizes))} バイト"
