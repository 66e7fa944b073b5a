"""A provider's way out: a queue, and a client that carries each mail to the next office.

Decides: where to go is the DNS's word (MX, best first); on port 25, sealed if the other side
offers it (opportunistic, RFC 3207: the certificate's name is not insisted on). A 5xx is final: the
sender gets a notice. A 4xx, or nobody there, means "come again": later and later, until patience
ends after five days (RFC 5321 section 4.5.4.1), and then a notice too. A mail from the empty
sender is never answered with a notice.

The client is aiosmtplib, unmodified.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
from dataclasses import dataclass
from typing import Final

import aiosmtplib

from mail_world import notice
from mail_world.dns import NoName, NullMX, Resolver, ServerFailure, TimedOut
from mail_world.provider import Provider
from mail_world.record import OFFICE, Kind
from mail_world.sealed import ModelSeals, Seals

TIMEOUT: Final = 300
"""Seconds that an office waits for a reply (RFC 5321 section 4.5.3.2)."""
SENT_AWAY: Final = 421
"""The reply of a server that hangs up, whatever it was asked (RFC 5321 section 3.8)."""
HOUR: Final = 3600
RETRY_AFTER: Final = tuple(hours * HOUR for hours in (0.5, 1, 2, 4, 8, 16, 24, 24, 40))
"""Seconds between tries: a little under five days in all."""


@dataclass(frozen=True, slots=True)
class Item:
    """One mail to one recipient, waiting to go out."""

    sender: str
    recipient: str
    mail: bytes
    queue_id: str
    arrived: float


class Refusal(Exception):  # noqa: N818  what servers do is a refusal, not our error
    """Why a try ended: the reply (code 0: none), and the host that gave it, if any."""

    def __init__(self, code: int, text: str, host: str) -> None:
        super().__init__(code, text, host)
        self.code, self.text, self.host = code, text, host

    @property
    def final(self) -> bool:
        """True if trying again is of no use."""
        return self.code >= 500


class Relay:
    """The outgoing side of a provider."""

    def __init__(self, provider: Provider, resolver: Resolver, seals: Seals | None = None) -> None:
        self.provider, self.resolver = provider, resolver
        self.seals: Seals = seals or ModelSeals()
        self.busy: set[asyncio.Task[None]] = set()
        provider.forward = self.add

    def add(self, sender: str, recipient: str, mail: bytes, queue_id: str, conn: int) -> None:
        """Take a mail into the queue and begin to carry it."""
        item = Item(sender, recipient, mail, queue_id, self.provider.network.wall())
        task = self.provider.network.loop.create_task(self._carry(item))
        self.busy.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self.busy.discard(task)
        if not task.cancelled() and task.exception():
            self.provider.network.loop.call_exception_handler({"exception": task.exception()})

    async def _carry(self, item: Item) -> None:
        """Try until the mail is over, or refused, or too old."""
        for wait in (*RETRY_AFTER, None):
            try:
                await self._try(item)
            except Refusal as refusal:
                if refusal.final or wait is None:
                    self._give_up(item, refusal)
                    return
                detail: dict[str, str | int] = {"code": refusal.code, "host": refusal.host}
                if refusal.code == SENT_AWAY:
                    detail["why"] = "sent-away"
                text = f"{refusal.code} {refusal.text}"
                self._note("deferred", item, text, kind="decision", **detail)
                await asyncio.sleep(wait)
                self._note("waited", item, f"{wait:g} s", kind="clock", seconds=round(wait))
            else:
                return

    async def _try(self, item: Item) -> None:
        """Carry the mail to the first exchanger that can be reached; raises Refusal."""
        caller, domain = self.provider.host.address, item.recipient.rpartition("@")[2]
        try:
            hosts = await self.resolver.mail_exchangers(caller, domain)
        except NoName:
            raise Refusal(550, f"5.1.2 {domain}: Host or domain name not found", "") from None
        except NullMX:
            raise Refusal(556, f"5.1.10 {domain}: Domain does not accept mail", "") from None
        except (ServerFailure, TimedOut):
            raise Refusal(0, f"4.4.3 {domain}: Temporary lookup failure", "") from None
        last = Refusal(0, "4.4.1 No answer from host", "")
        for host in hosts:
            try:
                await self._hand_over(host, item)
            except aiosmtplib.SMTPResponseException as error:
                last = Refusal(error.code, error.message, host)
                if last.final:
                    raise last from None
            except (aiosmtplib.SMTPException, OSError) as error:
                last = Refusal(0, f"4.4.1 {error}", "")
            else:
                return
        raise last

    async def _hand_over(self, host: str, item: Item) -> None:
        """Speak SMTP with one exchanger."""
        client = aiosmtplib.SMTP(
            hostname=host,
            port=25,
            start_tls=False,
            local_hostname=self.provider.host.name,
            source_address=(self.provider.host.address, 0),
            tls_context=self.seals.client(check=False),
            timeout=TIMEOUT,
        )
        await client.connect()
        try:
            await client.ehlo()
            if client.supports_extension("starttls"):
                await client.starttls()
                await client.ehlo()
            options = [f"SIZE={len(item.mail)}"]
            if client.supports_extension("8bitmime"):
                options.append("BODY=8BITMIME")
            await client.mail(item.sender, options=options)
            await client.rcpt(item.recipient)
            await client.data(item.mail)
            self._note("relayed", item, host, host=host)
        finally:
            # What was said before QUIT stands, however QUIT goes.
            with contextlib.suppress(aiosmtplib.SMTPException, OSError):
                await client.quit()

    def _give_up(self, item: Item, refusal: Refusal) -> None:
        """Tell the sender by a notice from the empty sender, unless the mail itself was one."""
        if not item.sender:
            return
        code, text = refusal.code, refusal.text
        if not refusal.final:
            text = f"4.4.7 Delivery time expired: {text}"
        queue_id = f"{random.getrandbits(40):010X}"
        mail = notice.write(
            office=self.provider.host.name,
            sender=item.sender,
            recipient=item.recipient,
            mail=item.mail,
            code=code,
            text=text,
            remote=refusal.host,
            arrived=item.arrived,
            wall=self.provider.network.wall(),
            queue_id=queue_id,
        )
        status = notice.status_of(code, text)
        self._note("bounced", item, f"{code} {text}", to=item.sender, code=code, status=status)
        if self.provider.takes(item.sender):
            self.provider.deliver("", item.sender, mail)
        else:
            self.add("", item.sender, mail, queue_id, 0)

    def _note(
        self, tag: str, item: Item, text: str, kind: Kind = "decision", **detail: str | int
    ) -> None:
        self.provider.recorder.decide(
            tag,
            self.provider.actor,
            text,
            {"id": item.queue_id, **detail},
            leg="relay" if self.provider.actor == OFFICE else "return",
            kind=kind,
        )
