"""Cutting a run into milestones: which step of the story does each event belong to?

Strategy: the protocols say it themselves. An event has a leg of the journey and a token (the verb
that was said or answered, or the tag of a decision), and one table maps the two to a step. Nothing
here knows of settings or scenarios. Three rules do the rest, leg by leg:

- a step never goes back (EHLO is said again after STARTTLS: it belongs to the locked bag);
- what has no row of its own belongs to the step that is under way (records on the wire, QUIT);
- what comes before the first step of a leg (a look-up, a connection) belongs to that first step.

So every event of a run is in exactly one step.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mail_world import FRIEND, OFFICE, PHONE, REMOTE, WorldEvent

__all__ = ["MILESTONES", "Milestone", "Part", "cut"]

PERMANENT = 500
"""From this code on, a reply is a refusal for good (RFC 5321 section 4.2.1)."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """A step that a story may have: its leg, its picture, who acts on whom."""

    id: str
    leg: str
    scene: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Part:
    """A milestone that happened, with its events in order."""

    milestone: Milestone
    events: tuple[WorldEvent, ...]


MILESTONES: tuple[Milestone, ...] = (
    Milestone("connect", "submission", "connect", PHONE, OFFICE),
    Milestone("tls", "submission", "tls", PHONE, OFFICE),
    Milestone("greet", "submission", "greet", PHONE, OFFICE),
    Milestone("starttls", "submission", "starttls", PHONE, OFFICE),
    Milestone("no-login", "submission", "no-login", PHONE, OFFICE),
    Milestone("login-closed", "submission", "no-login", OFFICE, PHONE),
    Milestone("login", "submission", "login", PHONE, OFFICE),
    Milestone("envelope", "submission", "envelope", PHONE, OFFICE),
    Milestone("letter", "submission", "letter", PHONE, OFFICE),
    Milestone("accepted", "submission", "reply", OFFICE, PHONE),
    Milestone("refused", "submission", "refused", OFFICE, PHONE),
    Milestone("garbled", "submission", "garbled", PHONE, OFFICE),
    Milestone("waiting", "submission", "waiting", PHONE, OFFICE),
    Milestone("mx", "relay", "mx", OFFICE, OFFICE),
    Milestone("relay", "relay", "relay", OFFICE, REMOTE),
    Milestone("relay-tls", "relay", "relay-tls", OFFICE, REMOTE),
    Milestone("relay-envelope", "relay", "relay-envelope", OFFICE, REMOTE),
    Milestone("relay-letter", "relay", "relay-letter", OFFICE, REMOTE),
    Milestone("delivered", "relay", "delivered", REMOTE, REMOTE),
    Milestone("relay-refused", "relay", "refused", REMOTE, OFFICE),
    Milestone("bounce", "relay", "bounce", OFFICE, OFFICE),
    Milestone("open", "reading", "open", FRIEND, REMOTE),
    Milestone("read", "reading", "read", REMOTE, FRIEND),
    Milestone("seen", "reading", "seen", FRIEND, REMOTE),
    Milestone("notice", "notice", "notice", PHONE, OFFICE),
)
"""In the order of the journey; within a leg a story only goes down this list."""

_RULES: Mapping[tuple[str, str], str] = {
    ("submission", "connected"): "connect",
    ("submission", "record"): "tls",
    ("submission", "EHLO"): "greet",
    ("submission", "STARTTLS"): "starttls",
    ("submission", "tls-established"): "tls",
    ("submission", "not-asked"): "no-login",
    ("submission", "not-offered"): "login-closed",
    ("submission", "AUTH"): "login",
    ("submission", "MAIL"): "envelope",
    ("submission", "DATA"): "letter",
    ("submission", "."): "accepted",
    ("submission", "queued"): "accepted",
    ("submission", "sign-in-refused"): "refused",
    ("submission", "recipient-refused"): "refused",
    ("submission", "relay-refused"): "refused",
    ("submission", "refusal"): "refused",
    ("submission", "tls-failed"): "garbled",
    ("submission", "timed-out"): "waiting",
    ("relay", "MX"): "mx",
    ("relay", "connected"): "relay",
    ("relay", "STARTTLS"): "relay-tls",
    ("relay", "MAIL"): "relay-envelope",
    ("relay", "DATA"): "relay-letter",
    ("relay", "."): "delivered",
    ("relay", "queued"): "delivered",
    ("relay", "delivered"): "delivered",
    ("relay", "recipient-refused"): "relay-refused",
    ("relay", "refusal"): "relay-refused",
    ("relay", "bounced"): "bounce",
    ("reading", "LOGIN"): "open",
    ("reading", "SELECT"): "open",
    ("reading", "new-mail"): "read",
    ("reading", "opened"): "read",
    ("reading", "STORE"): "seen",
    ("reading", "marked-read"): "seen",
    ("notice", "LOGIN"): "notice",
}

_BY_ID = {milestone.id: milestone for milestone in MILESTONES}
_RANK = {milestone.id: rank for rank, milestone in enumerate(MILESTONES)}


def cut(events: Sequence[WorldEvent]) -> tuple[Part, ...]:
    """Sort all events of a run into milestones, in the order in which each began."""
    now: dict[str, str] = {}
    early: dict[str, list[int]] = {}
    parts: dict[str, list[int]] = {}
    for index, event in enumerate(events):
        leg = event.leg
        wanted = _RULES.get((leg, _token(event)))
        if wanted and _RANK[wanted] >= _RANK.get(now.get(leg, ""), -1):
            now[leg] = wanted
        if leg not in now:
            early.setdefault(leg, []).append(index)
            continue
        parts.setdefault(now[leg], []).extend([*early.pop(leg, []), index])
    last = parts.setdefault(next(reversed(parts), MILESTONES[0].id), [])
    last.extend(index for left in early.values() for index in left)
    began = sorted(parts.items(), key=lambda part: min(part[1]))
    return tuple(
        Part(_BY_ID[name], tuple(events[index] for index in sorted(indexes)))
        for name, indexes in began
    )


def _token(event: WorldEvent) -> str:
    """What a row of the table is found by: the verb said or answered, or what was decided."""
    detail = event.detail
    code = detail.get("code")
    if event.kind == "data" and isinstance(code, int):
        verb = str(detail["verb"])
        return "refusal" if code >= PERMANENT and verb != "QUIT" else verb
    if event.tag == "sign-in-skipped":
        return str(detail["why"])
    return event.tag
