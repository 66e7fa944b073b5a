"""A mail at the door: sealed and posted by its own office, forwarded, forged."""

import pytest
from mail_world.auth.dkim import public_record, sign_mail
from mail_world.auth.fields import author_domains, domains_in
from mail_world.auth.receiving import authenticate
from mail_world.auth.results import read_results
from mail_world.dns import Resolver
from mail_world.dns.zone_file import quote, read_zone

SEED = bytes(range(32))
ZONE = read_zone(f"""\
$ORIGIN example.jp.
@      TXT "v=spf1 ip4:192.0.2.25 -all"
_dmarc TXT "v=DMARC1; p=reject"
aki._domainkey TXT {quote(public_record(SEED))}
mail   TXT "v=spf1 a -all"
mail   A 192.0.2.25
""")
MAIL = "From: はな <hana@example.jp>\r\nSubject: autumn\r\n\r\nred leaves\r\n".encode()
SEALED = sign_mail(MAIL, "example.jp", "aki", SEED, "ed25519-sha256") + MAIL


def arrive(mail=SEALED, address="192.0.2.25", sender="hana@example.jp", zone=ZONE):
    return authenticate(
        mail,
        Resolver(zone, lambda *_: None),
        server="mx.example.org",
        address=address,
        helo="mail.example.jp",
        sender=sender,
    )


@pytest.mark.parametrize(
    ("mail", "address", "spf", "dkim", "dmarc", "asked"),
    [
        (SEALED, "192.0.2.25", "pass", ["pass"], "pass", "none"),
        (SEALED, "203.0.113.9", "fail", ["pass"], "pass", "none"),
        (MAIL, "192.0.2.25", "pass", [], "pass", "none"),
        (MAIL, "203.0.113.9", "fail", [], "fail", "reject"),
        (SEALED + b"(a list's footer)\r\n", "203.0.113.9", "fail", ["fail"], "fail", "reject"),
    ],
)
def test_it_comes_to(mail, address, spf, dkim, dmarc, asked):
    verdict = arrive(mail, address)
    assert verdict.spf.result == spf
    assert [one.result for one in verdict.signatures] == dkim
    assert (verdict.dmarc.result, verdict.dmarc.disposition) == (dmarc, asked)
    read = read_results(verdict.field + verdict.mail, "mx.example.org")
    assert [one.result for one in read.results] == [spf, *(dkim or ["none"]), dmarc]


def test_a_notice_goes_by_its_helo():
    """RFC 7208 section 2.4; RFC 9989 section 4.4.2."""
    verdict = arrive(MAIL, sender="")
    assert (verdict.spf.identity, verdict.spf.result) == ("helo", "pass")
    assert verdict.dmarc.result == "pass"
    assert b"smtp.helo=mail.example.jp" in verdict.field


def test_what_a_forger_wrote_in_the_servers_name_is_gone():
    forged = b"Authentication-Results: mx.example.org; dmarc=pass header.from=example.jp\r\n"
    verdict = arrive(forged + MAIL, "203.0.113.9")
    assert verdict.mail == MAIL
    read = read_results(verdict.field + verdict.mail, "mx.example.org")
    assert read.results[-1].result == "fail"


def test_two_authors_are_none():
    verdict = arrive(b"From: a@example.net\r\n" + MAIL)
    assert verdict.dmarc.result == "permerror"


@pytest.mark.parametrize(
    ("value", "domains"),
    [
        ("hana@example.jp", ("example.jp",)),
        ('"x@evil.example" <hana@EXAMPLE.jp>', ("example.jp",)),
        ("a@example.jp, b@example.jp", ("example.jp",)),
        ("a@example.jp, b@example.net", ("example.jp", "example.net")),
        ("nobody", ()),
    ],
)
def test_domains_of_a_from(value, domains):
    assert domains_in(value) == domains
    assert author_domains(f"X: a@b\r\nfrom:\r\n {value}\r\n\r\nFrom: c@d".encode()) == domains
