"""All or nothing: a build that fails leaves the old site, a build that works replaces it whole."""

import pytest


@pytest.fixture
def whole(elsewhere):
    elsewhere.settings(
        "import whole_build",
        "PLUGINS = [whole_build]",
        "PELICAN_CLASS = whole_build.WholeBuild",
        "WITH_FUTURE_DATES = True",
    )
    return elsewhere


def test_a_build_replaces_the_site_whole(whole):
    whole.write("a.md", "はじめ。")
    assert whole.build().returncode == 0
    output = whole.folder / "output"
    (output / "stale.html").write_text("古い")
    assert whole.build().returncode == 0
    assert not (output / "stale.html").exists()
    assert sorted(path.name for path in whole.folder.iterdir() if "output" in path.name) == [
        "output"
    ]


@pytest.mark.parametrize(
    "head",
    ["Title: 題\nDate: いつか\n\n", "Title: 題\n\n", "Title: 題\nDate: 2026-13-01\n\n"],
)
def test_an_article_that_cannot_be_read_fails_the_build_and_leaves_the_site(whole, head):
    whole.write("a.md", "はじめ。")
    assert whole.build().returncode == 0
    before = (whole.folder / "output" / "index.html").read_bytes()
    whole.write("b.md", "こわれた。", head=head)
    done = whole.build()
    assert done.returncode == 1
    assert (whole.folder / "output" / "index.html").read_bytes() == before
    assert not (whole.folder / ".output.building").exists()


def test_a_plugin_that_does_not_register_fails_the_build(whole):
    (whole.packages / "broken.py").write_text("def register():\n    raise OSError('だめ')\n")
    whole.settings("import broken", "PLUGINS = [broken]")
    assert whole.build().returncode == 1


def test_a_plugin_that_does_not_import_fails_the_build(whole):
    (whole.packages / "broken.py").write_text("import nothing_of_this_name\n")
    whole.settings("import broken")
    assert whole.build().returncode != 0


@pytest.mark.parametrize(("date", "shown"), [("2026-11-01", True), ("2026-11-03 09:00", False)])
def test_the_builds_now_decides_what_has_come(whole, monkeypatch, date, shown):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1793577600")  # 2026-11-02T00:00:00Z
    whole.write("a.md", "はじめ。", head="Title: いつもの\nDate: 2026-10-01\n\n")
    whole.write("b.md", "つぎ。", head=f"Title: 予定の記事\nDate: {date}\n\n")
    assert whole.build().returncode == 0
    index = (whole.folder / "output" / "index.html").read_text("utf-8")
    assert ("予定の記事" in index) is shown


def test_a_now_that_is_no_number_is_told(whole, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "きのう")
    whole.write("a.md", "はじめ。")
    done = whole.build()
    assert done.returncode == 1
    assert "SOURCE_DATE_EPOCH" in done.stdout + done.stderr
