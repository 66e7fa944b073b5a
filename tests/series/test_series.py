"""Letters that belong together: their order, their pages, and what is told to the author."""

from datetime import datetime
from types import SimpleNamespace

import pytest
from lxml import html
from series import gather

ROMAJI = {"歩く": "aruku", "歩く季節": "aruku-kisetsu", "歩く季節の": "x"}


@pytest.fixture
def letter(tmp_path):
    def make(slug, day, **metadata):
        path = tmp_path / f"{slug}.md"
        head = "".join(f"{key.capitalize()}: {value}\n" for key, value in metadata.items())
        path.write_text(f"Title: {slug}\n{head}\n本文。", "utf-8")
        date = datetime(2026, 1, day)
        return SimpleNamespace(slug=slug, date=date, metadata=metadata, source_path=str(path))

    return make


def test_letters_stand_in_the_order_of_time(letter):
    later, earlier = letter("b", 5, series="歩く"), letter("a", 2, series="歩く")
    ((one,), problems) = gather([later, earlier], ROMAJI)
    assert [article.slug for article in one.articles] == ["a", "b"]
    assert problems == []
    assert (earlier.in_series.number, earlier.in_series.after) == (1, later)
    assert (later.in_series.before, later.in_series.after) == (earlier, None)


def test_numbers_go_before_time(letter):
    letters = [
        letter("a", 1, series="歩く", series_index="2"),
        letter("b", 2, series="歩く", series_index="1"),
    ]
    ((one,), problems) = gather(letters, ROMAJI)
    assert [article.slug for article in one.articles] == ["b", "a"]
    assert problems == []


def test_a_letter_of_no_series_is_in_none(letter):
    alone = letter("a", 1)
    assert gather([alone], ROMAJI) == ([], [])
    assert not hasattr(alone, "in_series")


@pytest.mark.parametrize(
    ("metadata", "said"),
    [
        ([{"series": "歩く", "series_index": "1"}] * 2, "同じです"),
        ([{"series": "歩く", "series_index": "x"}], "数ではありません"),
        ([{"series": "歩く", "series_index": "1"}, {"series": "歩く"}], "番号があります"),
        ([{"series": " "}], "名前がありません"),
        ([{"series": "知らない"}], "住所がまだありません"),
        ([{"series": "歩く季節"}] * 2 + [{"series": "歩く季節の"}], "これひとつだけ"),
    ],
)
def test_a_slip_is_told_with_its_line(letter, metadata, said):
    letters = [letter(f"n{number}", number + 1, **one) for number, one in enumerate(metadata)]
    _, problems = gather(letters, ROMAJI)
    assert [problem.line for problem in problems] in ([2], [3])
    assert said in problems[0].message


def test_the_site_has_a_page_for_each_series_and_one_of_all(site):
    listed = html.parse(site / "series" / "index.html").xpath("//main//a/@href")
    assert sorted(listed) == ["../series/aruite-au-kisetsu/", "../series/mail-no-shikumi/"]
    page = html.parse(site / "series" / "mail-no-shikumi" / "index.html")
    titles = page.xpath("//*[@class='postcard-title']//a/@href")
    assert titles == ["../../2026/gpg-pgp/", "../../2026/imap-smtp/"]


def test_a_letter_says_where_it_stands(site):
    page = html.parse(site / "2026" / "gpg-pgp" / "index.html")
    (nav,) = page.xpath("//details[@class='series-nav']")
    assert "2通のうちの1" in nav.text_content()
    assert nav.xpath(".//b[@aria-current='page']/text()") == ["GPGとPGPの違い"]
    assert nav.xpath(".//li/a/@href") == ["../../2026/imap-smtp/"]
