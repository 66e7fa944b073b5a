"""Text becomes one canonical value, or a message that says what to write."""

import pytest
from explainer_kit import Choice, ControlError, Number, Option, Text, Toggle, nearest
from hypothesis import given
from hypothesis import strategies as st

PORT = Choice("port", "ポート", tuple(Option(n, n) for n in ("587", "465", "25")), "587")
PHOTO = Toggle("photo", "写真")
CELSIUS = Number("celsius", "温度", 75, 50, 100, step=5)
SUBJECT = Text("subject", "件名", max_length=60)
MESSAGE = Text("message", "本文", max_length=200, multiline=True)


@pytest.mark.parametrize("raw", ["465", 465, " 465 "])
def test_a_choice_takes_its_value_as_text_or_number(raw):
    assert PORT.parse(raw) == "465"


def test_a_choice_names_the_nearest_value():
    with pytest.raises(ControlError) as caught:
        PORT.parse("578")
    assert caught.value.hint == "587"
    assert "578" in caught.value.message


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        *(("on", True), ("はい", True), ("TRUE", True), (True, True)),
        *(("off", False), ("no", False), ("0", False), (False, False)),
    ],
)
def test_a_toggle_reads_words(raw, value):
    assert PHOTO.parse(raw) is value


@pytest.mark.parametrize("raw", ["", "maybe", "2"])
def test_a_toggle_refuses_other_words(raw):
    with pytest.raises(ControlError):
        PHOTO.parse(raw)


def test_a_number_reads_full_width_digits():
    assert CELSIUS.parse("８０") == 80


@pytest.mark.parametrize(("raw", "hint"), [("45", "50"), ("105", "100"), ("77", "75")])
def test_a_number_outside_its_limits_names_the_nearest(raw, hint):
    with pytest.raises(ControlError) as caught:
        CELSIUS.parse(raw)
    assert caught.value.hint == hint


@pytest.mark.parametrize("raw", ["1_0", "7.5", "", "１e2", True, "9" * 40])
def test_a_number_refuses_what_is_no_whole_number(raw):
    with pytest.raises(ControlError):
        CELSIUS.parse(raw)


def test_free_text_keeps_the_readers_words():
    assert MESSAGE.parse("こんにちは、\r\n😀 <b>&</b>") == "こんにちは、\n😀 <b>&</b>"


def test_a_one_line_text_has_no_line_ends():
    assert SUBJECT.parse("件名\r\nBcc: a@example.jp") == "件名 Bcc: a@example.jp"


def test_text_over_its_limit_is_refused_with_both_numbers():
    with pytest.raises(ControlError, match=r"60.*61"):
        SUBJECT.parse("あ" * 61)


@given(st.text(max_size=60))
def test_what_a_text_gives_it_takes_again_unchanged(raw):
    value = MESSAGE.parse(raw)
    assert MESSAGE.parse(value) == value
    assert "\x00" not in value
    assert "\u202e" not in value


def test_nearest_gives_nothing_where_nothing_is_near():
    assert nearest("zzz", ["port", "auth"]) is None
