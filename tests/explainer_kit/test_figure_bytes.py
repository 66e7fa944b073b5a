"""Bytes are shown as they are: every one of them can be told from what is read."""

import re

import pytest
from explainer_kit.figure_bytes import MAX_SHOWN, visible
from explainer_kit.markup import el, text_of
from hypothesis import given
from hypothesis import strategies as st


def markup(data):
    return str(el("", {}, visible(data)))


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        (b"QUIT\r\n", "QUIT<i>CR LF</i>"),
        (b"a\r\nb\r\n", "a<i>CR LF</i>\nb<i>CR LF</i>"),
        (b"\r\n\r\n", "<i>CR LF</i>\n<i>CR LF</i>"),
        (b"a\nb", "a<i>LF</i>\nb"),
        (b"a\rb", "a<i>CR</i>b"),
        ("雪\r\n".encode(), "雪<i>CR LF</i>"),
        (b"\xe9\x9b", '<i class="px-hex">e9 9b</i>'),
        (b"a\x00\xffb", 'a<i class="px-hex">00 ff</i>b'),
        (b"<b>&", "&lt;b&gt;&amp;"),
        (b"", ""),
    ],
)
def test_bytes_are_shown(data, shown):
    assert markup(data) == shown


def test_long_data_says_how_much_is_left():
    assert markup(b"a" * (MAX_SHOWN + 7)).endswith("<i>…のこり7バイト</i>")


@given(st.binary(max_size=300))
def test_no_byte_is_lost_and_none_is_added(data):
    """What is shown can be read back to the very bytes."""
    shown = str(el("", {}, visible(data)))
    pieces = re.split(r"(<i(?: class=\"px-hex\")?>[^<]*</i>\n?)", shown)
    back = b"".join(map(_bytes, pieces))
    assert back == data


def _bytes(piece):
    import html

    if not piece.startswith("<i"):
        return html.unescape(piece).encode()
    words = re.sub(r"<[^>]*>|\n", "", piece)
    if "px-hex" in piece:
        return bytes.fromhex(words)
    return b"".join({"CR": b"\r", "LF": b"\n", "TAB": b"\t"}[word] for word in words.split())


def test_text_is_read_without_markup():
    assert text_of(el("", {}, visible(b"EHLO a\r\n"))) == "EHLO aCR LF"
