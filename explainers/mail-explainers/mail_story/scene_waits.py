"""When a letter has to wait, or stops for its own good: nobody answers, come again, no lock."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from explainer_kit.scene import Frame, Note, Travel

from mail_story import scene_things as things
from mail_story.actors import OFFICE, PHONE, REMOTE
from mail_story.ink import at
from mail_story.scene_land import lit_box
from mail_story.scene_roads import AT_DOOR, HOPS, IN_BOX, NEWS, ON_PHONE, start
from mail_story.scene_view import View, done, reply, rest

__all__ = ["WAITS"]


def _waiting(view: View) -> Frame:
    hop = view.hop
    return Frame(
        view.step.id,
        (hop.caller,),
        (*rest(view), at(*hop.turned_back, things.clock())),
        (Travel(things.hello(), start(hop.out), hop.counter, hop.out),),
        (Note("へんじがない", *hop.words, "bad"),),
    )


def _later(view: View) -> Frame:
    """The counter asks to come again: the label comes back, and a clock stands there."""
    hop = view.hop
    x, y = hop.counter
    told = reply(view, "plain") or (Note("またあとで", *hop.reply),)
    return Frame(
        view.step.id,
        (hop.server,),
        (*rest(view), at(x + 8, y - 4, things.clock(), percent=80)),
        (Travel(things.label(), start(hop.out), hop.turned_back, hop.back, "plain"),),
        told,
    )


def _again(view: View) -> Frame:
    """The office sets out once more."""
    hop = HOPS[REMOTE]
    x, y = AT_DOOR
    return Frame(
        view.step.id,
        (OFFICE, REMOTE),
        (*rest(view), at(x + 22, y - 22, things.clock(), percent=60)),
        (Travel(things.label(), start(hop.out), hop.counter, hop.out, "send"),),
        (Note("もういちど", *hop.reply, "plain"),),
    )


BACK_UP = "M312 262C352 240 354 174 322 148"
RING = "M322 148C354 174 352 240 312 262C280 240 290 190 322 148"
"""Up the road between the offices; and down it, and up again beside it."""


def _forwarded(view: View) -> Frame:
    hop = HOPS[REMOTE]
    return Frame(
        view.step.id,
        (REMOTE, OFFICE),
        (done(PHONE), lit_box(), at(*IN_BOX, things.label(), percent=60)),
        (Travel(view.letter, hop.counter, start(hop.out), BACK_UP),),
        (Note("転送します", *NEWS, "plain"),),
    )


def _round(view: View) -> Frame:
    """It goes round: the letter, with more and more postmarks on it."""
    hop = HOPS[REMOTE]
    marks = tuple(at(250 + 14 * n, 196 - 5 * (n % 2), things.postmark()) for n in range(4))
    return Frame(
        view.step.id,
        (OFFICE, REMOTE),
        (done(PHONE), *marks),
        (Travel(view.letter, start(hop.out), start(hop.out), RING, "bad"),),
        (Note("ぐるぐる", *NEWS, "bad"),),
    )


def _loop_found(view: View) -> Frame:
    x, y = AT_DOOR
    marks = tuple(at(x - 46 + 15 * n, y + 28, things.postmark()) for n in range(6))
    return Frame(
        view.step.id,
        (OFFICE,),
        (
            done(PHONE),
            at(x, y, view.letter, percent=90),
            *marks,
            at(x + 18, y - 20, things.cross()),
        ),
        (),
        (Note("回りすぎ", *NEWS, "bad"),),
    )


def _far_bounce(view: View) -> Frame:
    hop = HOPS[REMOTE]
    return Frame(
        view.step.id,
        (REMOTE, OFFICE),
        (done(PHONE),),
        (Travel(things.notice(), hop.counter, start(hop.out), BACK_UP, "bad"),),
        (Note("不達のしらせ", *NEWS, "bad"),),
    )


def _stripped(view: View) -> Frame:
    """The board comes back without its lock; somebody stands by the road."""
    hop = HOPS[OFFICE]
    return Frame(
        view.step.id,
        (OFFICE, PHONE),
        (*rest(view), at(*hop.watcher, things.eye(), percent=120)),
        (Travel(things.struck_board(), hop.counter, hop.answered, hop.answer, "bad"),),
        (Note("鍵をけされた", *hop.words, "bad"),),
    )


def _stopped(view: View) -> Frame:
    """The letter stays on the phone."""
    x, y = ON_PHONE[PHONE]
    lock = at(x + 16, y + 20, things.padlock(shut=False))
    return Frame(
        view.step.id,
        (PHONE,),
        (*rest(view), lock, at(x + 18, y - 22, things.cross())),
        (),
        (Note("ここでやめる", *HOPS[OFFICE].words, "plain"),),
    )


WAITS: Mapping[str, Callable[[View], Frame]] = {
    "waiting": _waiting,
    "no-answer": _waiting,
    "deferred": _later,
    "later": _later,
    "again": _again,
    "forwarded": _forwarded,
    "round": _round,
    "loop-found": _loop_found,
    "far-bounce": _far_bounce,
    "stripped": _stripped,
    "stopped": _stopped,
}
"""Scenes by name."""
