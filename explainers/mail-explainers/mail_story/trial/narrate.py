"""A trial as a Story: steps, words, changes, and the ending with what mends it.

Nothing is decided here: the events say what happened, and whoever judged the settings says what to
mend (`Asked.advice`), so that both tell the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from explainer_kit.controls import Settings
from explainer_kit.story import Actor, Outcome, Plain, Step, Story
from mail_world import OFFICE, PHONE, WorldEvent
from mail_world.trial import Tried

from mail_story.changes import changes_of
from mail_story.event_words import told
from mail_story.milestones import Part, cut
from mail_story.trial.endings import Ending, ending_of
from mail_story.trial.plot import PLOTS
from mail_story.trial.wording import WORDS
from mail_story.verdicts import UnknownEndingError

__all__ = ["Advice", "Asked", "narrate"]

LABELS = {PHONE: "あなたのアプリ", OFFICE: "会社の模型"}

type Advice = Callable[[Sequence[str]], tuple[str, str] | None]
"""Classes of what can be wrong → what is wrong and what mends it, as two sentences, or None."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was tried: `kind` is what the app speaks, `port` the window, `company` whose model."""

    kind: str
    port: int
    company: str
    advice: Advice


def narrate(tried: Tried, asked: Asked, *, explainer: str, settings: Settings) -> Story:
    """Tell a trial; raises UnknownEndingError if nobody has put its ending into words yet."""
    parts = cut(tried.events, plot=PLOTS[asked.kind])
    sealed = False
    reached: dict[str, bool] = {}
    for part in parts:
        sealed = sealed or any(event.tag == "tls-established" for event in part.events)
        reached[part.milestone.id] = sealed
    code = tried.reply.code if tried.reply else 0
    ending = ending_of(reached, code)
    if ending is None or ending.ok != tried.ok:
        raise UnknownEndingError(f"{list(reached)}: {tried.stage}, {tried.error}")
    last = parts[-1].milestone.id
    mended = None if ending.ok else asked.advice(ending.looks)
    return Story(
        explainer=explainer,
        settings=settings,
        actors=(Actor(PHONE, LABELS[PHONE], "device"), Actor(OFFICE, LABELS[OFFICE], "office")),
        steps=tuple(_step(part, ending if part is parts[-1] else None, asked) for part in parts),
        outcome=Outcome(
            id=ending.id,
            ok=ending.ok,
            step=last,
            reply=None if ending.ok else _own_line(parts[-1]),
            why=ending.why + (mended[0] if mended else ""),
            fix=mended[1] if mended else None,
        ),
        hero=last,
    )


def _step(part: Part, ending: Ending | None, asked: Asked) -> Step:
    milestone = part.milestone
    words = ending.words if ending else WORDS[milestone.id]
    return Step(
        id=milestone.id,
        scene=milestone.scene,
        at_ms=part.events[0].at_ms,
        source=milestone.source,
        target=milestone.target,
        say=words.say.format(port=asked.port),
        meaning=words.meaning,
        events=tuple(told(event) for event in part.events),
        changes=_changes(part),
    )


def _changes(part: Part) -> Mapping[str, Mapping[str, Plain]]:
    """What the step changed: as in any story of mail, and what IMAP and POP say no with."""
    changes = {actor: dict(values) for actor, values in changes_of(part.events).items()}
    for event in part.events:
        status = event.detail.get("status")
        if status in ("NO", "BAD", "-ERR"):
            changes.setdefault(OFFICE, {}).update({"reply": str(status), "refused": "LOGIN"})
        elif event.tag == "listed":
            changes.setdefault(PHONE, {})["shows"] = event.detail["shows"]
        elif event.tag == "delivered":
            changes.setdefault(OFFICE, {})["letter"] = "in the box"
            changes[OFFICE].pop("notice", None)
    return changes


def _own_line(part: Part) -> str | None:
    """The server's own words in the last step, where it spoke: the first line, as it was said."""
    lines = (event for event in part.events if _spoken(event))
    return next((event.text.split("\n")[0] for event in lines), None)


def _spoken(event: WorldEvent) -> bool:
    parting = event.detail.get("verb") in ("QUIT", "LOGOUT") or event.text.startswith("* BYE")
    return event.kind == "data" and event.source == OFFICE and not parting
