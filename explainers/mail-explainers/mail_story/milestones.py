"""Cutting a run into milestones: which step of the story does each event belong to?

Strategy: the protocols say it themselves. An event has a leg of the journey and a token (the verb
that was said or answered, or the tag of a decision), and one table maps the two to a step. Nothing
here knows of settings or scenarios. Three rules do the rest, leg by leg:

- a step never goes back (EHLO is said again after STARTTLS: it belongs to the locked bag);
- what has no row of its own belongs to the step that is under way (records on the wire, QUIT);
- what comes before the first step of a leg (a look-up, a connection) belongs to that first step.

So every event of a run is in exactly one step. A run with more steps than a story may have loses
the least telling ones (`Plot.joined`): their events go to the step before. Another kind of run
brings a table of its own (`Plot`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from explainer_kit.story import MAX_STEPS
from mail_world import FRIEND, OFFICE, PHONE, REMOTE, WorldEvent

__all__ = ["MILESTONES", "Milestone", "Part", "Plot", "cut", "token_of"]

TRANSIENT, PERMANENT = 400, 500
"""From these codes on, a reply asks to come again, or refuses for good (RFC 5321 section 4.2.1)."""


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


@dataclass(frozen=True)
class Plot:
    """What a kind of run is cut by: its milestones in order, the rules, what a story can spare.

    `rules`: (leg, token) → the milestone's id; `token` finds an event's; `joined` names the steps
    that a story does without if it has too many, the least telling first.
    """

    milestones: tuple[Milestone, ...]
    rules: Mapping[tuple[str, str], str]
    token: Callable[[WorldEvent], str]
    joined: tuple[str, ...] = ()
    by_id: Mapping[str, Milestone] = field(init=False, repr=False)
    rank: Mapping[str, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        places = {milestone.id: place for place, milestone in enumerate(self.milestones)}
        object.__setattr__(self, "by_id", {one.id: one for one in self.milestones})
        object.__setattr__(self, "rank", places)


MILESTONES: tuple[Milestone, ...] = (
    Milestone("connect", "submission", "connect", PHONE, OFFICE),
    Milestone("tls", "submission", "tls", PHONE, OFFICE),
    Milestone("greet", "submission", "greet", PHONE, OFFICE),
    Milestone("stripped", "submission", "stripped", OFFICE, PHONE),
    Milestone("stopped", "submission", "stopped", PHONE, PHONE),
    Milestone("starttls", "submission", "starttls", PHONE, OFFICE),
    Milestone("overlooked", "submission", "overlooked", PHONE, OFFICE),
    Milestone("no-login", "submission", "no-login", PHONE, OFFICE),
    Milestone("login-closed", "submission", "no-login", OFFICE, PHONE),
    Milestone("login", "submission", "login", PHONE, OFFICE),
    Milestone("envelope", "submission", "envelope", PHONE, OFFICE),
    Milestone("letter", "submission", "letter", PHONE, OFFICE),
    Milestone("accepted", "submission", "reply", OFFICE, PHONE),
    Milestone("refused", "submission", "refused", OFFICE, PHONE),
    Milestone("later", "submission", "later", OFFICE, PHONE),
    Milestone("garbled", "submission", "garbled", PHONE, OFFICE),
    Milestone("untrusted", "submission", "untrusted", PHONE, OFFICE),
    Milestone("waiting", "submission", "waiting", PHONE, OFFICE),
    Milestone("seal", "relay", "seal", OFFICE, OFFICE),
    Milestone("mx", "relay", "mx", OFFICE, OFFICE),
    Milestone("no-answer", "relay", "no-answer", OFFICE, REMOTE),
    Milestone("relay", "relay", "relay", OFFICE, REMOTE),
    Milestone("relay-tls", "relay", "relay-tls", OFFICE, REMOTE),
    Milestone("relay-envelope", "relay", "relay-envelope", OFFICE, REMOTE),
    Milestone("deferred", "relay", "deferred", REMOTE, OFFICE),
    Milestone("again", "relay", "again", OFFICE, REMOTE),
    Milestone("relay-letter", "relay", "relay-letter", OFFICE, REMOTE),
    Milestone("spf", "relay", "spf", REMOTE, REMOTE),
    Milestone("dkim", "relay", "dkim", REMOTE, REMOTE),
    Milestone("dmarc", "relay", "dmarc", REMOTE, REMOTE),
    Milestone("delivered", "relay", "delivered", REMOTE, REMOTE),
    Milestone("junk", "relay", "junk", REMOTE, REMOTE),
    Milestone("forwarded", "relay", "forwarded", REMOTE, OFFICE),
    Milestone("relay-refused", "relay", "refused", REMOTE, OFFICE),
    Milestone("bounce", "relay", "bounce", OFFICE, OFFICE),
    Milestone("round", "return", "round", REMOTE, OFFICE),
    Milestone("loop-found", "return", "loop-found", OFFICE, REMOTE),
    Milestone("far-bounce", "return", "far-bounce", REMOTE, OFFICE),
    Milestone("open", "reading", "open", FRIEND, REMOTE),
    Milestone("unseen", "reading", "unseen", FRIEND, REMOTE),
    Milestone("read", "reading", "read", REMOTE, FRIEND),
    Milestone("seen", "reading", "seen", FRIEND, REMOTE),
    Milestone("notice", "notice", "notice", PHONE, OFFICE),
)
"""In the order of the journey; within a leg a story only goes down this list."""

_RULES: Mapping[tuple[str, str], str] = {
    ("submission", "A"): "connect",
    ("submission", "connected"): "connect",
    ("submission", "record"): "tls",
    ("submission", "EHLO"): "greet",
    ("submission", "altered"): "stripped",
    ("submission", "stops"): "stopped",
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
    ("submission", "too-large"): "refused",
    ("submission", "sender-refused"): "refused",
    ("submission", "recipient-refused"): "refused",
    ("submission", "relay-refused"): "refused",
    ("submission", "refusal"): "refused",
    ("submission", "too-many"): "later",
    ("submission", "deferral"): "later",
    ("submission", "tls-failed"): "garbled",
    ("submission", "certificate-refused"): "untrusted",
    ("submission", "certificate-overlooked"): "overlooked",
    ("submission", "timed-out"): "waiting",
    ("relay", "signed"): "seal",
    ("relay", "MX"): "mx",
    ("relay", "connection-refused"): "no-answer",
    ("relay", "connected"): "relay",
    ("relay", "STARTTLS"): "relay-tls",
    ("relay", "MAIL"): "relay-envelope",
    ("relay", "DATA"): "relay-letter",
    ("relay", "recipient-deferred"): "deferred",
    ("relay", "deferral"): "deferred",
    ("relay", "deferred"): "deferred",
    ("relay", "waited"): "again",
    ("relay", "asks-spf"): "spf",
    ("relay", "asks-dkim"): "dkim",
    ("relay", "asks-dmarc"): "dmarc",
    ("relay", "spf-checked"): "spf",
    ("relay", "dkim-checked"): "dkim",
    ("relay", "dmarc-checked"): "dmarc",
    ("relay", "filed-junk"): "junk",
    ("relay", "forwarded"): "forwarded",
    ("return", "connected"): "round",
    ("return", "loop-found"): "loop-found",
    ("return", "refusal"): "loop-found",
    ("return", "bounced"): "far-bounce",
    ("relay", "."): "delivered",
    ("relay", "queued"): "delivered",
    ("relay", "delivered"): "delivered",
    ("relay", "recipient-refused"): "relay-refused",
    ("relay", "refusal"): "relay-refused",
    ("relay", "bounced"): "bounce",
    ("reading", "LOGIN"): "open",
    ("reading", "SELECT"): "open",
    ("reading", "nothing-new"): "unseen",
    ("reading", "new-mail"): "read",
    ("reading", "opened"): "read",
    ("reading", "STORE"): "seen",
    ("reading", "marked-read"): "seen",
    ("notice", "LOGIN"): "notice",
}


def cut(
    events: Sequence[WorldEvent], most: int = MAX_STEPS, plot: Plot | None = None
) -> tuple[Part, ...]:
    """Sort all events of a run into milestones, in the order in which each began."""
    plot = plot or JOURNEY
    now: dict[str, str] = {}
    early: dict[str, list[int]] = {}
    parts: dict[str, list[int]] = {}
    for index, event in enumerate(events):
        leg = event.leg
        wanted = plot.rules.get((leg, plot.token(event)))
        if wanted and plot.rank[wanted] >= plot.rank.get(now.get(leg, ""), -1):
            now[leg] = wanted
        if leg not in now:
            early.setdefault(leg, []).append(index)
            continue
        parts.setdefault(now[leg], []).extend([*early.pop(leg, []), index])
    last = parts.setdefault(next(reversed(parts), plot.milestones[0].id), [])
    last.extend(index for left in early.values() for index in left)
    _join(parts, most, plot)
    began = sorted(parts.items(), key=lambda part: min(part[1]))
    return tuple(
        Part(plot.by_id[name], tuple(events[index] for index in sorted(indexes)))
        for name, indexes in began
    )


def _join(parts: dict[str, list[int]], most: int, plot: Plot) -> None:
    """Join steps with the one before in their leg until there are few enough."""
    for name in plot.joined:
        if len(parts) <= most:
            return
        before = [
            other
            for other in parts
            if name in parts
            and plot.by_id[other].leg == plot.by_id[name].leg
            and plot.rank[other] < plot.rank[name]
        ]
        if before:
            parts[max(before, key=plot.rank.__getitem__)].extend(parts.pop(name))


def token_of(event: WorldEvent) -> str:
    """What a row of the table is found by: the verb said or answered, or what was decided."""
    detail = event.detail
    code = detail.get("code")
    if event.kind == "data" and isinstance(code, int):
        verb = str(detail["verb"])
        if verb == "QUIT" or code < TRANSIENT:
            return verb
        return "refusal" if code >= PERMANENT else "deferral"
    match event.tag:
        case "sign-in-skipped":
            return str(detail["why"])
        case "tls-failed" if "why" in detail:
            return "certificate-refused"
        case "no-starttls" if not detail["goes-on"]:
            return "stops"
        case "filed" if detail["folder"] not in ("INBOX", ""):
            return "filed-junk"
        case "TXT":
            labels = str(detail["name"]).split(".")
            asks = "dkim" if "_domainkey" in labels else "dmarc" if "_dmarc" in labels else "spf"
            return f"asks-{asks}"
    return event.tag


JOURNEY = Plot(
    MILESTONES,
    _RULES,
    token_of,
    ("greet", "relay-tls", "relay-envelope", "seal", "no-login", "relay", "mx", "seen"),
)
"""One mail from the send button to a friend's screen."""
