"""Every template, by a small real Pelican build with the blog's own settings and theme."""

import gzip
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html

ROOT = Path(__file__).parents[2]
SETTINGS = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from pelicanconf import *
import author_blocks, contents, drawn_once, neighbours, phrases, reading_time, stylesheet
import tables, type_subset


PLUGINS = [stylesheet, type_subset, phrases, contents, drawn_once, neighbours, reading_time, tables]
PLUGINS += [author_blocks]
PELICAN_CLASS = "pelican.Pelican"
PATH = "content"
OUTPUT_PATH = "output"
STATIC_PATHS = []
AUTHORS_SAVE_AS = "authors/index.html"
AUTHOR_URL = "authors/{{slug}}/"
AUTHOR_SAVE_AS = AUTHOR_URL + "index.html"
DIRECT_TEMPLATES = [*DIRECT_TEMPLATES, "authors"]
DEFAULT_PAGINATION = 2
PAGINATED_TEMPLATES["index"] = 2
SITEURL = ""
FEED_DOMAIN = "https://blog.example/sub"
"""
HEAD = """Title: {title}
Date: 2026-{date}
Category: 季節
Tags: 散歩
Summary: 短い話。
Stamp: {stamp}

"""
CONTENT = {
    "old.md": HEAD.format(title="いちばん古い", date="10-01 09:00", stamp="key") + "本文。",
    "figure.md": HEAD.format(title="図のある話", date="10-15 09:00", stamp="letter")
    + "## 表 {#hyou}\n\n| 欄 | ひとつ | ふたつ |\n|---|---|---|\n| 番号 | 993 | 465 |\n",
    "sign.md": HEAD.format(title='<b>5 < 7 & "記号"', date="11-01 09:00", stamp="no-such-stamp")
    + "/// note | 覚え書き\nひとこと。\n///\n\n/// talk | 友だち\nこんにちは。\n///\n",
    "pages/profile.md": "Title: プロフィール\nSlug: profile\nSummary: わたしのこと。\n\n本文。",
}
PAGES = {
    "index": "index.html",
    "index, page 2": "page/2/index.html",
    "article": "2026/figure/index.html",
    "article with signs": "2026/sign/index.html",
    "page": "profile/index.html",
    "archives": "archives/index.html",
    "year": "2026/index.html",
    "month": "2026/10/index.html",
    "category": "category/kisetsu/index.html",
    "categories": "category/index.html",
    "tag": "tag/sanpo/index.html",
    "tags": "tag/index.html",
    "authors": "authors/index.html",
    "404": "404.html",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of a blog of three articles and a page."""
    place = tmp_path_factory.mktemp("theme")
    for name, text in CONTENT.items():
        target = place / "content" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    (place / "settings.py").write_text(SETTINGS, encoding="utf-8")
    command = [sys.executable, "-m", "pelican", "-s", "settings.py", "--fatal", "warnings"]
    done = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return place / "output"


def _tree(built: Path, name: str) -> html.HtmlElement:
    return html.document_fromstring((built / PAGES[name]).read_text(encoding="utf-8"))


each_page = pytest.mark.parametrize("name", PAGES)


@each_page
def test_a_page_has_one_first_heading(built: Path, name: str) -> None:
    headings = _tree(built, name).xpath("//h1")
    assert len(headings) == 1
    assert headings[0].text_content().strip()


@each_page
def test_a_page_says_its_language(built: Path, name: str) -> None:
    assert _tree(built, name).get("lang") == "ja"


@each_page
def test_a_page_has_a_title_and_a_description(built: Path, name: str) -> None:
    tree = _tree(built, name)
    assert "季めぐり便り" in tree.findtext(".//title")
    assert tree.xpath("string(//meta[@name='description']/@content)").strip()


@each_page
def test_a_page_states_the_policy_before_it_asks_for_anything(built: Path, name: str) -> None:
    head = _tree(built, name).find("head")
    names = [child.get("http-equiv") or child.tag for child in head]
    assert names.index("Content-Security-Policy") < names.index("link")
    assert "'unsafe" not in head.xpath("string(meta[@http-equiv]/@content)")


@each_page
def test_a_page_keeps_to_the_policy_itself(built: Path, name: str) -> None:
    tree = _tree(built, name)
    assert not tree.xpath("//@style | //style | //script | //form | //base")


@each_page
def test_a_page_asks_no_other_host_for_anything(built: Path, name: str) -> None:
    tree = _tree(built, name)
    asked = tree.xpath("//@src | //link[@rel!='canonical']/@href | //*[name()='use']/@href")
    assert asked
    assert not [address for address in asked if "//" in address]


@each_page
def test_what_a_page_links_to_inside_exists(built: Path, name: str) -> None:
    page = built / PAGES[name]
    for address in _tree(built, name).xpath("//a/@href | //link[@rel!='canonical']/@href"):
        path = address.split("#")[0].removeprefix("/sub/" if name == "404" else "\0")
        if not path:
            continue
        target = (built if name == "404" else page.parent) / path
        assert (target / "index.html" if path.endswith("/") else target).is_file(), address


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("index", "https://blog.example/sub/"),
        ("article", "https://blog.example/sub/2026/figure/"),
        ("index, page 2", "https://blog.example/sub/page/2/"),
    ],
)
def test_the_canonical_address_is_whole(built: Path, name: str, address: str) -> None:
    tree = _tree(built, name)
    assert tree.xpath("//link[@rel='canonical']/@href") == [address]
    assert tree.xpath("//meta[@property='og:url']/@content") == [address]


def test_the_404_page_finds_its_style_sheet_from_any_depth(built: Path) -> None:
    (sheet,) = _tree(built, "404").xpath("//link[@rel='stylesheet']/@href")
    assert sheet.startswith("/sub/theme/style-")


def test_the_404_page_is_not_for_search_engines(built: Path) -> None:
    tree = _tree(built, "404")
    assert tree.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert not tree.xpath("//link[@rel='canonical']")


def test_the_sources_of_the_style_sheet_stay_at_home(built: Path) -> None:
    assert [path.suffix for path in (built / "theme").rglob("*.css")] == [".css"]


def test_a_title_is_text_and_never_markup(built: Path) -> None:
    tree = _tree(built, "article with signs")
    assert tree.find(".//h1").text_content() == '<b>5 < 7 & "記号"'
    assert tree.xpath("string(//meta[@property='og:title']/@content)").startswith('<b>5 < 7 & "')


def test_an_article_says_its_date_in_japanese_and_for_machines(built: Path) -> None:
    (date,) = _tree(built, "article").xpath("//p[@class='letter-date']/time")
    assert date.text == "2026年10月15日（木）"
    assert date.get("datetime") == "2026-10-15T09:00:00+09:00"


def test_an_article_leads_to_its_neighbours_in_time(built: Path) -> None:
    tree = _tree(built, "article")
    assert tree.xpath("//a[@rel='prev']/@href") == ["../../2026/old/"]
    assert tree.xpath("//a[@rel='next']/@href") == ["../../2026/sign/"]


def test_an_unknown_stamp_becomes_a_leaf(built: Path) -> None:
    assert _tree(built, "article with signs").xpath("//*[@class='art-vein']")


def test_boxes_keep_their_titles(built: Path) -> None:
    tree = _tree(built, "article with signs")
    titles = tree.xpath("//div[contains(@class, 'admonition')]/p[1]")
    assert [title.text_content() for title in titles] == ["覚え書き", "友だち"]


def test_both_feeds_are_announced(built: Path) -> None:
    feeds = _tree(built, "article").xpath("//link[@rel='alternate']/@href")
    assert feeds == ["../../feeds/atom.xml", "../../feeds/rss.xml"]


def test_a_page_is_small(built: Path) -> None:
    """Of the 60 kB that a page may cost with its fonts, page and style sheet take a third."""
    (sheet,) = (built / "theme").glob("style-*.css")
    sent = [gzip.compress(path.read_bytes(), 9) for path in (built / PAGES["index"], sheet)]
    assert sum(map(len, sent)) < 20_000
