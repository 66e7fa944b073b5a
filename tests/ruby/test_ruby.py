"""Readings over kanji: what is written and what stands in the page."""

import pytest
from markdown import Markdown
from ruby import RubyExtension

RP = "<rp>（</rp>{}<rp>）</rp>"


def one(reading):
    return RP.format(f"<rt>{reading}</rt>")


def made(text):
    return Markdown(extensions=["extra", RubyExtension()]).convert(text)


@pytest.mark.parametrize(
    ("written", "stands"),
    [
        ("{紅葉|もみじ}の道", f"<p><ruby>紅葉{one('もみじ')}</ruby>の道</p>"),
        ("{紅葉|こう|よう}", f"<p><ruby>紅{one('こう')}葉{one('よう')}</ruby></p>"),
        ("**{朱|しゅ}の門**", f"<p><strong><ruby>朱{one('しゅ')}</ruby>の門</strong></p>"),
    ],
)
def test_a_reading_stands_over_its_word(written, stands):
    assert made(written) == stands


@pytest.mark.parametrize("written", ["{紅葉|こう|よう|か}", "{紅葉|}", "{紅葉}", "a | b", "{|か}"])
def test_what_does_not_fit_stays_as_it_was_written(written):
    assert made(written) == f"<p>{written}</p>"


def test_code_is_not_looked_into():
    assert made("`{紅葉|もみじ}`") == "<p><code>{紅葉|もみじ}</code></p>"


def test_a_link_may_have_a_reading():
    assert "<ruby>" in made("[{紅葉|もみじ}](a.html)")
