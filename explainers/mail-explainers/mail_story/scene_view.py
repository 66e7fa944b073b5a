"""One step as the picture needs it, and what many frames have in common.

A frame is a whole picture by itself: these are the pieces that stand in it whatever happens. A
scene reads only the story: who acts, what the step changed, and what had changed before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from explainer_kit.markup import Element
from explainer_kit.scene import Frame, Note, Travel
from explainer_kit.story import Plain, Step

from mail_story import scene_things as things
from mail_story.actors import OFFICE, PHONE, REMOTE
from mail_story.ink import at, group, path, rect
from mail_story.scene_land import lit_box
from mail_story.scene_roads import AT_DOOR, HOPS, IN_BOX, NEWS, ON_PHONE, SHOWN, Hop, start

__all__ = [
    "TO_BOX",
    "TO_OFFICE",
    "View",
    "beam",
    "carry",
    "copy",
    "done",
    "in_box",
    "reply",
    "rest",
    "shown",
]

type Known = Mapping[str, Mapping[str, Plain]]


@dataclass(frozen=True, slots=True)
class View:
    """One step as the picture needs it: the step, and what every actor knows after it."""

    step: Step
    known: Known
    photo: bool

    def changed(self, actor: str, key: str) -> str:
        """What this very step changed, as text; empty if it did not."""
        return _as_text(self.step.changes.get(actor, {}).get(key))

    def holds(self, actor: str, key: str) -> str:
        """What the actor holds or knows after this step, as text; empty for nothing."""
        return _as_text(self.known.get(actor, {}).get(key))

    @property
    def hop(self) -> Hop:
        """The road this step is on."""
        ends = {self.step.source, self.step.target}
        return HOPS[REMOTE] if REMOTE in ends else HOPS[OFFICE]

    @property
    def locked(self) -> bool:
        """Whether the road of this step is inside TLS."""
        return self.holds(self.hop.caller, "road") == "locked"

    @property
    def letter(self) -> Element:
        """The letter of this run, with its label, and with its seal once it has one."""
        letter = things.letter(photo=self.photo)
        sealed = self.holds(OFFICE, "seal")
        return group(letter, at(-10, 12, things.seal(), percent=70)) if sealed else letter


def carry(view: View, thing: Element, *, sealed: bool) -> Frame:
    """Something goes down the road, in a locked bag if the road is sealed; the reply is shown."""
    hop = view.hop
    carried = bagged(thing) if sealed else thing
    open_road = view.step.scene not in ("connect", "greet", "relay") and not sealed
    watcher = at(*hop.watcher, things.eye())
    return Frame(
        view.step.id,
        (hop.caller, hop.server),
        (*rest(view), *((watcher,) if open_road else ())),
        (Travel(carried, start(hop.out), hop.counter, hop.out, "lock" if sealed else "send"),),
        reply(view),
    )


def in_box(view: View) -> tuple[Element, ...]:
    return (lit_box(), at(*IN_BOX, view.letter, percent=60))


def beam(edges: str) -> tuple[Element, ...]:
    return (path(edges + "Z", "po-beam"), path(edges, "po-beam-edge"))


TO_BOX = "M82 238L142 212V258L82 254"
TO_OFFICE = "M82 50L206 94V128L82 66"


def copy(phone: str, thing: Element) -> Element:
    x, y = ON_PHONE[phone]
    return group(
        rect(x - 19, y - 32, 38, 64, "f-paper", 3),
        rect(x - 17, y - 30, 34, 60, "f-none s-read w-1 dashed", 3),
        at(x - 1, y - 2, thing, percent=90),
    )


def rest(view: View) -> tuple[Element, ...]:
    """Where the letter is while something else is on the road: on the phone, or at the door."""
    if view.holds(OFFICE, "letter") == "waiting":
        return (done(PHONE), at(*AT_DOOR, view.letter, percent=90))
    if view.holds(PHONE, "letter") == "handed over":
        return (done(PHONE),)
    if view.holds(PHONE, "letter") in ("on its way", "none"):
        return ()
    return (at(*ON_PHONE[PHONE], view.letter, percent=90),)


def done(phone: str) -> Element:
    return at(*ON_PHONE[phone], things.tick(), percent=140)


def bagged(thing: Element) -> Element:
    """A locked bag, with what the two ends know to be inside shown over it."""
    return group(at(-6, 6, things.bag()), at(12, -14, thing, percent=65))


def reply(view: View, tone: str = "good") -> tuple[Note, ...]:
    """The code that the server gave in this step, in its own digits."""
    hop = view.hop
    code = view.changed(hop.server, "reply")
    sign = {"bad": "×", "plain": "△"}.get(tone, "○")
    return (Note(f"{sign} {code}", *hop.reply, tone),) if code else ()


def shown(subject: str) -> tuple[Note, ...]:
    """The first characters of the reader's own subject, as the friend's phone shows them."""
    text = " ".join(subject.split())
    short = text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
    return (Note(short, *NEWS, "read"),) if short else ()


def _as_text(value: Plain) -> str:
    return value if isinstance(value, str) else ""
