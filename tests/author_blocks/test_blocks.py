"""What each block becomes in the page, and what a build says of it."""

from pathlib import Path

import pytest
from author_blocks import KINDS, BlocksExtension
from author_blocks.sample import examples
from lxml import html
from markdown import Markdown
from tables import TablesExtension

ROOT = Path(__file__).parents[2]
HEAD = 4  # lines of the head that `elsewhere` writes, its blank one too


def made(text):
    extensions = ["extra", BlocksExtension("わたし"), TablesExtension()]
    return html.fromstring(f"<div>{Markdown(extensions=extensions).convert(text)}</div>")


def test_a_bubble_says_who_speaks_before_what_is_said():
    (box,) = made("/// talk | 友だち\n太字、消えた。\n///")
    assert box.get("class") == "admonition talk"
    assert [part.text for part in box] == ["友だち", "太字、消えた。"]


def test_a_listed_speaker_stands_on_the_other_side():
    (box,) = made("/// talk | わたし\nよかった。\n///")
    assert box.get("class") == "admonition reply"


@pytest.mark.parametrize("name", ["summary", "note", "caution"])
def test_a_box_without_a_title_has_its_own_in_japanese(name):
    (box,) = made(f"/// {name}\n中身。\n///")
    assert box[0].text == KINDS[name].title


def test_a_compared_table_scrolls_under_its_title():
    (figure,) = made("/// compare | 二つの道\n| a | b | c |\n|---|---|---|\n| 1 | 2 | 3 |\n///")
    assert figure.tag == "figure"
    assert figure[0].text == "二つの道"
    assert figure[1].get("aria-label") == "表：二つの道"
    assert figure[1].get("tabindex") == "0"


def test_photos_of_a_row_are_asked_for_in_the_width_they_have():
    (row,) = made("/// photos | 朝と夕\n![朝](a.jpg)\n![夕](b.jpg)\n///")
    assert {image.get("sizes") for image in row.iter("img")} == {"(min-width: 44rem) 20rem, 46vw"}
    assert row[-1].text == "朝と夕"


def test_every_block_is_in_the_guide_as_it_is_typed():
    typed = "\n".join(examples((ROOT / "docs" / "writing.md").read_text("utf-8")))
    assert [name for name in KINDS if f"/// {name}" not in typed] == []


@pytest.fixture
def blog(elsewhere):
    elsewhere.settings("import author_blocks", "PLUGINS = [author_blocks]", "SPEAKERS = ['わたし']")
    return elsewhere


def test_a_card_is_what_its_article_says_of_itself(blog):
    blog.write("b.md", "本文。", head="Title: 秋 & 冬\nDate: 2026-10-01\nSummary: 短い説明。\n\n")
    blog.write("a.md", "/// card | b\n///\n")
    done = blog.build()
    assert done.returncode == 0, done.stderr
    page = html.parse(next((blog.folder / "output").glob("ti*.html")))
    (card,) = page.xpath("//div[@class='link-card']")
    assert card.xpath(".//a/text()") == ["秋 & 冬"]
    assert card.xpath(".//a/@href")[0].endswith(".html")
    assert "短い説明。" in card.text_content()


def test_braces_that_look_like_a_card_stay_as_they_are_written(blog):
    blog.write("a.md", "`{card:7}` と {card:7}\n\n/// card | https://example.org/\n題\n///\n")
    done = blog.build()
    assert done.returncode == 0, done.stderr
    page = next((blog.folder / "output").glob("ti*.html")).read_text("utf-8")
    assert page.count("{card:7}") >= 2


def test_a_card_of_another_site_is_what_the_author_says(blog):
    blog.write("a.md", "/// card | https://example.org/a?b=1&c=2\n題 <b>\n言葉。\n///\n")
    done = blog.build()
    assert done.returncode == 0, done.stderr
    (card,) = html.parse(next((blog.folder / "output").glob("ti*.html"))).xpath(
        "//div[@class='link-card']"
    )
    (link,) = card.xpath(".//a")
    assert (link.text, link.get("href")) == ("題 <b>", "https://example.org/a?b=1&c=2")
    assert "example.org" in card.text_content()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("/// card | kinmokuse\n///", "もしかして: kinmokusei"),
        ("/// card | shitagaki\n///", "まだ公開されていません"),
        ("/// card | https://example.org/\n///", "題がありません"),
        ("/// sumary\nx\n///", "もしかして: /// summary"),
    ],
)
def test_a_slip_fails_the_build_with_its_line(blog, text, said):
    blog.write("kinmokusei.md", "本文。", head="Title: 金木犀\nDate: 2026-10-01\n\n")
    draft = "Title: 下書き\nDate: 2026-10-02\nStatus: draft\n\n"
    blog.write("shitagaki.md", "本文。", head=draft)
    blog.write("a.md", "はじめ。\n\n" + text + "\n")
    done = blog.build()
    assert done.returncode == 1, done.stderr
    assert any(
        row.startswith(f"content/a.md:{HEAD + 2}: ") and said in row
        for row in done.stderr.splitlines()
    ), done.stderr


def test_the_page_of_samples_is_in_the_preview(site):
    page = html.parse(site / "drafts" / "blocks" / "index.html")
    typed = [code.text_content() for code in page.xpath("//pre/code")]
    assert typed == examples((ROOT / "docs" / "writing.md").read_text("utf-8"))
    for name in ("talk", "reply", "summary", "caution", "note", "compare", "photos", "link-card"):
        assert page.xpath(f"//*[contains(concat(' ', @class, ' '), ' {name} ')]"), name


def test_only_the_authors_desk_leads_to_the_page_of_samples(site):
    found = [
        path
        for path in site.rglob("*.html")
        if "drafts/blocks" in path.read_text("utf-8") and "drafts" not in path.parts
    ]
    assert found == []
