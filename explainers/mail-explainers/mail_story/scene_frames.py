"""What each step adds to the picture: one small function for each scene of the post office.

A frame is a whole picture by itself: it must tell its step with nothing moving. What travels ends
where it should be seen standing; what waits is drawn again. A scene reads only the story: who
acts, what the step changed, and what had changed before. It never looks at the settings to know
what happened.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from explainer_kit.markup import Element, el
from explainer_kit.scene import Frame, Note, Travel
from explainer_kit.story import Plain, Step

from mail_story import scene_things as things
from mail_story.actors import FRIEND, OFFICE, PHONE, REMOTE
from mail_story.ink import at, group, path, rect
from mail_story.scene_land import book, lit_box
from mail_story.scene_roads import AT_DOOR, HOPS, IN_BOX, NEWS, ON_PHONE, SHOWN, Hop, start

__all__ = ["View", "frame_of"]

type Known = Mapping[str, Mapping[str, Plain]]


@dataclass(frozen=True, slots=True)
class View:
    """One step as the picture needs it: the step, and what every actor knows after it."""

    step: Step
    known: Known
    photo: bool

    def changed(self, actor: str, key: str) -> str:
        """What this very step changed, as text; empty if it did not."""
        return _text(self.step.changes.get(actor, {}).get(key))

    def holds(self, actor: str, key: str) -> str:
        """What the actor holds or knows after this step, as text; empty for nothing."""
        return _text(self.known.get(actor, {}).get(key))

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
        """The letter of this run, with its label."""
        return things.letter(photo=self.photo)


def frame_of(view: View) -> Frame:
    """Draw the frame of one step; a scene without a picture of its own shows a plain call."""
    draw = _SCENES.get(view.step.scene or "", _greet)
    return draw(view)


def _connect(view: View) -> Frame:
    frame = _carry(view, things.hello(), sealed=False)
    window = view.known.get(view.hop.server, {}).get("window")
    return replace(frame, notes=(*frame.notes, Note(f"{window}番", *view.hop.words, "send")))


def _greet(view: View) -> Frame:
    """EHLO goes out, and the counter's board of what it can do comes back."""
    hop = view.hop
    frame = _carry(view, things.hello(), sealed=view.locked)
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
        (*_rest(view), *keys),
        (Travel(things.bag(), start(hop.out), (x, y), hop.out, "lock"),),
        _reply(view),
    )


def _login(view: View) -> Frame:
    return _carry(view, things.card(), sealed=view.locked)


def _no_login(view: View) -> Frame:
    hop = view.hop
    x, y = hop.turned_back
    unshown = el("g", {"class": "faint"}, at(x, y, things.card()))
    words = "名のらない" if view.step.source == hop.caller else "受けつけなし"
    return Frame(
        view.step.id,
        (view.step.source,),
        (*_rest(view), unshown),
        (),
        (Note(words, *hop.words, "plain"),),
    )


def _envelope(view: View) -> Frame:
    return _carry(view, things.label(), sealed=view.locked)


def _letter(view: View) -> Frame:
    return _carry(view, view.letter, sealed=view.locked)


def _carry(view: View, thing: Element, *, sealed: bool) -> Frame:
    """Something goes down the road, in a locked bag if the road is sealed; the reply is shown."""
    hop = view.hop
    carried = _bagged(thing) if sealed else thing
    open_road = view.step.scene not in ("connect", "greet", "relay") and not sealed
    watcher = at(*hop.watcher, things.eye())
    return Frame(
        view.step.id,
        (hop.caller, hop.server),
        (*_rest(view), *((watcher,) if open_road else ())),
        (Travel(carried, start(hop.out), hop.counter, hop.out, "lock" if sealed else "send"),),
        _reply(view),
    )


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
            _done(PHONE),
        ),
        (),
        _reply(view),
    )


def _mx(view: View) -> Frame:
    ask = "M242 140Q220 142 204 148"
    card = rect(-8, -6, 16, 12, "f-paper s-accent w-2", 2)
    slip = group(card, path("M-4 0H4", "f-none s-sub w-2"))
    return Frame(
        view.step.id,
        (OFFICE,),
        (*_rest(view), book(opened=True)),
        (Travel(slip, (242, 140), (206, 147), ask, "plain"),),
        (Note("住所録", 176, 112, "plain"),),
    )


def _delivered(view: View) -> Frame:
    way = "M300 268Q226 296 164 238"
    opened = (at(322, 268, things.open_bag(), percent=80),) if view.locked else ()
    return Frame(
        view.step.id,
        (REMOTE,),
        (_done(PHONE), *opened, lit_box()),
        (Travel(at(0, 0, view.letter, percent=60), (300, 268), IN_BOX, way),),
        (*_reply(view), Note("箱にとどいた", *NEWS, "read")),
    )


def _in_box(view: View) -> tuple[Element, ...]:
    return (lit_box(), at(*IN_BOX, view.letter, percent=60))


def _beam(edges: str) -> tuple[Element, ...]:
    return (path(edges + "Z", "po-beam"), path(edges, "po-beam-edge"))


_TO_BOX = "M82 238L142 212V258L82 254"
_TO_OFFICE = "M82 50L206 94V128L82 66"


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
        (_done(PHONE), *_beam(_TO_BOX), *_in_box(view), rows),
        tone="read",
    )


def _read(view: View) -> Frame:
    return Frame(
        view.step.id,
        (FRIEND, REMOTE),
        (_done(PHONE), *_beam(_TO_BOX), *_in_box(view), _copy(FRIEND, view.letter)),
        (),
        _shown(view.holds(FRIEND, "shows")),
        tone="read",
    )


def _seen(view: View) -> Frame:
    x, y = IN_BOX
    return Frame(
        view.step.id,
        (FRIEND, REMOTE),
        (
            _done(PHONE),
            *_beam(_TO_BOX),
            *_in_box(view),
            at(x + 14, y + 12, things.tick(), percent=80),
            _copy(FRIEND, view.letter),
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
        (*_rest(view), at(x + 8, y - 4, things.cross(), percent=160)),
        (Travel(at(0, 0, thing, percent=85), start(hop.out), hop.turned_back, hop.back, "bad"),),
        _reply(view, "bad"),
    )


def _waiting(view: View) -> Frame:
    hop = view.hop
    return Frame(
        view.step.id,
        (hop.caller,),
        (*_rest(view), at(*hop.turned_back, things.clock())),
        (Travel(things.hello(), start(hop.out), hop.counter, hop.out),),
        (Note("へんじがない", *hop.words, "bad"),),
    )


def _garbled(view: View) -> Frame:
    hop = view.hop
    x, y = hop.counter
    return Frame(
        view.step.id,
        (hop.caller, hop.server),
        (*_rest(view), at(x + 16, y - 18, things.cross())),
        (Travel(things.scramble(), start(hop.out), (x, y), hop.out, "bad"),),
        (Note("よめない", *hop.words, "bad"),),
    )


def _bounce(view: View) -> Frame:
    x, y = HOPS[OFFICE].counter
    return Frame(
        view.step.id,
        (OFFICE,),
        (*_rest(view), at(x, y, things.notice())),
        (),
        (Note("不達のしらせ", *HOPS[OFFICE].words, "bad"),),
    )


def _notice(view: View) -> Frame:
    x, y = HOPS[OFFICE].counter
    return Frame(
        view.step.id,
        (PHONE, OFFICE),
        (*_beam(_TO_OFFICE), at(x, y, things.notice()), _copy(PHONE, things.notice())),
        (),
        (Note("とどきません", *HOPS[OFFICE].words, "bad"),),
        tone="read",
    )


def _copy(phone: str, thing: Element) -> Element:
    x, y = ON_PHONE[phone]
    return group(
        rect(x - 19, y - 32, 38, 64, "f-paper", 3),
        rect(x - 17, y - 30, 34, 60, "f-none s-read w-1 dashed", 3),
        at(x - 1, y - 2, thing, percent=90),
    )


def _rest(view: View) -> tuple[Element, ...]:
    """Where the letter is while something else is on the road: on the phone, or at the door."""
    if view.holds(OFFICE, "letter") == "waiting":
        return (_done(PHONE), at(*AT_DOOR, view.letter, percent=90))
    if view.holds(PHONE, "letter") == "handed over":
        return (_done(PHONE),)
    if view.holds(PHONE, "letter") == "on its way":
        return ()
    return (at(*ON_PHONE[PHONE], view.letter, percent=90),)


def _done(phone: str) -> Element:
    return at(*ON_PHONE[phone], things.tick(), percent=140)


def _bagged(thing: Element) -> Element:
    """A locked bag, with what the two ends know to be inside shown over it."""
    return group(at(-6, 6, things.bag()), at(12, -14, thing, percent=65))


def _reply(view: View, tone: str = "good") -> tuple[Note, ...]:
    """The code that the server gave in this step, in its own digits."""
    hop = view.hop
    code = view.changed(hop.server, "reply")
    sign = "×" if tone == "bad" else "○"
    return (Note(f"{sign} {code}", *hop.reply, tone),) if code else ()


def _shown(subject: str) -> tuple[Note, ...]:
    """The first characters of the reader's own subject, as the friend's phone shows them."""
    text = " ".join(subject.split())
    short = text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
    return (Note(short, *NEWS, "read"),) if short else ()


def _text(value: Plain) -> str:
    return value if isinstance(value, str) else ""


def _the_letter(view: View) -> Element:
    return view.letter


_REFUSED: Mapping[str, Callable[[View], Element]] = {
    "CONNECT": lambda view: things.hello(),
    "EHLO": lambda view: things.hello(),
    "AUTH": lambda view: things.card(),
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
    "waiting": _waiting,
    "garbled": _garbled,
    "bounce": _bounce,
    "notice": _notice,
}

SCENES = frozenset(_SCENES)
"""Every scene that the post office can show."""
