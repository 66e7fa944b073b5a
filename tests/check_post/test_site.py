"""What is found in built pages and in pictures, and how a build ends."""

import io
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from check_post.finding import Grade
from check_post.picture_checks import check_photo, check_sent, place_of
from check_post.site_checks import _from_above, _target, check_pages, read_page
from PIL import Image
from posts import parse_post

ROOT = Path(__file__).parents[2]
ARTICLE = parse_post("content/2026/a.md", "Title: 題\n\nはじめ。\n\n[次]({filename}b.md#owari)\n")


def check(body, *, name="2026/a/index.html", others=(), files=(), site=""):
    pages = {name: read_page(f"<html><body>{body}</body></html>")}
    pages |= {other: read_page('<html><body><p id="ue">上</p></body></html>') for other in others}
    known = frozenset([*pages, *files])
    return [str(one) for one in check_pages(pages, known, {"2026/a/index.html": ARTICLE}, site)]


@pytest.mark.parametrize(
    "body",
    [
        '<a href="../b/#ue">次</a>',
        '<a href="../../">表紙</a>',
        '<a href="./">ここ</a>',
        '<a href="#here">下</a><p id="here">下</p>',
        '<a href="https://example.jp/x">よそ</a><a href="mailto:a@example.jp">便り</a>',
        '<a href="../b/?q=%E6%9F%BF#ue">さがす</a>',
        '<img src="../../pic.png" alt=""><script src="../../app.mjs"></script>',
        '<py-explainer id="x"><figure><figcaption>図</figcaption><div role="img" aria-label="絵">'
        "</div><ol><li>文</li></ol></figure></py-explainer>",
    ],
)
def test_a_link_that_leads_somewhere_is_left_alone(body):
    found = check(body, others=["2026/b/index.html", "index.html"], files=["pic.png", "app.mjs"])
    assert found == []


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('<a href="../c/">次</a>', "../c/ の先がありません"),
        ('<a href="../b">次</a>', "終わりに / がありません"),
        ('<a href="../b/#shita">次</a>', "#shita がありません"),
        ('<a href="#none">下</a>', "#none がありません"),
        ('<a href="../../../up/">上</a>', "先がありません"),
        ('<a href="/2026/b/">次</a>', "先がありません"),
        ('<a href="{filename}c.md">次</a>', "先がありません"),
        ('<img src="none.png" alt="">', "none.png の先がありません"),
        ('<img src="../b/index.html">', "説明の言葉がありません"),
    ],
)
def test_what_a_reader_would_trip_over_is_found(body, said):
    (found,) = check(body, others=["2026/b/index.html"], site="/sub")
    assert said in found


def test_addresses_from_the_root_are_seen_from_the_sub_path():
    """The 404 page is shown at any depth, so its links begin at the root."""
    body = '<a href="/sub/">表紙</a><a href="/sub/none/">ない</a>'
    (found,) = check(body, name="404.html", others=["index.html"], site="/sub")
    assert found == "output/404.html:1: リンク /sub/none/ の先がありません"


def test_a_fault_is_told_at_the_authors_line():
    (found,) = check('<a href="../b/#owari">次</a>', others=["2026/b/index.html"])
    assert found.startswith("content/2026/a.md:5: ")


def photo(kind, *, place):
    exif = Image.Exif()
    exif[0x010F] = "Camera"
    if place:
        exif.get_ifd(0x8825).update({1: "N", 2: (35.0, 42.0, 18.0), 3: "E", 4: (139.0, 38.0, 9.0)})
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, kind, exif=exif)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "AVIF", "PNG"])
def test_a_place_in_a_photo_is_found_in_each_format(kind):
    assert place_of(photo(kind, place=True))
    assert not place_of(photo(kind, place=False))


@pytest.mark.parametrize("place", [True, False])
def test_a_place_is_found_in_a_heic_that_pillow_cannot_open(place):
    """The Exif item of HEIF (ISO/IEC 23008-12, annex A) holds the same bytes as in a JPEG."""
    exif = Image.Exif()
    exif[0x010F] = "Camera"
    if place:
        exif.get_ifd(0x8825).update({1: "N", 2: (35.0, 42.0, 18.0)})
    data = b"\0\0\0\x18ftypheic" + b"\0" * 99 + b"\0\0\0\6" + exif.tobytes() + b"\0" * 99
    assert place_of(data) is place


def test_a_place_in_xmp_is_found_and_a_file_that_is_none_is_no_error():
    assert place_of(b"\xff\xd8<x:xmpmeta exif:GPSLatitude='35,42N'/>")
    assert not place_of(b"no picture")


def test_a_place_is_a_warning_at_home_and_an_error_when_it_goes_out():
    data = photo("JPEG", place=True)
    (home,), (sent,) = list(check_photo("a.jpg", data)), list(check_sent("a.jpg", data))
    assert (home.grade, sent.grade) == (Grade.WARNING, Grade.ERROR)


def test_a_large_picture_is_told_with_its_size():
    (finding,) = check_sent("output/a.svg", b" " * 600_000)
    assert (finding.grade, "0.6 MB" in finding.message) == (Grade.WARNING, True)
    (finding,) = check_photo("content/a.jpg", b" " * 21_000_000)
    assert (finding.grade, "21.0 MB" in finding.message) == (Grade.ERROR, True)


HEAD = "Title: 題\nDate: 2026-11-01\nCategory: blog\nSummary: 紹介。\nStamp: leaf\n{more}\n"


@pytest.fixture
def blog(elsewhere):
    """A plain site with the checks."""
    elsewhere.settings(
        "import check_post, whole_build",
        "PLUGINS = [whole_build, check_post]",
        "PELICAN_CLASS = whole_build.WholeBuild",
        "WITH_FUTURE_DATES = True",
        "SLUGIFY_SOURCE = 'basename'",
        "THEME = 'theme'",
        "DIRECT_TEMPLATES = ['index']",
        "CATEGORY_SAVE_AS = AUTHOR_SAVE_AS = ''",
    )
    templates = elsewhere.folder / "theme" / "templates"
    templates.mkdir(parents=True)
    (elsewhere.folder / "theme" / "static").mkdir()
    for name in ("article", "page", "index"):
        text = "{{ article.content if article else '' }}{{ page.content if page else '' }}"
        (templates / f"{name}.html").write_text(f"<html><body>{text}</body></html>", "utf-8")
    return elsewhere


def write(blog, name, text, more=""):
    blog.write(name, text, head=HEAD.format(more=more))


def test_a_preview_tells_and_goes_on(blog):
    write(blog, "a.md", "[次](b.html)")
    done = blog.build()
    assert done.returncode == 0, done.stderr
    assert "直すところ（1）\ncontent/a.md:7: リンク b.html の先がありません" in done.stderr


def test_publishing_tells_and_fails_and_leaves_the_old_site(blog):
    write(blog, "a.md", "よい話。")
    assert blog.build().returncode == 0
    blog.settings("CHECK_POST = 'fail'")
    write(blog, "b.md", "![](x.jpg)\n\n[次](c.html)")
    done = blog.build()
    assert done.returncode == 1
    assert "content/b.md:7: 写真 x.jpg に説明" in done.stderr
    assert "content/b.md:9: リンク c.html" in done.stderr
    assert not (blog.folder / "output" / "b.html").exists()
    assert (blog.folder / "output" / "a.html").is_file()


def test_warnings_alone_fail_nothing(blog):
    blog.settings("CHECK_POST = 'fail'")
    blog.write("a.md", "話。", head="Title: 題\nDate: 2026-11-01\nCategory: blog\n\n")
    done = blog.build()
    assert done.returncode == 0
    assert "気をつけたいこと（1）" in done.stderr


def test_a_drafts_error_fails_nothing(blog):
    blog.settings("CHECK_POST = 'fail'")
    write(blog, "a.md", "![](x.jpg)", more="Status: draft\n")
    done = blog.build()
    assert done.returncode == 0, done.stderr
    assert "（下書き）" in done.stderr


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("a.md", HEAD.format(more="Tags: 散歩\n") + "話。", "content/a.md:6: タグ「散歩」"),
        ("romaji.txt", "散歩\n", "content/romaji.txt:1: "),
        ("romaji.txt", "散歩: さんぽ\n", "content/romaji.txt:1: 「散歩」の住所は"),
        ("yomi.txt", "柿: かき\n柿: かき\n", "content/yomi.txt:2: 「柿」が二度"),
    ],
)
def test_a_word_list_or_a_name_that_is_wrong_stops_even_a_preview(blog, name, text, place):
    write(blog, "z.md", "話。")
    blog.write(name, text, head="")
    done = blog.build()
    assert done.returncode == 1
    assert place in done.stderr


@pytest.mark.bundle
def test_make_check_post_is_content_with_the_blog_as_it_is():
    done = subprocess.run(
        [sys.executable, "tools/check_post.py"],
        cwd=ROOT,
        env=os.environ | {"SOURCE_DATE_EPOCH": "1795348800"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "直すところはありません。" in done.stdout


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('<py-explainer id="x"><p>準備中</p></py-explainer>', "図 x に、説明文がありません"),
        (
            '<py-explainer id="x"><figure><figcaption>図</figcaption><div role="img"'
            ' aria-label="絵"></div><ol><li>文</li></ol><input name="heat"></figure>'
            "</py-explainer>",
            "操作「heat」に名前がありません",
        ),
        ('<img alt="" src="https://a.example/x.png">', "よそのサーバー https://a.example/x.png"),
    ],
)
def test_publishing_fails_on_what_a_figure_lacks_or_asks_elsewhere(blog, text, said):
    blog.settings("CHECK_POST = 'fail'")
    write(blog, "a.md", text)
    done = blog.build()
    assert done.returncode == 1
    assert said in done.stderr
    assert "content/a.md:" in done.stderr


def test_publishing_fails_on_a_runtime_that_is_not_pinned(blog):
    blog.settings(
        "CHECK_POST = 'fail'",
        "EXPLAINER_ROOT = '.'",
        "STATIC_PATHS = ['explainers']",
        "STATIC_EXCLUDE_SOURCES = False",
    )
    write(blog, "a.md", "話。")
    runtime = blog.content / "explainers" / "runtime-1"
    runtime.mkdir(parents=True)
    (runtime / "pyodide.mjs").write_text("other")
    lock = blog.folder / "explainers" / "runtime.sha256"
    lock.parent.mkdir()
    lock.write_text(f"{'0' * 64}  pyodide.mjs\n")
    done = blog.build()
    assert done.returncode == 1
    assert "explainers/runtime.sha256:1: pyodide.mjs が、決めてあるものと違います" in done.stderr


@pytest.mark.parametrize("folder", ["", "2026", "2026/a", "tag/kaki/page/2"])
@pytest.mark.parametrize(
    "link",
    [
        *("../", "..", "../..", "../../", "../../../", "../a/", "../../tag/kaki/", "../../a.png"),
        *(
            "../#top",
            "../../?x=1",
            "..//a/",
            "../../https:/a",
            "a/../b/",
            "./",
            "a/",
            "/a/",
            "../..",
        ),
    ],
)
def test_a_link_seen_from_where_it_climbs_to_leads_to_the_same_file(folder, link):
    above, rest = _from_above(folder, link)
    parts, seen = urlsplit(link), urlsplit(rest)
    assert _target(above, seen.path, "") == _target(folder, parts.path, "")
    assert (seen.scheme, seen.query, seen.fragment) == (parts.scheme, parts.query, parts.fragment)
