"""A tiny real blog: what its pages say of seasons. Its day is 2026-11-26 in Japan."""

from __future__ import annotations

import re
from pathlib import Path

import koyomi
import pytest
from lxml import html
from seasons import palettes

from .conftest import LETTERS, build

KEYS = [sekki.key for sekki in koyomi.all_sekki()]


def _page(output: Path, url: str) -> html.HtmlElement:
    return html.fromstring((output / url / "index.html").read_text("utf-8"))


def _in(part: html.HtmlElement, name: str, path: str = "") -> list[html.HtmlElement]:
    """What has a class in a part of a page, or what a path leads to from there."""
    found: list[html.HtmlElement] = part.xpath(
        f".//*[contains(concat(' ', @class, ' '), ' {name} ')]{path}"
    )
    return found


def _season_of(output: Path, url: str) -> str:
    return _page(output, url).getroottree().getroot().get("data-season", "")


def _letters(part: html.HtmlElement) -> list[str]:
    found = _in(part, "season-letters", "//a") + _in(part, "postcard-title", "//a")
    return [link.text_content() for link in found]


@pytest.mark.parametrize(
    ("url", "sekki"),
    [
        ("2026/persimmon", "shousetsu"),
        ("2024/leap-year", "shousetsu"),  # ten past midnight in Japan, the day before in UTC
        ("2026/evening-before", "shousho"),
        ("2026/heat", "taisho"),
    ],
)
def test_an_article_has_the_season_of_its_day_in_japan(little: Path, url: str, sekki: str) -> None:
    assert _season_of(little, url) == sekki


def test_an_article_shows_its_sekki_and_ko_with_readings(little: Path) -> None:
    (badge,) = _in(_page(little, "2026/persimmon"), "season-badge", "//a")
    readings = [reading.text for reading in _in(badge, "season-reading")]
    assert readings == ["しょうせつ", "にじかくれてみえず"]


def test_an_articles_badge_leads_to_its_ko(little: Path) -> None:
    (badge,) = _in(_page(little, "2026/persimmon"), "season-badge", "//a")
    assert badge.get("href") == "../../season/shousetsu/#ko-58"


@pytest.mark.parametrize("url", ["", "archives", "tag", "season"])
def test_a_page_that_is_no_article_has_the_season_of_the_builds_day(little: Path, url: str) -> None:
    assert _season_of(little, url) == "shousetsu"


@pytest.mark.parametrize("key", KEYS)
def test_each_sekki_has_a_page_in_its_own_colours(little: Path, key: str) -> None:
    assert _season_of(little, f"season/{key}") == key


@pytest.mark.parametrize("key", KEYS)
def test_the_page_of_a_sekki_has_three_ko_whose_dates_are_called_a_guide(
    little: Path, key: str
) -> None:
    whens = _in(_page(little, f"season/{key}"), "season-ko-when")
    assert [when.text_content().endswith("ごろ（目安）") for when in whens] == [True] * 3


def test_the_page_of_a_sekki_has_the_letters_of_all_years_newest_first(little: Path) -> None:
    ko = _page(little, "season/shousetsu").get_element_by_id("ko-58")
    assert _letters(ko) == ["persimmon", "leap-year"]


def test_every_letter_is_found_by_its_season(little: Path) -> None:
    found = [slug for key in KEYS for slug in _letters(_page(little, f"season/{key}"))]
    assert sorted(found) == sorted(LETTERS.values())


def test_a_letter_shows_what_was_written_within_ten_days_a_year_before(little: Path) -> None:
    (part,) = _in(_page(little, "2026/persimmon"), "last-year")
    assert _letters(part) == ["last-november"]


def test_the_front_page_shows_what_was_written_around_its_day_a_year_before(little: Path) -> None:
    (part,) = _in(_page(little, ""), "last-year")
    assert _letters(part) == ["last-november"]


def test_a_letter_with_nothing_a_year_before_has_no_empty_heading(little: Path) -> None:
    assert _in(_page(little, "2024/leap-year"), "last-year") == []


def test_the_wheel_leads_to_all_sekki_by_links_that_have_names(little: Path) -> None:
    links = _in(_page(little, "season"), "wheel", "//a")
    assert [link.get("href") for link in links] == [f"../season/{key}/" for key in KEYS]
    assert all(
        sekki.name in link.get("aria-label", "")
        for sekki, link in zip(koyomi.all_sekki(), links, strict=True)
    )


def test_the_wheel_marks_the_builds_day_alone(little: Path) -> None:
    marked = _in(_page(little, "season"), "wheel", "//*[@aria-current]")
    assert [link.get("data-sekki") for link in marked] == ["shousetsu"]


def test_the_wheel_tells_how_many_letters_a_sekki_has(little: Path) -> None:
    (link,) = _in(_page(little, "season"), "wheel", "//*[@data-sekki='shousetsu']")
    assert link.get("aria-label") == "小雪（しょうせつ）、11月22日から、便り2通"


def test_without_javascript_the_front_page_says_whose_day_it_is(little: Path) -> None:
    (day,) = _in(_page(little, ""), "today-ko-day")
    assert day.text_content() == "11月26日（このページをつくった日）"


def test_every_link_of_the_season_pages_leads_somewhere(little: Path) -> None:
    broken = []
    for url in ["season", *(f"season/{key}" for key in KEYS)]:
        for link in _page(little, url).xpath("//main//a/@href"):
            path, _, anchor = link.partition("#")
            target = (little / url / path / "index.html").resolve()
            if not target.is_file() or (anchor and f'id="{anchor}"' not in target.read_text()):
                broken.append(link)
    assert broken == []


def test_season_pages_keep_to_a_policy_without_inline_styles_and_scripts(little: Path) -> None:
    pages = [little / "index.html", *little.glob("season/**/index.html")]
    text = "".join(page.read_text("utf-8") for page in pages)
    assert re.findall(r"<style|\sstyle=|<script(?![^>]+src=)|\son\w+=", text) == []


def test_the_same_day_gives_the_same_bytes(little: Path, tmp_path: Path) -> None:
    assert build(tmp_path, LETTERS).returncode == 0
    for name in ("season/index.html", "season/usui/index.html", "index.html"):
        assert (tmp_path / "output" / name).read_bytes() == (little / name).read_bytes()
    assert {path.name for path in (tmp_path / "output/seasons").iterdir()} == {
        path.name for path in (little / "seasons").iterdir()
    }


def test_a_year_far_off_is_a_fault_with_path_and_line(tmp_path: Path) -> None:
    done = build(tmp_path, {"0206-11-22 20:00": "typo", "1026-11-22 20:00": "another"})
    assert done.returncode != 0
    said = re.sub(r"\s+", "", done.stdout + done.stderr)
    assert "typo.md:2:206年の暦は計算しません" in said
    assert "another.md:2:1026年の暦は計算しません" in said


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("url", "key"), [("", "shousetsu"), ("2026/heat", "taisho")])
def test_the_browser_bar_has_the_colour_of_the_page(
    little: Path, url: str, key: str, theme: str
) -> None:
    (bar,) = _page(little, url).xpath(f"//meta[@name='theme-color'][contains(@media, '{theme}')]")
    assert bar.get("content") == getattr(palettes()[key], theme)["bg"]
