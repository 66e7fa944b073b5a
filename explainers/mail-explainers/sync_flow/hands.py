"""What the reader can do at the end of a day: each device as a small mail app, and the office.

Decides which deeds are offered: only those that would change something just now, read off the
story's own last state, so that whatever is pressed can be seen and undone. A mail is opened by
tapping it, which is what reads it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from explainer_kit.hands import Deed, Guest, Panel, Shelf, Thing
from explainer_kit.story import Story
from mail_world import OFFICE
from mail_world.sync.actions import BIN, DRAFTS, INBOX
from mail_world.sync.home import ARCHIVE, FOLDER

from sync_flow.acts import GUESTS, Act
from sync_flow.tell import LABELS

__all__ = ["guests", "hands"]

SHELVES: Final[Mapping[str, str]] = {
    FOLDER: "旅行フォルダ",
    ARCHIVE: "アーカイブ",
    DRAFTS: "下書き",
    BIN: "ゴミ箱",
}
"""What a folder is called on a device's screen, in the order of the screen, below the INBOX."""


def hands(story: Story) -> Sequence[Panel]:
    """Return a panel for each device, then the office's."""
    state: dict[str, dict[str, Any]] = {}
    for step in story.steps:
        for actor, changes in step.changes.items():
            state.setdefault(actor, {}).update(changes)
    pop3 = story.settings.get("protocol") == "pop3"
    devices = [actor.id for actor in story.actors if actor.kind == "device"]
    panels = [_device(name, state[name], pop3=pop3) for name in devices]
    return (*panels, _office(state, devices, pop3=pop3))


def guests() -> tuple[Guest, ...]:
    """Return what further tabs of the browser may be: a device each."""
    return tuple(
        Guest(name, LABELS[name], Act("join", name).as_data(), Act("close", name).as_data())
        for name in GUESTS
    )


def _deed(
    label: str, do: str, device: str = "", mail: str = "", name: str = "", **how: Any
) -> Deed:
    return Deed(label, Act(do, device, mail).as_data(), name, **how)


# -- a device --------------------------------------------------------------------------------------


def _device(name: str, state: Mapping[str, Any], *, pop3: bool) -> Panel:
    if state["signed_out"]:
        words = "サインアウトされました。箱はもう見えません。"
        things, shelves = _things(name, state, bound=True)
        return Panel(name, LABELS[name], words, "bad", things, shelves)
    things, shelves = _things(name, state)
    tone, words = _standing(state, pop3=pop3)
    online = bool(state["online"])
    deeds = (
        _deed(
            "機内モード",
            "offline" if online else "online",
            name,
            name=f"{LABELS[name]}の機内モード",
            pressed=not online,
        ),
        _deed("下書き", "draft", name, name=f"{LABELS[name]}で下書きを書く"),
    )
    return Panel(name, LABELS[name], words, tone, things, shelves, deeds, "受信箱は空です。")


def _standing(state: Mapping[str, Any], *, pop3: bool) -> tuple[str, str]:
    """How a device stands to the box, why, and what mends it: one line."""
    waiting = int(state["waiting"])
    if not state["online"]:
        queue = f"{waiting}件を控えています。" if waiting else ""
        behind = "箱の知らせが届いていません。" if not state["in_step"] and not waiting else ""
        return "bad" if behind else "plain", f"機内モードです。{queue}{behind}切るとそろいます。"
    if waiting:
        return "bad", f"箱に入らず、{waiting}件が待っています。空きをつくると伝わります。"
    if pop3:
        return "plain", "POP3：受信箱の写しです。ここでしたことは外へ伝わりません。"
    if not state["in_step"]:
        return "bad", "箱とちがっています。アプリを開きなおすとそろいます。"
    return "good", "箱と同じです。"


def _things(
    name: str, state: Mapping[str, Any], *, bound: bool = False
) -> tuple[tuple[Thing, ...], tuple[Shelf, ...]]:
    """What lies in the INBOX, and the folders that hold something."""
    mails: list[dict[str, Any]] = state["mails"]
    lying: dict[str, list[Thing]] = {}
    for mail in mails:
        lying.setdefault(str(mail["folder"]), []).append(_thing(name, mail, bound=bound))
    empty = _deed("空にする", "empty", name, name=f"{LABELS[name]}でゴミ箱を空にする")
    shelves = tuple(
        Shelf(label, tuple(lying[folder]), (empty,) if folder == BIN and not bound else ())
        for folder, label in SHELVES.items()
        if folder in lying
    )
    return tuple(lying.get(INBOX, ())), shelves


def _thing(device: str, mail: Mapping[str, Any], *, bound: bool) -> Thing:
    key, label, folder = str(mail["id"]), str(mail["label"]), str(mail["folder"])
    seen, flagged = bool(mail["seen"]), bool(mail["flagged"])
    marks = [*(() if seen else ("未読",)), *(("旗",) if flagged else ())]
    opening = None if seen or bound else Act("read", device, key).as_data()
    moves = [
        ("旅行へ", "file", FOLDER),
        ("アーカイブ", "archive", ARCHIVE),
        ("削除", "delete", BIN),
        ("受信箱へ", "back", INBOX),
    ]
    deeds = [
        _deed("旗をおろす", "unflag", device, key) if flagged else _deed("旗", "flag", device, key),
        *([_deed("未読に", "unread", device, key)] if seen else []),
        *(_deed(words, do, device, key) for words, do, goal in moves if goal != folder),
    ]
    where = f"{LABELS[device]}の「{label}」"
    named = tuple(Deed(one.label, one.action, f"{where}：{one.label}") for one in deeds)
    return Thing(
        key=key,
        label=label,
        marks=tuple(marks),
        strong=not seen,
        opening=opening,
        deeds=() if bound else named,
    )


# -- the office ------------------------------------------------------------------------------------


def _office(state: Mapping[str, Mapping[str, Any]], devices: Sequence[str], *, pop3: bool) -> Panel:
    """The box's own side: how full it is, what comes, and who is signed in."""
    box = state[OFFICE]
    used, room = int(box["used"]), int(box["room"])
    inside = [name for name in devices if not state[name]["signed_out"]]
    listed = "・".join(LABELS[name] for name in inside) or "なし"
    deeds = [
        _deed("新しい手紙が届く", "new"),
        *([] if pop3 else [_deed("箱を作り直す", "restore")]),
        *(
            _deed(f"{LABELS[name]}をサインアウト", "sign-out", name)
            for name in inside
            if len(inside) > 1
        ),
    ]
    return Panel(
        OFFICE,
        LABELS[OFFICE],
        f"箱は {room} kB のうち {used} kB。サインイン中：{listed}",
        "bad" if used * 10 >= room * 9 else "plain",
        deeds=tuple(deeds),
    )
