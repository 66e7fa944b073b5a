"""One box, several windows: a Story of sync_flow as pictures.

In the language of the post office that all mail explainers share (mail_story): the numbered box
is inside one's own office, a device is a window onto it, green is IMAP. A frame shows what the box
holds and what each screen shows, letter by letter, so that who is in step is seen and not told.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from explainer_kit.markup import Element, el, once
from explainer_kit.scene import Frame, Note, Place, Point, Scene, Travel
from explainer_kit.story import Step, Story
from mail_story import scene_things as things
from mail_story.ink import at, path, rect
from mail_world.sync.actions import BIN, DRAFTS, INBOX
from mail_world.sync.home import ARCHIVE, FOLDER

from sync_flow.scene_cards import again, bell, card, jar, plane, slips, unequal, warning
from sync_flow.scene_room import HEIGHT, JAR, STYLE, WIDTH, Spot, device, room, slot, spots_of

__all__ = ["draw"]

type State = Mapping[str, Mapping[str, Any]]

LABEL_Y: Final = 319
WORDS_AT: Final[Point] = (180, 208)
"""Where a few words stand: between the box and the devices."""
NAMES: Final = {
    "phone": "スマホ",
    "computer": "パソコン",
    "tablet": "タブレット",
    "tab2": "タブ2",
    "tab3": "タブ3",
}
NOTES: Final[Mapping[str, tuple[str, str]]] = {
    "look": ("窓は箱をのぞく", "read"),
    "told-read": ("そろいました", "good"),
    "told": ("そろいました", "good"),
    "looked": ("そろいました", "good"),
    "told-new": ("とどきました", "good"),
    "new": ("とどきました", "good"),
    "turned-away": ("× いっぱい", "bad"),
    "draft-waits": ("× いっぱい", "bad"),
    "archive": ("空きは同じ", "plain"),
    "delete": ("まだ消えない", "plain"),
    "empty": ("空きができた", "good"),
    "offline": ("機内モード", "plain"),
    "join": ("窓がふえた", "read"),
    "close": ("窓を閉じた", "plain"),
    "online": ("控えを伝える", "read"),
    "online-idle": ("写し直す", "read"),
    "gave-way": ("消すのが先", "plain"),
    "followed": ("箱に従う", "plain"),
    "restore": ("番号が変わった", "bad"),
    "resynced": ("写し直した", "good"),
    "sign-out": ("サインアウト", "bad"),
    "shut-out": ("× のぞけない", "bad"),
    "behind": ("古いまま", "bad"),
    "apart": ("ばらばら", "bad"),
    "taken-home": ("受信箱は空っぽ", "bad"),
    "fetch": ("持ち帰る", "read"),
}
"""The few words of each scene, and their tone."""
WAITING_NOTE: Final = ("あとで伝える", "lock")


def draw(story: Story) -> Scene:
    """Draw a Story: one frame for each step, in order."""
    names = tuple(actor.id for actor in story.actors if actor.kind == "device")
    spots = spots_of(names)
    pop3 = story.settings.get("protocol") == "pop3"
    known: dict[str, dict[str, Any]] = {}
    frames = []
    previous: Step | None = None
    for step in story.steps:
        before = {actor: dict(state) for actor, state in known.items()}
        for actor, changes in step.changes.items():
            known.setdefault(actor, {}).update(changes)
        drawn = _drawn.get((id(step), names))
        if drawn is None or drawn[0] is not step or drawn[1] is not previous:
            drawn = step, previous, _frame(step, before, known, spots, pop3=pop3)
            _keep(names, drawn)
        frames.append(drawn[2])
        previous = step
    places = [Place(name, NAMES[name], spot.x, LABEL_Y) for name, spot in spots.items()]
    return Scene(
        width=WIDTH,
        height=HEIGHT,
        base=_base(names),
        places=(Place("office", "あなたの郵便局", 180, 34), *places),
        frames=tuple(frames),
        alt="緑の屋根の郵便局の中に、受信箱とフォルダのある大きな箱と、空きを示すびん。下に、"
        f"箱をのぞく{'と'.join(NAMES[name] for name in spots)}。{story.hero_step.say}",
        style=STYLE,
    )


_drawn: dict[tuple[int, tuple[str, ...]], tuple[Step, Step | None, Frame]] = {}
"""Frames by the identity of their step and by who stands in the picture.

A longer day has the same steps, and draws only the new. What a frame shows is the state after its
step and the one before, and a step is told once for each world (tell.py), so the same two steps
after each other make the same frame, as long as the same devices stand there.
"""
KEPT: Final = 64


def _keep(names: tuple[str, ...], drawn: tuple[Step, Step | None, Frame]) -> None:
    if len(_drawn) >= KEPT:
        _drawn.clear()
    _drawn[id(drawn[0]), names] = drawn


@cache
def _base(names: tuple[str, ...]) -> tuple[Element, ...]:
    standing = (*room(), *(device(name, spot) for name, spot in spots_of(names).items()))
    return (once(el("", {}, standing)),)


def _frame(
    step: Step, before: State, known: State, spots: Mapping[str, Spot], *, pop3: bool
) -> Frame:
    scene = step.scene or ""
    box = known["office"]
    absent = [spot for name, spot in spots.items() if name not in known]
    spots = {name: spot for name, spot in spots.items() if name in known}
    active = tuple(dict.fromkeys(a for a in (step.source, step.target) if a != "friend"))
    carried = pop3 and scene in ("look", "fetch")
    travels = _carried(known, spots) if carried else _travels(step, before, known, spots)
    words = NOTES.get(scene)
    doer = known.get(step.source, {})
    if step.source == step.target and doer.get("waiting") and scene != "behind":
        words = WAITING_NOTE
    if pop3 and scene not in ("turned-away", "new", "apart", "taken-home", "fetch", "sign-out"):
        words = ("持ち帰る", "read") if scene == "look" else None
    hidden = _arriving(before, known) if travels and not carried else frozenset[str]()
    layer: list[Element] = [at(*JAR, jar(int(box["used"]), int(box["room"])))]
    for name, spot in spots.items():
        state = known[name]
        looks = name in (step.source, step.target) or scene in ("look", *_SHARED)
        if looks and not pop3:
            layer += _beam(spot, state)
    layer += _cards(box["mails"], hidden)
    for name, spot in spots.items():
        layer += _screen(spot, known[name])
    layer += [_shade(spot) for spot in absent]
    layer += _marks(scene)
    if scene == "apart":
        first, second, *_ = spots.values()
        right = first.x + first.half_width
        layer.append(at((right + second.x - second.half_width) // 2, first.y, unequal()))
    notes = (Note(words[0], *WORDS_AT, words[1]),) if words else ()
    return Frame(step.id, active, (once(el("", {}, layer)),), travels, notes, tone="read")


_SHARED: Final = ("told", "told-read", "told-new", "looked", "resynced")


# -- the box ---------------------------------------------------------------------------------------


def _placed(mails: list[dict[str, Any]]) -> list[tuple[dict[str, Any], Point]]:
    """Give every mail its place on its shelf."""
    counts: dict[str, int] = {}
    found = []
    for mail in mails:
        folder = str(mail["folder"])
        found.append((mail, slot(folder, counts.get(folder, 0))))
        counts[folder] = counts.get(folder, 0) + 1
    return found


def _shelved(mail: Mapping[str, Any]) -> Element:
    """A card as large as it is on its shelf."""
    return at(0, 0, _card(mail), percent=145 if mail["folder"] == INBOX else 100)


def _card(mail: Mapping[str, Any]) -> Element:
    return card(str(mail["id"]), seen=bool(mail["seen"]), flagged=bool(mail["flagged"]))


def _cards(mails: list[dict[str, Any]], hidden: frozenset[str]) -> list[Element]:
    return [
        at(*place, _shelved(mail)) for mail, place in _placed(mails) if mail["id"] not in hidden
    ]


def _where(state: State) -> dict[str, tuple[str, Point]]:
    mails = state.get("office", {}).get("mails", [])
    return {str(mail["id"]): (str(mail["folder"]), place) for mail, place in _placed(mails)}


def _arriving(before: State, known: State) -> frozenset[str]:
    """Mails that came to their shelf in this very step: what travels there is not drawn twice."""
    old, new = _where(before), _where(known)
    return frozenset(
        mail for mail, (folder, _) in new.items() if old.get(mail, ("", (0, 0)))[0] != folder
    )


# -- what travels ----------------------------------------------------------------------------------


def _travels(
    step: Step, before: State, known: State, spots: Mapping[str, Spot]
) -> tuple[Travel, ...]:
    scene = step.scene or ""
    if scene == "turned-away":
        letter = card("new", seen=False, flagged=False)
        return (Travel(at(0, 0, letter), (352, 92), (338, 142), "M352 92Q296 112 338 142", "bad"),)
    if scene in ("told", "told-read", "told-new"):
        spot = spots.get(step.target)
        return (_down(bell(), spot),) if spot else ()
    if not before:
        return ()
    old, new = _where(before), _where(known)
    mails = {str(mail["id"]): mail for mail in known["office"]["mails"]}
    found = []
    for mail in sorted(_arriving(before, known)):
        end = new[mail][1]
        if mail in old:
            start = old[mail][1]
        elif scene == "draft" and step.source in spots:
            start = (spots[step.source].x, spots[step.source].y - 30)
        else:
            start = (352, 96)
        middle = (start[0] + end[0]) // 2, min(start[1], end[1]) - 22
        way = f"M{start[0]} {start[1]}Q{middle[0]} {middle[1]} {end[0]} {end[1]}"
        found.append(Travel(_shelved(mails[mail]), start, end, way, "read"))
    if not found and scene in _TOLD_TO_BOX and step.source in spots and step.target == "office":
        return (_up(_TOLD_TO_BOX[scene], spots[step.source]),)
    return tuple(found[:4])


def _carried(known: State, spots: Mapping[str, Spot]) -> tuple[Travel, ...]:
    """Copies go down to every device that has something in its INBOX: POP3."""
    found = []
    for name, spot in spots.items():
        inbox = [mail for mail in known[name]["mails"] if mail["folder"] == INBOX]
        if inbox and known[name]["online"]:
            found.append(_down(at(0, 0, _card(inbox[-1]), percent=110), spot))
    return tuple(found)


def _down(thing: Element, spot: Spot) -> Travel:
    end = (spot.x + spot.half_width, spot.y - spot.half_height - 2)
    return Travel(thing, (180, 180), end, f"M180 180Q{spot.x} 190 {end[0]} {end[1]}", "read")


def _up(thing: Element, spot: Spot) -> Travel:
    start = (spot.x, spot.y - spot.half_height)
    end = (128, 164)
    way = f"M{start[0]} {start[1]}Q{spot.x} 190 {end[0]} {end[1]}"
    return Travel(thing, start, end, way, "read")


_FLAG: Final = path("M-6 10V-10L8 -5L-6 1", "f-bad s-bad w-2 round")
_TOLD_TO_BOX: Final[Mapping[str, Element]] = {
    "read": things.tick(),
    "unread": things.tick(),
    "flag": _FLAG,
    "unflag": _FLAG,
    "online": at(0, 0, slips(2), percent=80),
}
"""What goes up to the box where no letter moves."""


# -- devices ---------------------------------------------------------------------------------------


def _beam(spot: Spot, state: Mapping[str, Any]) -> list[Element]:
    """What a device sees through: light, which takes nothing away."""
    if not state["online"] or state["signed_out"]:
        return []
    left, right, top = spot.x - spot.half_width, spot.x + spot.half_width, spot.y - spot.half_height
    edges = f"M{left} {top}L60 190H244L{right} {top}"
    return [path(edges + "Z", "po-beam"), path(edges, "po-beam-edge")]


def _screen(spot: Spot, state: Mapping[str, Any]) -> list[Element]:
    """Draw what a device shows: its INBOX, and below it a line for the folders."""
    left, top = spot.x - spot.half_width, spot.y - spot.half_height
    mails: list[dict[str, Any]] = list(state["mails"])
    inbox = [mail for mail in mails if mail["folder"] == INBOX][: 2 * spot.columns]
    found: list[Element] = []
    for number, mail in enumerate(inbox):
        row, column = divmod(number, spot.columns)
        pitch = 2 * spot.half_width // spot.columns
        x, y = left + pitch // 2 + pitch * column, top + 13 + 20 * row
        found.append(at(x, y, _card(mail), percent=80))
    foot = spot.y + spot.half_height - 9
    found.append(path(f"M{left + 3} {foot - 9}H{spot.x + spot.half_width - 3}",
                      "f-none s-sub w-1 faint"))  # fmt: skip
    pitch = 2 * spot.half_width // 4
    for number, folder in enumerate((FOLDER, ARCHIVE, DRAFTS, BIN)):
        inside = [mail for mail in mails if mail["folder"] == folder]
        x = left + pitch // 2 + pitch * number
        found.append(rect(x - 5, foot - 6, 10, 12, "f-paper s-read w-1 faint", 1))
        found += [at(x + n, foot - n, _card(mail), percent=42) for n, mail in enumerate(inside[:3])]
    corner = (spot.x + spot.half_width + 2, top - 2)
    if state["signed_out"]:
        found += [_shade(spot), at(spot.x, spot.y, things.padlock(), percent=160)]
    elif not state["online"]:
        found += [_shade(spot), at(*corner, plane())]
    if int(state["waiting"]):
        found.append(at(spot.x - spot.half_width - 12, spot.y + 14, slips(int(state["waiting"]))))
    if not state["signed_out"] and not state["in_step"] and not state["waiting"]:
        found.append(at(spot.x - spot.half_width - 4, top + 2, warning()))
    return found


def _shade(spot: Spot) -> Element:
    return rect(
        spot.x - spot.half_width,
        spot.y - spot.half_height,
        2 * spot.half_width,
        2 * spot.half_height,
        "sy-away",
        3,
    )


def _marks(scene: str) -> list[Element]:
    """What a scene shows in the office beside letters."""
    match scene:
        case "turned-away" | "draft-waits":
            return [at(330, 108, things.cross(), percent=130)]
        case "restore":
            return [at(96, 162, again())]
        case "empty":
            x, y = slot(BIN, 0)
            return [at(x + 11, y, things.tick())]
        case "draft":
            x, y = slot(DRAFTS, 0)
            return [at(x + 24, y - 18, things.tick(), percent=80)]
        case _:
            return []
