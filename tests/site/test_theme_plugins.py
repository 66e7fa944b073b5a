"""The theme's three small plugins, each by what it gives."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import neighbours
import pytest
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
    assert stylesheet.joined(tmp_path).startswith("@layer reset, base;")


def test_comments_and_margins_cost_the_reader_nothing(tmp_path: Path) -> None:
    (tmp_path / "layers.css").write_text(
        "@layer a;\n/* why:\n   so */\n@layer a {\n  b { c: d; }\n}"
    )
    assert stylesheet.joined(tmp_path) == "@layer a;\n@layer a {\nb { c: d; }\n}\n"


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
