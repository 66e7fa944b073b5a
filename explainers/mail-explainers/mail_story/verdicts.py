"""How a run ended: the one row of all that fits what was really said.

A row is found by who refused (the leg), which command, the reply's code and enhanced code (and a
word of it where those are not enough), and whether the road was locked by then; where no server
spoke, by the stage at which the app gave up; and by traits of the record where the same reply can
mean two things. No row knows of a setting: a scenario that ends in another way than it used to gets
another row. The first row that fits counts.

A trait is the tag of something that was decided, that tag with one of its words (`filed:Junk`,
`spf-checked:none`, `bounced:5.1.2`), or `in-the-clear`: the letter went to the sender's office
without TLS.
"""

from __future__ import annotations

from dataclasses import dataclass

from mail_world import Record, Reply

from mail_story.endings_certificate import BY_CERTIFICATE
from mail_story.endings_counter import AT_THE_COUNTER
from mail_story.endings_way import ON_THE_WAY
from mail_story.verdict import Verdict

__all__ = ["VERDICTS", "Ending", "UnknownEndingError", "Verdict", "ending_of"]


class UnknownEndingError(LookupError):
    """A run ended in a way that no row of the table knows: a row is missing."""


@dataclass(frozen=True, slots=True)
class Ending:
    """A verdict on one run, with the server's own line where a server spoke."""

    verdict: Verdict
    reply: str | None


VERDICTS: tuple[Verdict, ...] = (*ON_THE_WAY, *BY_CERTIFICATE, *AT_THE_COUNTER)
"""Every way a run can end. A test holds that each row is reached and that none is missing."""


def ending_of(record: Record) -> Ending:
    """Find how a run ended; raises UnknownEndingError where no row fits."""
    reply, traits = _deciding_reply(record), _traits(record)
    for verdict in VERDICTS:
        if traits.issuperset(verdict.given) and _fits(verdict, record, reply):
            return Ending(verdict, _own_line(record, reply))
    raise UnknownEndingError(f"{record.where}: {record.sending!r}, last reply {reply!r}")


def _deciding_reply(record: Record) -> Reply | None:
    """The reply that settled the run: the office's if it refused, else a far office's last.

    For a letter that came back that is a refusal; the notice's own journey settles nothing.
    """
    if not record.sending.sent:
        return record.sending.reply
    returned = record.where == "returned"
    between = (reply for reply in reversed(record.replies) if reply.leg in ("relay", "return"))
    settling = (
        reply
        for reply in between
        if reply.verb != "QUIT" and (not reply.ok if returned else reply.verb == ".")
    )
    return next(settling, None)


def _traits(record: Record) -> set[str]:
    """What can be said of a record beside its replies (see above)."""
    traits: set[str] = set()
    for event in record.events:
        if event.kind == "decision":
            words = (value for value in event.detail.values() if isinstance(value, str))
            traits |= {event.tag, *(f"{event.tag}:{word}" for word in words)}
        elif event.tag == "message" and event.leg == "submission" and not event.sealed:
            traits.add("in-the-clear")
    return traits


def _fits(verdict: Verdict, record: Record, reply: Reply | None) -> bool:
    if reply is None:
        return not verdict.verb and verdict.stage == record.sending.stage
    if verdict.sealed is not None and record.events[reply.event].sealed != verdict.sealed:
        return False
    if verdict.says not in reply.text:
        return False
    asked = (verdict.leg, verdict.verb, verdict.code, verdict.enhanced)
    return asked == (reply.leg, reply.verb, reply.code, reply.enhanced)


def _own_line(record: Record, reply: Reply | None) -> str | None:
    """The first line of the reply, exactly as it stands among the events."""
    return record.events[reply.event].text.split("\n")[0] if reply else None
