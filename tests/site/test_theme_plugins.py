"""The theme's small plugins, each by what it gives."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import contents
import neighbours
import pytest
import reading_time
import stylesheet
import tables
from lxml import html
from markdown import Markdown

TABLE = "## 表の名 {#t}\n\n| 欄 | 受信 | 送信 |\n|---|---|---|\n| ポート | 993 | 465 |\n"


def _rendered(text: str) -> html.HtmlElement:
    markdown = Markdown(extensions=["extra", "toc", tables.TablesExtension()])
    return html.fragment_fromstring(markdown.convert(text), create_parent="div")


def test_layers_are_declared_before_they_are_filled(tmp_path: Path) -> None:
    (tmp_path / "base.css").write_text("@layer base { a { color: red; } }")
    (tmp_path / "layers.css").write_text("/* order */\n@layer reset, base;")
    assert stylesheet.joined(tmp_path).startswith("@layer reset,base;")


def test_comments_and_needless_blanks_cost_the_reader_nothing(tmp_path: Path) -> None:
    (tmp_path / "layers.css").write_text(
        "@layer a;\n/* why:\n   so */\n@layer a {\n  b { c: d; }\n}"
    )
    assert stylesheet.joined(tmp_path) == "@layer a;@layer a{b{c:d}}\n"


def test_a_theme_without_style_sheets_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(stylesheet.NoStyleSheetsError, match=r"layers\.css"):
        stylesheet.joined(tmp_path)


def test_a_table_scrolls_in_a_region_that_the_keyboard_reaches() -> None:
    (region,) = _rendered(TABLE).xpath(".//div[table]")
    assert region.attrib == {
        "class": "table-scroll",
        "role": "region",
        "tabindex": "0",
        "aria-label": "表：表の名",
    }


def test_the_first_cell_of_a_row_is_its_heading() -> None:
    assert _rendered(TABLE).xpath(".//tbody//th[@scope='row']/text()") == ["ポート"]


def test_without_a_name_for_the_first_column_cells_stay_cells() -> None:
    assert not _rendered(TABLE.replace("| 欄 |", "| |")).xpath(".//tbody//th")


def test_what_follows_a_table_stays_outside_of_it() -> None:
    tree = _rendered(TABLE + "\nつぎの段落。\n")
    assert tree.xpath("./p/text()") == ["つぎの段落。"]


@dataclass
class Article:
    slug: str
    date: datetime
    prev_article: "Article | None" = None
    next_article: "Article | None" = None


def test_neighbours_go_by_date_whatever_the_order_of_the_files() -> None:
    first, second, third = (
        Article(slug, datetime(2026, 11, day, tzinfo=UTC))
        for slug, day in (("a", 1), ("c", 2), ("b", 3))
    )
    neighbours.link([third, first, second])
    assert [first.prev_article, first.next_article] == [None, second]
    assert [second.prev_article, second.next_article] == [first, third]
    assert third.next_article is None


def _contents(text: str) -> html.HtmlElement:
    markdown = Markdown(extensions=["toc", contents.ContentsExtension()])
    return html.fragment_fromstring(markdown.convert(text), create_parent="div")


def test_the_contents_are_folded_and_hold_every_heading() -> None:
    (folded,) = _contents("はじめに。\n\n[TOC]\n\n## 春 {#a}\n\n## 夏 {#b}\n").xpath("./details")
    assert folded.get("open") is None
    assert folded.xpath("summary/text()") == ["目次"]
    assert len(folded.xpath("ul/li/a")) == 2


def test_what_follows_the_contents_stays_outside_of_them() -> None:
    tree = _contents("[TOC]\n\nつぎの段落。\n\n## 春\n")
    assert [child.tag for child in tree] == ["details", "p", "h2"]


def test_an_article_without_contents_gets_none() -> None:
    assert not _contents("## 春\n").xpath("./details")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<p>短い。</p>", 1),
        ("<p>" + "雪" * 1001 + "</p>", 3),
        ("<p>雪</p><py-explainer><p>" + "図" * 5000 + "</p></py-explainer>", 1),
        ("<p>" + "<ruby>雪<rt>ゆき</rt></ruby>" * 500 + "</p>", 1),
        ("<p>" + "&amp;" * 500 + "</p>", 1),
    ],
)
def test_only_prose_takes_time_to_read(content: str, expected: int) -> None:
    assert reading_time.minutes(content) == expected
