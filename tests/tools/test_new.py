"""`make new` begins an article as a draft, and refuses names that can't be addresses."""

import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT


def new(folder, slug, title):
    return subprocess.run(
        [sys.executable, str(ROOT / "tools" / "new.py")],
        cwd=folder,
        env=os.environ | {"SLUG": slug, "TITLE": title},
        capture_output=True,
        text=True,
    )


def test_a_new_article_is_a_draft_with_its_title(tmp_path):
    done = new(tmp_path, "hatsuyuki", "「初雪」の朝 & it's cold")
    assert done.returncode == 0
    (path,) = (tmp_path / "content").rglob("*.md")
    assert path.name == "hatsuyuki.md"
    text = path.read_text("utf-8")
    assert text.startswith("Title: 「初雪」の朝 & it's cold\nDate: 2")
    assert "\nStatus: draft\n" in text


def test_an_article_that_is_there_is_never_written_over(tmp_path):
    new(tmp_path, "hatsuyuki", "初雪")
    (path,) = (tmp_path / "content").rglob("*.md")
    path.write_text("書いたもの", "utf-8")
    assert new(tmp_path, "hatsuyuki", "別").returncode == 2
    assert path.read_text("utf-8") == "書いたもの"


@pytest.mark.parametrize(
    ("slug", "title"), [("", "題"), ("a", ""), ("初雪", "題"), ("../a", "題"), ("A b", "題")]
)
def test_a_name_that_cannot_be_an_address_is_refused(tmp_path, slug, title):
    done = new(tmp_path, slug, title)
    assert done.returncode == 2
    assert "make new SLUG=" in done.stderr
    assert not (tmp_path / "content").exists()
