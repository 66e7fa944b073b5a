"""Sharing: plain links that hold title and address whole, and a button that copies."""

from urllib.parse import parse_qs, unquote, urlsplit

from lxml import html
from share import ways

TITLE = '「秋 & 冬」100% #1 "it\'s" ＋?'
ADDRESS = "https://a.example/sub/2026/あ/?c=1&d=2#e"


def test_x_and_line_get_title_and_address_whole():
    x, _, line = ways(TITLE, ADDRESS)
    assert parse_qs(urlsplit(x.url).query) == {"text": [TITLE], "url": [ADDRESS]}
    assert parse_qs(urlsplit(line.url).query) == {"url": [ADDRESS]}


def test_hatena_gets_the_address_as_a_path():
    hatena = urlsplit(ways(TITLE, ADDRESS)[1].url)
    assert unquote(hatena.path) == "/entry/s/" + ADDRESS.removeprefix("https://")
    assert (hatena.query, hatena.fragment) == ("", "")


def test_a_link_is_ascii_without_blanks_or_quotes():
    for way in ways(TITLE, ADDRESS):
        assert way.url.isascii()
        assert not set(" \"'<>") & set(way.url)


def test_every_letter_can_be_shared_by_its_public_address(site):
    page = html.parse(site / "2026" / "shousetsu" / "index.html")
    (share,) = page.xpath("//div[@class='share']")
    names = [link.text_content() for link in share.xpath(".//a")]
    assert names == ["Xでシェア", "はてなブックマークでシェア", "LINEでシェア"]
    (button,) = share.xpath(".//button")
    assert button.get("data-copy") == "https://kimeguri.example/2026/shousetsu/"
    assert button.get("hidden") is not None
