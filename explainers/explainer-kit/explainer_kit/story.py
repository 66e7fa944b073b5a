"""A Story: one run of an explainer as a sequence of steps, frozen plain data.

Whoever simulates makes one, whoever draws reads one. It holds no floats and its canonical bytes
are UTF-8 JSON with sorted keys and no spaces, so that a run in CPython and the same run in the
reader's browser can be compared byte for byte. Limits are checked when a Story is made, so that
nothing behind it has to.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from explainer_kit.controls import Value

__all__ = [
    "FORMAT",
    "Action",
    "Actor",
    "Event",
    "Outcome",
    "Plain",
    "Step",
    "Story",
    "StoryError",
    "canonical",
]

FORMAT = 1
MAX_STEPS = 20
MAX_SAY = 40
MAX_EVENTS = 2_000
MAX_BYTES = 256 * 1024
EVENT_KINDS = frozenset({"data", "wire", "dns", "decision", "clock"})

type Plain = str | int | bool | Sequence[Plain] | Mapping[str, Plain] | None
type Action = Mapping[str, Plain]


class StoryError(ValueError):
    """A Story that breaks its own shape or limits: a fault of the explainer, not of the reader."""


def canonical(data: object) -> bytes:
    """Write plain data as canonical bytes: UTF-8 JSON, sorted keys, no spaces, no floats.

    >>> canonical({"b": 1, "a": "雪"}).decode()
    '{"a":"雪","b":1}'

    Raises StoryError for floats and anything else that JSON or another interpreter may not
    write the same way.
    """
    _check_plain(data)
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8")


@dataclass(frozen=True)
class Actor:
    """Somebody or something that acts; `kind` says how it is drawn (device, office, …)."""

    id: str
    label: str
    kind: str


@dataclass(frozen=True)
class Event:
    """One thing that happened on the way, at `at_ms` milliseconds of the run's own clock.

    `kind`: data (what the two ends say), wire (what anyone on the way sees), dns, decision, clock.
    `conn` numbers the connection, 0 for none; `data` are the very bytes, where there are any.
    """

    at_ms: int
    conn: int
    source: str
    target: str
    kind: str
    text: str
    data: bytes | None = None

    def as_data(self) -> dict[str, Plain]:
        """Plain data in the shape of contracts: `from`, `to`, `bytes` in base64."""
        return {
            "at_ms": self.at_ms,
            "conn": self.conn,
            "from": self.source,
            "to": self.target,
            "kind": self.kind,
            "text": self.text,
            "bytes": None if self.data is None else base64.b64encode(self.data).decode("ascii"),
        }


@dataclass(frozen=True)
class Step:
    """A milestone: one plain sentence (`say`, at most 40 characters), its meaning, its events.

    `scene` names the picture, so that prose can point at it; `changes` says what each actor holds
    or knows from here on.
    """

    id: str
    scene: str | None
    at_ms: int
    source: str
    target: str
    say: str
    meaning: str
    events: tuple[Event, ...] = ()
    changes: Mapping[str, Mapping[str, Plain]] = field(default_factory=dict)

    def as_data(self) -> dict[str, Plain]:
        """Plain data in the shape of contracts."""
        return {
            "id": self.id,
            "scene": self.scene,
            "at_ms": self.at_ms,
            "from": self.source,
            "to": self.target,
            "say": self.say,
            "meaning": self.meaning,
            "events": [event.as_data() for event in self.events],
            "changes": {actor: dict(what) for actor, what in self.changes.items()},
        }

    @cached_property
    def written(self) -> bytes:
        """Canonical bytes of the step: written once, however many stories it stands in."""
        return canonical(self.as_data())


@dataclass(frozen=True)
class Outcome:
    """How the run ended: whether well, at which step, by which reply, why, and what mends it."""

    id: str
    ok: bool
    step: str
    reply: str | None
    why: str
    fix: str | None

    def as_data(self) -> dict[str, Plain]:
        """Plain data in the shape of contracts."""
        return {
            "id": self.id,
            "ok": self.ok,
            "step": self.step,
            "reply": self.reply,
            "why": self.why,
            "fix": self.fix,
        }


@dataclass(frozen=True)
class Story:
    """One run, whole. Making one checks every limit; raises StoryError."""

    explainer: str
    settings: Mapping[str, Value]
    actors: tuple[Actor, ...]
    steps: tuple[Step, ...]
    outcome: Outcome
    hero: str
    actions: tuple[Action, ...] = ()
    lang: str = "ja"

    def __post_init__(self) -> None:
        ids = [step.id for step in self.steps]
        actors = {actor.id for actor in self.actors}
        faults = [
            *_unless(0 < len(ids) <= MAX_STEPS, f"{len(ids)} steps: 1 to {MAX_STEPS} are allowed"),
            *_unless(len(set(ids)) == len(ids), "two steps share an id"),
            *_unless(self.hero in ids, f"the hero {self.hero!r} is no step"),
            *_unless(self.outcome.step in ids, f"the outcome's {self.outcome.step!r} is no step"),
            *_unless(
                sum(len(step.events) for step in self.steps) <= MAX_EVENTS,
                f"more than {MAX_EVENTS} events",
            ),
        ]
        for step in self.steps:
            faults += _unless(
                0 < len(step.say) <= MAX_SAY, f"{step.id}: say has {len(step.say)} characters"
            )
            faults += _unless(
                {step.source, step.target} <= actors, f"{step.id}: from or to is no actor"
            )
            for event in step.events:
                faults += _unless(
                    event.kind in EVENT_KINDS, f"{step.id}: {event.kind!r} is no kind of event"
                )
        if faults:
            raise StoryError("; ".join(faults))
        size = len(self.to_bytes())
        if size > MAX_BYTES:
            raise StoryError(f"{size} bytes: at most {MAX_BYTES} are allowed")

    def as_data(self) -> dict[str, Plain]:
        """Plain data in the shape of contracts, ready for JSON."""
        return {**self._frame(), "steps": [step.as_data() for step in self.steps]}

    def _frame(self) -> dict[str, Plain]:
        """All but the steps."""
        return {
            "format": FORMAT,
            "explainer": self.explainer,
            "lang": self.lang,
            "settings": dict(self.settings),
            "actions": [dict(action) for action in self.actions],
            "actors": [
                {"id": actor.id, "label": actor.label, "kind": actor.kind} for actor in self.actors
            ],
            "outcome": self.outcome.as_data(),
            "hero": self.hero,
        }

    def to_bytes(self) -> bytes:
        """Canonical bytes: equal settings give equal bytes in CPython and in Pyodide."""
        return self._bytes

    @cached_property
    def _bytes(self) -> bytes:
        # A reader's next deed makes a story of all the steps before and one or two more: those that
        # are the same are not written again. `steps` is the last key in sorted order.
        head = canonical(self._frame())
        return head[:-1] + b',"steps":[' + b",".join(step.written for step in self.steps) + b"]}"

    @property
    def hero_step(self) -> Step:
        """The most telling step, shown before anything is played."""
        return next(step for step in self.steps if step.id == self.hero)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Story:
        """Read a Story back from plain data; raises StoryError if it is none of this format."""
        if data.get("format") != FORMAT:
            raise StoryError(f"format {data.get('format')!r}: this code reads {FORMAT}")
        try:
            return cls(
                explainer=data["explainer"],
                lang=data["lang"],
                settings=dict(data["settings"]),
                actions=tuple(data["actions"]),
                actors=tuple(Actor(**actor) for actor in data["actors"]),
                steps=tuple(_step(step) for step in data["steps"]),
                outcome=Outcome(**data["outcome"]),
                hero=data["hero"],
            )
        except (KeyError, TypeError) as error:
            raise StoryError(f"not a Story: {error}") from error


def _step(data: Mapping[str, Any]) -> Step:
    return Step(
        id=data["id"],
        scene=data["scene"],
        at_ms=data["at_ms"],
        source=data["from"],
        target=data["to"],
        say=data["say"],
        meaning=data["meaning"],
        events=tuple(
            Event(
                at_ms=event["at_ms"],
                conn=event["conn"],
                source=event["from"],
                target=event["to"],
                kind=event["kind"],
                text=event["text"],
                data=None if event["bytes"] is None else base64.b64decode(event["bytes"]),
            )
            for event in data["events"]
        ),
        changes=data["changes"],
    )


def _unless(holds: bool, message: str) -> list[str]:
    return [] if holds else [message]


def _check_plain(data: object) -> None:
    if data is None or isinstance(data, (str, bool, int)):
        return
    if isinstance(data, Mapping):
        for key, value in data.items():
            if not isinstance(key, str):
                raise StoryError(f"a key is not text: {key!r}")
            _check_plain(value)
        return
    if isinstance(data, (list, tuple)):
        for value in data:
            _check_plain(value)
        return
    raise StoryError(f"{type(data).__name__} is not plain data: {data!r}")
