"""The small DNS: names, exchangers, and questions that are heard."""

import pytest
from mail_world.dns import NoData, NoName, NullMX, Resolver, TimedOut
from mail_world.dns.resolver import PATIENCE
from mail_world.places import PHONE_HOST


@pytest.fixture
def zone():
    return {
        ("example.jp", "MX"): ("20 mx2.example.jp", "10 mx1.example.jp."),
        ("mx1.example.jp", "A"): ("192.0.2.1",),
        ("plain.example.com", "A"): ("192.0.2.2",),
        ("null.example.com", "MX"): ("0 .",),
    }


def exchangers(stage, domain):
    return stage.network.run(stage.resolver.mail_exchangers(PHONE_HOST.address, domain))


def test_the_best_exchanger_comes_first(stage):
    assert exchangers(stage, "example.jp") == ["mx1.example.jp", "mx2.example.jp"]


def test_a_domain_without_mx_is_its_own_exchanger(stage):
    assert exchangers(stage, "plain.example.com") == ["plain.example.com"]


def test_a_null_mx_takes_no_mail(stage):
    with pytest.raises(NullMX):
        exchangers(stage, "null.example.com")


def test_an_unknown_domain_has_no_name(stage):
    with pytest.raises(NoName):
        exchangers(stage, "exanple.jp")


def test_a_name_above_others_exists_without_records(stage):
    with pytest.raises(NoData):
        stage.resolver.answer("example.com", "A")


def test_case_and_the_last_dot_do_not_matter(stage):
    assert stage.resolver.answer("MX1.Example.JP.", "A") == ("192.0.2.1",)


def test_each_question_is_heard_with_its_answer(stage):
    with pytest.raises(NoName):
        exchangers(stage, "exanple.jp")
    exchangers(stage, "example.jp")
    heard = [(e.tag, dict(e.detail)) for e in stage.recorder.events if e.kind == "dns"]
    assert heard == [
        ("MX", {"name": "exanple.jp", "error": "NXDOMAIN"}),
        ("MX", {"name": "example.jp", "answer": "20 mx2.example.jp, 10 mx1.example.jp."}),
    ]


# -- aliases, and what can go wrong ------------------------------------------------------------

ALIASES = {
    ("a.example", "CNAME"): ("b.example.",),
    ("b.example", "CNAME"): ("c.example.",),
    ("c.example", "A"): ("192.0.2.3",),
    ("c.example", "AAAA"): ("2001:db8::3",),
    ("gone.example", "CNAME"): ("nowhere.example.",),
    ("loop.example", "CNAME"): ("pool.example.",),
    ("pool.example", "CNAME"): ("loop.example.",),
    ("self.example", "CNAME"): ("self.example.",),
    ("3.2.0.192.in-addr.arpa", "PTR"): ("c.example.",),
} | {(f"x{n}.example", "CNAME"): (f"x{n + 1}.example.",) for n in range(20)}


@pytest.mark.parametrize(
    ("name", "kind", "status", "records"),
    [
        ("a.example", "A", "ok", ("192.0.2.3",)),
        ("a.example", "AAAA", "ok", ("2001:db8::3",)),
        ("a.example", "MX", "NODATA", ()),
        ("a.example", "CNAME", "ok", ("b.example.",)),
        ("c.example", "CNAME", "NODATA", ()),
        ("gone.example", "A", "NXDOMAIN", ()),
        ("loop.example", "A", "SERVFAIL", ()),
        ("self.example", "A", "SERVFAIL", ()),
        ("x0.example", "A", "SERVFAIL", ()),
        ("3.2.0.192.in-addr.arpa", "PTR", "ok", ("c.example.",)),
        ("0.192.in-addr.arpa", "PTR", "NODATA", ()),
    ],
)
def test_aliases_are_followed_to_their_end(name, kind, status, records):
    answer = Resolver(ALIASES, lambda *_: None).look_up(name, kind)
    assert (answer.status, answer.records) == (status, records)


@pytest.mark.parametrize(
    ("faults", "status"),
    [
        ({("c.example", "A"): "SERVFAIL"}, "SERVFAIL"),
        ({("c.example", "A"): "TIMEOUT"}, "TIMEOUT"),
        ({("c.example", "*"): "TIMEOUT"}, "ok"),
        ({("c.example", "AAAA"): "TIMEOUT"}, "ok"),
    ],
)
def test_faults_are_met_at_the_end_of_an_alias_too(faults, status):
    assert Resolver(ALIASES, lambda *_: None, faults).look_up("a.example", "A").status == status


def test_silence_takes_as_long_as_a_resolver_waits(stage):
    stage.resolver.faults = {("example.jp", "MX"): "TIMEOUT"}
    with pytest.raises(TimedOut):
        exchangers(stage, "example.jp")
    assert stage.network.time() == PATIENCE
    assert dict(stage.recorder.events[-1].detail) == {"name": "example.jp", "error": "TIMEOUT"}


@pytest.mark.parametrize(("fault", "code"), [("SERVFAIL", -3), (None, -2)])
def test_a_host_without_an_address_fails_as_a_machine_would(stage, fault, code):
    stage.resolver.faults = {("void.example", "A"): fault} if fault else {}
    with pytest.raises(OSError, match="resolution" if fault else "not known") as caught:
        stage.network.run(stage.resolver.address(PHONE_HOST.address, "void.example"))
    assert caught.value.errno == code
