"""What is found in heads and texts: one row, one slip; and nothing in what is as it should be."""

from datetime import datetime
from pathlib import Path

import pytest
from check_post.body_checks import check_body
from check_post.finding import Finding, Grade, as_draft, lines
from check_post.head_checks import Around, check_addresses, check_head
from posts import parse_post
from posts.head import ZONE

NOW = datetime(2026, 11, 22, 21, 0, tzinfo=ZONE)
AROUND = Around(NOW, {"季節", "散歩", "焙じ茶"}, {"kaki.jpg"})
HEAD = {
    "Title": "柿をひとつ",
    "Date": "2026-11-22 20:00",
    "Category": "季節",
    "Tags": "散歩, IMAP",
    "Summary": "台所の柿のこと。",
    "Stamp": "persimmon",
}


def post(body="本文。", path="content/2026/kaki.md", **changed):
    """An article without fault, but for what is changed; a value of None takes the line out."""
    head = HEAD | {key.capitalize(): value for key, value in changed.items()}
    rows = [f"{key}: {value}" for key, value in head.items() if value is not None]
    return parse_post(path, "\n".join([*rows, "", body]))


def heads(one):
    return list(check_head(one, AROUND))


def bodies(text, others=(), files=(), **changed):
    one = post(text, **changed)
    posts = {"2026/kaki.md": one} | {other.path.removeprefix("content/"): other for other in others}
    return list(check_body(one, AROUND, posts, set(files)))


def test_a_head_without_fault_has_no_finding():
    assert heads(post()) == []


@pytest.mark.parametrize(
    ("changed", "line", "said", "grade"),
    [
        ({"title": None}, 1, "題がありません", Grade.ERROR),
        ({"title": ""}, 1, "題がありません", Grade.ERROR),
        ({"date": None}, 1, "日付がありません", Grade.ERROR),
        ({"date": "11月22日"}, 2, "「11月22日」が読めません", Grade.ERROR),
        ({"date": "2026-11-31"}, 2, "読めません", Grade.ERROR),
        ({"date": "2026-12-01 20:00"}, 2, "2026年12月1日 20:00 に公開", Grade.NEWS),
        ({"modified": "きのう"}, 7, "手直しの日付", Grade.ERROR),
        ({"status": "darft"}, 7, "Status: darft はありません", Grade.ERROR),
        ({"slug": "柿"}, 7, "住所になりません", Grade.ERROR),
        ({"category": None}, 1, "カテゴリーがありません", Grade.ERROR),
        ({"category": "暮らし"}, 3, "カテゴリー「暮らし」の住所", Grade.ERROR),
        ({"tags": "散歩, ほうじ茶"}, 4, "タグ「ほうじ茶」の住所", Grade.ERROR),
        ({"tags": "焙じ"}, 4, "もしかして: 焙じ茶", Grade.ERROR),
        ({"tags": "散歩、季節"}, 4, "区切りが「、」", Grade.ERROR),
        ({"summary": None}, 1, "紹介文がありません", Grade.WARNING),
        ({"summary": "長" * 121}, 5, "121 文字", Grade.WARNING),
        ({"stamp": None}, 1, "アイキャッチの指定がありません", Grade.NEWS),
        ({"eyecatch": "kaki.jpeg"}, 7, "もしかして: kaki.jpg", Grade.ERROR),
        ({"sumary": "x"}, 7, "もしかして: Summary", Grade.WARNING),
    ],
)
def test_a_slip_in_the_head_is_found_at_its_line(changed, line, said, grade):
    (finding,) = heads(post(**changed))
    assert (finding.path, finding.line, finding.grade) == ("content/2026/kaki.md", line, grade)
    assert said in finding.message


def test_a_name_without_an_address_stops_any_build_and_the_rest_none():
    assert [one.always for one in heads(post(tags="梅"))] == [True]
    assert [one.always for one in heads(post(title=None))] == [False]


@pytest.mark.parametrize("eyecatch", ["kaki.jpg", "images/kaki.jpg", "{static}/images/kaki.jpg"])
def test_an_eyecatch_that_is_there_is_found_however_it_is_named(eyecatch):
    assert heads(post(eyecatch=eyecatch, stamp=None)) == []


def test_a_page_needs_neither_date_nor_names():
    page = parse_post("content/pages/profile.md", "Title: わたし\nSummary: 紹介。\n\n本文。")
    assert heads(page) == []


def test_two_articles_of_one_name_are_told_at_the_second():
    one, two = post(), post(path="content/2027/kaki.md")
    (finding,) = check_addresses([one, two])
    assert (finding.path, "content/2026/kaki.md" in finding.message) == (
        "content/2027/kaki.md",
        True,
    )


BODY = len(HEAD) + 2  # the first line of a body


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("はじめ。\n\n![](images/kaki.jpg)", 2, "説明の言葉がありません"),
        ("[![](a.jpg)](b.jpg)", 0, "写真 a.jpg"),
        ('<img src="a.jpg">', 0, "説明の言葉がありません"),
        ("[](https://example.jp/)", 0, "押す言葉がありません"),
        ("[柿]()", 0, "リンク先が空"),
        ("[柿](http:/example.jp)", 0, "書き方が違います"),
        ("[柿](https：//example.jp)", 0, "書き方が違います"),
        ("[柿](www.example.jp)", 0, "書き方が違います"),
        ("[前の]({filename}kake.md)", 0, "もしかして: 2026/kaki.md"),
        ("[前の]({filename}../2025/ume.md)", 0, "2025/ume.md というファイルはありません"),
        ("![庭]({static}/images/niwa.svg)", 0, "niwa.svg というファイルはありません"),
    ],
)
def test_a_slip_in_the_text_is_found_at_its_line(text, line, said):
    (finding,) = bodies(text)
    assert finding.line == BODY + line
    assert said in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "![窓辺の柿](images/kaki.jpg)",
        '<img src="a.jpg" alt="">',
        "[柿](https://example.jp/a?b=c#d)と[便り](mailto:a@example.jp)と[上](#ue)",
        "[SPFを照合](scene:spf)",
        "`![](a.jpg)` と書きます。",
        "```\n![](a.jpg)\n[柿](http:/x)\n```",
        "~~~~\n~~~\n![](a.jpg)\n~~~~",
        "[自分]({filename}kaki.md#ue)",
        "[絵]({static}/images/niwa.svg)",
    ],
)
def test_what_is_as_it_should_be_is_left_alone(text):
    assert bodies(text, files=["images/niwa.svg"]) == []


def test_a_link_to_what_is_not_out_yet_is_told():
    later = post(path="content/2026/yuki.md", title="雪", date="2026-12-01")
    (finding,) = bodies("[雪]({filename}yuki.md)", [later])
    assert "「雪」は、まだ公開されていません" in finding.message


def test_what_waits_itself_may_link_to_what_waits():
    later = post(path="content/2026/yuki.md", title="雪", date="2026-12-01")
    assert bodies("[雪]({filename}yuki.md)", [later], date="2026-12-02") == []


def test_in_a_draft_an_error_is_a_warning_and_says_so():
    (finding,) = heads(post(title=None))
    softened = as_draft(finding)
    assert (softened.grade, softened.message.endswith("（下書き）")) == (Grade.WARNING, True)


def test_errors_are_told_before_warnings_and_each_once():
    found = [
        Finding("b.md", 2, "紹介文", Grade.WARNING),
        Finding("a.md", 9, "題"),
        Finding("a.md", 9, "題"),
    ]
    assert list(lines(found)) == [
        "直すところ（1）",
        "a.md:9: 題",
        "気をつけたいこと（1）",
        "b.md:2: 紹介文",
    ]


def test_nothing_is_said_of_nothing():
    assert list(lines([])) == []


def test_the_blogs_own_articles_raise_no_wrong_alarm(monkeypatch):
    from check_post.hooks import check_sources

    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795348800")
    root = Path(__file__).parents[2]
    found = check_sources(root / "content", root)
    assert [str(one) for one in found if one.grade is not Grade.NEWS] == []
