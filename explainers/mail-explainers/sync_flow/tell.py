"""From what happened to a Story: steps, words, changes, and how it ended.

Decides: one step a moment; a closing step where the ending shows only in the whole (a screen that
is behind, POP3's ways). Of a long day the beginning is told as one step, and the dialogue of the
oldest steps is left out where it would be too much.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from explainer_kit.controls import Settings
from explainer_kit.story import Action, Actor, Event, Outcome, Plain, Step, Story
from mail_story.event_words import told
from mail_world import FRIEND, OFFICE, WorldEvent

from sync_flow.acts import ABOUT_MAIL
from sync_flow.desk import Card, Desk, Moment, Screen
from sync_flow.endings import ending_of
from sync_flow.letters import KB
from sync_flow.words import JOINS_POP3, LOOKS_POP3, MEANT_ALONE, MEANT_WAITING, WORDS, Words

__all__ = ["LABELS", "tell"]

type State = dict[str, dict[str, Plain]]

LABELS: Final[Mapping[str, str]] = {
    "phone": "スマホ",
    "computer": "パソコン",
    "tablet": "タブレット",
    "tab2": "2枚めのタブ",
    "tab3": "3枚めのタブ",
    OFFICE: "あなたの郵便局",
    FRIEND: "友だちの郵便局",
}
CLOSING: Final = frozenset(("behind", "apart", "taken-home"))
"""Endings whose scene is told at the end of the story."""
OWN_ACTS: Final = ABOUT_MAIL | {"empty", "draft"}
LONGEST: Final = 12
"""Steps that a story tells one by one: the limit is 20, but each costs a phone time to draw."""
MAX_SHOWN: Final = 800
"""Bytes of one saying that the story keeps: a body goes on much like it begins."""
MAX_DIALOGUE: Final = 70_000
"""Bytes of dialogue in one story, roughly counted: events are told twice, as text and as bytes."""


def tell(desk: Desk, *, explainer: str, settings: Settings, actions: tuple[Action, ...]) -> Story:
    """Tell a day as a Story."""
    ending = ending_of(desk)
    moments = list(desk.moments)
    closing = [scene for scene in ending.scenes if scene in CLOSING]
    if closing:
        moments.append(_closing(desk, closing[0]))
    steps = _steps(desk, moments)
    shows = [step for step in steps if step.scene in ending.scenes] or steps[-1:]
    refused = [moment.reply for moment in desk.moments if moment.scene in ending.scenes]
    reply = refused[-1] if refused and refused[-1] else None
    return Story(
        explainer=explainer,
        settings=settings,
        actors=tuple(
            Actor(name, LABELS[name], "office" if name in (OFFICE, FRIEND) else "device")
            for name in (*desk.devices, OFFICE, FRIEND)
        ),
        steps=_within_limits(steps),
        outcome=Outcome(
            id=ending.id,
            ok=ending.ok,
            step=shows[-1].id,
            reply=_whole_line(shows[-1], reply),
            why=ending.why,
            fix=ending.fix,
        ),
        hero=shows[-1].id,
        actions=actions,
    )


def _closing(desk: Desk, scene: str) -> Moment:
    """Make the moment in which the ending shows."""
    last = desk.moments[-1]
    behind = [name for name, screen in last.screens.items() if not screen.in_step]
    holds = [name for name, screen in last.screens.items() if screen.cards]
    device = (holds if scene == "taken-home" else behind or list(last.screens))[:1] or ["phone"]
    return replace(last, scene=scene, device=device[0], others=(), mail="", reply="", events=())


# -- steps -----------------------------------------------------------------------------------------


def _steps(desk: Desk, moments: list[Moment]) -> list[Step]:
    ids = _ids(moments)
    cut = max(0, len(moments) - LONGEST)
    before: State = {}
    steps: list[Step] = []
    for number in range(cut, len(moments)):
        earlier = bool(cut) and number == cut
        told = None if earlier else desk.told.get(number)
        if told is None:
            told = _step(desk, moments[number], ids[number], before, earlier=earlier)
            # What has happened stays as it was told; the closing moment has not happened.
            if not earlier and number < len(desk.moments):
                desk.told[number] = told
        step, before = told
        steps.append(step)
    return steps


def _step(
    desk: Desk, moment: Moment, name: str, before: State, *, earlier: bool
) -> tuple[Step, State]:
    """Tell one moment; return it with the state after it."""
    after = _state(desk, moment)
    words = WORDS["earlier"] if earlier else _words(desk, moment)
    source, target = _ends(moment)
    step = Step(
        id=name,
        scene=moment.scene,
        at_ms=moment.at_ms,
        source=source,
        target=target,
        say=words.say,
        meaning=words.meaning,
        events=() if earlier else tuple(_told(event) for event in moment.events),
        changes=_changes(before, after),
    )
    return step, after


def _ids(moments: list[Moment]) -> list[str]:
    """Name each moment by its scene, later ones of a scene with their number: read, read-2."""
    counts: dict[str, int] = {}
    found = []
    for moment in moments:
        count = counts[moment.scene] = counts.get(moment.scene, 0) + 1
        found.append(f"{moment.scene}-{count}" if count > 1 else moment.scene)
    return found


def _within_limits(steps: list[Step]) -> tuple[Step, ...]:
    """Leave the dialogue of the oldest steps out where it would be too much."""
    kept: list[Step] = []
    total = 0
    for step in reversed(steps):
        total += sum(120 + len(e.text) + 2 * len(e.data or b"") for e in step.events)
        kept.append(step if total <= MAX_DIALOGUE else replace(step, events=()))
    return tuple(reversed(kept))


def _ends(moment: Moment) -> tuple[str, str]:
    if moment.scene in ("told", "told-read", "told-new"):
        return OFFICE, moment.device
    if moment.scene == "restore":
        return OFFICE, OFFICE
    if moment.scene in ("offline", "close", "apart", "taken-home", "behind") or moment.waits:
        return moment.device, moment.device
    return moment.device, OFFICE


def _words(desk: Desk, moment: Moment) -> Words:
    pop3 = desk.protocol == "pop3"
    words = WORDS[moment.scene]
    if pop3 and moment.scene == "join":
        words = JOINS_POP3[desk.leave]
    elif pop3 and moment.scene == "look":
        words = LOOKS_POP3[desk.leave]
    elif moment.scene in OWN_ACTS and pop3:
        words = words._replace(meaning=MEANT_ALONE)
    elif moment.scene in OWN_ACTS and moment.waits:
        words = words._replace(meaning=MEANT_WAITING)
    names = {
        "device": LABELS[moment.device],
        "mail": moment.mail,
        "others": "と".join(LABELS[name] for name in (moment.device, *moment.others)),
    }
    return Words(words.say.format_map(names), words.meaning.format_map(names))


# -- state -----------------------------------------------------------------------------------------


def _state(desk: Desk, moment: Moment) -> State:
    """What everybody holds after a moment: what pictures draw and a page offers acts on.

    A device: `online`, `signed_out`, `waiting` (acts in its queue), `in_step`, `mails`. The
    office: `mails`, `used` and `room` in kB. A mail: `id` (what an action names), `label`,
    `subject`, `folder`, `seen`, `flagged`.
    """
    state: State = {name: _screen_state(desk, screen) for name, screen in moment.screens.items()}
    state[OFFICE] = {
        "mails": [_card_state(desk, card) for card in moment.box],
        "used": -(-moment.used // KB),
        "room": desk.room // KB,
    }
    return state


def _screen_state(desk: Desk, screen: Screen) -> dict[str, Plain]:
    return {
        "online": screen.online,
        "signed_out": screen.signed_out,
        "waiting": screen.waiting,
        "in_step": screen.in_step or desk.protocol == "pop3",
        "mails": [_card_state(desk, card) for card in screen.cards],
    }


def _card_state(desk: Desk, card: Card) -> dict[str, Plain]:
    letter = desk.letters[card.mail]
    return {
        "id": card.mail,
        "label": letter.label,
        "subject": letter.subject,
        "folder": card.folder,
        "seen": card.seen,
        "flagged": card.flagged,
    }


def _changes(
    before: Mapping[str, Mapping[str, Plain]], after: Mapping[str, Mapping[str, Plain]]
) -> dict[str, dict[str, Plain]]:
    found = {
        actor: {key: value for key, value in now.items() if before.get(actor, {}).get(key) != value}
        for actor, now in after.items()
    }
    return {actor: changes for actor, changes in found.items() if changes}


# -- events ----------------------------------------------------------------------------------------


def _told(event: WorldEvent) -> Event:
    short = told(event)
    if event.tag == "recipient-refused" and event.detail.get("code") == 552:
        return replace(short, text=f"{event.detail['address']} の箱には、もう場所がありません。")
    if short.data is not None and len(short.data) > MAX_SHOWN:
        return replace(short, data=short.data[:MAX_SHOWN])
    return short


def _whole_line(step: Step, reply: str | None) -> str | None:
    """Return the server's whole line that has these words, as the step's dialogue has it."""
    if reply is None:
        return None
    lines = [line for event in step.events for line in event.text.split("\n")]
    return next((line for line in lines if reply in line), reply)
