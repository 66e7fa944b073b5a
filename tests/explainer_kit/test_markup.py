"""Text never becomes markup."""

from html.parser import HTMLParser

import pytest
from explainer_kit import el, text_of, trusted
from hypothesis import given
from hypothesis import strategies as st


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags = []
        self.text = ""

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, attrs))

    def handle_data(self, data):
        self.text += data


def test_text_and_attributes_are_escaped():
    made = str(el("p", {"title": '"><script>'}, "<script>alert(1)</script>"))
    reader = Reader()
    reader.feed(made)
    assert [tag for tag, _ in reader.tags] == ["p"]
    assert reader.text == "<script>alert(1)</script>"


@given(st.text())
def test_any_text_comes_back_as_text(text):
    made = str(el("div", {"data-x": text}, text))
    reader = Reader()
    reader.feed(made)
    reader.close()
    assert [tag for tag, _ in reader.tags] == ["div"]


@pytest.mark.parametrize("name", ["", "on click", "a>b", "x=y", '"'])
def test_a_name_that_is_no_name_is_refused(name):
    with pytest.raises(ValueError, match="not the name"):
        el("p", {name: "1"})


def test_true_is_bare_and_none_is_left_out():
    made = el("input", {"disabled": True, "name": None, "checked": False})
    assert str(made) == "<input disabled>"


def test_trusted_markup_stands_as_it_is():
    assert str(el("p", {}, trusted("<b>x</b>"))) == "<p><b>x</b></p>"


def test_text_of_reads_through_elements():
    assert text_of(el("p", {}, "a", ["b", el("i", {}, "c")])) == "abc"
