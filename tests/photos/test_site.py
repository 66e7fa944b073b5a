"""A blog with photos, built: what its pages and feeds show, and what never leaves the house."""

import re

import pytest
import snapshots
from lxml import etree, html
from photos.studio import Studio
from photos.tints import TINTS
from PIL import Image
from stylesheet import joined

KAKI = "![柿がひとつ](images/kaki.jpg)\n"
# Where each format keeps what is not the picture: EXIF, XMP, IPTC, comments, colour profiles.
TRACES = [
    *(b"Exif", b"eXIf", b"EXIF", b"exif", b"GPS", b"http://ns.adobe.com", b"xmpmeta", b"XMP "),
    *(b"Photoshop", b"8BIM", b"ICC_PROFILE", b"ICCP", b"iCCP", b"tEXt", b"iTXt", b"MPF\0"),
    *(secret.encode() for secret in snapshots.SECRETS),
]


def traces_in(blog):
    return {
        (path.relative_to(blog.output).as_posix(), trace)
        for path in blog.published()
        for trace in TRACES
        if trace in path.read_bytes()
    }


def addresses(image):
    """All files that a <picture> may ask for."""
    sets = image.xpath("ancestor::picture//@srcset")
    return {one.split()[0] for listed in sets for one in listed.split(", ")} | {image.get("src")}


def test_a_photo_becomes_a_picture_in_every_format_and_size(gallery):
    (picture,) = gallery.page("2026/big/index.html").xpath("//picture")
    assert picture.xpath(".//source/@type") == ["image/avif", "image/webp"]
    for listed in picture.xpath(".//@srcset"):
        assert re.findall(r" (\d+)w", listed) == ["480", "800", "1200", "1600"]


def test_what_a_picture_names_is_published_in_the_size_it_says(gallery):
    (image,) = gallery.page().xpath("//img")
    page = gallery.output / "2026" / "a"
    for address in addresses(image):
        with Image.open(page / address) as published:
            assert published.size[0] == int(re.search(r"-(\d+)\.", address)[1])
            assert published.size[0] * 3 == published.size[1] * 4
    assert [image.get(name) for name in ("width", "height", "alt")] == ["640", "480", "柿がひとつ"]


def test_every_published_file_is_upright(blog):
    for orientation in range(1, 9):
        blog.put(f"images/{orientation}.jpg", snapshots.from_phone(orientation=orientation))
    blog.write("\n\n".join(f"![写真](images/{number}.jpg)" for number in range(1, 9)))
    published = list((blog.built().output / "photos").iterdir())
    assert len(published) == 8 * 2 * 3
    for path in published:
        with Image.open(path) as image:
            assert all(map(snapshots.near, snapshots.corners(image), snapshots.CORNERS)), path


def test_nothing_published_tells_where_or_with_what_it_was_taken(blog):
    """Photos in every format: shown, linked, lying about, and under a name that is no photo's."""
    for form in ("JPEG", "PNG", "WEBP", "AVIF"):
        photo = snapshots.from_phone(form)
        assert any(trace in photo for trace in TRACES)
        blog.put(f"images/kaki.{form.lower()}", photo)
        blog.put(f"images/not-shown.{form.lower()}", photo)
        blog.put(f"images/nameless-{form}.dat", photo)
        blog.write(
            f"![柿](images/kaki.{form.lower()})\n\n[大きな写真]({{static}}/images/kaki.{form.lower()})\n",
            f"2026/{form.lower()}.md",
        )
    assert traces_in(blog.built()) == set()
    assert {path.suffix for path in blog.published()} == {".html", ".xml", ".avif", ".webp", ".jpg"}
    assert not (blog.output / "images").exists()


def test_the_photo_itself_is_nowhere_in_the_site(with_photo):
    original = with_photo.put("images/kaki.jpg", snapshots.from_phone()).read_bytes()
    with_photo.write(KAKI + "\n[原寸](images/kaki.jpg)\n")
    assert all(path.read_bytes() != original for path in with_photo.built().published())


def test_a_photo_that_nobody_shows_is_not_published(with_photo):
    with_photo.write("写真のない話。")
    assert not (with_photo.built().output / "photos").exists()


def test_a_drawing_stays_a_file(blog):
    blog.put("images/map.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>')
    blog.write("![地図](images/map.svg)\n")
    (image,) = blog.built().page().xpath("//img")
    assert (blog.output / "2026" / "a" / image.get("src")).read_bytes().startswith(b"<svg")
    assert image.get("loading") == "lazy"


def test_a_video_is_not_published(blog):
    blog.put("images/sanpo.MOV", b"\0\0\0\x14ftypqt  ")
    blog.write("本文。")
    (told,) = blog.faults()
    assert told.startswith("content/images/sanpo.MOV:1: 動画は公開しません")


def test_the_first_photo_is_fetched_at_once_and_the_others_when_near(gallery):
    first, *others = gallery.page("2026/three/index.html").xpath("//img")
    assert (first.get("fetchpriority"), first.get("loading")) == ("high", None)
    assert [(one.get("loading"), one.get("decoding")) for one in others] == [("lazy", "async")] * 2


def test_a_title_makes_a_figure_with_a_caption(gallery):
    (figure,) = gallery.page("2026/figure/index.html").xpath("//figure")
    assert figure.findtext("figcaption") == "台所の <柿>"
    assert figure.xpath("picture//img/@alt") == ["柿"]
    assert not figure.xpath("ancestor::p | .//@title")


def test_photos_of_one_paragraph_become_figures_one_by_one(gallery):
    tree = gallery.page("2026/figures/index.html")
    assert tree.xpath("//figure/figcaption/text()") == ["ひとつ", "ふたつ"]


def test_a_page_keeps_to_the_policy(gallery):
    for path in gallery.output.rglob("*.html"):
        tree = html.document_fromstring(path.read_text(encoding="utf-8"))
        assert not tree.xpath("//@style | //style | //script")


def test_a_photo_has_the_class_of_a_tint(gallery):
    (image,) = gallery.page().xpath("//img")
    number = int(re.fullmatch(r"photo tint-(\d+)", image.get("class"))[1])
    assert number in range(len(TINTS))


def test_an_upright_photo_is_shown_less_wide(gallery):
    (image,) = gallery.page("2026/tall/index.html").xpath("//img")
    assert "photo-tall" in image.get("class")
    assert set(image.xpath("ancestor::picture//@sizes")) == {"(min-width: 30rem) 28rem, 94vw"}


def test_the_theme_has_a_rule_for_each_tint():
    css = joined(snapshots.THEME / "static" / "css")
    rules = re.findall(r"\.tint-(\d+)\{background:#(\w{6})\}", css)
    assert [(int(number), bytes.fromhex(colour)) for number, colour in rules] == list(
        enumerate(map(bytes, TINTS))
    )


def test_raw_html_is_served_as_well_and_keeps_its_class_and_sizes(gallery):
    (image,) = gallery.page("2026/raw/index.html").xpath("//p/picture//img")
    assert image.get("class").endswith(" small")
    assert set(image.xpath("ancestor::picture//@sizes")) == {"20rem"}


def test_what_another_plugin_asks_for_becomes_a_photo(gallery):
    (image,) = gallery.page("2026/asked/index.html").xpath("//div/picture//img")
    assert set(image.xpath("ancestor::picture//@sizes")) == {"10rem"}


def test_a_page_outside_of_time_shows_photos_too(gallery):
    (image,) = gallery.page("pages/about.html").xpath("//img")
    assert all((gallery.output / "pages" / one).is_file() for one in addresses(image))


def test_each_page_has_its_own_way_to_the_photos(gallery):
    for name, folder in (("index.html", "."), ("2026/a/index.html", "2026/a")):
        images = gallery.page(name).xpath("//img")
        assert images
        for image in images:
            assert all((gallery.output / folder / one).is_file() for one in addresses(image))


def test_a_link_to_a_photo_leads_to_its_largest_jpeg(gallery):
    (link,) = gallery.page("2026/link/index.html").xpath("//a/@href")
    assert re.fullmatch(r"\.\./\.\./photos/\w+-640\.jpg", link)
    assert (gallery.output / "2026" / "link" / link).is_file()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("feeds/atom.xml", "//*[local-name()='content']/text()"),
        ("feeds/rss.xml", "//description/text()"),
    ],
)
def test_a_feed_carries_one_jpeg_with_a_whole_address(gallery, name, text):
    feed = etree.parse(gallery.output / name)
    items = [html.fragment_fromstring(one, create_parent=True) for one in feed.xpath(text)]
    images = [image for item in items for image in item.xpath(".//img")]
    assert len(images) == 11
    assert not [item for item in items if item.xpath(".//picture | .//source")]
    for image in images:
        assert set(image.attrib) == {"src", "width", "height", "alt"}
        local = image.get("src").removeprefix("https://blog.example/sub/")
        assert (gallery.output / local).suffix == ".jpg"
        assert (gallery.output / local).is_file()


def test_every_fault_of_every_article_is_told_in_one_report(with_photo):
    with_photo.put("images/broken.jpg", b"\xff\xd8\xff\xe1")
    with_photo.put("images/live.heic", b"\0\0\0\x24ftypheic\0\0\0\0" + bytes(99))
    with_photo.write("はじめ。\n\n![](images/kaki.jpg)\n\n![柿](images/kaky.jpg)\n")
    with_photo.write(
        "![柿](images/broken.jpg)\n\n文の中の![柿](images/kaki.jpg '説明')は。\n\n"
        "![よそ](https://example.jp/a.jpg)\n\n![柿](images/live.heic)\n",
        "2026/b.md",
    )
    told = with_photo.faults("import sys", "sys.modules['pillow_heif'] = None")
    assert [re.sub(r"（.*", "", line) for line in told] == [
        "content/2026/a.md:6: 写真 images/kaki.jpg に説明の言葉がありません",
        "content/2026/a.md:8: 写真 images/kaky.jpg がありません",
        "content/2026/b.md:4: 写真 images/broken.jpg は写真として読めません",
        "content/2026/b.md:6: 写真 images/kaki.jpg の説明「説明」が出せません",
        "content/2026/b.md:8: 写真 https://example.jp/a.jpg はよそのサイトのものです",
        "content/2026/b.md:10: 写真 images/live.heic は HEIC です。このままでは読めません",
    ]
    assert told[1].endswith("（もしかして: images/kaki.jpg）")


def test_markdown_that_only_tells_of_photos_is_left_alone(blog):
    blog.write(
        "```\n![](images/nowhere.jpg)\n```\n\n`![](x.jpg)` と書きます。<!-- <img src='x.jpg'> -->\n"
    )
    assert not blog.built().page().xpath("//img")


def test_the_same_photo_gives_the_same_bytes(with_photo, tmp_path):
    def bytes_of(cache):
        with_photo.built(f"PHOTOS_CACHE = {str(tmp_path / cache)!r}")
        return {path.name: path.read_bytes() for path in with_photo.published()}

    with_photo.write(KAKI)
    assert bytes_of("one") == bytes_of("two")


def test_a_photo_is_developed_once(with_photo):
    with_photo.write(KAKI)
    assert "写真を 1 枚" in with_photo.build().stderr
    assert "写真を" not in with_photo.build().stderr


def test_a_changed_photo_has_new_names(with_photo):
    with_photo.write(KAKI)
    before = {path.name for path in (with_photo.built().output / "photos").iterdir()}
    with_photo.put("images/kaki.jpg", snapshots.from_phone(orientation=6))
    after = {path.name for path in (with_photo.built().output / "photos").iterdir()}
    assert before.isdisjoint(after)


def test_photos_side_by_side_are_the_same_as_one_by_one(blog, tmp_path):
    paths = [blog.put(f"images/{n}.jpg", snapshots.from_phone(orientation=n)) for n in range(1, 9)]
    together, alone = Studio(tmp_path / "together"), Studio(tmp_path / "alone")
    together.develop_all(paths)
    assert [together.develop(path) for path in paths] == [alone.develop(path) for path in paths]
    for name, file in together.published.items():
        assert file.read_bytes() == alone.published[name].read_bytes()
