"""Words become MIME and come back unharmed, whatever they are."""

import re
from email import message_from_bytes
from email.header import decode_header, make_header

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mail_world import letter, photo
from mail_world.places import HANA, KAZE
from mail_world.record import Scenario

WALL = 1_795_305_600


def compose(**words):
    return letter.compose(Scenario(**words), HANA, KAZE.address, WALL)


def body(mail):
    part = message_from_bytes(mail)
    while part.is_multipart():
        part = part.get_payload()[0]
    return part.get_payload(decode=True).decode()


def subject(mail):
    return str(make_header(decode_header(message_from_bytes(mail)["Subject"])))


def lines_of(text):
    return re.split("\r\n|\r|\n", letter.sound(text))


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_message_comes_back_line_by_line(text):
    lines = lines_of(text)
    if lines[-1]:
        lines.append("")  # a message ends with its last line's end
    assert body(compose(message=text)) == "\r\n".join(lines)


@settings(deadline=None)
@given(st.text(max_size=100))
def test_any_subject_comes_back_on_one_line(text):
    assert subject(compose(subject=text)) == letter.one_line(text)


@settings(deadline=None)
@given(st.text(max_size=100), st.text(max_size=300), st.booleans())
def test_no_words_add_a_header_or_break_a_line_rule(title, text, attached):
    mail = compose(subject=title, message=text, photo=attached)
    names = message_from_bytes(mail).keys()
    assert set(names) <= {
        "Date",
        "From",
        "To",
        "Subject",
        "Message-ID",
        "MIME-Version",
        "Content-Type",
        "Content-Transfer-Encoding",
    }
    assert len(set(names)) == len(names)
    assert re.search(rb"(?<!\r)\n|\r(?!\n)|\0", mail) is None
    assert max(map(len, mail.split(b"\r\n"))) <= 998


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_a_subject_cannot_smuggle_a_header_in(end):
    mail = compose(subject=f"hi{end}Bcc: all@example.com{end}{end}body")
    assert "Bcc" not in message_from_bytes(mail)
    assert subject(mail) == "hi Bcc: all@example.com body"


def test_the_readers_own_words_are_readable_in_the_bytes():
    assert "写真を送ります🌸".encode() in compose(message="写真を送ります🌸")


def test_a_line_too_long_for_8bit_goes_as_base64():
    mail = compose(message="長" * 400)
    assert b"Content-Transfer-Encoding: base64" in mail
    assert body(mail) == "長" * 400 + "\r\n"


def test_a_nul_goes_as_base64():
    assert b"Content-Transfer-Encoding: base64" in compose(message="a\0b")


def test_a_lone_surrogate_becomes_a_replacement_character():
    assert body(compose(message="a\ud83db")) == "a\ufffdb\r\n"


def test_a_photo_is_attached_whole():
    text, picture = message_from_bytes(compose(photo=True)).get_payload()
    assert text.get_content_type() == "text/plain"
    assert picture.get_content_type() == "image/png"
    assert picture.get_payload(decode=True) == photo.PNG
    assert len(photo.PNG) < 1024


def test_a_multipart_with_8bit_in_it_says_so():
    assert message_from_bytes(compose(photo=True))["Content-Transfer-Encoding"] == "8bit"


def test_the_date_is_japans():
    assert message_from_bytes(compose())["Date"] == "Sun, 22 Nov 2026 09:00:00 +0900"
