"""Which letters stand below another: what they share, what they link to, what the author says."""

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from related import MOST, relate

DAY = timedelta(days=1)


@pytest.fixture
def letter(tmp_path):
    def make(slug, day, tags=(), category="notes", text="", **metadata):
        path = tmp_path / f"{slug}.md"
        head = "".join(f"{key.title()}: {value}\n" for key, value in metadata.items())
        path.write_text(f"Title: {slug}\n{head}\n{text}", "utf-8")
        return SimpleNamespace(
            slug=slug,
            date=datetime(2026, 1, 1) + day * DAY,
            tags=[SimpleNamespace(slug=tag) for tag in tags],
            category=SimpleNamespace(slug=category),
            metadata=metadata,
            source_path=str(path),
            _content=text,
        )

    return make


def near(article):
    return [one.slug for one in article.related]


def test_a_rare_tag_says_more_than_a_common_one(letter):
    own = letter("own", 0, ["common", "rare"])
    others = [letter(f"c{n}", n + 1, ["common"]) for n in range(8)]
    rare = letter("rare", 300, ["rare"])
    assert relate([own, *others, rare]) == []
    assert near(own)[0] == "rare"


def test_a_link_from_either_side_counts_most(letter):
    own = letter("own", 0, ["a"])
    tagged = letter("tagged", 1, ["a"])
    linking = letter("linking", 200, text='<a href="{filename}/2026/own.md">x</a>')
    relate([own, tagged, linking])
    assert near(own)[0] == "linking"


def test_what_the_page_leads_to_anyway_is_left_out(letter):
    own, before, after = (letter(name, day, ["a"]) for day, name in enumerate(("o", "b", "c")))
    own.prev_article, own.next_article = before, after
    other = letter("other", 9, ["a"])
    relate([own, before, after, other])
    assert near(own) == ["other"]


def test_those_nearest_in_time_of_the_category_fill_up(letter):
    own = letter("own", 50)
    others = [letter(f"n{day}", day) for day in (10, 45, 52, 90)]
    elsewhere = letter("elsewhere", 51, category="else")
    relate([own, *others, elsewhere])
    assert near(own) == ["n52", "n45", "n10"]


def test_the_same_season_of_another_year_counts_and_of_this_year_does_not(letter):
    own, this, last = (
        letter("own", 0),
        letter("this", 3, category="b"),
        letter("last", 4, category="c"),
    )
    last.date = own.date - 365 * DAY
    for one in (own, this, last):
        one.sekki = SimpleNamespace(key="shoukan")
    relate([own, this, last])
    assert near(own) == ["last"]


def test_the_author_may_name_them(letter):
    own = letter("own", 0, ["a"], related="far, near")
    relate([own, letter("near", 1, ["a"]), letter("far", 300), letter("other", 2, ["a"])])
    assert near(own) == ["far", "near"]


def test_a_name_that_is_no_letters_is_told_with_its_line(letter):
    own = letter("own", 0, related="kinmokuse")
    (problem,) = relate([own, letter("kinmokusei", 1)])
    assert problem.line == 2
    assert problem.hint == "kinmokusei"


def test_there_are_never_more_than_three_and_the_order_is_always_the_same(letter):
    letters = [letter(f"n{n}", n, ["a", f"t{n % 3}"]) for n in range(20)]
    relate(letters)
    first = [near(one) for one in letters]
    relate(letters[::-1])
    assert [near(one) for one in letters] == first
    assert {len(one) for one in first} == {MOST}


def test_the_mail_article_leads_to_the_one_on_photographs(site):
    page = (site / "2026" / "imap-smtp" / "index.html").read_text("utf-8")
    related = page.partition('id="related"')[2]
    assert "../../2026/photo-ac/" in related
