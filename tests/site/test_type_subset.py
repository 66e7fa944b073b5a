"""The cut typeface: what goes into which file, and that the files hold it."""

import io
import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from lxml import html
from type_subset import face_rules, slices
from type_subset.cut import characters_in, cut, widths
from type_subset.rules import ARIAL_BOLD, Measures, fallback_rules, latin_adjustment
from type_subset.slices import FIRST, NEXT, unicode_range

FONTS = Path(__file__).parents[2] / "node_modules" / "@expo-google-fonts"
ZEN_MARU = FONTS / "zen-maru-gothic" / "700Bold" / "ZenMaruGothic_700Bold.ttf"
SHIPPORI = FONTS / "shippori-mincho" / "700Bold" / "ShipporiMincho_700Bold.ttf"
KANJI = "".join(map(chr, range(0x4E00, 0x4E00 + 300)))


def _all(*texts: list[str]) -> list[str]:
    return [one.characters for one in slices(*texts)]


def test_every_character_is_in_one_slice_only() -> None:
    together = "".join(_all(["春の便り", KANJI], ["夏の便り"], ["秋"]))
    assert len(together) == len(set(together))
    assert set(together) >= set("春の便り夏秋" + KANJI)


def test_only_the_first_slice_is_fetched_ahead() -> None:
    assert [one.above for one in slices([KANJI], [])][:3] == [True, False, False]


def test_the_first_slice_holds_what_most_headings_use() -> None:
    first, *_ = _all([KANJI, *["雪の便り"] * 3], [])
    assert set("雪便") <= set(first)
    assert len(first) == FIRST


def test_what_is_on_every_page_is_in_the_first_slice() -> None:
    first, *_ = slices([KANJI], [], always="鰯雲")
    assert set("鰯雲0123456789") <= set(first.characters)


def test_titles_come_before_what_stands_inside_of_articles() -> None:
    late = "".join(map(chr, range(0x9000, 0x9000 + 300)))
    _, *rest, _, _ = _all([late, late], [KANJI])
    assert set(rest[0]) <= set(late)
    assert set(rest[-1]) <= set(KANJI)


def test_a_new_article_leaves_earlier_files_as_they_are() -> None:
    before = _all([KANJI], [])
    after = _all([KANJI, "鰯雲"], [])
    whole = [one for one in before[1:-2] if len(one) == NEXT]
    assert whole
    assert set(whole) <= set(after)


@pytest.mark.parametrize(
    ("characters", "written"),
    [("AB", "U+41-42"), ("A", "U+41"), ("AC雪", "U+41,U+43,U+96ea"), ("", "")],
)
def test_a_unicode_range_joins_neighbours(characters: str, written: str) -> None:
    assert unicode_range(characters) == written


def test_a_cut_font_holds_its_characters_and_its_licence(tmp_path: Path) -> None:
    font = TTFont(io.BytesIO(cut(ZEN_MARU, "便り", tmp_path)))
    assert set(map(ord, "便り")) == set(font.getBestCmap())
    assert "OFL" in font["name"].getDebugName(13)


def test_equal_characters_give_equal_bytes(tmp_path: Path) -> None:
    assert cut(ZEN_MARU, "季節", tmp_path / "a") == cut(ZEN_MARU, "季節", tmp_path / "b")


def test_what_was_cut_is_not_cut_again(tmp_path: Path) -> None:
    first = cut(ZEN_MARU, "雪", tmp_path)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(b"kept")
    assert cut(ZEN_MARU, "雪", tmp_path) == b"kept" != first


def test_shippori_has_what_the_calendar_needs_and_zen_maru_lacks() -> None:
    assert not set("睍雊鱖") & characters_in(ZEN_MARU)
    assert set("睍雊鱖") <= characters_in(SHIPPORI)


def test_a_face_is_shown_late_rather_than_never() -> None:
    rule = face_rules("Maru", 700, [("fonts/a.woff2", "あ")])
    assert "font-display:swap" in rule
    assert "unicode-range:U+3042" in rule


def test_the_fallback_has_the_familys_lines_whatever_its_size() -> None:
    rules = fallback_rules("Maru", 700, Measures(1.16, 0.288), 0.9)
    for rule in rules.splitlines():
        size, ascent, descent = (
            float(re.search(rf"{name}:([\d.]+)%", rule)[1])  # type: ignore[index]
            for name in ("size-adjust", "ascent-override", "descent-override")
        )
        assert size * ascent / 100 == pytest.approx(116, abs=0.05)
        assert size * descent / 100 == pytest.approx(28.8, abs=0.05)


def test_latin_takes_as_much_room_before_the_typeface_comes_as_after() -> None:
    ours = widths(ZEN_MARU, "".join(ARIAL_BOLD))
    text = "IMAP and SMTP 2026"
    adjusted = latin_adjustment(ours, [text])
    set_in_ours = sum(ours.get(letter, 0) for letter in text)
    set_in_arial = sum(ARIAL_BOLD[letter] / 1000 for letter in text if letter in ARIAL_BOLD)
    assert set_in_arial * adjusted == pytest.approx(set_in_ours)


def test_without_latin_nothing_is_adjusted() -> None:
    assert latin_adjustment({}, ["春"]) == 1


TAGS = {"h1", "h2"}
CLASSES = {"site-name", "postcard-title", "sign-name"}


def _is_in_the_face(element: html.HtmlElement) -> bool:
    if element.tag == "h2" and element.xpath("ancestor::*[contains(@class, 'with-figures')]"):
        return False
    names = set(element.get("class", "").split())
    return element.tag in TAGS or bool(names & CLASSES)


def _offered(css: str) -> set[str]:
    """All characters that some file of the family is there for."""
    ranges = re.findall(r"woff2\"\);unicode-range:([^}]*)}", css)
    points = [
        (int(start, 16), int(end or start, 16))
        for found in ranges
        for start, end in re.findall(r"U\+([0-9a-f]+)(?:-([0-9a-f]+))?", found)
    ]
    return {chr(point) for first, last in points for point in range(first, last + 1)}


@pytest.mark.bundle
def test_the_real_sites_headings_are_all_in_the_face(site: Path) -> None:
    (sheet,) = (site / "theme").glob("style-*.css")
    offered = _offered(sheet.read_text("utf-8"))
    lacking = {}
    for page in sorted(site.rglob("*.html")):
        for heading in filter(_is_in_the_face, html.parse(page).getroot().iter("*")):
            for character in set("".join(heading.itertext())) - offered:
                if character in characters_in(ZEN_MARU) | characters_in(SHIPPORI):
                    lacking[character] = heading.text_content().strip()
    assert lacking == {}


@pytest.mark.bundle
def test_the_licences_lie_beside_the_fonts(site: Path) -> None:
    fonts = site / "theme" / "fonts"
    faces = {path.name.partition("-")[0] for path in fonts.glob("*.woff2")}
    for face in faces:
        assert "SIL OPEN FONT LICENSE" in (fonts / f"OFL-{face}.txt").read_text("utf-8")
    assert faces == {"zenmarugothic", "shipporimincho"}
