"""One line per verdict of the auth room: its whole report's SHA-256. See digest.py."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import itertools
import json
from collections.abc import Iterator

from mail_world.auth.dkim import public_record, sign_mail, verify_mail
from mail_world.auth.dmarc import Identifier, evaluate_dmarc
from mail_world.auth.lab import Question, examine
from mail_world.auth.results import read_results, write_results
from mail_world.auth.spf import check_spf
from mail_world.dns import Resolver
from mail_world.dns.zone_file import quote, read_zone

SEED = bytes(range(32))
MAIL = "From: はな <hana@example.jp>\r\nTo: kaze@example.org\r\n\r\nred leaves 🍁\r\n".encode()
ZONE = f"""\
$ORIGIN example.jp.
@        TXT "v=spf1 mx include:_spf.example.jp exists:%{{l}}.%{{d}} -all exp=why.example.jp"
@        MX 10 mail
mail     A 192.0.2.25
mail     AAAA 2001:db8::25
www      CNAME mail
_spf     TXT "v=spf1 ip6:2001:db8:1::/48 ptr ~all"
why      TXT "%{{c}} at %{{t}} is none of %{{o}}"
aki._domainkey TXT {quote(public_record(SEED))}
_dmarc   TXT "v=DMARC1; p=reject; sp=quarantine; np=none; t=y"
"""
ADDRESSES = ("192.0.2.25", "2001:db8::25", "2001:db8:1::7", "203.0.113.9")
RECORDS = (
    "",
    "v=spf1 mx -all",
    "v=spf1 ip4:１ -all",
    "\ud800",
    "v=DMARC1; p=none; p=none",
    "あ\n" * 50,
)


def reports() -> Iterator[object]:
    """Verdicts of every kind."""
    resolver = Resolver(read_zone(ZONE), lambda *_: None)
    for algorithm in ("simple", "relaxed"):
        canonical = (algorithm, algorithm)
        seal = sign_mail(MAIL, "example.jp", "aki", SEED, "ed25519-sha256", canonical=canonical)
        yield seal.decode()
        for mail in (seal + MAIL, seal + MAIL + b"more", MAIL, seal[:60] + MAIL):
            signatures = verify_mail(mail, resolver)
            yield [dataclasses.asdict(one) for one in signatures]
            for address, sender in itertools.product(ADDRESSES, ("hana@example.jp", "")):
                spf = check_spf(resolver, address, sender, "mail.example.jp")
                found = [Identifier("spf", spf.domain, spf.result)]
                found += [Identifier("dkim", one.domain, one.result) for one in signatures]
                dmarc = evaluate_dmarc(resolver, ["www.example.jp"], found)
                field = write_results("mx.example.org", spf, signatures, dmarc)
                read = read_results(field + mail, "mx.example.org")
                yield [dataclasses.asdict(one) for one in (spf, dmarc, read) if one]
    for text, whole in itertools.product(RECORDS, (True, False)):
        yield dataclasses.asdict(
            examine(
                Question(
                    domain="例え.example",
                    spf=text,
                    dkim=text,
                    dmarc=text,
                    address="192.0.2.1",
                    sender="a@例え.example",
                    author=text,
                    zone=text,
                    whole=whole,
                    seal="valid",
                )
            )
        )


def plain(value: object) -> str:
    return base64.b64encode(value).decode() if isinstance(value, bytes) else repr(value)


def lines() -> list[str]:
    """One line per report."""
    texts = (json.dumps(report, sort_keys=True, default=plain) for report in reports())
    return [
        f"{number} {hashlib.sha256(text.encode()).hexdigest()}" for number, text in enumerate(texts)
    ]


if __name__ == "__main__":
    print("\n".join(lines()))  # noqa: T201
