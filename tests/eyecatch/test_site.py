"""A blog with eyecatches, built: what its pages and pasted links show."""

import re

import pytest
import snapshots
from PIL import Image

HEAD = "Title: 小雪、柿をひとつ\nDate: 2026-11-22\nCategory: 季節\nTags: 小雪\n"
OWN = HEAD + "Eyecatch: images/kaki.jpg\nEyecatch-Alt: 台所の柿\n"


def meta(tree):
    return {
        one.get("property") or one.get("name"): one.get("content")
        for one in tree.xpath("//meta[@property or @name]")
    }


def test_an_article_without_a_photo_has_a_drawing(built):
    (image,) = built.page().xpath("//div[@class='eyecatch']/img")
    assert (built.output / "2026" / "a" / image.get("src")).read_text("utf-8").startswith("<svg")
    assert "/art/kaki-" in image.get("src")
    assert image.get("alt") == "柿の実る枝の絵"
    assert (image.get("width"), image.get("height")) == ("1200", "630")
    assert image.get("fetchpriority") == "high"


def test_in_a_list_the_picture_waits_and_repeats_no_words(built):
    images = built.page("index.html").xpath("//img")
    assert len(images) == 5
    for image in images:
        assert [image.get(name) for name in ("loading", "fetchpriority", "alt")] == [
            "lazy",
            None,
            "",
        ]
        assert (built.output / image.get("src")).is_file()


def test_a_pasted_link_shows_a_card_with_a_whole_address(built):
    told = meta(built.page())
    assert told["twitter:card"] == "summary_large_image"
    assert told["og:image:alt"] == "小雪、柿をひとつ｜季めぐり便り"
    path = told["og:image"].removeprefix("https://blog.example/sub/")
    assert re.fullmatch(r"share/a-[0-9a-f]{12}\.jpg", path)
    with Image.open(built.output / path) as image:
        assert image.format == "JPEG"
        assert image.size == (1200, 630)
        assert image.size == (int(told["og:image:width"]), int(told["og:image:height"]))


def test_the_site_itself_has_a_card_in_the_season_of_its_newest_article(built):
    told = meta(built.page("index.html"))
    assert told["og:image:alt"] == "季めぐり便り"
    path = told["og:image"].removeprefix("https://blog.example/sub/")
    assert path.startswith("share/site-")
    assert (built.output / path).is_file()


def test_her_own_photo_is_shown_and_lies_under_the_title(built):
    (image,) = built.page("2026/own/index.html").xpath("//div[@class='eyecatch']/picture//img")
    assert image.get("alt") == "台所の柿"
    (share,) = (built.output / "share").glob("own-*")
    with Image.open(share) as shown:
        assert snapshots.near(shown.getpixel((60, 60)), snapshots.CORNERS[0], by=30)
        assert snapshots.near(shown.getpixel((1140, 60)), snapshots.CORNERS[1], by=30)
        assert snapshots.near(shown.getpixel((340, 560)), (255, 253, 248), by=12)


def test_no_share_image_tells_where_a_photo_was_taken(built):
    traces = [b"Exif", b"GPS", b"xmpmeta", b"8BIM", b"ICC_PROFILE", snapshots.CAMERA.encode()]
    for path in built.published():
        assert not [trace for trace in traces if trace in path.read_bytes()], path


def test_the_author_can_choose_the_subject(built):
    assert "/art/ocha-" in built.page("2026/ocha/index.html").xpath("string(//img/@src)")


def test_a_page_outside_of_time_has_a_picture_too(built):
    tree = built.page("pages/profile.html")
    assert tree.xpath("//img")
    assert "/share/profile-" in meta(tree)["og:image"]


def test_another_title_for_the_card_mends_what_the_font_lacks(built):
    assert meta(built.page("2026/other/index.html"))["og:image:alt"] == "けんかん｜季めぐり便り"


def test_signs_in_a_title_are_drawn_as_signs(built):
    told = meta(built.page("2026/signs/index.html"))
    assert told["og:image:alt"] == '<b>5 < 7 & "記号"｜季めぐり便り'


def test_a_site_whose_name_the_font_lacks_has_no_card_of_its_own(blog):
    blog.write("本文。", head=HEAD + "Share-Title: 柿\n\n")
    assert meta(blog.built("SITESUBTITLE = '🍡'").page("index.html")) == {"twitter:card": "summary"}


def test_without_an_address_of_its_own_a_site_names_no_image(blog):
    blog.write("本文。", head=HEAD + "\n")
    settings = ("FEED_DOMAIN = SITEURL = ''", "FEED_ALL_ATOM = FEED_ALL_RSS = None")
    told = meta(blog.built(*settings).page())
    assert told == {"twitter:card": "summary"}


def test_every_fault_names_its_line(blog):
    blog.put("images/kaki.jpg", snapshots.from_phone())
    blog.write("本文。", head="Title: 睍と🍡\nDate: 2026-11-22\nMotif: momji\n\n")
    blog.write(
        "本文。", "2026/b.md", head="Title: b\nDate: 2026-11-22\nEyecatch: images/kaky.jpg\n\n"
    )
    blog.write("本文。", "2026/c.md", head="Title: " + "長い題" * 30 + "\nDate: 2026-11-22\n\n")
    faults = blog.faults()
    told = [re.sub(r"（.*", "", line) for line in faults]
    assert told == [
        "content/2026/a.md:1: 共有の絵の書体 Zen Maru Gothic に「睍」「🍡」がありません",
        "content/2026/a.md:3: Motif: momji という絵はありません",
        "content/2026/b.md:3: Eyecatch の写真に説明の言葉がありません",
        "content/2026/b.md:3: Eyecatch: images/kaky.jpg がありません",
        f"content/2026/c.md:1: 題「{'長い題' * 30}」は長くて、共有の絵に三行で入りません",
    ]
    assert faults[1].endswith("（もしかして: momiji）")
    assert faults[3].endswith("（もしかして: images/kaki.jpg）")


@pytest.mark.parametrize("status", ["Status: draft\n", ""])
def test_what_is_not_due_yet_leaves_no_picture(blog, status):
    blog.put("images/kaki.jpg", snapshots.from_phone())
    blog.write("本文。", head=HEAD + "\n")
    blog.write(
        "![柿](images/kaki.jpg)", "2026/later.md", head=OWN.replace("2026", "2199") + status + "\n"
    )
    settings = ("DRAFT_SAVE_AS = ''", "WITH_FUTURE_DATES = False")
    blog.built(*settings)
    assert not (blog.output / "photos").exists()
    assert sorted(path.name[:2] for path in (blog.output / "share").iterdir()) == ["a-", "si"]
    assert not [path for path in blog.published() if "later" in str(path)]


def test_the_same_blog_gives_the_same_bytes(blog, tmp_path):
    def bytes_with(cache):
        lines = [f"{name}_CACHE = {str(tmp_path / cache)!r}" for name in ("PHOTOS", "EYECATCH")]
        return {path: path.read_bytes() for path in blog.built(*lines).published()}

    blog.put("images/kaki.jpg", snapshots.from_phone())
    blog.write("本文。", head=HEAD + "\n")
    blog.write("本文。", "2026/b.md", head=OWN + "\n")
    feeds = ("atom.xml", "rss.xml")  # these say when they were written
    one, other = ({p: b for p, b in bytes_with(c).items() if p.name not in feeds} for c in "ab")
    assert one == other


def test_a_picture_is_drawn_once(blog):
    blog.write("本文。", head=HEAD + "\n")
    blog.built()
    cache = blog.folder / ".cache" / "eyecatch"
    before = {path.name: path.stat().st_mtime_ns for path in cache.iterdir()}
    blog.built()
    assert before == {path.name: path.stat().st_mtime_ns for path in cache.iterdir()}
    assert {name[-4:] for name in before} == {".svg", ".jpg"}
