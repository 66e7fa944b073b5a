"""The account of an SPF check: which term decided, what was asked, where a fault stands."""

import pytest
from mail_world.auth.spf import check_spf, every_term
from mail_world.dns import Resolver
from mail_world.dns.zone_file import read_zone

ZONE = read_zone("""\
$ORIGIN example.jp.
@       TXT "v=spf1 ip4:198.51.100.0/24 mx include:_spf.sender.example -all exp=why.example.jp"
@       MX 10 mail
mail    A 192.0.2.25
why     TXT "%{i} is none of ours"
moved   TXT "v=spf1 x-note=hello redirect=example.jp"
typo    TXT "v=spf1 mx ip4:192.0.2.300 -all"
deep    TXT "v=spf1 include:typo.example.jp -all"
many    TXT ( "v=spf1 a:mail.example.jp a:mail.example.jp a:mail.example.jp a:mail.example.jp "
            "a:mail.example.jp a:mail.example.jp a:mail.example.jp a:mail.example.jp "
            "a:mail.example.jp a:mail.example.jp a:mail.example.jp -all" )
void    TXT "v=spf1 a:n1.example.jp a:n2.example.jp a:n3.example.jp -all"
self    TXT "v=spf1 redirect=self.example.jp"
$ORIGIN sender.example.
_spf    TXT "v=spf1 ip4:203.0.113.7 ?all"
""")


def check(address, domain="example.jp", faults=None):
    resolver = Resolver(ZONE, lambda *_: None, faults)
    return check_spf(resolver, address, f"hana@{domain}", "mail.example.jp")


def outcomes(report):
    return [(term.text, term.outcome) for term in every_term(report.evaluation)]


def test_what_comes_after_a_match_is_not_reached():
    report = check("198.51.100.9")
    assert (report.result, report.mechanism) == ("pass", "ip4:198.51.100.0/24")
    assert outcomes(report) == [
        ("ip4:198.51.100.0/24", "matched"),
        ("mx", "not-reached"),
        ("include:_spf.sender.example", "not-reached"),
        ("-all", "not-reached"),
        ("exp=why.example.jp", "unused"),
    ]
    assert (report.counted, report.void, report.fault) == (0, 0, None)


def test_an_include_is_told_with_the_record_that_it_led_to():
    report = check("203.0.113.7")
    assert report.mechanism == "include:_spf.sender.example"
    include = report.evaluation.terms[2]
    assert (include.nested.domain, include.nested.via) == ("_spf.sender.example", "include")
    assert (include.nested.result, include.nested.terms[0].outcome) == ("pass", "matched")
    assert include.nested.look_ups[0].records == ('"v=spf1 ip4:203.0.113.7 ?all"',)
    assert report.counted == 2


def test_a_fail_fetches_the_owners_words():
    report = check("192.0.2.99")
    assert (report.result, report.mechanism) == ("fail", "-all")
    assert report.explanation == "192.0.2.99 is none of ours"
    assert outcomes(report)[-1] == ("exp=why.example.jp", "used")
    assert report.evaluation.terms[2].nested.result == "neutral"


def test_each_term_has_its_own_look_ups():
    mx = check("192.0.2.25").evaluation.terms[1]
    assert [(one.name, one.kind, one.status) for one in mx.look_ups] == [
        ("example.jp", "MX", "ok"),
        ("mail.example.jp", "A", "ok"),
    ]
    assert (mx.target, mx.counted, mx.outcome) == ("example.jp", True, "matched")


def test_a_redirect_is_followed_and_its_mechanism_is_the_one_that_matched():
    report = check("192.0.2.25", "moved.example.jp")
    assert (report.result, report.mechanism, report.counted) == ("pass", "mx", 2)
    note, redirect = report.evaluation.terms
    assert (note.outcome, redirect.outcome, redirect.nested.via) == ("ignored", "used", "redirect")


def test_a_fault_in_syntax_has_its_place_and_stops_all_before_a_term_is_looked_at():
    report = check("192.0.2.25", "typo.example.jp")
    fault = report.fault
    assert report.result == "permerror"
    assert (fault.domain, fault.term, fault.column) == ("typo.example.jp", "ip4:192.0.2.300", 11)
    assert outcomes(report) == [
        ("mx", "not-reached"),
        ("ip4:192.0.2.300", "error"),
        ("-all", "not-reached"),
    ]


def test_a_fault_in_an_included_record_is_told_where_it_stands():
    report = check("192.0.2.25", "deep.example.jp")
    assert report.result == "permerror"
    assert (report.fault.domain, report.fault.column) == ("typo.example.jp", 11)
    assert report.evaluation.terms[0].outcome == "error"


@pytest.mark.parametrize(
    ("domain", "message", "term"),
    [
        ("many.example.jp", "Too many DNS lookups", "a:mail.example.jp"),
        ("self.example.jp", "Too many DNS lookups", "redirect=self.example.jp"),
        ("void.example.jp", "Void lookup limit of 2 exceeded", "a:n3.example.jp"),
    ],
)
def test_the_limits_are_held_and_the_term_that_broke_them_is_named(domain, message, term):
    report = check("192.0.2.99", domain)
    assert (report.result, report.fault.message) == ("permerror", message)
    assert report.fault.term == term


def test_a_silent_server_is_a_temporary_error_at_its_term():
    report = check("192.0.2.25", faults={("mail.example.jp", "A"): "TIMEOUT"})
    assert (report.result, report.fault.term) == ("temperror", "mx")
    assert report.evaluation.terms[1].look_ups[-1].status == "TIMEOUT"


def test_without_a_sender_the_helo_is_checked():
    report = check_spf(Resolver(ZONE, lambda *_: None), "192.0.2.25", "", "mail.example.jp")
    assert (report.identity, report.domain, report.result) == ("helo", "mail.example.jp", "none")


def test_what_is_no_address_is_refused():
    with pytest.raises(ValueError, match="does not appear"):
        check("list")
