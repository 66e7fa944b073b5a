"""The page of 読者の目: what it says of each figure, and where it is not."""

from pathlib import Path

import pytest
from lxml import html
from readers_eye.feed import sanitised
from readers_eye.spoken import spoken
from readers_eye.weights import Weight, look_at, weigh

from tests.conftest import build_site

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.bundle


@pytest.fixture(scope="module")
def page(site):
    return html.parse(site / "drafts" / "readers-eye" / "index.html").getroot()


def test_every_figure_of_the_articles_has_its_entry_at_its_own_line(site, page):
    places = [one.text for one in page.xpath("//summary/small[1]")]
    letters = [path.read_text("utf-8") for path in (ROOT / "content").rglob("*.md")]
    lines = [line for text in letters for line in text.splitlines()]
    assert len(places) == sum(line.startswith("/// explainer") for line in lines) > 3
    for place in places:
        path, line = place.split(":")
        typed = (ROOT / path).read_text("utf-8").splitlines()[int(line) - 1]
        assert typed.startswith("/// explainer")


def test_each_figure_has_all_its_frames_lazy_and_boxed(page):
    for one in page.xpath("//details[@class='eye']"):
        assert len(one.xpath(".//section[contains(@class, 'eye-frame')]")) == 9
        frames = one.xpath(".//iframe")
        assert {frame.get("loading") for frame in frames} == {"lazy"}
        asked = [frame.get("src", "").rpartition("&")[2] for frame in frames]
        assert {"eye=slow", "eye=failed", "eye=reduced", "eye=print"} <= set(asked)
        quiet = [frame for frame in frames if "allow-scripts" not in frame.get("sandbox")]
        assert len(quiet) == 2 + bool(one.xpath(".//iframe[@srcdoc]"))


def test_a_page_of_the_blog_has_nothing_missing_and_something_to_say(page):
    assert "足りないものはありません" in page.text_content()
    assert not page.xpath("//*[@class='eye-lack']")
    assert page.xpath("//div[contains(@class, 'eye-spoken')]//li")
    assert page.xpath("//iframe[contains(@srcdoc, '<figure>')]")


def test_only_the_authors_desk_leads_there(site):
    found = [
        path.relative_to(site).as_posix()
        for path in site.rglob("*.html")
        if "readers-eye" in path.read_text("utf-8")
    ]
    assert sorted(found) == ["drafts/index.html", "drafts/readers-eye/index.html"]


def test_nothing_of_it_is_published(tmp_path):
    done = build_site(tmp_path / "output", settings="publishconf.py")
    assert done.returncode == 0, done.stderr
    files = [path for path in (tmp_path / "output").rglob("*") if path.is_file()]
    assert not [path for path in files if "eye.css" in path.name or "readers-eye" in str(path)]
    texts = [path for path in files if path.suffix in (".html", ".css", ".mjs", ".xml", ".json")]
    for path in texts:
        text = path.read_text("utf-8")
        assert "eye=" not in text, path
        assert "readers-eye" not in text, path


def test_the_feeds_figure_keeps_words_and_pictures_alone():
    text = '<figure><img src="a.png" alt="絵" style="x"><svg><text>x</text></svg></figure>'
    text += '<form><input></form><a href="javascript:x()" onclick="y">次</a>'
    tree = html.fragment_fromstring(sanitised(text))
    assert [one.tag for one in tree.iter()] == ["div", "figure", "img", "a"]
    assert dict(tree.find(".//img").attrib) == {"src": "a.png", "alt": "絵"}
    assert dict(tree.find(".//a").attrib) == {}


def test_what_is_spoken_has_role_name_and_order():
    figure = html.fragment_fromstring(
        '<div><figcaption><p>図</p></figcaption><div role="img" aria-label="やかん">'
        "<p>x</p></div><button>再生</button><p aria-hidden='true'>x</p>"
        '<label for="a">火</label><input id="a" type="checkbox"><textarea></textarea></div>'
    )
    assert spoken(figure) == [
        ("文", "図"),
        ("絵", "やかん"),
        ("ボタン", "再生"),
        ("切りかえ", "火"),
        ("書くところ", "（名前がありません）"),
    ]


def test_the_estimate_is_bytes_by_speed():
    assert Weight(1, 2, 4_000_000).seconds[0] == ("遅い回線", 1.6, 20.0)


def test_the_weight_of_a_figure_is_near_what_its_button_says(site):
    path = site / "2026" / "imap-smtp" / "index.html"
    page = html.parse(path).getroot()
    figure = next(page.iter("py-explainer"))
    weight = weigh(look_at(figure, page), path.parent)
    assert abs(weight.touch / 1e6 - float(figure.get("data-megabytes"))) < 0.5
    assert 0 < weight.markup < weight.before < weight.touch


def test_a_blog_without_the_plugin_builds(tmp_path):
    conf = tmp_path / "conf.py"
    conf.write_text(
        f"import sys\nsys.path.insert(0, {str(ROOT)!r})\nfrom pelicanconf import *\n"
        "PLUGINS = [one for one in PLUGINS if one.__name__ != 'readers_eye']\n"
        "READERS_EYE_SAVE_AS = ''\n"
    )
    done = build_site(tmp_path / "output", settings=str(conf))
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "output" / "drafts" / "readers-eye").exists()
