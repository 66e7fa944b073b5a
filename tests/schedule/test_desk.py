"""The author's desk in the preview, with the blog's own settings and theme."""

import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html

ROOT = Path(__file__).parents[2]
SETTINGS = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from {{module}} import *

PLUGINS = [one for one in PLUGINS if one.__name__ not in ("explainer_embed", "check_post")]
PATH = "content"
OUTPUT_PATH = "output"
STATIC_PATHS = []
"""
HEAD = "Title: {title}\nDate: {date}\nCategory: 季節\nTags: 散歩\nSummary: 話。\n{more}\n本文。"
CONTENT = {
    "now.md": HEAD.format(title="いまの話", date="2026-11-01", more=""),
    "soon.md": HEAD.format(title="あすの話", date="2026-11-03 20:00", more=""),
    "later.md": HEAD.format(title="聖夜の話", date="2026-12-24 07:05", more=""),
    "draft.md": HEAD.format(title="途中の話", date="2026-10-01", more="Status: draft\n"),
}


def build(place, module):
    for name, text in CONTENT.items():
        target = place / "content" / name
        target.parent.mkdir(exist_ok=True)
        target.write_text(text, "utf-8")
    (place / "settings.py").write_text(SETTINGS.format(module=module), "utf-8")
    command = [sys.executable, "-m", "pelican", "-s", "settings.py", "--fatal", "warnings"]
    done = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return place / "output"


@pytest.fixture
def preview(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1793577600")  # 2026-11-02T09:00 in Japan
    return build(tmp_path, "pelicanconf")


def _tree(path):
    return html.document_fromstring(path.read_text("utf-8"))


def _words(element):
    return " ".join(element.text_content().split())


def test_the_desk_lists_what_waits_by_its_hour_and_then_what_is_unfinished(preview):
    rows = _tree(preview / "drafts" / "index.html").xpath("//ul[@class='desk-list']/li")
    assert [_words(row) for row in rows] == [
        "予約 2026年11月3日（火）20:00 に公開されます あすの話",
        "予約 2026年12月24日（木）07:05 に公開されます 聖夜の話",
        "下書き まだ公開されません 途中の話",
    ]


def test_every_row_of_the_desk_leads_to_its_letter(preview):
    desk = preview / "drafts"
    links = _tree(desk / "index.html").xpath("//ul[@class='desk-list']//a/@href")
    assert len(links) == 3
    assert all((desk / link / "index.html").is_file() for link in links)


@pytest.mark.parametrize(
    ("address", "marked"),
    [
        ("drafts/soon", "予約 2026年11月3日（火）20:00"),
        ("drafts/draft", "下書き"),
        ("2026/now", ""),
    ],
)
def test_a_letter_itself_says_that_it_is_not_out(preview, address, marked):
    marks = _tree(preview / address / "index.html").xpath("//p[@class='draft-mark']")
    assert "".join(map(_words, marks)).startswith(marked)
    assert bool(marks) is bool(marked)


def test_the_desk_is_found_from_every_page_of_the_preview(preview):
    assert _tree(preview / "2026" / "now" / "index.html").xpath("//a[@href='../../drafts/']")


def test_a_published_site_has_no_desk_and_no_way_to_one(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1793577600")
    output = build(tmp_path, "publishconf")
    assert not (output / "drafts").exists()
    assert "drafts/" not in (output / "index.html").read_text("utf-8")
