"""A table of DMARC: each case with the section that it is from.

Sections are those of draft-ietf-dmarc-dmarcbis-41 (2025-04-04), which became RFC 9989; "7489"
marks what that RFC's predecessor had otherwise. A case: its source, the policy records by domain,
the author domain, what authenticated (`s:` SPF, `d:` DKIM, `!` did not pass), and what it comes to:
result, whose record, tag and policy, disposition.
"""

import pytest
from mail_world.auth.dmarc import Identifier, evaluate_dmarc, walked
from mail_world.dns import Resolver
from mail_world.dns.zone_file import quote

REJECT = "v=DMARC1; p=reject"
EX = "example.com"
EXISTING = ("example.com", "mail.example.com", "a.mail.example.com", "giant.bank.example", "x.test")
DEEP = "a.b.c.d.e.f.g.h.i.j.k.example.com"
BANK = {"bank.example": "v=DMARC1; psd=y; p=reject", "giant.bank.example": "v=DMARC1; p=quarantine"}
SIGNING = {EX: REJECT, f"signing.{EX}": "v=DMARC1; p=none"}
REMOVED = "v=DMARC1; pct=0; ri=60; rf=afrf; p=reject"
SUBS = "v=DMARC1; p=reject; sp=quarantine; np=none"
BOTH = "v=DMARC1; p=none; sp=quarantine"

TABLE = [
    # -- whether it applies at all
    ("5.3.2", {}, EX, "s:example.com", "none", "", "", "none"),
    ("5.3.2", {"example.net": REJECT}, EX, "s:example.com", "none", "", "", "none"),
    ("5.3.5", {EX: REJECT}, EX, "s:example.com", "pass", EX, "p=reject", "none"),
    ("5.3.5", {EX: REJECT}, EX, "d:example.com", "pass", EX, "p=reject", "none"),
    ("5.3.5", {EX: REJECT}, EX, "", "fail", EX, "p=reject", "reject"),
    ("4.3", {EX: REJECT}, EX, "s!example.com d!example.com", "fail", EX, "p=reject", "reject"),
    ("4.4.1", {EX: REJECT}, EX, "d:x.test d:example.com", "pass", EX, "p=reject", "none"),
    ("4.4.1", {EX: REJECT}, EX, "d!example.com d:example.com", "pass", EX, "p=reject", "none"),
    ("4.4", {EX: REJECT}, EX, "s:EXAMPLE.Com", "pass", EX, "p=reject", "none"),
    ("4.4", {EX: REJECT}, "Example.COM.", "s:example.com", "pass", EX, "p=reject", "none"),
    # -- alignment
    ("4.4 table 1", {EX: REJECT}, f"news.{EX}", f"s:foo.{EX}", "pass", EX, "p=reject", "none"),
    ("4.4 table 1", {EX: REJECT}, f"news.{EX}", "s:foo.example.net", "fail", EX,
     "p=reject", "reject"),
    ("B.1.1 (1)", {EX: REJECT + "; aspf=s"}, EX, "s:example.com", "pass", EX, "p=reject", "none"),
    ("B.1.1 (2)", {EX: REJECT}, EX, f"s:child.{EX}", "pass", EX, "p=reject", "none"),
    ("B.1.1 (3)", {EX: REJECT}, f"child.{EX}", "s:example.net", "fail", EX, "p=reject", "reject"),
    ("B.1.2 (1)", {EX: REJECT + "; adkim=s"}, EX, "d:example.com", "pass", EX, "p=reject", "none"),
    ("B.1.2 (2)", {EX: REJECT}, f"child.{EX}", "d:example.com", "pass", EX, "p=reject", "none"),
    ("B.1.2 (3)", {EX: REJECT}, f"child.{EX}", "d:example.net", "fail", EX, "p=reject", "reject"),
    ("4.7 aspf", {EX: REJECT + "; aspf=s"}, EX, f"s:child.{EX}", "fail", EX, "p=reject", "reject"),
    ("4.7 adkim", {EX: REJECT + "; adkim=s"}, EX, f"d:child.{EX}", "fail", EX,
     "p=reject", "reject"),
    ("4.7 aspf", {EX: REJECT + "; aspf=s"}, EX, f"d:child.{EX}", "pass", EX, "p=reject", "none"),
    ("4.7 adkim", {EX: REJECT + "; adkim=s"}, EX, f"s:child.{EX}", "pass", EX, "p=reject", "none"),
    ("4.8 adkim", {EX: REJECT + "; adkim=x"}, EX, f"d:child.{EX}", "pass", EX, "p=reject", "none"),
    ("4.8 aspf", {EX: REJECT + "; aspf=S"}, EX, f"s:child.{EX}", "fail", EX, "p=reject", "reject"),
    # -- what may be written, and what is made of it
    ("4.7 v", {EX: "p=reject; v=DMARC1"}, EX, "", "none", "", "", "none"),
    ("4.7 v", {EX: "v=dmarc1; p=reject"}, EX, "", "none", "", "", "none"),
    ("4.7 v", {EX: "v=DMARC2; p=reject"}, EX, "", "none", "", "", "none"),
    ("4.7 v", {EX: "v=DMARC11; p=reject"}, EX, "", "none", "", "", "none"),
    ("4.8 equals", {EX: "v = DMARC1 ;p = reject ;"}, EX, "", "fail", EX, "p=reject", "reject"),
    ("4.8 value", {EX: "v=DMARC1; p=REJECT"}, EX, "", "fail", EX, "p=reject", "reject"),
    ("4.7 order (7489: p first)", {EX: "v=DMARC1; adkim=s; rua=mailto:a@b.test; p=reject"}, EX, "",
     "fail", EX, "p=reject", "reject"),
    ("4.7 p missing (7489: no record)", {EX: "v=DMARC1"}, EX, "", "fail", EX, "p=none", "none"),
    ("4.7 p missing (7489: no record)", {EX: "v=DMARC1; sp=reject"}, EX, "", "fail", EX, "p=none",
     "none"),
    ("4.7 unknown tag", {EX: "v=DMARC1; x=y; p=reject"}, EX, "", "fail", EX, "p=reject", "reject"),
    ("C.5.2 (7489: pct, rf, ri)", {EX: REMOVED}, EX, "", "fail", EX, "p=reject", "reject"),
    ("4.8 faults", {EX: "v=DMARC1; ;=; p=reject; nonsense"}, EX, "", "fail", EX, "p=reject",
     "reject"),
    ("4.10.1 p invalid", {EX: "v=DMARC1; p=rejekt"}, EX, "", "permerror", EX, "", "none"),
    ("4.10.1 p invalid, rua", {EX: "v=DMARC1; p=rejekt; rua=mailto:a@b.test"}, EX, "", "fail", EX,
     "p=none", "none"),
    ("4.10.1 sp invalid", {EX: "v=DMARC1; p=reject; sp=x"}, EX, "", "permerror", EX, "", "none"),
    ("4.10.1 np invalid, rua", {EX: "v=DMARC1; p=reject; np=x; rua=mailto:a@b.test"}, EX, "",
     "fail", EX, "p=none", "none"),
    ("4.10.1 no valid rua", {EX: "v=DMARC1; p=rejekt; rua=a@b.test"}, EX, "", "permerror", EX, "",
     "none"),
    ("RFC 6376 3.2", {EX: "v=DMARC1; p=none; p=reject"}, EX, "", "permerror", EX, "", "none"),
    # -- t
    ("4.7 t (new)", {EX: REJECT + "; t=y"}, EX, "", "fail", EX, "p=reject", "quarantine"),
    ("4.7 t (new)", {EX: "v=DMARC1; p=quarantine; t=y"}, EX, "", "fail", EX,
     "p=quarantine", "none"),
    ("4.7 t (new)", {EX: "v=DMARC1; p=none; t=y"}, EX, "", "fail", EX, "p=none", "none"),
    ("4.7 t (new)", {EX: REJECT + "; t=n"}, EX, "", "fail", EX, "p=reject", "reject"),
    ("4.8 t", {EX: REJECT + "; t=1"}, EX, "", "fail", EX, "p=reject", "reject"),
    ("4.7 t (new)", {EX: SUBS + "; t=y"}, f"mail.{EX}", "", "fail", EX, "sp=quarantine", "none"),
    # -- sp, np
    ("4.7 sp", {EX: SUBS}, EX, "", "fail", EX, "p=reject", "reject"),
    ("4.7 sp", {EX: SUBS}, f"mail.{EX}", "", "fail", EX, "sp=quarantine", "quarantine"),
    ("4.7 np (new)", {EX: SUBS}, f"nowhere.{EX}", "", "fail", EX, "np=none", "none"),
    ("4.7 np, then sp", {EX: BOTH}, f"nowhere.{EX}", "", "fail", EX, "sp=quarantine", "quarantine"),
    ("4.7 np, sp, then p", {EX: REJECT}, f"nowhere.{EX}", "", "fail", EX, "p=reject", "reject"),
    ("4.7 np is not for what exists", {EX: "v=DMARC1; p=none; np=reject"}, f"mail.{EX}", "", "fail",
     EX, "p=none", "none"),
    ("4.7 sp of a subdomain", {EX: REJECT, f"mail.{EX}": SUBS}, f"a.mail.{EX}", "", "fail", EX,
     "p=reject", "reject"),
    # -- discovery and the tree walk
    ("4.10.1 the author's own", {EX: REJECT, f"mail.{EX}": "v=DMARC1; p=none"}, f"mail.{EX}", "",
     "fail", f"mail.{EX}", "p=none", "none"),
    ("4.10.2 fewest labels", {EX: REJECT, f"mail.{EX}": "v=DMARC1"}, f"a.mail.{EX}", "", "fail", EX,
     "p=reject", "reject"),
    ("4.10.2 psd=n", {EX: REJECT, f"mail.{EX}": "v=DMARC1; psd=n; p=quarantine"}, f"a.mail.{EX}",
     "", "fail", f"mail.{EX}", "p=quarantine", "quarantine"),
    ("4.10.2 psd=n splits", {EX: REJECT, f"mail.{EX}": "v=DMARC1; psd=n"}, f"a.mail.{EX}",
     "s:example.com", "fail", f"mail.{EX}", "p=none", "none"),
    ("4.10.2 psd=y above", {"com": "v=DMARC1; psd=y; p=reject"}, f"a.mail.{EX}", f"s:{EX}", "pass",
     "com", "p=reject", "none"),
    ("4.10.1 a PSD's policy", {"com": "v=DMARC1; psd=y; p=none; sp=quarantine; np=reject"},
     f"mail.{EX}", "", "fail", "com", "sp=quarantine", "quarantine"),
    ("4.10.1 a PSD's policy", {"com": "v=DMARC1; psd=y; p=none; sp=quarantine; np=reject"},
     "nowhere.com", "", "fail", "com", "np=reject", "reject"),
    ("4.10.1 not over an organization's", BANK, "giant.bank.example", "", "fail",
     "giant.bank.example", "p=quarantine", "quarantine"),
    ("4.10.2 psd=y at the start", {"x.test": "v=DMARC1; psd=y; p=reject"}, "x.test", "s:x.test",
     "pass", "x.test", "p=reject", "none"),
    ("4.10.2 psd=y above a name", {"x.test": "v=DMARC1; psd=y; p=reject"}, "x.test", "s:a.x.test",
     "fail", "x.test", "p=reject", "reject"),
    ("4.10.2 psd=u is the default", {EX: REJECT + "; psd=u"}, f"mail.{EX}", f"s:{EX}", "pass", EX,
     "p=reject", "none"),
    ("4.8 psd", {EX: REJECT + "; psd=maybe"}, f"mail.{EX}", f"s:{EX}", "pass", EX, "p=reject",
     "none"),
    ("4.10 a TLD without psd", {"com": REJECT}, EX, "s:other.com", "pass", "com",
     "p=reject", "none"),
    ("4.10.2 siblings of a PSD", {"com": "v=DMARC1; psd=y; p=reject"}, EX, "s:other.com", "fail",
     "com", "p=reject", "reject"),
    ("4.10.2 without any record", {EX: REJECT}, EX, "s:example.net", "fail", EX, "p=reject",
     "reject"),
    ("B.4.1", SIGNING, EX, f"d:signing.{EX}", "pass", EX, "p=reject", "none"),
    ("B.4.1", SIGNING, EX, "s:example.com", "pass", EX, "p=reject", "none"),
    ("B.4.2", SIGNING, DEEP, "s:example.com", "pass", EX, "p=reject", "none"),
    ("B.4.2", SIGNING, DEEP, f"d:signing.{EX}", "pass", EX, "p=reject", "none"),
    ("B.4.3", BANK, "giant.bank.example", "s:mail.giant.bank.example", "pass", "giant.bank.example",
     "p=quarantine", "none"),
    ("B.4.3", BANK, "giant.bank.example", "d:mail.mega.bank.example", "fail", "giant.bank.example",
     "p=quarantine", "quarantine"),
]  # fmt: skip
TABLE = [pytest.param(*row, id=f"{number:02} {row[0]}") for number, row in enumerate(TABLE)]


def zone(records):
    found = {(f"_dmarc.{name}", "TXT"): (quote(text),) for name, text in records.items()}
    return found | {(name, "A"): ("192.0.2.1",) for name in EXISTING}


def identifiers(text):
    for word in text.split():
        result = "pass" if word[1] == ":" else "fail"
        yield Identifier("spf" if word[0] == "s" else "dkim", word[2:], result)


def evaluate(records, author, authenticated="", faults=None):
    resolver = Resolver(zone(records), lambda *_: None, faults)
    authors = [author] if isinstance(author, str) else author
    return evaluate_dmarc(resolver, authors, list(identifiers(authenticated)))


def test_the_table_is_long_enough():
    assert len(TABLE) >= 60


@pytest.mark.parametrize(
    ("source", "records", "author", "authenticated", "result", "whose", "policy", "disposition"),
    TABLE,
)
def test_it_comes_to(source, records, author, authenticated, result, whose, policy, disposition):
    report = evaluate(records, author, authenticated)
    told = f"{report.tag}={report.policy}" if report.tag else ""
    assert (report.result, report.policy_domain, told, report.disposition) == (
        result,
        whose,
        policy,
        disposition,
    )


# -- how it was found ---------------------------------------------------------------------------


def test_a_walk_from_a_deep_name_asks_eight_times():
    """Section 4.10, the example."""
    assert list(walked("a.b.c.d.e.f.g.h.i.j.mail.example.com")) == [
        "a.b.c.d.e.f.g.h.i.j.mail.example.com",
        "g.h.i.j.mail.example.com",
        "h.i.j.mail.example.com",
        "i.j.mail.example.com",
        "j.mail.example.com",
        "mail.example.com",
        "example.com",
        "com",
    ]


@pytest.mark.parametrize("labels", range(1, 40))
def test_no_walk_asks_more_than_eight_times(labels):
    asked = list(walked(".".join(["a"] * labels)))
    assert len(asked) == min(labels, 8)
    assert asked[-1] == "a"


def test_a_walk_is_told_step_by_step():
    report = evaluate(BANK, "giant.bank.example", "d:mail.mega.bank.example")
    walk = next(walk for walk in report.walks if walk.start == "mail.mega.bank.example")
    assert [(one.domain, one.status, bool(one.record), one.stops) for one in walk.visits] == [
        ("mail.mega.bank.example", "NXDOMAIN", False, False),
        ("mega.bank.example", "NXDOMAIN", False, False),
        ("bank.example", "ok", True, True),
    ]
    assert (walk.organization, walk.rule) == ("mega.bank.example", "psd=y")
    (alignment,) = report.alignments
    assert (alignment.organization, alignment.aligned) == ("mega.bank.example", False)
    assert report.queries == 4


def test_a_suffix_is_its_own_organization_where_the_walk_begins():
    """Section 4.10.2, rule 2."""
    report = evaluate({"x.test": "v=DMARC1; psd=y; p=reject"}, "x.test", "s:a.x.test")
    rules = {walk.start: (walk.organization, walk.rule) for walk in report.walks}
    assert rules == {"a.x.test": ("a.x.test", "psd=y"), "x.test": ("x.test", "fewest-labels")}


def test_no_walk_is_made_where_none_is_needed():
    """Section 4.10.2: the same domain, or strict alignment."""
    assert evaluate({EX: REJECT}, EX, "s:example.com d:example.com").queries == 1
    strict = evaluate({EX: REJECT + "; aspf=s; adkim=s"}, EX, "s:a.test d:b.test")
    assert (strict.queries, strict.walks) == (1, ())


def test_two_records_at_one_name_are_none():
    """Section 4.10, step 2."""
    records = zone({EX: REJECT})
    records[f"_dmarc.{EX}", "TXT"] = (quote(REJECT), quote("v=DMARC1; p=none"))
    report = evaluate_dmarc(Resolver(records, lambda *_: None), [EX], [])
    assert (report.result, report.walks[0].visits[0].discarded) == ("none", 2)


def test_other_texts_beside_a_record_do_not_matter():
    """Section 4.10, step 2."""
    records = zone({EX: REJECT})
    records[f"_dmarc.{EX}", "TXT"] = (quote("hello"), '"v=DMARC1; p=re" "ject"')
    assert evaluate_dmarc(Resolver(records, lambda *_: None), [EX], []).disposition == "reject"


@pytest.mark.parametrize(
    ("name", "kind"), [("_dmarc.example.com", "TXT"), ("_dmarc.com", "TXT"), (f"mail.{EX}", "A")]
)
@pytest.mark.parametrize("fault", ["SERVFAIL", "TIMEOUT"])
def test_a_question_that_fails_is_a_temporary_error_and_asks_for_nothing(name, kind, fault):
    """Section 5.3.6."""
    report = evaluate({EX: SUBS}, f"mail.{EX}", "", {(name, kind): fault})
    assert (report.result, report.disposition) == ("temperror", "none")


@pytest.mark.parametrize("authors", [[], ["a.test", "b.test"], [""], ["a..b"], ["a b"]])
def test_without_exactly_one_author_domain_there_is_no_result(authors):
    """Section 5.3.1."""
    assert evaluate({EX: REJECT}, authors).result == "permerror"


def test_a_name_in_japanese_is_asked_for_as_an_a_label():
    """Section 5.3.1 (RFC 5890 section 2.3)."""
    name = "xn--r8jz45g.example"
    assert evaluate({name: REJECT}, "例え.example", f"s:{name}").result == "pass"
