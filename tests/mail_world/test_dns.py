"""The small DNS: names, exchangers, and questions that are heard."""

import pytest
from mail_world.dns import NoData, NoName, NullMX
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
