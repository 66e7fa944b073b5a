"""The author's lists: what is read, what is told, and the two lists that the blog has."""

import re
from pathlib import Path

import author_words
import pytest

CONTENT = Path(__file__).parents[2] / "content"


def test_full_width_marks_are_read_as_they_are_meant():
    assert author_words.parse("紅葉：もみじ、こうよう　かえで").words == {
        "紅葉": ("もみじ", "こうよう", "かえで")
    }


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("紅葉", 1, "言葉: 読み"),
        ("# 秋\n\n紅葉:", 3, "言葉: 読み"),
        (": もみじ", 1, "言葉: 読み"),
        ("柿: かき\n柿: かき", 2, "二度"),
    ],
)
def test_a_line_that_cannot_be_read_is_told(text, line, said):
    (fault,) = author_words.parse(text).faults
    assert (fault.line, said in fault.message) == (line, True)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("散歩: さんぽ", 1, "英小文字"),
        ("散歩: san po", 1, "英小文字"),
        ("散歩: Sanpo", 1, "英小文字"),
        ("散歩: sanpo\n三歩: sanpo", 2, "と同じ"),
    ],
)
def test_an_address_that_is_none_is_told(text, line, said):
    (fault,) = author_words.romaji_faults(author_words.parse(text))
    assert (fault.line, said in fault.message) == (line, True)


def test_a_file_that_is_not_there_is_an_empty_list(tmp_path):
    assert author_words.read(tmp_path / "none.txt").words == {}


@pytest.mark.parametrize("name", ["romaji.txt", "yomi.txt"])
def test_the_blogs_own_lists_have_no_fault(name):
    names = author_words.read(CONTENT / name)
    assert names.words
    assert names.faults == []


def test_the_blogs_own_addresses_have_no_fault():
    assert list(author_words.romaji_faults(author_words.read(CONTENT / "romaji.txt"))) == []


def test_every_tag_and_category_in_use_has_a_romaji_address():
    romaji = author_words.read(CONTENT / "romaji.txt").words
    heads = "\n".join(
        path.read_text("utf-8").partition("\n\n")[0] for path in CONTENT.glob("2*/*.md")
    )
    names = re.findall(r"^Category:\s*(.+)$", heads, re.M)
    names += [tag for tags in re.findall(r"^Tags:(.*)$", heads, re.M) for tag in tags.split(",")]
    used = {name.strip() for name in names if author_words.needs_romaji(name)}
    assert used - set(romaji) == set()
