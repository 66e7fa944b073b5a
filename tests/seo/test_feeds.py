"""Both feeds, by the rules of RFC 4287, RSS 2.0 and RFC 3339, and by what readers of feeds keep."""

import re
from datetime import datetime
from email.utils import parsedate_to_datetime

import pytest
from lxml import etree, html
from seo.feeds import entry_id, readable

from tests.seo.conftest import SITE

ATOM = {"a": "http://www.w3.org/2005/Atom"}
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)")


@pytest.fixture(scope="module")
def atom(published):
    return etree.parse(published / "feeds" / "atom.xml").getroot()


@pytest.fixture(scope="module")
def rss(published):
    return etree.parse(published / "feeds" / "rss.xml").getroot()


def _texts(atom, rss):
    texts = atom.xpath("//a:content/text() | //a:summary/text()", namespaces=ATOM)
    texts += rss.xpath("//item/description/text()")
    return [html.fragment_fromstring(text, create_parent="div") for text in texts]


def test_the_feed_and_each_entry_have_what_they_must_have(atom):
    """RFC 4287, 4.1.1 and 4.1.2: exactly one id, title and updated; an author for each entry."""
    for one in [atom, *atom.findall("a:entry", ATOM)]:
        assert [len(one.findall(f"a:{name}", ATOM)) for name in ("id", "title", "updated")] == [
            1
        ] * 3
    for entry in atom.findall("a:entry", ATOM):
        assert entry.findtext("a:author/a:name", namespaces=ATOM).strip()
        assert len(entry.findall("a:link[@rel='alternate']", ATOM)) == 1


def test_every_date_of_atom_is_one(atom):
    dates = atom.xpath("//a:updated/text() | //a:published/text()", namespaces=ATOM)
    assert dates
    for date in dates:
        assert RFC_3339.fullmatch(date)
        datetime.fromisoformat(date)


def test_an_entry_says_when_it_was_mended(atom):
    entry = atom.xpath("//a:entry[a:title='いちばん古い']", namespaces=ATOM)[0]
    assert entry.findtext("a:updated", namespaces=ATOM) == "2026-10-20T08:30:00+09:00"
    assert entry.findtext("a:published", namespaces=ATOM) == "2026-10-01T09:00:00+09:00"


def test_a_feed_knows_its_own_address(atom, rss):
    assert atom.xpath("a:link[@rel='self']/@href", namespaces=ATOM) == [f"{SITE}/feeds/atom.xml"]
    own = rss.xpath("channel/*[local-name()='link' and @rel='self']/@href")
    assert own == [f"{SITE}/feeds/rss.xml"]


def test_ids_are_tags_and_differ(atom, rss):
    ids = atom.xpath("//a:id/text()", namespaces=ATOM)
    assert len(set(ids)) == len(ids) == 3
    assert all(re.fullmatch(r"tag:blog\.example,2026:[\w./-]+", one) for one in ids)
    assert set(rss.xpath("//guid[@isPermaLink='false']/text()")) == set(ids[1:])


def test_an_article_keeps_the_id_of_its_first_address(atom):
    entry = atom.xpath("//a:entry[a:title='いちばん古い']", namespaces=ATOM)[0]
    assert entry.findtext("a:id", namespaces=ATOM) == "tag:blog.example,2026:2025/furui/"


def test_rss_has_what_it_must_have(rss):
    """RSS 2.0: title, link and description of the channel; dates of RFC 822."""
    channel = rss.find("channel")
    assert all(channel.findtext(name).strip() for name in ("title", "link", "description"))
    assert channel.findtext("language") == "ja"
    for date in rss.xpath("//pubDate/text() | //lastBuildDate/text()"):
        assert parsedate_to_datetime(date).tzinfo


def test_the_whole_text_is_in_both(atom, rss):
    assert "先の話。" in atom.xpath("string(//a:content)", namespaces=ATOM)
    assert "先の話。" in rss.xpath("string(//item/description)")


def test_every_address_is_whole(atom, rss):
    addresses = [
        str(address)
        for text in _texts(atom, rss)
        for address in text.xpath(".//@href | .//@src | .//@poster")
    ]
    assert f"{SITE}/2026/new/#saki" in addresses
    assert f"{SITE}/images/garden.svg" in addresses
    assert [one for one in addresses if not one.startswith(SITE)] == []


def test_every_candidate_of_a_picture_is_whole():
    picture = '<img alt="" srcset="small.jpg 1x, ../big.jpg 2x">'
    assert readable(picture, f"{SITE}/2026/new/") == (
        f'<img alt="" srcset="{SITE}/2026/new/small.jpg 1x, {SITE}/2026/big.jpg 2x">'
    )


def test_no_script_no_ruby_and_no_hook_for_a_style_is_in_them(atom, rss):
    for text in _texts(atom, rss):
        assert not text.xpath(".//script | .//rt | .//ruby | .//@class | .//@style | .//svg")


def test_an_id_does_not_know_the_scheme_nor_the_sub_path():
    assert entry_id("http://blog.example", "2026/a/") == entry_id(SITE, "2026/a/")


def test_the_storyboard_of_a_figure_stays_readable():
    told = '<figure><img src="{}/x.png"><ol><li>一</li></ol></figure>'
    board = f'<py-explainer id="a">{told.format("")}</py-explainer>'
    assert readable(board, f"{SITE}/2026/a/") == told.format("https://blog.example")
