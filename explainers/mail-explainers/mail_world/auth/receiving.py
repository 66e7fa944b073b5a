"""What a receiving server finds out about a mail before it takes it, in one go.

The order is RFC 9989 section 5.3: SPF for MAIL FROM (for HELO if that is empty), every DKIM
signature, then DMARC for the name in From. What comes of it is up to whoever receives.
"""

from __future__ import annotations

from dataclasses import dataclass

from mail_world.auth.dkim import SignatureReport, verify_mail
from mail_world.auth.dmarc import DMARCReport, Identifier, evaluate_dmarc
from mail_world.auth.fields import author_domains
from mail_world.auth.results import take_away, write_results
from mail_world.auth.spf import check_spf
from mail_world.auth.spf_report import SPFReport
from mail_world.clock import EPOCH
from mail_world.dns import Resolver


@dataclass(frozen=True, slots=True)
class Verdict:
    """All that was found; `field` is the Authentication-Results to stand before the mail.

    `mail` is what came in, without fields that only this server may write.
    """

    spf: SPFReport
    signatures: tuple[SignatureReport, ...]
    dmarc: DMARCReport
    field: bytes
    mail: bytes


def authenticate(
    mail: bytes,
    resolver: Resolver,
    *,
    server: str,
    address: str,
    helo: str,
    sender: str,
    wall: int = EPOCH,
) -> Verdict:
    """Find out who may say to have sent a mail.

    `server`: the receiver's name; `address`, `helo`, `sender`: of the client, as in SMTP (`sender`
    without brackets, empty for a notice); `wall`: seconds since 1970. Raises ValueError if
    `address` is no IP address.
    """
    spf = check_spf(resolver, address, sender, helo, receiver=server, wall=wall)
    signatures = verify_mail(mail, resolver, wall=wall)
    identifiers = [Identifier("spf", spf.domain, spf.result)]
    identifiers += [Identifier("dkim", one.domain, one.result) for one in signatures]
    dmarc = evaluate_dmarc(resolver, author_domains(mail), identifiers)
    field = write_results(server, spf, signatures, dmarc)
    return Verdict(spf, signatures, dmarc, field, take_away(mail, server))
