"""Master files: RFC 1035 section 5, read into a zone, with faults by line and column."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mail_world.dns import Resolver
from mail_world.dns.zone_file import MAX_TEXT, ZoneError, quote, read_zone, texts

EXAMPLE = """\
$ORIGIN example.jp.
$TTL 3600
@       IN SOA ns postmaster\\.box (
            2026112601 ; serial
            7200 600   ; refresh, retry
            3600000 60 )
        IN 300 NS ns
        MX 10 mail
        300 MX 20 mail2.example.net.
        TXT "v=spf1 mx" " -all"
ns      A 192.0.2.53
mail    300 IN A 192.0.2.25
        AAAA 2001:DB8:0:0::25
www     CNAME mail
sel._domainkey TXT ( "v=DKIM1; k=ed25519; "
                     "p=AAAA" )
$ORIGIN 2.0.192.in-addr.arpa.
25      PTR mail.example.jp.
"""


def test_a_whole_file_is_read():
    assert read_zone(EXAMPLE) == {
        ("example.jp", "SOA"): (
            "ns.example.jp. postmaster\\.box.example.jp. 2026112601 7200 600 3600000 60",
        ),
        ("example.jp", "NS"): ("ns.example.jp.",),
        ("example.jp", "MX"): ("10 mail.example.jp.", "20 mail2.example.net."),
        ("example.jp", "TXT"): ('"v=spf1 mx" " -all"',),
        ("ns.example.jp", "A"): ("192.0.2.53",),
        ("mail.example.jp", "A"): ("192.0.2.25",),
        ("mail.example.jp", "AAAA"): ("2001:db8::25",),
        ("www.example.jp", "CNAME"): ("mail.example.jp.",),
        ("sel._domainkey.example.jp", "TXT"): ('"v=DKIM1; k=ed25519; " "p=AAAA"',),
        ("25.2.0.192.in-addr.arpa", "PTR"): ("mail.example.jp.",),
    }


@pytest.mark.parametrize(
    ("text", "line", "column", "says"),
    [
        ("a A 192.0.2.256", 1, 5, "IPv4"),
        ("a AAAA 192.0.2.1", 1, 8, "IPv6"),
        ("a A 192.0.2.1\nb MX mail", 2, 6, "2 values"),
        ("b MX 65536 mail", 1, 6, "preference"),
        ("b MX １ mail", 1, 6, "preference"),
        ("b MX 1 mail more", 1, 13, "too many"),
        ("\n  A 192.0.2.1", 2, 3, "no owner"),
        ("a IN", 1, 3, "no record type"),
        ("a", 1, 1, "no record type"),
        ("a CH A 192.0.2.1", 1, 3, "record type"),
        ("a A", 1, 3, "no data"),
        ("a IN IN A 192.0.2.1 x", 1, 21, "too many"),
        ("a TXT (\n 'x'", 1, 7, "not closed"),
        ("a TXT ((x))", 1, 8, "within"),
        ("a TXT x)", 1, 8, "without"),
        ('a TXT "x\n"', 1, 7, "quote"),
        ("a TXT x\\", 1, 8, "nothing after"),
        (f'a TXT "{"x" * 256}"', 1, 7, "256 octets"),
        (f'a TXT "{"あ" * 86}"', 1, 7, "258 octets"),
        ("$INCLUDE other", 1, 1, "directive"),
        ("$TTL", 1, 1, "one value"),
        ("$TTL 1h", 1, 6, "seconds"),
        ("a..b A 192.0.2.1", 1, 1, "not a name"),
        (f"{'a' * 64} A 192.0.2.1", 1, 1, "2.3.4"),
        (f"{'a.' * 127}b A 192.0.2.1", 1, 1, "2.3.4"),
        ("a A 192.0.2.1\na CNAME b", 2, 1, "alias"),
        ("a CNAME b\na TXT x", 2, 1, "alias"),
        ("a CNAME b\na CNAME c", 2, 1, "two aliases"),
        ("a SOA b c 1 2 3 4 x", 1, 19, "number"),
    ],
)
def test_a_fault_has_its_place(text, line, column, says):
    with pytest.raises(ZoneError, match=says) as caught:
        read_zone(text, "example.jp")
    assert (caught.value.line, caught.value.column) == (line, column)


def test_too_long_a_file_is_not_read():
    with pytest.raises(ZoneError, match="characters"):
        read_zone(";" * (MAX_TEXT + 1))


def test_the_same_record_twice_is_one():
    assert read_zone("a.b. A 192.0.2.1\nA.B. IN A 192.0.2.1\n") == {("a.b", "A"): ("192.0.2.1",)}


def test_a_quoted_semicolon_is_no_comment():
    zone = read_zone('_dmarc.a. TXT "v=DMARC1; p=none" ; "x"')
    assert texts(zone["_dmarc.a", "TXT"]) == [(b"v=DMARC1; p=none",)]


def test_escapes_stand_for_octets():
    zone = read_zone('a. TXT "\\195\\169\\"\\\\" \\065b')
    assert texts(zone["a", "TXT"]) == [(b'\xc3\xa9"\\', b"Ab")]


@given(st.binary(max_size=600))
def test_any_octets_come_back_as_they_were(octets):
    zone = read_zone(f"a. TXT {quote(octets)}")
    assert b"".join(texts(zone["a", "TXT"])[0]) == octets


PIECES = st.sampled_from(
    [*'a@();" \\\n\r\t09あ', "b.", "MX ", "TXT ", "A ", "IN ", "192.0.2.1", "$TTL", "$ORIGIN"]
)


@given(st.lists(PIECES).map("".join) | st.text())
def test_any_text_is_a_zone_or_has_a_fault_with_a_place(text):
    try:
        read_zone(text, "example.jp")
    except ZoneError as error:
        fault = error
    else:
        return
    lines = text.split("\n")
    assert 1 <= fault.line <= len(lines)
    assert 1 <= fault.column <= len(lines[fault.line - 1]) + 1


def test_a_zone_file_answers_questions():
    resolver = Resolver(read_zone(EXAMPLE), lambda *_: None)
    assert resolver.answer("www.example.jp", "A") == ("192.0.2.25",)
    assert resolver.look_up("WWW.example.jp.", "A").chain == ("mail.example.jp",)
