"""Cutting a trial into milestones: the words of all three protocols, one table.

A trial has one leg, `submission` or `own-box`. What SMTP, IMAP and POP3 call by different names
(EHLO, CAPABILITY, CAPA) is the same step to a reader.
"""

from __future__ import annotations

from collections.abc import Mapping

from mail_world import OFFICE, PHONE, WorldEvent

from mail_story.milestones import Milestone, Plot, token_of

__all__ = ["PLOTS", "RECEIVING", "SENDING"]

SENDING, RECEIVING = "submission", "own-box"

_STEPS = (
    ("unnamed", "unnamed", PHONE, PHONE),
    ("connect", "connect", PHONE, OFFICE),
    ("shut", "shut", PHONE, OFFICE),
    ("unanswered", "waiting", PHONE, OFFICE),
    ("tls", "tls", PHONE, OFFICE),
    ("greet", "greet", PHONE, OFFICE),
    ("starttls", "starttls", PHONE, OFFICE),
    ("other-tongue", "other-tongue", OFFICE, PHONE),
    ("no-login", "no-login", PHONE, OFFICE),
    ("login-closed", "no-login", OFFICE, PHONE),
    ("login", "login", PHONE, OFFICE),
    ("proof", "login", PHONE, OFFICE),
    ("envelope", "envelope", PHONE, OFFICE),
    ("letter", "letter", PHONE, OFFICE),
    ("accepted", "reply", OFFICE, PHONE),
    ("arrived", "arrived", OFFICE, OFFICE),
    ("open", "look", PHONE, OFFICE),
    ("listed", "listed", OFFICE, PHONE),
    ("refused", "refused", OFFICE, PHONE),
    ("uncertified", "uncertified", PHONE, OFFICE),
    ("garbled", "garbled", PHONE, OFFICE),
    ("waiting", "waiting", PHONE, OFFICE),
)
"""Id, scene, who acts on whom; in the order of the journey."""
_RULES = {
    "unnamed": "unnamed",
    "A": "connect",
    "connected": "connect",
    "connection-refused": "shut",
    "record": "tls",
    "EHLO": "greet",
    "CAPABILITY": "greet",
    "CAPA": "greet",
    "STARTTLS": "starttls",
    "STLS": "starttls",
    "tls-established": "tls",
    "other-tongue": "other-tongue",
    "not-asked": "no-login",
    "not-offered": "login-closed",
    "AUTH": "login",
    "CRAM-MD5": "proof",
    "LOGIN": "login",
    "AUTHENTICATE": "login",
    "USER": "login",
    "MAIL": "envelope",
    "DATA": "letter",
    ".": "accepted",
    "queued": "accepted",
    "delivered": "arrived",
    "EXAMINE": "open",
    "LIST": "open",
    "listed": "listed",
    "sign-in-refused": "refused",
    "sender-refused": "refused",
    "recipient-refused": "refused",
    "refusal": "refused",
    "tls-failed": "garbled",
    "uncertified": "uncertified",
    "unanswered": "unanswered",
    "timed-out": "waiting",
}
_GREETINGS = {"smtp": "220", "imap": "* ", "pop3": "+OK"}
"""How a server's first words begin (RFC 5321 4.2, RFC 9051 7.1.1, RFC 1939 3)."""
WRONG_NAME = "CERTIFICATE_VERIFY_FAILED"


def _token(event: WorldEvent, kind: str) -> str:
    """What an event is in a trial in which the app speaks `kind`."""
    detail = event.detail
    if event.kind == "dns" and "error" in detail:
        return "unnamed"
    if event.tag == "greeting" and not event.text.startswith(_GREETINGS[kind]):
        return "other-tongue"
    if event.tag == "tls-failed" and WRONG_NAME in str(detail["error"]):
        return "uncertified"
    if event.tag in ("AUTH", "AUTHENTICATE") and "CRAM-MD5" in event.text:
        return "CRAM-MD5"
    if event.tag == "timed-out" and detail["stage"] == "connect":
        return "unanswered"
    if event.tag == "tagged" and detail.get("status") in ("NO", "BAD"):
        return "refusal"
    if event.tag == "reply" and detail.get("status") == "-ERR":
        return "refusal"
    return token_of(event)


def _plot(leg: str, kind: str) -> Plot:
    return Plot(
        tuple(
            Milestone(name, leg, scene, source, target) for name, scene, source, target in _STEPS
        ),
        {(leg, token): name for token, name in _RULES.items()},
        lambda event: _token(event, kind),
    )


PLOTS: Mapping[str, Plot] = {
    kind: _plot(SENDING if kind == "smtp" else RECEIVING, kind) for kind in _GREETINGS
}
"""By what the app speaks."""
