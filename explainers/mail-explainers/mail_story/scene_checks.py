"""Who may say to have sent a letter: the seal, the list, the owner's wish, and the junk shelf.

SPF is a list that the sender's domain keeps in the address book, DKIM a seal on the letter, DMARC
what the name's owner asks for. All three are looked at over the friend's office's counter.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from explainer_kit.markup import Element, el
from explainer_kit.scene import Frame, Note, Travel

from mail_story import scene_things as things
from mail_story.actors import FRIEND, OFFICE, PHONE, REMOTE
from mail_story.ink import at, rect
from mail_story.scene_land import book
from mail_story.scene_roads import AT_DOOR, HOPS, NEWS
from mail_story.scene_view import TO_BOX, View, beam, done, reply

__all__ = ["CHECKS"]

JUNK_SHELF = (223, 262)
"""The centre of the last of the numbered boxes, where the picture keeps the junk folder."""

SAID: Mapping[tuple[str, str], str] = {
    ("spf", "pass"): "一覧にある",
    ("spf", "fail"): "一覧にない",
    ("spf", "none"): "一覧がない",
    ("dkim", "pass"): "封印が合う",
    ("dkim", "fail"): "封印ちがい",
    ("dkim", "none"): "封印がない",
    ("dmarc", "pass"): "名前が合う",
    ("dmarc", "fail"): "名前ちがい",
    ("dmarc", "none"): "きまりなし",
}
"""What a check came to, as it stands over the picture."""
WISHES: Mapping[str, str] = {"reject": "希望：断る", "quarantine": "希望：隔離"}


def _seal(view: View) -> Frame:
    x, y = AT_DOOR
    return Frame(
        view.step.id,
        (OFFICE,),
        (done(PHONE), at(x, y, view.letter, percent=90)),
        (Travel(things.seal(), (264, 104), (x - 9, y + 11), f"M264 104Q290 92 {x - 9} {y + 11}"),),
        (Note("封印をおす", *HOPS[OFFICE].words, "plain"),),
    )


def _check(view: View) -> Frame:
    """One of the three: the letter lies on the counter, and the address book is asked."""
    method = view.step.id
    result = view.holds(REMOTE, method)
    x, y = HOPS[REMOTE].counter
    mark = things.tick() if result == "pass" else things.cross()
    marks = (at(x + 16, y - 18, mark),) if result != "none" else ()
    return Frame(
        view.step.id,
        (REMOTE,),
        (
            done(PHONE),
            book(opened=True, word="TXT", width=22),
            at(x, y, view.letter),
            *_shown_seal(method, result),
            *marks,
        ),
        (Travel(_slip(), (246, 226), (196, 160), "M246 226Q230 186 196 160", "plain"),),
        (
            Note("住所録", 176, 112, "plain"),
            Note(SAID.get((method, result), result), *HOPS[REMOTE].words, _tone(result)),
            *_wish(view, method),
        ),
    )


def _shown_seal(method: str, result: str) -> tuple[Element, ...]:
    """The seal, held up to be looked at."""
    held_up = method == "dkim" and result != "none"
    return (at(338, 220, things.seal(), percent=130),) if held_up else ()


def _wish(view: View, method: str) -> tuple[Note, ...]:
    """What the name's owner asks for, where it matters."""
    wish = WISHES.get(view.holds(REMOTE, "asks")) if method == "dmarc" else None
    return (Note(wish, *NEWS, "bad"),) if wish else ()


def _tone(result: str) -> str:
    return {"pass": "good", "none": "plain"}.get(result, "bad")


def _slip() -> Element:
    return rect(-8, -6, 16, 12, "f-paper s-accent w-2", 2)


def _shelf() -> Element:
    x, y = JUNK_SHELF
    return rect(x - 17, y - 17, 34, 34, "f-bad-soft s-bad w-3 dashed", 3)


def _junk(view: View) -> Frame:
    return Frame(
        view.step.id,
        (REMOTE,),
        (done(PHONE), _shelf()),
        (
            Travel(
                at(0, 0, view.letter, percent=60),
                (300, 268),
                JUNK_SHELF,
                "M300 268Q262 300 223 262",
                "bad",
            ),
        ),
        (*reply(view), Note("迷惑メールへ", *NEWS, "bad")),
    )


def _unseen(view: View) -> Frame:
    hidden = el("g", {"class": "faint"}, at(*JUNK_SHELF, view.letter, percent=60))
    return Frame(
        view.step.id,
        (FRIEND, REMOTE),
        (done(PHONE), *beam(TO_BOX), _shelf(), hidden),
        (),
        (Note("みあたらない", *NEWS, "bad"),),
        tone="read",
    )


CHECKS: Mapping[str, Callable[[View], Frame]] = {
    "seal": _seal,
    "spf": _check,
    "dkim": _check,
    "dmarc": _check,
    "junk": _junk,
    "unseen": _unseen,
}
"""Scenes by name."""
