"""Sitemap, robots, JSON-LD, icons, manifest and moved pages of a published blog."""

import io
import json
from datetime import datetime
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from lxml import etree, html
from PIL import Image
from seo import icons, moved, sitemap
from seo.hooks import _image

from tests.seo.conftest import AT_HOME, CONTENT, SITE, build

MAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture(scope="module")
def listed(published):
    """The sitemap: address to lastmod."""
    root = etree.parse(published / "sitemap.xml").getroot()
    return {
        row.findtext("s:loc", namespaces=MAP): row.findtext("s:lastmod", namespaces=MAP)
        for row in root
    }


def _tree(published, name):
    return html.document_fromstring((published / name).read_text("utf-8"))


def _nodes(published, name):
    (data,) = _tree(published, name).xpath("//script[@type='application/ld+json']/text()")
    graph = json.loads(data)
    assert graph["@context"] == "https://schema.org"
    return {node["@type"]: node for node in graph["@graph"]}


def test_the_map_has_the_articles_own_dates(listed):
    assert listed[f"{SITE}/2026/new/"] == "2026-11-01T09:00:00+09:00"
    assert listed[f"{SITE}/2026/old/"] == "2026-10-20T08:30:00+09:00"  # Modified


def test_a_list_is_as_new_as_the_newest_that_it_lists(listed):
    assert listed[f"{SITE}/"] == "2026-11-01T09:00:00+09:00"
    assert listed[f"{SITE}/2026/10/"] == "2026-10-20T08:30:00+09:00"


def test_a_page_without_a_date_claims_none(listed):
    assert listed[f"{SITE}/profile/"] is None


def test_every_page_in_the_map_exists_and_what_is_not_to_be_found_is_not_in_it(published, listed):
    files = {sitemap.public_address(SITE, file) for file in sitemap.written_pages(published, SITE)}
    assert set(listed) == files
    assert not [address for address in listed if "404" in address or "furui" in address]


def test_robots_names_the_map(published):
    assert f"Sitemap: {SITE}/sitemap.xml" in (published / "robots.txt").read_text("utf-8")


def test_an_article_is_a_blog_posting_with_what_search_engines_ask_for(published):
    posting = _nodes(published, "2026/old/index.html")["BlogPosting"]
    assert posting["headline"] == "いちばん古い"
    assert posting["description"] == "古い話。"
    assert posting["url"] == f"{SITE}/2026/old/"
    assert datetime.fromisoformat(posting["datePublished"]).utcoffset()
    assert posting["dateModified"] == "2026-10-20T08:30:00+09:00"
    assert posting["keywords"] == ["散歩"]


def test_the_shared_picture_is_told_with_its_whole_address():
    share = SimpleNamespace(path="share/old.jpg")
    assert _image(SimpleNamespace(eyecatch=SimpleNamespace(share=share)), SITE) == (
        f"{SITE}/share/old.jpg"
    )
    assert _image(SimpleNamespace(eyecatch="images/old.jpg"), SITE) == ""


def test_every_reference_in_the_data_is_to_something_in_it(published):
    nodes = _nodes(published, "2026/old/index.html")
    ids = {node.get("@id") for node in nodes.values()}
    posting = nodes["BlogPosting"]
    assert {posting[name]["@id"] for name in ("author", "publisher", "isPartOf")} <= ids
    assert nodes["WebSite"]["publisher"]["@id"] in ids


def test_the_author_is_a_person_with_a_page(published):
    author = _nodes(published, "index.html")["Person"]
    assert author["name"] == "小林聡美"
    assert author["url"] == f"{SITE}/profile/"


@pytest.mark.parametrize(
    ("name", "steps"),
    [
        ("2026/old/index.html", ["季めぐり便り", "季節", "いちばん古い"]),
        ("tag/sanpo/index.html", ["季めぐり便り", "タグ", "散歩"]),
        ("category/kisetsu/index.html", ["季めぐり便り", "カテゴリー", "季節"]),
        ("profile/index.html", ["季めぐり便り", "プロフィール"]),
    ],
)
def test_the_way_from_the_front_page_is_told_and_leads_there(published, name, steps):
    trail = _nodes(published, name)["BreadcrumbList"]["itemListElement"]
    assert [step["name"] for step in trail] == steps
    assert [step["position"] for step in trail] == list(range(1, len(steps) + 1))
    for step in trail:
        path = urlsplit(step["item"]).path.removeprefix("/sub/")
        assert (published / path / "index.html").is_file()


def test_a_title_cannot_break_out_of_the_data(published):
    posting = _nodes(published, "2026/new/index.html")["BlogPosting"]
    assert posting["headline"].startswith('<b>5 < 7 & "記号" </script>')


@pytest.mark.parametrize("icon", icons.ICONS, ids=lambda icon: icon.name)
def test_an_icon_has_its_size_and_paper_where_it_is_cut(published, icon):
    picture = Image.open(published / "icons" / icon.name).convert("RGBA")
    assert picture.size == (icon.size, icon.size)
    corner, middle = picture.getpixel((1, 1)), picture.getpixel((icon.size // 2, icon.size // 2))
    assert (corner[3] == 255) is icon.paper
    assert middle[3] == 255


def test_a_maskable_icon_keeps_its_drawing_inside_the_circle(published):
    """W3C, Web App Manifest: a circle with a radius of 40 % of the width is always seen."""
    picture = Image.open(published / "icons" / "icon-maskable-512.png").convert("RGB")
    paper = picture.getpixel((0, 0))
    drawn = [
        (x - 256) ** 2 + (y - 256) ** 2
        for x in range(0, 512, 4)
        for y in range(0, 512, 4)
        if picture.getpixel((x, y)) != paper
    ]
    assert drawn
    assert max(drawn) <= (0.4 * 512) ** 2


def test_the_old_icon_has_three_sizes(published):
    with Image.open(published / "favicon.ico") as icon:
        assert icon.info["sizes"] == {(16, 16), (32, 32), (48, 48)}


def test_the_manifest_works_in_a_sub_path_and_names_what_is_there(published):
    told = json.loads((published / "manifest.webmanifest").read_text("utf-8"))
    assert (told["start_url"], told["scope"], told["lang"]) == ("./", "./", "ja")
    for icon in told["icons"]:
        picture = Image.open(io.BytesIO((published / icon["src"]).read_bytes()))
        assert "{}x{}".format(*picture.size) == icon["sizes"]


def test_the_lists_count_right_and_lead_to_romaji_addresses(published):
    """From the search page: each category, tag and month, with as many letters as its page has."""
    page = _tree(published, "search/index.html")
    rows = page.xpath("//ul[@class='name-list']/li/a")
    assert len(rows) == 4  # one category, one tag, two months
    for row in rows:
        address = row.get("href").removeprefix("../")
        assert address.isascii()
        listed = _tree(published, f"{address}index.html").xpath(
            "//main//a[contains(@href, '/2026/')]"
        )
        count = row.xpath("string(span[@class='name-count'])")
        assert count == f"{len({one.get('href') for one in listed})}通"


def test_every_page_names_icons_manifest_and_feeds(published):
    tree = _tree(published, "2026/old/index.html")
    links = {one.get("rel"): one.get("href") for one in tree.xpath("//head/link")}
    assert links["apple-touch-icon"] == "../../icons/apple-touch-icon.png"
    assert links["manifest"] == "../../manifest.webmanifest"
    kinds = set(tree.xpath("//link[@rel='alternate']/@type"))
    assert kinds == {"application/atom+xml", "application/rss+xml"}


@pytest.mark.parametrize(
    ("name", "to"),
    [
        ("2025/furui/index.html", "../../2026/old/"),
        ("2024/motto-furui.html", "../2026/old/"),
    ],
)
def test_an_old_address_leads_to_the_new_one(published, name, to):
    tree = _tree(published, name)
    assert tree.xpath("//meta[@http-equiv='refresh']/@content") == [f"0; url={to}"]
    assert tree.xpath("//link[@rel='canonical']/@href") == [f"{SITE}/2026/old/"]
    assert tree.xpath("//main//a/@href") == [to]


def test_hosts_that_can_redirect_are_told(published):
    assert (published / "_redirects").read_text("utf-8").splitlines() == [
        "/sub/2025/furui/ /sub/2026/old/ 301",
        "/sub/2024/motto-furui.html /sub/2026/old/ 301",
    ]


@pytest.mark.parametrize(
    ("old", "said"),
    [
        ("2026/new/", "いまほかのページの住所"),
        ("../etc/", "住所になりません"),
        ("2025/むかし/", "住所になりません"),
    ],
)
def test_an_old_address_that_cannot_be_is_told_with_its_line(tmp_path, old, said):
    text = CONTENT["old.md"].replace("2025/furui/", old)
    done = build(tmp_path, **{"old.md": text})
    assert done.returncode != 0
    (line,) = [row for row in done.stderr.splitlines() if row.startswith("content/old.md:7: ")]
    assert said in line


def test_two_articles_cannot_have_had_one_address():
    one, two = list(moved.plan({"a/": ["x/"], "b/": ["x/"]}, []))
    assert (one, isinstance(two, str)) == (moved.Move("x/", "a/"), True)


def test_at_home_nothing_claims_an_address(tmp_path):
    done = build(tmp_path, AT_HOME)
    assert done.returncode == 0, done.stdout + done.stderr
    output = tmp_path / "output"
    assert not (output / "sitemap.xml").exists()
    assert not (output / "_redirects").exists()
    page = (output / "2026" / "old" / "index.html").read_text("utf-8")
    assert "ld+json" not in page
    assert "canonical" not in page
