"""What can be touched in the picture of one box: the office, each device, and the day's road.

A device tells what its screen shows, where that is not what the box holds, and what it has noted to
tell later; the office tells what the box holds and what it has not been told yet. The letter runs
along the floor of the office, from the beginning of the day to its end.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from explainer_kit.markup import Element, el
from explainer_kit.scene import Point
from explainer_kit.story import Story
from explainer_kit.touch import Line, Road, Spot, Touch, since
from mail_story.ink import at, circle, group
from mail_world import OFFICE
from mail_world.sync.actions import INBOX

from sync_flow.hands import SHELVES
from sync_flow.scene_cards import card
from sync_flow.scene_room import HEIGHT, WIDTH, spots_of
from sync_flow.tell import LABELS

__all__ = ["touch"]

type State = dict[str, dict[str, Any]]

ABOUT: Final = "いまのようす"
FOLDERS: Final[Mapping[str, str]] = {INBOX: "受信箱", **SHELVES}
BOX: Final[tuple[Point, tuple[int, int]]] = ((180, 104), (296, 164))
FLOOR: Final = 188
"""How far down the day's road runs."""
ENDS: Final = (34, 326)
MARGIN: Final = 12
"""Round a device's screen, what belongs to it, too."""
LONGEST: Final = 72
"""Characters of a line that was said; the bytes lens has the whole of it."""


def touch(story: Story) -> Touch:
    """Say what can be touched in the picture of a day."""
    devices = [actor.id for actor in story.actors if actor.kind == "device"]
    pop3 = story.settings.get("protocol") == "pop3"
    told: dict[str, list[tuple[str, tuple[Line, ...]]]] = {name: [] for name in (OFFICE, *devices)}
    state: State = {}
    said: dict[str, str] = {}
    for step in story.steps:
        for actor, changes in step.changes.items():
            state.setdefault(actor, {}).update(changes)
        said |= {event.source: event.text for event in step.events if event.kind == "data"}
        told[OFFICE].append((step.id, (*_box(state, devices), *_said(said, OFFICE))))
        for name in devices:
            lines = _device(state, name, pop3=pop3) if name in state else ()
            told[name].append((step.id, (*lines, *_said(said, name))))
    places = {
        OFFICE: BOX,
        **{
            name: (
                (spot.x, spot.y),
                (2 * (spot.half_width + MARGIN), 2 * (spot.half_height + MARGIN)),
            )
            for name, spot in spots_of(devices).items()
        },
    }
    spots = (
        Spot(name, LABELS[name], ABOUT, *place, since(told[name])) for name, place in places.items()
    )
    return Touch(
        WIDTH,
        HEIGHT,
        tuple(spots),
        Road(_stops(len(story.steps)), _letter(), drawn=False),
    )


def _stops(count: int) -> tuple[Point, ...]:
    """Spread the steps evenly along the floor.

    >>> _stops(3)
    ((34, 188), (180, 188), (326, 188))
    """
    first, last = ENDS
    return tuple((first + (last - first) * n // max(1, count - 1), FLOOR) for n in range(count))


def _letter() -> Element:
    disc = circle(0, 0, 16, "f-paper s-accent w-3")
    return group(disc, at(0, 0, card("photo", seen=True, flagged=False), percent=90))


def _box(state: State, devices: Sequence[str]) -> Iterable[Line]:
    box = state[OFFICE]
    yield Line("箱にある手紙", _mails(box["mails"]))
    yield Line("空き", (f"{box['room']} kB のうち {box['used']} kB を使っています。",))
    inside = [LABELS[name] for name in devices if name in state and not state[name]["signed_out"]]
    yield Line("のぞける端末", ("、".join(inside) or "ありません。",))
    waiting = [
        f"{LABELS[name]}で控えている{state[name]['waiting']}件"
        for name in devices
        if name in state and state[name]["waiting"]
    ]
    if waiting:
        yield Line("まだ聞いていないこと", tuple(waiting))


def _device(state: State, name: str, *, pop3: bool) -> Iterable[Line]:
    own = state[name]
    yield Line("画面に見える手紙", _mails(own["mails"]))
    if own["signed_out"]:
        yield Line("箱への窓", ("サインアウトされたので、もうのぞけません。",))
    elif pop3:
        yield Line("箱とのつながり", ("箱から持ち帰った写しです。したことは箱へ伝わりません。",))
    else:
        away = "機内モードなので、閉じています。"
        yield Line("箱への窓", ("ひらいています。" if own["online"] else away,))
        yield Line("箱とのちがい", tuple(_unlike(own["mails"], state[OFFICE]["mails"])))
    if own["waiting"]:
        yield Line("あとで箱に伝えること", (f"{own['waiting']}件を控えています。",))


def _mails(mails: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """Tell what lies in each folder that holds something."""
    lying: dict[str, list[str]] = {}
    for mail in mails:
        lying.setdefault(str(mail["folder"]), []).append(f"{mail['label']}{_marks(mail)}")
    return tuple(
        f"{label}：{'、'.join(lying[folder])}"
        for folder, label in FOLDERS.items()
        if folder in lying
    ) or ("ありません。",)


def _marks(mail: Mapping[str, Any]) -> str:
    marks = [*(() if mail["seen"] else ("未読",)), *(("旗",) if mail["flagged"] else ())]
    return f"（{'・'.join(marks)}）" if marks else ""


def _unlike(own: Sequence[Mapping[str, Any]], box: Sequence[Mapping[str, Any]]) -> Iterable[str]:
    """Tell where a screen is not what the box holds, mail by mail."""
    here, there = ({str(mail["id"]): mail for mail in mails} for mails in (own, box))
    unlike = [name for name in {**there, **here} if here.get(name) != there.get(name)]
    for name in unlike:
        label = (there.get(name) or here[name])["label"]
        yield f"「{label}」：ここでは{_how(here.get(name))}、箱では{_how(there.get(name))}"
    if not unlike:
        yield "ありません。箱と同じです。"


def _how(mail: Mapping[str, Any] | None) -> str:
    if mail is None:
        return "なし"
    marks = "・".join(["既読" if mail["seen"] else "未読", *(["旗"] if mail["flagged"] else [])])
    return f"{FOLDERS.get(str(mail['folder']), '受信箱')}（{marks}）"


def _said(said: Mapping[str, str], name: str) -> Iterable[Line]:
    if text := said.get(name):
        line = text.split("\n")[0]
        short = line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
        yield Line("さいごに言ったこと", (el("code", {}, short),))
