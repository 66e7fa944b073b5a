"""The laboratory: every verdict has its place in what was pasted; any text comes to a report."""

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mail_world.auth.dkim import public_record
from mail_world.auth.lab import MAX_ZONE, NOBODY, Question, examine
from mail_world.auth.pasted import MAX_TEXT, Place, read_pasted, read_records

GOOD = {
    "domain": "example.jp",
    "spf": "v=spf1 ip4:192.0.2.25 -all",
    "dkim": public_record(bytes(32)),
    "dmarc": "v=DMARC1; p=reject",
    "selector": "aki",
    "address": "192.0.2.25",
    "helo": "mail.example.jp",
    "sender": "hana@example.jp",
    "author": "はな <hana@example.jp>",
    "seal": "valid",
}


def lab(**changes):
    return examine(Question(**GOOD | changes))


def told(report):
    return [(one.where, one.line, one.column, one.fatal) for one in report.findings]


def test_good_records_and_a_good_mail():
    report = lab()
    assert report.findings == ()
    assert (report.spf.result, report.seal, report.dmarc.result) == ("pass", "pass", "pass")
    assert (report.outcome, report.certain, report.unanswered) == ("accept", True, ())


@pytest.mark.parametrize(
    ("changes", "spf", "seal", "dmarc", "outcome"),
    [
        ({"address": "203.0.113.9"}, "fail", "pass", "pass", "accept"),
        ({"address": "203.0.113.9", "seal": "broken"}, "fail", "fail", "fail", "reject"),
        ({"address": "203.0.113.9", "seal": "none"}, "fail", "none", "fail", "reject"),
        ({"author": "a@evil.example"}, "pass", "pass", "none", "accept"),
        ({"dmarc": ""}, "pass", "pass", "none", "accept"),
        ({"sender": "x@evil.example", "seal": "none"}, "none", "none", "fail", "reject"),
        ({"dkim": "v=DKIM1; p=", "address": "203.0.113.9"}, "fail", "permerror", "fail", "reject"),
        (
            {"seal": "none", "address": "203.0.113.9", "dmarc": "v=DMARC1; p=reject; t=y"},
            "fail", "none", "fail", "quarantine",
        ),
        ({"author": "a@example.jp, b@evil.example"}, "pass", "pass", "permerror", "undecided"),
    ],
)  # fmt: skip
def test_a_mail_comes_to_what_the_owner_asks_for(changes, spf, seal, dmarc, outcome):
    report = lab(**changes)
    assert (report.spf.result, report.seal, report.dmarc.result) == (spf, seal, dmarc)
    assert report.outcome == outcome


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        ({"spf": "v=spf1 mx ip4:192.0.2.300 -all"}, ("spf", 1, 11, True)),
        ({"spf": '"v=spf1 mx "\n"ip4:192.0.2.300 -all"'}, ("spf", 2, 2, True)),
        ({"spf": "v=spf1 mx\n   ip4:192.0.2.300 -all"}, ("spf", 2, 4, True)),
        ({"spf": "\n spf1 mx"}, ("spf", 2, 2, True)),
        ({"spf": "v=spf1 include：x.example -all"}, ("spf", 1, 15, True)),
        ({"spf": '"v=spf1 -all'}, ("spf", 1, 1, True)),
        ({"dkim": "v=DKIM1;\n k=dsa; p=AAAA"}, ("dkim", 2, 2, True)),
        ({"dkim": "v=DKIM1; k=ed25519; p=AAAA"}, ("dkim", 1, 23, True)),
        ({"dkim": "v=DKIM1"}, ("dkim", 1, 1, True)),
        ({"dmarc": "p=reject; v=DMARC1"}, ("dmarc", 1, 1, True)),
        ({"dmarc": "v=DMARC1; p=rejekt"}, ("dmarc", 1, 13, True)),
        ({"dmarc": "v=DMARC1; p=none; adkim=x"}, ("dmarc", 1, 25, False)),
        ({"dmarc": "v=DMARC1; p=none; pct=50"}, ("dmarc", 1, 19, False)),
        ({"zone": "\n a MX mail"}, ("zone", 2, 2, True)),
        ({"zone": ";" * (MAX_ZONE + 1)}, ("zone", 1, 1, True)),
        ({"domain": "a..b"}, ("domain", 1, 1, True)),
        ({"address": "192.0.2.999"}, ("address", 1, 1, True)),
        ({"sender": "", "helo": ""}, ("sender", 1, 1, True)),
        ({"author": "はな"}, ("author", 1, 1, True)),
    ],
)
def test_a_fault_has_its_place_in_what_was_pasted(changes, finding):
    assert finding in told(lab(**changes))


def test_what_nobody_can_be_asked_is_said_and_breaks_nothing():
    report = lab(spf="v=spf1 mx include:_spf.sender.example -all", address="203.0.113.9")
    assert report.spf.result == "fail"
    assert [term.outcome for term in report.spf.evaluation.terms] == [
        "unanswered", "unanswered", "matched",
    ]  # fmt: skip
    assert ("_spf.sender.example", "TXT") in report.unanswered
    assert (report.certain, report.counted, report.void) == (False, 2, 0)


def test_a_redirect_that_leads_out_of_what_was_pasted_is_said():
    report = lab(spf="v=spf1 redirect=_spf.sender.example")
    assert (report.spf.result, report.certain) == ("neutral", False)
    assert report.spf.evaluation.terms[0].outcome == "unanswered"


def test_what_a_pasted_zone_says_is_asked():
    zone = '@ MX 10 mail\nmail A 203.0.113.9\n_spf.sender.example. TXT "v=spf1 ?all"\n'
    report = lab(spf="v=spf1 include:_spf.sender.example mx -all", zone=zone, address="203.0.113.9")
    assert (report.spf.result, report.spf.mechanism) == ("pass", "mx")
    assert report.certain


def test_in_a_whole_world_what_is_missing_is_missing():
    report = lab(spf="v=spf1 include:_spf.sender.example -all", whole=True)
    assert (report.spf.result, report.certain) == ("permerror", True)
    assert ("spf", 1, 8, True) in told(report)


def test_the_ten_are_counted_across_what_is_unanswered():
    terms = " ".join(f"include:s{number}.example" for number in range(11))
    report = lab(spf=f"v=spf1 {terms} -all", address="203.0.113.9")
    assert (report.spf.result, report.counted) == ("permerror", 11)
    assert report.spf.fault.term == "include:s10.example"


def test_a_text_is_read_up_to_a_bound():
    report = lab(spf="v=spf1 " + "ip4:192.0.2.1 " * 1000)
    assert ("spf", 1, MAX_TEXT, True) in told(report)


SLOW = [
    "v=spf1 a:" + "a" * 5000 + "!",
    "v=spf1 a:" + "a-" * 2500,
    "v=spf1 a:" + ".a" * 2500 + "_",
    "v=spf1 " + "%{" * 2500,
    "v=spf1 exists:" + "%{d9999999999r}" * 300,
    "v=spf1 exp=" + "%{l}" * 1200,
    "v=spf1 ip6:" + "1:" * 2500,
    "v=spf1 " + "include:example.jp " * 250,
    "v=spf1 redirect=" + "%{d}." * 900 + "jp",
    "v=DMARC1; " + "rua=mailto:" + "a" * 5000,
    "v=DMARC1;" + " " * 5000 + "p=none",
    "v=DKIM1; p=" + base64.b64encode(b"\x30\x84" * 2000).decode(),
    '"' + "\\" * 5000,
    "\n" * 5000,
]


@pytest.mark.parametrize("text", SLOW, ids=range(len(SLOW)))
def test_text_that_is_made_to_be_slow_is_not(text):
    """A bad expression would take for ever: this test would not come to an end."""
    lab(spf=text, dkim=text, dmarc=text, sender=text, author=text, domain=text, zone=text)
    assert lab(spf=text).spf.result in ("none", "neutral", "fail", "permerror", "pass")


WORDS = """
v=spf1 v=DMARC1 v=DKIM1 ; = a mx ptr all - ~ ? + include: exists: redirect= exp= ip4: ip6:
example.jp . %{i} %{p} %{d2r} %{ } % / // 24 192.0.2.25 ::1 p= sp= np= reject none t=y psd=y k= rsa
ed25519 AAAA t=s \\ " あ rua=mailto:a@b.test
"""
SIGNS = [" ", "\n", "\0", "\ud800", *WORDS.split()]
RECORD = st.lists(st.sampled_from(SIGNS), max_size=30).map("".join)
TEXT = RECORD | st.text(max_size=200)
SHORT = st.sampled_from([*GOOD.values(), "::1", "a@b", "@", ""]) | st.text(max_size=60)


@settings(max_examples=400, deadline=None)
@given(
    st.builds(
        Question,
        domain=SHORT, spf=TEXT, dkim=TEXT, dmarc=TEXT, selector=SHORT, address=SHORT, helo=SHORT,
        sender=SHORT, author=SHORT, zone=TEXT, whole=st.booleans(),
        seal=st.sampled_from(["valid", "broken", "none"]),
    )
)  # fmt: skip
def test_any_text_comes_to_a_report(question):
    report = examine(question)
    assert report.outcome in ("accept", "quarantine", "reject", "undecided")
    for one in report.findings:
        assert one.line >= 1
        assert one.column >= 1


@settings(max_examples=300, deadline=None)
@given(RECORD.map("v=spf1 ".__add__))
def test_any_spf_record_comes_to_a_result(record):
    report = lab(spf=record, whole=True)
    assert report.spf.result in (
        "none", "neutral", "pass", "fail", "softfail", "temperror", "permerror",
    )  # fmt: skip
    assert (report.spf.fault is None) == (report.spf.result not in ("temperror", "permerror"))


@given(TEXT)
def test_every_sign_of_a_record_stands_where_it_says(text):
    pasted = read_pasted(text)
    lines = text.split("\n")
    for sign, place in zip(pasted.text, pasted.places, strict=True):
        there = (lines[place.line - 1] + "\n")[place.column - 1]
        assert sign == there or (sign == " " and there in "\r\n")
    assert pasted.at(0) == pasted.at(1)


def test_an_empty_text_has_a_place_too():
    assert read_pasted("").at(5) == Place(1, 1)


DIG = """\
; <<>> DiG 9.18 <<>> example.jp TXT
;; ANSWER SECTION:
example.jp.  300  IN  TXT  "site-verification=abc"
example.jp.  300  IN  TXT  "v=spf1 ip4:192.0.2.25 " "-all"
"""
SHORT_DIG = '"MS=ms1"\n"v=spf1 ip4:192.0.2.25 " "-all"\n"site-verification=abc"\n'
NSLOOKUP = 'example.jp\ttext =\n\n\t"v=spf1 ip4:192.0.2.25 "\n\t"-all"\n'
BIND = 'aki._domainkey IN TXT ( "v=DKIM1; k=rsa; "\n\t  "p=" )  ; key aki'


@pytest.mark.parametrize("text", [DIG, SHORT_DIG, NSLOOKUP], ids=["dig", "short", "nslookup"])
def test_a_record_is_found_in_what_a_tool_has_printed(text):
    report = lab(spf=text)
    assert (report.findings, report.spf.result) == ((), "pass")
    assert report.spf.evaluation.record == "v=spf1 ip4:192.0.2.25 -all"


def test_a_key_in_parentheses_is_one_record():
    report = lab(dkim=BIND)
    assert (report.key.revoked, report.seal) == (True, "permerror")


def test_a_key_that_goes_on_in_the_next_line_is_one_record():
    text = public_record(bytes(32))
    assert lab(dkim=f'"{text[:40]}"\n"{text[40:]}"').seal == "pass"
    assert [one.text for one in read_records(f'"{text[:40]}"\n"{text[40:]}"')] == [text]


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        ({"spf": "v=spf1 a -all\nv=spf1 mx -all"}, ("spf", 2, 1, True)),
        ({"dmarc": "v=DMARC1; p=none\nv=DMARC1; p=reject"}, ("dmarc", 2, 1, True)),
        ({"dkim": "v=DKIM1; p=\nv=DKIM1; p="}, ("dkim", 2, 1, True)),
    ],
)
def test_two_records_of_a_kind_spoil_each_other(changes, finding):
    """RFC 7208 section 4.5, RFC 9989 section 4.10, RFC 6376 section 3.6.2.2."""
    assert finding in told(lab(**changes))
    assert lab(**changes).dmarc.result in ("pass", "none")


def test_somebody_else_may_sign_and_is_held_against_from():
    report = lab(signer="post.example", address="203.0.113.9")
    assert (report.seal, report.signer, report.dmarc.result) == ("pass", "post.example", "fail")
    assert lab(signer="mail.example.jp", address="203.0.113.9").dmarc.result == "pass"


TOO_SHORT = (
    "v=DKIM1; p=MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAL6U+ygdvV+3ut3zzwS1s8j+V5sH9n2h5tzxhNkCxA4OES11"
    "VJ+hZpjY7qDT048jspzzevB2S3kDA8Uy6cGFOlUCAwEAAQ=="
)


@pytest.mark.parametrize(
    ("key", "seal"),
    [
        (TOO_SHORT, "policy"),
        ("v=DKIM1; h=sha1; k=ed25519; p=" + "A" * 43 + "=", "permerror"),
        ("v=DKIM1; s=tlsrpt; k=ed25519; p=" + "A" * 43 + "=", "permerror"),
    ],
)
def test_a_key_that_no_receiver_may_use_seals_nothing(key, seal):
    """RFC 6376 section 6.1.2, RFC 8301 section 3.2."""
    assert lab(dkim=key).seal == seal


def test_the_pasted_record_is_tried_even_if_the_mail_asks_for_another():
    report = lab(sender="x@post.example", spf="v=spf1 inlcude:a.example -all")
    assert (report.spf.result, report.own_spf.result) == ("none", "permerror")
    assert ("spf", 1, 8, True) in told(report)
    assert lab().own_spf is None


def test_a_record_without_a_mail_is_read_to_its_end():
    report = lab(address="", sender="", helo="", author="", spf="v=spf1 mx a:x.example ip4:z -all")
    assert (report.spf, report.own_spf.result) == (None, "permerror")
    assert ("spf", 1, 23, True) in told(report)
    report = lab(address="", spf="v=spf1 ip4:192.0.2.1 ~all")
    assert (report.own_spf.address, report.own_spf.result) == (NOBODY, "softfail")
    assert lab(address="", spf="v=spf1 a ~all").unanswered == (("example.jp", "A"),)
