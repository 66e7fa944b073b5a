"""Where headings may break, and how the author's list of whole words is read."""

import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from phrases import Breaker, WordsError, read_words
from phrases.hooks import PhrasesExtension, break_inside, with_breaks

ROOT = Path(__file__).parents[2]
WORDS = ROOT / "content" / "words.txt"
OURS = Breaker(read_words(WORDS))
MIXED = st.text(alphabet="春の便り、「庭」ーっIMAP 三か月。&<", max_size=30)


def _rendered(text: str, *words: str) -> ET.Element:
    markdown = Markdown(extensions=["extra", "toc", PhrasesExtension(Breaker(words))])
    return ET.fromstring(f"<div>{markdown.convert(text).replace('<wbr>', '<wbr/>')}</div>")


def test_a_protected_word_stays_whole() -> None:
    assert Breaker().split("京都の紅葉さんぽ") != ["京都の", "紅葉さんぽ"]
    assert Breaker(["紅葉さんぽ"]).split("京都の紅葉さんぽ") == ["京都の", "紅葉さんぽ"]


@pytest.mark.parametrize(
    ("title", "phrases"),
    [
        ("写真ACを三か月続けて", ["写真ACを", "三か月続けて"]),
        ("二十四節気のこよみ", ["二十四節気の", "こよみ"]),
        ("井の頭公園の桜", ["井の頭公園の", "桜"]),
        ("IMAPとSMTPの違い", ["IMAPと", "SMTPの", "違い"]),
    ],
)
def test_the_authors_words_are_kept_in_real_titles(title: str, phrases: list[str]) -> None:
    assert OURS.split(title) == phrases


@given(MIXED)
def test_phrases_together_are_the_text(text: str) -> None:
    assert "".join(OURS.split(text)) == text


@given(MIXED)
def test_no_line_begins_with_what_must_not_begin_one(text: str) -> None:
    assert all(phrase[0] not in "、。」ーっ" for phrase in OURS.split(text)[1:])


@given(MIXED)
def test_no_line_ends_with_an_opening_bracket(text: str) -> None:
    assert all(phrase[-1] != "「" for phrase in OURS.split(text)[:-1])


def test_a_title_with_signs_stays_text() -> None:
    assert "<b>" not in with_breaks("<b>春 & 秋</b>", OURS)


def test_a_heading_breaks_and_keeps_its_words() -> None:
    heading = _rendered("## 新しい**春の便り**を読む").find("h2")
    assert heading is not None
    assert len(heading.findall(".//wbr")) >= 2
    assert "".join(heading.itertext()) == "新しい春の便りを読む"


@pytest.mark.parametrize("tag", ["code", "ruby", "svg"])
def test_what_is_one_thing_in_a_heading_stays_whole(tag: str) -> None:
    heading = ET.fromstring(f"<h2>春の庭と<{tag}>夏の庭の話</{tag}>と秋の庭の話</h2>")
    break_inside(heading, OURS)
    assert not heading.findall(f"{tag}/wbr")
    assert heading.findall("wbr")


def test_prose_is_left_to_the_browser() -> None:
    assert not _rendered("新しい春の便りを読む").findall(".//wbr")


def test_an_anchor_is_made_of_plain_words() -> None:
    heading = _rendered("## spring letter の話を読む").find("h2")
    assert heading is not None
    assert heading.get("id") == "spring-letter"


def test_remarks_and_empty_lines_are_no_words(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_text("# 土地\n\n阿佐ヶ谷  # 住むところ\n", "utf-8")
    assert read_words(path) == ["阿佐ヶ谷"]


def test_every_unusable_line_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_text("阿佐ヶ谷\n春 秋\n雪\n阿佐ヶ谷\n", "utf-8")
    with pytest.raises(WordsError) as told:
        read_words(path)
    lines = str(told.value).splitlines()
    assert [line.removeprefix(f"{path}:")[:2] for line in lines] == ["2:", "3:", "4:"]


def test_a_fault_in_the_list_fails_the_build_without_a_traceback(tmp_path: Path) -> None:
    words = tmp_path / "words.txt"
    words.write_text("春 秋\n", "utf-8")
    (tmp_path / "content").mkdir()
    (tmp_path / "settings.py").write_text(
        f"import sys\nsys.path.insert(0, {str(ROOT / 'plugins')!r})\n"
        "import phrases, whole_build\nPLUGINS = [whole_build, phrases]\n"
        "PELICAN_CLASS = whole_build.WholeBuild\nPATH = 'content'\nTIMEZONE = 'Asia/Tokyo'\n"
        "FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None\n"
        "PHRASES_WORDS = 'words.txt'\n",
        "utf-8",
    )
    command = [sys.executable, "-m", "pelican", "-s", "settings.py", "--log-handler", "plain"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "words.txt:1: 「春 秋」は一語ではありません" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_missing_list_is_told(tmp_path: Path) -> None:
    with pytest.raises(WordsError, match="一覧がありません"):
        read_words(tmp_path / "none.txt")


def test_all_names_of_the_calendar_are_kept_whole() -> None:
    words = read_words(WORDS)
    assert len(words[words.index("立春") : words.index("東風解凍")]) == 24
    assert len(words[words.index("東風解凍") :]) == 72
