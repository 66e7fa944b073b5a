"""The page's door: an answer to anything, nothing raised."""

import json
from html.parser import HTMLParser

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


def test_a_refused_field_is_called_by_its_label():
    told = ask(op="run", name="settings_check", settings={"error": "x" * 100_001})
    assert told["message"].startswith("「エラーの文」")


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


FIELDS = ("email", "screen", "incoming.host", "outgoing.user", "incoming.port", "error")
WEIRD = st.text(max_size=80) | st.sampled_from(
    ["<img src=x onerror=alert(1)>", '"><script>alert(1)</script>', "&lt;b&gt;", "</mark><b>"]
)


@given(st.fixed_dictionaries(dict.fromkeys(FIELDS, WEIRD)))
def test_what_is_pasted_into_the_settings_never_becomes_markup(settings):
    told = ask(op="run", name="settings_check", settings=settings)
    assert told["ok"]
    found = Tags()
    found.feed(told["html"])
    assert found.tags <= OURS
    assert not any(name.startswith("on") for name in found.attributes)


class Tags(HTMLParser):
    """What a browser would make of some markup."""

    def __init__(self):
        super().__init__()
        self.tags = set()
        self.attributes = set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)


OURS = {
    "a",
    "b",
    "button",
    "code",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "li",
    "mark",
    "ol",
    "p",
    "section",
    "small",
    "span",
    "summary",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
}


def test_a_script_in_the_readers_words_stays_text():
    told = ask(op="run", name="send_flow", settings={"message": "</script><script>alert(1)//"})
    assert "<script" not in told["html"]
    assert "&lt;script&gt;" in told["html"]
