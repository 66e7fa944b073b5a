"""The near half of the post office: the reader's app, one road, and the model of their company."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from explainer_kit.markup import Element
from explainer_kit.scene import Frame, Note, Place, Scene, Travel
from explainer_kit.story import Plain, Story
from mail_world.places import POP3_PORTS

from mail_story import scene_things as things
from mail_story.actors import OFFICE, PHONE
from mail_story.ink import at, group, path, rect
from mail_story.scene_frames import frame_of
from mail_story.scene_land import NEAR_HEIGHT, WIDTH, book, near_land
from mail_story.scene_roads import AT_DOOR, HOPS, start
from mail_story.scene_style import STYLE
from mail_story.scene_view import TO_OFFICE, View, beam, copy, done, rest, shown
from mail_story.trial.narrate import LABELS

__all__ = ["draw"]

_PLACES = (Place(PHONE, "あなた", 55, 122), Place(OFFICE, LABELS[OFFICE], 282, 17))
_ALT = "左にあなたのスマホ、右に赤い屋根の郵便局。会社の模型です。"
_HOP = HOPS[OFFICE]


def draw(story: Story) -> Scene:
    """Draw a trial: one frame for each step, in order."""
    tried = _tried(story)
    reading = tried != "SMTP"
    known: dict[str, dict[str, Plain]] = {PHONE: {"letter": "none"}} if reading else {}
    frames = []
    for step in story.steps:
        for actor, changes in step.changes.items():
            known.setdefault(actor, {}).update(changes)
        frame = frame_of(View(step, known, photo=False), _SCENES)
        frames.append(replace(frame, tone="read") if reading else frame)
    return Scene(
        width=WIDTH,
        height=NEAR_HEIGHT,
        base=near_land(tried),
        places=_PLACES,
        frames=tuple(frames),
        alt=_ALT + story.hero_step.say,
        style=STYLE,
    )


def _tried(story: Story) -> str:
    """What the app speaks, by the name that a reader knows."""
    if story.settings.get("trial") != "receive":
        return "SMTP"
    windows = (step.changes.get(OFFICE, {}).get("window") for step in story.steps)
    asked = story.settings.get("incoming.protocol") == "pop3"
    return "POP" if asked or any(window in POP3_PORTS for window in windows) else "IMAP"


def _unnamed(view: View) -> Frame:
    """The address book has no such name."""
    ask = "M90 92C120 116 136 132 162 142"
    slip = group(
        rect(-8, -6, 16, 12, "f-paper s-accent w-2", 2), path("M-4 0H4", "f-none s-sub w-2")
    )
    return Frame(
        view.step.id,
        (PHONE,),
        (*rest(view), book(opened=True, word="DNS", width=24), at(198, 128, things.cross())),
        (Travel(slip, start(ask), (150, 138), ask, "bad"),),
        (Note("みつからない", 176, 108, "bad"),),
    )


def _shut(view: View) -> Frame:
    """The window is closed: a knock, and back."""
    x, y = _HOP.counter
    return Frame(
        view.step.id,
        (PHONE, OFFICE),
        (*rest(view), _shutter(), at(x + 8, y - 4, things.cross(), percent=160)),
        (Travel(things.hello(), start(_HOP.out), _HOP.turned_back, _HOP.back, "bad"),),
        (Note("しまっている", *_HOP.words, "bad"),),
    )


def _shutter() -> Element:
    return group(
        rect(247, 106, 36, 26, "f-paper s-send w-2", 2),
        path("M247 112H283M247 118H283M247 124H283", "f-none s-send w-1"),
    )


def _other_tongue(view: View) -> Frame:
    """The office speaks first, and the app does not understand."""
    return Frame(
        view.step.id,
        (PHONE, OFFICE),
        (*rest(view), at(134, 60, things.cross())),
        (Travel(things.board(), _HOP.counter, _HOP.answered, _HOP.answer, "bad"),),
        (Note("別の話し方", *_HOP.words, "bad"),),
    )


def _uncertified(view: View) -> Frame:
    """The office shows a card with another name on it."""
    return Frame(
        view.step.id,
        (PHONE, OFFICE),
        (*rest(view), at(134, 60, things.cross())),
        (Travel(things.card(), _HOP.counter, _HOP.answered, _HOP.answer, "bad"),),
        (Note("名前がちがう", *_HOP.words, "bad"),),
    )


def _arrived(view: View) -> Frame:
    """The letter is in the reader's own box, inside the office."""
    x, y = AT_DOOR
    box = group(
        rect(x - 19, y - 22, 38, 42, "f-glow s-read w-4", 4),
        path(f"M{x - 8} {y - 14}H{x + 8}", "f-none s-read w-2 round"),
    )
    return Frame(
        view.step.id,
        (OFFICE,),
        (done(PHONE), box, at(x, y + 3, view.letter, percent=60)),
        (),
        (Note("自分の箱", *_HOP.words, "good"),),
    )


def _look(view: View) -> Frame:
    return Frame(view.step.id, (PHONE, OFFICE), beam(TO_OFFICE))


def _listed(view: View) -> Frame:
    x, y = _HOP.counter
    return Frame(
        view.step.id,
        (PHONE, OFFICE),
        (*beam(TO_OFFICE), at(x + 10, y, things.sheet(), percent=80), copy(PHONE, _list())),
        (),
        tuple(replace(note, x=166, y=150) for note in shown(view.holds(PHONE, "shows"))),
    )


def _list() -> Element:
    """A list of mails on a screen."""
    rows = "M-13 -18H12M-13 -6H9M-13 6H12M-13 18H7"
    return group(path(rows, "f-none s-sub w-2 round"), at(8, 20, things.tick(), percent=70))


_SCENES: Mapping[str, Callable[[View], Frame]] = {
    "unnamed": _unnamed,
    "shut": _shut,
    "other-tongue": _other_tongue,
    "uncertified": _uncertified,
    "arrived": _arrived,
    "look": _look,
    "listed": _listed,
}
"""What only a trial shows, by scene."""
