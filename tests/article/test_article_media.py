"""One run, every medium: what paper, a feed and a reader mode keep of each figure."""

import io
import json
import subprocess
import sys
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import nh3
import pypdf
import pytest
from lxml import etree, html

HERE = Path(__file__).parent
NODE = Path(sys.executable).parent / "node"
ATOM = "{http://www.w3.org/2005/Atom}"
LETTERS = ("2026/imap-smtp", "2026/juugoya")
pytestmark = pytest.mark.bundle


@dataclass(frozen=True)
class Told:
    """What a figure of the page says: the words that no medium may lose."""

    title: str
    caption: str
    alt: str
    steps: tuple[tuple[str, str], ...]
    ending: str


def squeezed(text):
    """Words without what lines, layout and a font's own code points put between them."""
    return "".join(unicodedata.normalize("NFKC", text).replace("‧", "・").split())


def figures(site, letter):
    page = html.parse(site / letter / "index.html")
    for figure in page.iter("py-explainer"):
        if (stage := figure.find(".//*[@data-lens='story']")) is None:
            continue
        lines = figure.xpath(".//ol[@class='px-steps']/li")
        yield Told(
            title=figure.find(".//p[@class='px-title']").text_content(),
            caption=figure.find(".//div[@class='px-lead']").text_content(),
            alt=stage.xpath("string(descendant-or-self::*[@aria-label]/@aria-label)"),
            steps=tuple((li.findtext("b"), li.find("p").text_content()) for li in lines),
            ending=figure.find(".//*[@data-part='end']").text_content(),
        )


@pytest.fixture(scope="module", params=LETTERS)
def letter(request):
    return request.param


@pytest.fixture(scope="module")
def told(site, letter):
    found = tuple(figures(site, letter))
    assert found
    assert all(one.steps and one.alt and one.caption for one in found)
    return found


# On paper


@pytest.fixture(scope="module", params=[True, False], ids=["played", "without JavaScript"])
def paper(request, letter, _host, browser):
    context = browser.new_context(java_script_enabled=request.param)
    page = context.new_page()
    page.goto(f"{_host.origin}/blog/{letter}/")
    if request.param:
        page.wait_for_function(
            "() => [...document.querySelectorAll('py-explainer')]"
            ".every((figure) => figure.dataset.state === 'ready')"
        )
    pdf = page.pdf(format="A4", tagged=True, outline=True)
    page.emulate_media(media="print")
    to_press = page.locator(
        "py-explainer :is(button, input, select, textarea):visible"
    ).all_text_contents()
    context.close()
    pages = [squeezed(one.extract_text()) for one in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    return pages, to_press


@pytest.mark.browser
def test_on_paper_each_figure_is_a_strip_on_one_page(told, paper):
    pages, _ = paper
    for one in told:
        whole = [squeezed(text) for text in (one.title, *(say for say, _ in one.steps))]
        held = max(pages, key=lambda page: sum(words in page for words in whole))
        assert [words for words in whole if words not in held] == [], one.title


@pytest.mark.browser
def test_on_paper_there_is_nothing_to_press(paper):
    _, to_press = paper
    assert to_press == []


# In a feed


@pytest.fixture(scope="module", params=["atom", "rss"])
def entry(request, site, letter):
    """The letter's entry as a sanitiser of readers' programs leaves it."""
    tree = etree.parse(site / "feeds" / f"{request.param}.xml")
    if request.param == "atom":
        contents = {
            one.find(f"{ATOM}link").get("href"): one.findtext(f"{ATOM}content")
            for one in tree.iter(f"{ATOM}entry")
        }
    else:
        encoded = "{http://purl.org/rss/1.0/modules/content/}encoded"
        contents = {
            one.findtext("link"): one.findtext(encoded) or one.findtext("description")
            for one in tree.iter("item")
        }
    text = next(text for link, text in contents.items() if link.rstrip("/").endswith(letter))
    return html.fragment_fromstring(nh3.clean(text), create_parent="div")


def test_a_feed_keeps_picture_caption_and_every_step(site, told, entry):
    kept = {squeezed(figure.text_content()): figure for figure in entry.iter("figure")}
    for one in told:
        figure = kept[squeezed(one.title + one.caption)]
        steps = figure.getnext()
        assert steps.tag == "ol"
        assert [squeezed(li.text_content()) for li in steps] == [
            squeezed("".join(step)) for step in one.steps
        ]
        picture = figure.find(".//img")
        assert picture.get("alt")
        assert int(picture.get("width")) > int(picture.get("height")) > 0
        file = site / picture.get("src").lstrip("/").split("/", 3)[-1]
        assert picture.get("src").startswith(("/", "https://"))
        assert any(site.rglob(file.name))


def test_links_to_a_scene_lead_somewhere_in_page_and_feed(site, letter, entry):
    page = html.parse(site / letter / "index.html").getroot()
    ids = set(page.xpath("//@id"))
    inside = [one[1:] for one in page.xpath("//py-explainer//a/@href") if one.startswith("#")]
    assert set(inside) <= ids
    for links in (page.xpath("//a/@href"), entry.xpath(".//a/@href")):
        assert links
        assert not [link for link in links if link.startswith(("scene:", "#scene"))]


def test_a_feed_has_nothing_to_press(entry):
    assert not [one.tag for one in entry.iter("button", "input", "select", "form", "script")]


# In a browser's reader mode


@pytest.fixture(scope="module")
def readable(site, letter):
    done = subprocess.run(
        [NODE, HERE / "readable.mjs", site / letter / "index.html"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return squeezed(json.loads(done.stdout)["text"])


def test_a_reader_mode_keeps_title_caption_and_every_word_of_the_story(told, readable):
    for one in told:
        assert squeezed(one.title) in readable
        assert squeezed(one.caption) in readable
        assert squeezed(one.ending) in readable
        for say, meaning in one.steps:
            assert squeezed(say) in readable
            assert squeezed(meaning) in readable


def test_a_reader_mode_tells_no_line_twice_and_offers_nothing_to_press(told, readable):
    for one in told:
        for say, _ in one.steps:
            among = sum(say == other for each in told for other, _ in each.steps)
            assert readable.count(squeezed(say)) <= among + 1, say
    assert "条件を変えてみる" not in readable
    assert "Pythonで試す" not in readable
