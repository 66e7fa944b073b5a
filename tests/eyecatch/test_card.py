"""The card of a pasted link: lines that read well, and nothing where it would be cut off."""

import io
import re

import pytest
from explainer_embed.picture import draw_png, font_file
from eyecatch.art import MOTIFS, of_month
from eyecatch.card import SAFE, Words, over_art, over_photo, with_figure
from eyecatch.lettering import MOST_LINES, contrast, face, fit
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

FACE = face(font_file())
TITLES = [
    "初雪",
    "IMAPとSMTPの違い",
    "京都の紅葉さんぽ　哲学の道から法然院まで",
    "中杉通りの欅が芽ぶいて、善福寺川の桜がほどけるまでの一週間のこと",
    "Thunderbirdで送受信できない",
]
BOX = {"width": 512, "height": 276, "sizes": range(76, 33, -2)}


def by_slash(text):
    """Phrases as a test writes them."""
    return text.split("/")


def words(title):
    return Words(title, "暮らしとネット", "季めぐり便り", ("2026", "11.22"))


SCALE = 4  # a quarter of the size is exact enough, and sixteen times as fast


def drawn(svg):
    return Image.open(io.BytesIO(draw_png(svg, 1200 // SCALE))).convert("RGBA")


def box_of_words(svg):
    """Where pixels change when the words are taken out."""
    without = re.sub(r"<text.*?</text>", "", svg)
    assert without != svg
    box = ImageChops.difference(drawn(svg), drawn(without)).convert("RGB").getbbox()
    return [edge * SCALE for edge in box]


@pytest.mark.parametrize("title", TITLES)
def test_every_word_lies_in_the_middle_square_away_from_the_edges(title):
    svg = over_art("momiji", of_month(11), "slug", words(title), FACE, lambda text: [text])
    left, top, right, bottom = box_of_words(svg)
    assert SAFE[0] <= left < right <= SAFE[2]
    assert SAFE[1] <= top < bottom <= SAFE[3]


@pytest.mark.parametrize("title", TITLES)
def test_words_on_a_photo_lie_there_too_and_leave_the_upper_half_free(title):
    svg = over_photo(of_month(11), words(title), FACE, lambda text: [text])
    left, top, right, bottom = box_of_words(svg)
    assert SAFE[0] <= left < right <= SAFE[2]
    assert 300 <= top < bottom <= SAFE[3]
    assert drawn(svg).getpixel((600 // SCALE, 200 // SCALE))[3] == 0


def test_the_middle_square_is_one():
    assert SAFE[2] - SAFE[0] == 630


@pytest.mark.parametrize("motif", MOTIFS)
def test_words_are_read_on_plain_paper(motif):
    """Round each letter lies the card's own colour, whatever is drawn behind it."""
    svg = over_art(motif, of_month(7), "slug", words("初雪"), FACE, lambda text: [text])
    without = drawn(re.sub(r"<text.*?</text>", "", svg)).convert("RGB")
    place = [edge // SCALE for edge in (420, 250, 780, 400)]
    (colour,) = without.crop(place).getcolors()
    assert contrast("#" + bytes(colour[1]).hex(), "#38302c") >= 4.5


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("初雪", ["初雪"]),
        ("小雪、/柿を/ひとつ", ["小雪、", "柿をひとつ"]),
        ("IMAPと/SMTPの/違い", ["IMAPと", "SMTPの違い"]),
        (
            "京都の/紅葉さんぽ　哲学の/道から/法然院まで",
            ["京都の紅葉さんぽ", "哲学の道から", "法然院まで"],
        ),
        ("とても長い題をひとつの言葉で書いてしまったときのこと", None),
    ],
)
def test_lines_end_where_a_phrase_does(title, lines):
    found = fit(title, by_slash, FACE, **BOX)
    if lines is None:
        assert "".join(found.lines) == title
        assert not any(line.startswith(tuple("っゃゅょー、。")) for line in found.lines)
    else:
        assert list(found.lines) == lines


def test_a_title_that_fits_nowhere_is_said_to():
    assert fit("長い題" * 20, by_slash, FACE, **BOX) is None


def test_a_short_title_is_larger_than_a_long_one():
    short, long = (fit(title, by_slash, FACE, **BOX) for title in ("初雪", TITLES[3]))
    assert short.size > long.size


@given(
    st.lists(st.text("あいうえ雪柿ABc1、。っー", min_size=1, max_size=9), min_size=1, max_size=6),
    st.booleans(),
)
def test_what_is_set_is_the_title_in_lines_that_fit(phrases, spaced):
    title = (" " if spaced else "/").join(phrases)
    found = fit(title, by_slash, FACE, **BOX)
    if found is None:
        assert FACE.width("".join(phrases)) * BOX["sizes"][-1] > BOX["width"]
        return
    assert 1 <= len(found.lines) <= MOST_LINES
    assert found.height <= BOX["height"]
    assert all(FACE.width(line) * found.size <= BOX["width"] for line in found.lines)
    assert re.sub(r"[ /]", "", "".join(found.lines)) == re.sub(r"[ /]", "", title)


def test_the_font_tells_what_it_lacks():
    assert FACE.missing("雪の睍𠮟🍡雪睍") == ["睍", "𠮟", "🍡"]


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48), ("#ff0000", "#ff0000", 1)],
)
def test_contrast_is_that_of_wcag(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(other, one) == contrast(one, other)


def scene(colour, size=(360, 336)):
    """A PNG of one colour, as if it were a figure's picture."""
    written = io.BytesIO()
    Image.new("RGB", size, colour).save(written, "PNG")
    return written.getvalue()


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("size", [(360, 336), (720, 300), (300, 600)])
def test_a_figures_scene_stands_whole_in_the_middle_above_the_words(title, size):
    given = ("tegami", of_month(11), "slug", words(title), FACE, lambda text: [text])
    red, blue = (drawn(with_figure(*given, scene(one, size))) for one in ("#ff0000", "#0000ff"))
    box = ImageChops.difference(red, blue).convert("RGB").getbbox()
    left, top, right, bottom = (edge * SCALE for edge in box)
    words_box = box_of_words(with_figure(*given, scene("#ff0000", size)))
    assert SAFE[0] <= left < right <= SAFE[2]
    assert 0 < top < bottom < words_box[1]
    assert words_box[3] <= SAFE[3]
    assert abs((right - left) / (bottom - top) - size[0] / size[1]) < 0.1 or right - left > 580


def test_a_title_that_is_too_long_has_no_card_with_a_figure():
    given = ("tegami", of_month(11), "slug", words("とても長い題" * 30), FACE, lambda text: [text])
    assert with_figure(*given, scene("#ff0000")) is None
