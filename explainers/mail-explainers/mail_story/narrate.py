"""A run of the mail world as a Story: milestones, words, changes, and how it ended.

Nothing is decided here. `milestones` says which step an event belongs to, `changes` what it
changed, `wording` and `verdicts` what is said about it, and the servers' own replies say what
happened.
"""

from __future__ import annotations

from collections.abc import Mapping

from explainer_kit.controls import Settings
from explainer_kit.story import Outcome, Step, Story
from mail_world import Record

from mail_story.actors import ACTORS
from mail_story.changes import changes_of
from mail_story.event_words import told
from mail_story.milestones import Part, cut
from mail_story.verdicts import Verdict, ending_of
from mail_story.wording import WORDS, Words

__all__ = ["narrate"]


def narrate(record: Record, *, explainer: str, settings: Settings) -> Story:
    """Tell a run as a Story of the explainer of this name.

    Raises UnknownEndingError if the run ended in a way that nobody has put into words yet.
    """
    ending = ending_of(record)
    verdict = ending.verdict
    names = {
        "letter": "写真" if record.scenario.photo else "手紙",
        "port": record.scenario.port,
    }
    return Story(
        explainer=explainer,
        settings=settings,
        actors=ACTORS,
        steps=tuple(_step(part, verdict, names) for part in cut(record.events)),
        outcome=Outcome(
            id=verdict.id,
            ok=verdict.ok,
            step=verdict.step,
            reply=ending.reply,
            why=verdict.why,
            fix=verdict.advice,
        ),
        hero=verdict.hero,
    )


def _step(part: Part, verdict: Verdict, names: Mapping[str, str | int]) -> Step:
    milestone = part.milestone
    own = verdict.words if milestone.id == verdict.step else None
    words = own or _words(part)
    return Step(
        id=milestone.id,
        scene=milestone.scene,
        at_ms=part.events[0].at_ms,
        source=milestone.source,
        target=milestone.target,
        say=words.say.format_map(names),
        meaning=words.meaning,
        events=tuple(told(event) for event in part.events),
        changes=changes_of(part.events),
    )


def _words(part: Part) -> Words:
    """A milestone's words by what came of it, else those that fit always."""
    name = part.milestone.id
    for event in part.events:
        for key in ("result", "why"):
            if words := WORDS.get(f"{name}:{event.detail.get(key)}"):
                return words
    return WORDS[name]
