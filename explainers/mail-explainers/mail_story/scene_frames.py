"""What each step adds to the picture: one small function for each scene of the post office.

A frame is a whole picture by itself: it must tell its step with nothing moving. What travels ends
where it should be seen standing; what waits is drawn again. A scene reads only the story: who
acts, what the step changed, and what had changed before. It never looks at the settings to know
what happened.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from explainer_kit.markup import Element, el
from explainer_kit.scene import Frame, Note, Travel

from mail_story import scene_things as things
from mail_story.actors import FRIEND, OFFICE, PHONE, REMOTE
from mail_story.ink import at, group, path, rect
from mail_story.scene_checks import CHECKS
from mail_story.scene_land import book, lit_box
from mail_story.scene_roads import HOPS, IN_BOX, NEWS, ON_PHONE, start
from mail_story.scene_view import (
    TO_BOX,
    TO_OFFICE,
    View,
    beam,
    carry,
    copy,
    done,
    in_box,
    reply,
    rest,
    shown,
)
from mail_story.scene_waits import WAITS

__all__ = ["SCENES", "View", "frame_of"]


def frame_of(view: View, more: Mapping[str, Callable[[View], Frame]] | None = None) -> Frame:
    """Draw the frame of one step; a scene without a picture of its own shows a plain call.

    `more` are scenes of a kind of story's own.
    """
    name = view.step.scene or ""
    draw = (more or {}).get(name) or _SCENES.get(name, _greet)
    return draw(view)


def _connect(view: View) -> Frame:
    frame = carry(view, things.hello(), sealed=False)
    window = view.known.get(view.hop.server, {}).get("window")
    called = (Note(f"{window}番", *view.hop.words, "send"),) if window else ()
    return replace(frame, notes=(*frame.notes, *called))


def _greet(view: View) -> Frame:
    """EHLO goes out, and the counter's board of what it can do comes back."""
    hop = view.hop
    frame = carry(view, things.hello(), sealed=view.locked)
    answer = Travel(things.board(), hop.counter, hop.answered, hop.answer)
    return replace(frame, travels=(*frame.travels, answer))


def _starttls(view: View) -> Frame:
    hop = view.hop
    x, y = hop.counter
    held = {PHONE: (55, 86), OFFICE: (262, 141), REMOTE: (264, 276)}
    ends = (hop.caller, hop.server) if view.locked else ()
    keys = tuple(at(*held[end], things.keys(), percent=80) for end in ends)
    return Frame(
        view.step.id,
        (hop.caller, hop.server),
        (*rest(view), *keys),
        (Travel(things.bag(), start(hop.out), (x, y), hop.out, "lock"),),
        reply(view),
    )


def _login(view: View) -> Frame:
    return carry(view, things.card(), sealed=view.locked)


def _no_login(view: View) -> Frame:
    hop = view.hop
    x, y = hop.turned_back
    unshown = el("g", {"class": "faint"}, at(x, y, things.card()))
    words = "名のらない" if view.step.source == hop.caller else "受けつけなし"
    return Frame(
        view.step.id,
        (view.step.source,),
        (*rest(view), unshown),
        (),
        (Note(words, *hop.words, "plain"),),
    )


def _envelope(view: View) -> Frame:
    return carry(view, things.label(), sealed=view.locked)


def _letter(view: View) -> Frame:
    return carry(view, view.letter, sealed=view.locked)


def _accepted(view: View) -> Frame:
    hop = view.hop
    x, y = hop.counter
    opened = (at(x - 22, y + 26, things.open_bag(), percent=70),) if view.locked else ()
    return Frame(
        view.step.id,
        (hop.caller, hop.server),
        (
            *opened,
            at(x, y, view.letter),
            at(x + 14, y - 18, things.tick()),
            done(PHONE),
        ),
        (),
        reply(view),
    )


def _mx(view: View) -> Frame:
    ask = "M242 140Q220 142 204 148"
    card = rect(-8, -6, 16, 12, "f-paper s-accent w-2", 2)
    slip = group(card, path("M-4 0H4", "f-none s-sub w-2"))
    return Frame(
        view.step.id,
        (OFFICE,),
        (*rest(view), book(opened=True)),
        (Travel(slip, (242, 140), (206, 147), ask, "plain"),),
        (Note("住所録", 176, 112, "plain"),),
    )


def _delivered(view: View) -> Frame:
    way = "M300 268Q226 296 164 238"
    opened = (at(322, 268, things.open_bag(), percent=80),) if view.locked else ()
    return Frame(
        view.step.id,
        (REMOTE,),
        (done(PHONE), *opened, lit_box()),
        (Travel(at(0, 0, view.letter, percent=60), (300, 268), IN_BOX, way),),
        (*reply(view), Note("箱にとどいた", *NEWS, "read")),
    )


def _open(view: View) -> Frame:
    x, y = ON_PHONE[FRIEND]
    rows = group(
        rect(x - 17, y - 30, 34, 14, "f-glow s-read w-2", 2),
        path(f"M{x - 12} {y - 23}H{x + 8}", "f-none s-read w-3 round"),
        path(f"M{x - 13} {y - 8}H{x + 12}M{x - 13} {y + 4}H{x + 9}M{x - 13} {y + 16}H{x + 12}",
             "f-none s-sub w-2 round faint"),
    )  # fmt: skip
    return Frame(
        view.step.id,
        (FRIEND, REMOTE),
        (done(PHONE), *beam(TO_BOX), *in_box(view), rows),
        tone="read",
    )


def _read(view: View) -> Frame:
    return Frame(
        view.step.id,
        (FRIEND, REMOTE),
        (done(PHONE), *beam(TO_BOX), *in_box(view), copy(FRIEND, view.letter)),
        (),
        shown(view.holds(FRIEND, "shows")),
        tone="read",
    )


def _seen(view: View) -> Frame:
    x, y = IN_BOX
    return Frame(
        view.step.id,
        (FRIEND, REMOTE),
        (
            done(PHONE),
            *beam(TO_BOX),
            *in_box(view),
            at(x + 14, y + 12, things.tick(), percent=80),
            copy(FRIEND, view.letter),
        ),
        (),
        (Note("よみました", *NEWS, "read"),),
        tone="read",
    )


def _refused(view: View) -> Frame:
    hop = view.hop
    thing = _REFUSED.get(view.changed(hop.server, "refused"), _the_letter)(view)
    x, y = hop.counter
    return Frame(
        view.step.id,
        (hop.server,),
        (*rest(view), at(x + 8, y - 4, things.cross(), percent=160)),
        (Travel(at(0, 0, thing, percent=85), start(hop.out), hop.turned_back, hop.back, "bad"),),
        reply(view, "bad"),
    )


def _garbled(view: View) -> Frame:
    hop = view.hop
    x, y = hop.counter
    return Frame(
        view.step.id,
        (hop.caller, hop.server),
        (*rest(view), at(x + 16, y - 18, things.cross())),
        (Travel(things.scramble(), start(hop.out), (x, y), hop.out, "bad"),),
        (Note("よめない", *hop.words, "bad"),),
    )


def _untrusted(view: View) -> Frame:
    """The office shows its certificate, and the phone does not take it."""
    hop = view.hop
    x, y = start(hop.out)
    return Frame(
        view.step.id,
        (hop.caller, hop.server),
        (*rest(view), at(x + 20, y - 16, things.cross())),
        (Travel(things.certificate(), hop.counter, (x, y), hop.answer, "bad"),),
        (Note("しんじない", *hop.words, "bad"),),
    )


def _overlooked(view: View) -> Frame:
    """The certificate is no good, and the bag goes all the same."""
    hop = view.hop
    x, y = hop.turned_back
    return Frame(
        view.step.id,
        (hop.caller, hop.server),
        (*rest(view), at(x, y, things.certificate()), at(x + 20, y - 16, things.cross())),
        (Travel(things.bag(), start(hop.out), hop.counter, hop.out, "lock"),),
        (Note("気にしない", *hop.words, "bad"),),
    )


def _bounce(view: View) -> Frame:
    x, y = HOPS[OFFICE].counter
    return Frame(
        view.step.id,
        (OFFICE,),
        (*rest(view), at(x, y, things.notice())),
        (),
        (Note("不達のしらせ", *HOPS[OFFICE].words, "bad"),),
    )


def _notice(view: View) -> Frame:
    x, y = HOPS[OFFICE].counter
    return Frame(
        view.step.id,
        (PHONE, OFFICE),
        (*beam(TO_OFFICE), at(x, y, things.notice()), copy(PHONE, things.notice())),
        (),
        (Note("とどきません", *HOPS[OFFICE].words, "bad"),),
        tone="read",
    )


def _the_letter(view: View) -> Element:
    return view.letter


_REFUSED: Mapping[str, Callable[[View], Element]] = {
    "CONNECT": lambda view: things.hello(),
    "EHLO": lambda view: things.hello(),
    "AUTH": lambda view: things.card(),
    "LOGIN": lambda view: things.card(),
    "MAIL": lambda view: things.label(),
    "RCPT": lambda view: things.label(),
}
"""What is pushed back over the counter, by the command that was refused."""

_SCENES: Mapping[str, Callable[[View], Frame]] = {
    "connect": _connect,
    "greet": _greet,
    "starttls": _starttls,
    "tls": _starttls,
    "no-login": _no_login,
    "login": _login,
    "envelope": _envelope,
    "letter": _letter,
    "reply": _accepted,
    "mx": _mx,
    "relay": _greet,
    "relay-tls": _starttls,
    "relay-envelope": _envelope,
    "relay-letter": _letter,
    "delivered": _delivered,
    "open": _open,
    "read": _read,
    "seen": _seen,
    "refused": _refused,
    "garbled": _garbled,
    "untrusted": _untrusted,
    "overlooked": _overlooked,
    "bounce": _bounce,
    "notice": _notice,
    **CHECKS,
    **WAITS,
}

SCENES = frozenset(_SCENES)
"""Every scene that the post office can show."""
