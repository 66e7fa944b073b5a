"""What each actor holds or knows once something has happened, by the tag of the event.

Plain values, read off the events: the picture draws a story from these alone. Keys:

- `road` (of whoever calls): `open` or `locked`, how the road to the server is;
- `window` (of a server): the port at which it was called;
- `reply` (of a server): the code it gave last; `refused`: the command it refused;
- `letter`: phone `on its way`, `handed over`; office `waiting`, `sent on`, `given up`;
  remote `in the box`, `in the junk`;
- `seal` (of the office): the selector of the DKIM key that it sealed with;
- `spf`, `dkim`, `dmarc` (of the remote office): what its checks came to, and `asks`: what the
  sender's domain asks for where DMARC fails;
- `user`, `to`, `queue`, `mx`, `mailbox`, `notice`, `seen`, `shows`: what they say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from explainer_kit.story import Plain
from mail_world import OFFICE, PHONE, REMOTE, WorldEvent

__all__ = ["changes_of"]

type Changes = Mapping[str, Mapping[str, Plain]]

_REFUSAL = 400


def changes_of(events: Iterable[WorldEvent]) -> Changes:
    """Put together what these events changed, later ones over earlier ones."""
    changes: dict[str, dict[str, Plain]] = {}
    for event in events:
        rule = _RULES.get(event.tag)
        for actor, values in (rule(event) if rule else {}).items():
            changes.setdefault(actor, {}).update(values)
    return changes


def _replied(event: WorldEvent) -> Changes:
    code, verb = event.detail.get("code"), event.detail.get("verb")
    if not isinstance(code, int) or verb == "QUIT":  # an IMAP greeting has a word for it, no code
        return {}
    refused = {"refused": verb} if code >= _REFUSAL else {}
    return {event.source: {"reply": str(code), **refused}}


def _message(event: WorldEvent) -> Changes:
    return {event.source: {"letter": "on its way" if event.source == PHONE else "sent on"}}


def _queued(event: WorldEvent) -> Changes:
    if event.source != OFFICE:
        return {}
    return {
        PHONE: {"letter": "handed over"},
        OFFICE: {"letter": "waiting", "queue": event.detail["id"]},
    }


def _delivered(event: WorldEvent) -> Changes:
    if event.source != REMOTE:
        return {event.source: {"notice": "in the box"}}
    inbox = event.detail["folder"] == "INBOX"
    letter = "in the box" if inbox else "in the junk"
    return {REMOTE: {"letter": letter, "mailbox": event.detail["mailbox"]}}


def _checked(event: WorldEvent) -> Changes:
    found = {event.tag.removesuffix("-checked"): event.detail["result"]}
    if "disposition" in event.detail:
        found["asks"] = event.detail["disposition"]
    return {event.source: found}


_RULES: Mapping[str, Callable[[WorldEvent], Changes]] = {
    "connected": lambda event: {
        event.source: {"road": "open"},
        event.target: {"window": event.detail["port"]},
    },
    "tls-established": lambda event: {event.source: {"road": "locked"}},
    "greeting": _replied,
    "reply": _replied,
    "signed-in": lambda event: {event.source: {"user": event.detail["user"]}},
    "recipient-accepted": lambda event: {event.source: {"to": event.detail["address"]}},
    "MX": lambda event: {event.source: {"mx": event.detail.get("answer")}},
    "message": _message,
    "queued": _queued,
    "signed": lambda event: {event.source: {"seal": event.detail["selector"]}},
    "deferred": lambda event: {event.source: {"letter": "waiting"}},
    "spf-checked": _checked,
    "dkim-checked": _checked,
    "dmarc-checked": _checked,
    "delivered": _delivered,
    "bounced": lambda event: {event.source: {"letter": "given up", "notice": "written"}},
    "opened": lambda event: {event.source: {"shows": event.detail["subject"]}},
    "marked-read": lambda event: {event.source: {"seen": True}},
}
