"""Sharing: plain links that hold title and address whole, and a button that copies."""

from urllib.parse import parse_qs, urlsplit

from lxml import html
from share import ways

TITLE = '「秋 & 冬」100% #1 "it\'s" ＋?'
ADDRESS = "https://a.example/sub/2026/あ/?c=1&d=2#e"


def test_each_place_gets_title_and_address_whole():
    x, hatena, line = (parse_qs(urlsplit(way.url).query) for way in ways(TITLE, ADDRESS))
    assert x == {"text": [TITLE], "url": [ADDRESS]}
    assert hatena == {"mode": ["confirm"], "url": [ADDRESS], "title": [TITLE]}
    assert line == {"url": [ADDRESS]}


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
