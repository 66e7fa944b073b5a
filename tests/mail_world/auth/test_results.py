"""Authentication-Results: written, read back, and not to be forged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mail_world.auth.dkim import SignatureReport
from mail_world.auth.dmarc import Identifier, evaluate_dmarc
from mail_world.auth.results import MAX_FIELDS, read_results, take_away, write_results
from mail_world.auth.spf import check_spf
from mail_world.dns import Resolver
from mail_world.dns.zone_file import read_zone

MX = "mx.example.org"
ZONE = read_zone("""\
$ORIGIN example.jp.
@      TXT "v=spf1 ip4:192.0.2.25 -all"
_dmarc TXT "v=DMARC1; p=reject"
""")
MAIL = b"From: hana@example.jp\r\nSubject: autumn\r\n\r\nAuthentication-Results: no; spf=fail\r\n"
RESOLVER = Resolver(ZONE, lambda *_: None)


def written(address="192.0.2.25", signatures=()):
    spf = check_spf(RESOLVER, address, "hana@example.jp", "mail.example.jp")
    dmarc = evaluate_dmarc(RESOLVER, ["example.jp"], [Identifier("spf", spf.domain, spf.result)])
    return write_results(MX, spf, signatures, dmarc)


def test_a_pass_is_written_and_folded():
    assert written() == (
        b"Authentication-Results: mx.example.org;\r\n"
        b"\tspf=pass smtp.mailfrom=example.jp;\r\n"
        b"\tdkim=none;\r\n"
        b"\tdmarc=pass header.from=example.jp policy.dmarc=reject\r\n"
    )


def test_what_was_written_is_read():
    seal = SignatureReport("fail", "body hash did not verify", "example.jp", "aki", "rsa-sha256")
    found = read_results(written("192.0.2.99", [seal]) + MAIL, MX)
    assert found.server == MX
    assert [(one.method, one.result, one.reason) for one in found.results] == [
        ("spf", "fail", ""),
        ("dkim", "fail", "body hash did not verify"),
        ("dmarc", "fail", ""),
    ]
    assert found.results[0].properties == (("smtp", "mailfrom", "example.jp"),)
    assert found.results[1].properties == (
        ("header", "d", "example.jp"),
        ("header", "s", "aki"),
        ("header", "a", "rsa-sha256"),
    )
    assert ("policy", "dmarc", "reject") in found.results[2].properties


def test_nothing_found_is_written_as_none():
    """RFC 8601 appendix B.2."""
    assert write_results(MX) == b"Authentication-Results: mx.example.org;\r\n\tnone\r\n"
    assert read_results(write_results(MX) + MAIL, MX).results == ()


def test_the_topmost_of_the_named_server_is_read():
    other = write_results("other.example")
    forged = b"Authentication-Results: mx.example.org; dmarc=pass header.from=bank.example\r\n"
    found = read_results(other + written() + forged + MAIL, "MX.Example.ORG")
    assert found.results[0].method == "spf"
    assert read_results(other + MAIL, MX) is None


def test_the_body_is_no_header():
    assert read_results(MAIL, "no") is None
    assert read_results(b"\r\nAuthentication-Results: no; spf=pass\r\n", "no") is None


def test_a_server_takes_away_what_came_in_under_its_name():
    """RFC 8601 section 5."""
    forged = b"authentication-results : MX.example.org;\r\n dmarc=pass\r\n"
    broken = b"Authentication-Results: ;;;\r\n"
    other = write_results("other.example")
    assert take_away(forged + other + broken + forged + MAIL, MX) == other + MAIL


@pytest.mark.parametrize(
    "text",
    [
        # RFC 8601 appendix B, values of the fields.
        "example.com; spf=pass smtp.mailfrom=example.net",
        "example.com; auth=pass (cleartext) smtp.auth=sender@example.net; spf=pass "
        "smtp.mailfrom=example.net",
        'example.com; dkim=pass reason="good signature" header.i=@mail-router.example.net; '
        'dkim=fail reason="bad signature" header.i=@newyork.example.com',
        "foo.example.net (foobar) 1 (baz); dkim (Because I like it) = (wait for it) fail "
        "policy.expired=1362471462",
    ],
)
def test_the_examples_of_rfc_8601_are_read(text):
    found = read_results(f"Authentication-Results: {text}\r\n\r\n".encode(), text.split()[0][:-1])
    if found is None:  # with a comment after the name
        found = read_results(f"Authentication-Results: {text}\r\n\r\n".encode(), text.split()[0])
    assert found.results


def test_only_so_many_fields_are_looked_at():
    assert read_results(write_results("o.example") * MAX_FIELDS + written() + MAIL, MX) is None


@given(st.text(), st.text(), st.text())
def test_no_value_breaks_out_of_its_place(domain, selector, reason):
    seal = SignatureReport("permerror", reason, domain, selector)
    field = write_results(MX, signatures=[seal])
    found = read_results(field + MAIL, MX)
    assert [(one.method, one.result) for one in found.results] == [("dkim", "permerror")]
    assert all(line.startswith(b"\t") for line in field.split(b"\r\n")[1:-1])


@given(st.binary(), st.text())
def test_any_octets_are_read_or_not(octets, text):
    for mail in (
        octets,
        b"Authentication-Results:" + octets,
        b"Authentication-Results:a;" + octets,
    ):
        read_results(mail, "a")
        assert len(take_away(mail, "a")) <= len(mail)
    read_results(f"Authentication-Results: {text}\r\n\r\n".encode("utf-8", "replace"), text)


@given(st.binary() | st.text(alphabet="a: \r\n\t").map(str.encode))
def test_nothing_else_is_taken_away(octets):
    if b"authentication-results" not in octets.lower():
        assert take_away(octets, "a") == octets
