"""Private notes: kept as they were said, never published, and made into drafts."""

import os
import subprocess
import sys
from datetime import datetime

import pytest
from notes import keep, read

from tests.conftest import ROOT

NOW = datetime(2026, 11, 26, 21, 5)
ODD = '柿が"ひとつ" $HOME `date` \\n it\'s\n二行め & <b>'


def run(tool, folder, **given):
    return subprocess.run(
        [sys.executable, str(ROOT / "tools" / tool)],
        cwd=folder,
        env=os.environ | given,
        capture_output=True,
        text=True,
    )


def test_a_note_is_kept_as_it_was_said(tmp_path):
    path = keep(tmp_path / "notes", ODD, NOW)
    assert path.name == "2026-11-26-2105.txt"
    (note,) = read(tmp_path / "notes")
    assert note.text == ODD
    assert note.moment == "2026年11月26日 21:05"


def test_two_notes_of_a_minute_are_two(tmp_path):
    paths = [keep(tmp_path, text, NOW) for text in ("ひとつ", "ふたつ")]
    assert [path.read_text("utf-8") for path in paths] == ["ひとつ\n", "ふたつ\n"]
    assert {note.moment for note in read(tmp_path)} == {"2026年11月26日 21:05"}


@pytest.mark.parametrize("text", ["", " \n", "長" * 20_001])
def test_what_is_no_note_is_refused(tmp_path, text):
    done = run("note.py", tmp_path, TEXT=text[:10] if len(text) < 99 else text)
    assert done.returncode == 2
    assert "make note TEXT=" in done.stderr
    assert not (tmp_path / "notes").exists()


def test_a_note_becomes_a_draft_with_its_text(tmp_path):
    assert run("note.py", tmp_path, TEXT=ODD).returncode == 0
    (note,) = (tmp_path / "notes").iterdir()
    done = run("new.py", tmp_path, NOTE=note.stem, SLUG="kaki", TITLE="柿")
    assert done.returncode == 0, done.stderr
    (draft,) = (tmp_path / "content").rglob("kaki.md")
    text = draft.read_text("utf-8")
    assert text.endswith(f"Status: draft\n\n{ODD}\n")
    assert note.exists()


def test_a_note_that_is_not_there_is_named_beside_those_that_are(tmp_path):
    run("note.py", tmp_path, TEXT="柿")
    (note,) = (tmp_path / "notes").iterdir()
    done = run("new.py", tmp_path, NOTE="../secret", SLUG="kaki", TITLE="柿")
    assert done.returncode == 2
    assert note.stem in done.stderr
    assert not (tmp_path / "content").exists()


@pytest.mark.parametrize(
    ("path", "ignored"),
    [("notes/2026-11-26-2105.txt", True), ("plugins/notes/__init__.py", False)],
)
def test_git_takes_the_plugin_and_no_note(path, ignored):
    done = subprocess.run(["git", "check-ignore", "-q", path], cwd=ROOT, check=False)
    assert (done.returncode == 0) == ignored
