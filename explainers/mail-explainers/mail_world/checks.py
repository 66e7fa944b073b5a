"""Who may say to have sent this mail? What an exchange finds out, and where it files the mail.

Decides: SPF, DKIM and DMARC are looked at when the whole mail is there, and told one after the
other, every question to the DNS included. The filter is one short table (`file_by`): DMARC has the
first word; where its owner says nothing, a mail that nobody stands for goes to the junk folder. A
refusal is said while the sender's office still listens, in the status codes of RFC 7372.

Loads the auth room, a part of the bundle of its own: imported only where somebody checks.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from mail_world.auth.dkim import sign_mail
from mail_world.auth.receiving import Verdict, authenticate
from mail_world.auth.stage_keys import STAGE_KEYS
from mail_world.dns import Answer, Resolver
from mail_world.dns.resolver import ROUND_TRIP
from mail_world.policies import Filed, Stamp
from mail_world.provider import Provider
from mail_world.situation import DOMAIN

JUNK: Final = "Junk"
"""The folder's name (RFC 6154: \\Junk)."""

Method = Literal["spf", "dkim", "dmarc"]
METHODS: Final[tuple[Method, ...]] = ("spf", "dkim", "dmarc")


class Filing(NamedTuple):
    """Where a mail goes: a folder, or none and the `reply` that refuses it; and why."""

    folder: str
    why: str
    reply: str = ""


def file_by(verdict: Verdict) -> Filing:
    """Decide where a mail goes: the whole of the filter, and no word of the mail is in it.

    `why`: `dmarc-pass`, `dmarc-quarantine`, `dmarc-reject`, `dmarc-none` (its owner asks for
    nothing), `vouched` (no policy, and SPF or DKIM passed), `unvouched` (no policy, and neither).
    """
    dmarc = verdict.dmarc
    if dmarc.result == "pass":
        return Filing("INBOX", "dmarc-pass")
    if dmarc.result == "fail":
        if dmarc.disposition == "reject":
            return Filing("", "dmarc-reject", _refusal(verdict))
        junk = dmarc.disposition == "quarantine"
        return Filing(JUNK if junk else "INBOX", f"dmarc-{dmarc.disposition}")
    passed = verdict.spf.result == "pass" or any(one.result == "pass" for one in verdict.signatures)
    return Filing("INBOX", "vouched") if passed else Filing(JUNK, "unvouched")


def _refusal(verdict: Verdict) -> str:
    """Word the refusal: 5.7.26 where nothing passed (RFC 7372 section 3.4), else policy alone."""
    author = verdict.dmarc.author
    if any(one.identifier.result == "pass" for one in verdict.dmarc.alignments):
        return f"550 5.7.1 Refused by the DMARC policy of {author}: nothing that passed is aligned"
    return f"550 5.7.26 Refused by the DMARC policy of {author}: neither SPF nor DKIM passed"


class _Asking(Resolver):
    """The world's resolver, with a note of every question, each once."""

    def __init__(self, resolver: Resolver) -> None:
        super().__init__(resolver.zone, resolver.notify, resolver.faults)
        self.asked: dict[tuple[str, str], Answer] = {}

    def look_up(self, name: str, kind: str) -> Answer:
        answer = super().look_up(name, kind)
        self.asked.setdefault((name, kind), answer)
        return answer

    def of(self, method: Method) -> Iterator[Answer]:
        """Yield the questions of one method: their names tell them apart."""
        for (name, _), answer in self.asked.items():
            labels = name.split(".")
            about = "dkim" if "_domainkey" in labels else "dmarc" if "_dmarc" in labels else "spf"
            if about == method:
                yield answer


class Checks:
    """The checks of one provider's exchange (provider.Checks)."""

    def __init__(self, provider: Provider, resolver: Resolver) -> None:
        self.provider, self.resolver = provider, resolver

    async def judge(self, mail: bytes, sender: str, stamp: Stamp) -> Filed | str:
        """Return where a mail goes, or the reply that refuses it; takes the time of the DNS."""
        asking = _Asking(self.resolver)
        verdict = authenticate(
            mail,
            asking,
            server=self.provider.host.name,
            address=stamp.address,
            helo=stamp.helo,
            sender=sender,
            wall=int(self.provider.network.wall()),
        )
        for method in METHODS:
            for answer in asking.of(method):
                await self._tell(answer)
            self._conclude(method, verdict, stamp)
        filing = file_by(verdict)
        if filing.reply:
            detail = {"folder": "", "why": filing.why}
            self.provider.recorder.decide(
                "filed", self.provider.actor, filing.why, detail, conn=stamp.conn
            )
            return filing.reply
        return Filed(filing.folder, verdict.field, filing.why)

    async def _tell(self, answer: Answer) -> None:
        """Let a question take its time, and be heard."""
        await asyncio.sleep(ROUND_TRIP)
        error = "" if answer.status == "ok" else answer.status
        records = ", ".join(answer.records)
        caller = self.provider.host.address
        self.resolver.notify(caller, answer.kind, answer.name, records, error)

    def _conclude(self, method: Method, verdict: Verdict, stamp: Stamp) -> None:
        detail = dict(_found(method, verdict))
        text = f"{method}={detail['result']}"
        self.provider.recorder.decide(
            f"{method}-checked", self.provider.actor, text, detail, conn=stamp.conn
        )


def _found(method: Method, verdict: Verdict) -> Iterator[tuple[str, str]]:
    """Yield what one method came to, as the detail of its event."""
    if method == "spf":
        spf = verdict.spf
        yield from (("result", spf.result), ("domain", spf.domain), ("address", spf.address))
    elif method == "dkim":
        # One that passes is enough (RFC 6376 section 6.1); else what the first came to is told.
        passing = [one for one in verdict.signatures if one.result == "pass"]
        told = next(iter(passing or verdict.signatures), None)
        yield "result", told.result if told else "none"
        yield "domain", told.domain if told else ""
        yield "selector", told.selector if told else ""
        yield "reason", told.reason if told else "no signature"
    else:
        dmarc = verdict.dmarc
        yield from (("result", dmarc.result), ("domain", dmarc.author), ("reason", dmarc.reason))
        yield from (("policy", dmarc.policy), ("disposition", dmarc.disposition))


def seal(provider: Provider, mail: bytes) -> bytes:
    """Return the DKIM-Signatures that the sender's office puts on a mail (RFC 6376 section 5)."""
    wall = int(provider.network.wall())
    fields = (
        sign_mail(mail, DOMAIN, key.selector, key.private, key.algorithm, wall=wall)
        for key in STAGE_KEYS
    )
    selectors = ", ".join(key.selector for key in STAGE_KEYS)
    detail = {"domain": DOMAIN, "selector": selectors}
    provider.recorder.decide("signed", provider.actor, selectors, detail, leg="relay")
    return b"".join(fields)
