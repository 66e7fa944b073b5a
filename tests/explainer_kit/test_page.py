"""The page's door: an answer to anything, nothing raised."""

import json

import pytest
from explainer_kit.page import respond
from hypothesis import given
from hypothesis import strategies as st


def ask(**request):
    return json.loads(respond(json.dumps(request)))


def test_a_run_comes_with_its_story_and_its_figure():
    told = ask(op="run", name="send_flow", settings={"subject": "もみじ"})
    assert told["ok"]
    assert told["story"]["settings"]["subject"] == "もみじ"
    assert told["html"].startswith("<")


def test_a_setting_that_cannot_be_taken_is_told_in_words():
    told = ask(op="run", name="send_flow", settings={"port": "586"})
    assert (told["ok"], told["hint"]) == (False, "587")


@pytest.mark.parametrize("request_text", ["", "{", "[]", "null", '{"op":"run"}', "x" * 300_000])
def test_a_broken_request_is_refused_kindly(request_text):
    told = json.loads(respond(request_text))
    assert told["ok"] is False
    assert told["message"]


@given(st.text(max_size=60), st.text(max_size=200))
def test_hostile_words_never_become_markup(subject, message):
    told = ask(op="run", name="send_flow", settings={"subject": subject, "message": message})
    assert told["ok"]
    assert "<script" not in told["html"].lower()


def test_a_script_in_the_readers_words_stays_text():
    told = ask(op="run", name="send_flow", settings={"message": "</script><script>alert(1)//"})
    assert "<script" not in told["html"]
    assert "&lt;script&gt;" in told["html"]
