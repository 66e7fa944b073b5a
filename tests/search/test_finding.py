"""What a query finds, in which order, and how it is shown: the page's code, under Node."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.search.conftest import ask_file, entry

AUTUMN = entry(
    "2026/momiji/", "秋の道", "神社の紅葉を見て、焙じ茶をいれました。コーヒーはまた今度。"
)
OTHER = entry(
    "2026/mobu/", "もうすぐ冬", "もうすこしで、もみの木に雪がつもります。", date="2026-12-01"
)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("もみじ", ["2026/momiji/"]),
        ("モミジ", ["2026/momiji/"]),
        ("ﾓﾐｼﾞ", ["2026/momiji/"]),
        ("こうよう", ["2026/momiji/"]),
        ("紅葉", ["2026/momiji/"]),
        ("焙じ茶", ["2026/momiji/"]),
        ("ほうじ茶", ["2026/momiji/"]),
        ("こーひー", ["2026/momiji/"]),
        ("ｺｰﾋｰ", ["2026/momiji/"]),
        ("焙じ茶 神社", ["2026/momiji/"]),
        ("焙じ茶　雪", []),
        ("もみじの木", []),
        ("も", ["2026/mobu/"]),
        ("", []),
        ("　 ", []),
        ("どこにもない", []),
    ],
)
def test_a_query_finds_what_a_reader_means(ask, query, found):
    (hits,) = ask([AUTUMN, OTHER], query)
    assert [hit["address"] for hit in hits] == found


def test_the_beginning_of_a_reading_finds_its_word(ask):
    (hits,) = ask([AUTUMN, OTHER], "もみ")
    assert {hit["address"] for hit in hits} == {"2026/momiji/", "2026/mobu/"}


def test_a_word_in_the_title_comes_before_a_tag_and_a_tag_before_the_body(ask):
    entries = [
        entry("body/", "あれ", "柿柿柿柿柿柿柿柿"),
        entry("tag/", "これ", "。", tags=["柿"]),
        entry("title/", "柿をひとつ", "。"),
    ]
    (hits,) = ask(entries, "柿")
    assert [hit["address"] for hit in hits] == ["title/", "tag/", "body/"]


def test_among_equals_the_newer_comes_first(ask):
    entries = [entry("old/", body="柿", date="2025-01-01"), entry("new/", body="柿")]
    (hits,) = ask(entries, "柿")
    assert [hit["address"] for hit in hits] == ["new/", "old/"]


def test_an_articles_own_aliases_find_it(ask):
    (hits,) = ask([entry("a/", body="。", words=["はつゆき"]), OTHER], "ハツユキ")
    assert [hit["address"] for hit in hits] == ["a/"]


def test_hits_are_marked_as_they_were_written(ask):
    text = "カフェで㍑の話。ｺｰﾋｰを二杯。"
    ((hit,),) = ask([entry("a/", "コーヒーと私", text)], "こーひー")
    assert hit["title"] == "[コーヒー]と私"
    assert hit["snippet"] == "カフェで㍑の話。[ｺｰﾋｰ]を二杯。"


def test_a_snippet_begins_near_the_first_hit(ask):
    ((hit,),) = ask([entry("a/", body="あ" * 500 + "柿" + "い" * 500)], "柿")
    assert hit["snippet"] == "…" + "あ" * 24 + "[柿]" + "い" * 71 + "…"


def test_a_snippet_begins_with_the_sentence_where_that_is_near(ask):
    ((hit,),) = ask([entry("a/", body="あ" * 500 + "。台所に柿。")], "柿")
    assert hit["snippet"] == "…台所に[柿]。"


def test_an_article_without_the_word_in_its_body_shows_how_it_begins(ask):
    ((hit,),) = ask([entry("a/", "柿", "はじめの文。")], "柿")
    assert hit["snippet"] == "はじめの文。"


@settings(max_examples=15)
@given(
    bodies=st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=400),
        min_size=1,
        max_size=4,
    )
)
def test_every_text_comes_out_of_the_index_as_it_went_in(tmp_path_factory, bodies):
    from search import pack

    path = tmp_path_factory.mktemp("index") / "letters.bin"
    marked = [f"目印{body}" for body in bodies]
    path.write_bytes(pack([entry(str(n), body=body) for n, body in enumerate(marked)], []))
    (hits,) = ask_file(path, "目印")
    assert sorted(hit["body"] for hit in hits) == sorted(marked)
