"""A letter that has not changed is not converted again, and nothing stale is ever shown."""

import pytest
from explainer_embed.kept import Kept, Reading

SETTINGS = {
    "MARKDOWN": {"extension_configs": {"markdown.extensions.extra": {}}, "extensions": []},
    "FORMATTED_FIELDS": ["summary"],
}
HEAD = "Title: 題\nDate: 2026-11-01\nSummary: *短い*説明\n\n"


@pytest.fixture
def blog(elsewhere):
    elsewhere.settings(f"EXPLAINER_READINGS = {str(elsewhere.folder / 'readings')!r}")
    return elsewhere


def pages(blog):
    done = blog.build()
    assert done.returncode == 0, done.stderr
    output = blog.folder / "output"
    return {path.name: path.read_bytes() for path in output.rglob("*.html")}


def kept_in(blog):
    return sorted((blog.folder / "readings").rglob("*.json"))


def test_a_build_from_what_was_kept_is_the_same_byte_for_byte(blog):
    blog.write("a.md", "## 見出し\n\n本文と[リンク]({filename}b.md)。\n", head=HEAD)
    blog.write("b.md", "もうひとつ。", head=HEAD.replace("題", "別"))
    first = pages(blog)
    assert len(kept_in(blog)) == 2
    assert pages(blog) == first


def test_a_letter_with_a_figure_is_always_read_anew(blog):
    blog.write("a.md", "/// explainer | kettle\n\n図。\n///\n\n[注ぐ](scene:por)\n")
    said = [blog.build() for _ in range(2)]  # both times from the source
    assert all("もしかして: pour" in done.stderr for done in said)
    assert kept_in(blog) == []


def test_a_fault_is_told_by_every_build_until_it_is_mended(blog):
    blog.write("a.md", "/// explaner | kettle\n\n図。\n///\n")
    said = [blog.build() for _ in range(2)]
    assert [done.returncode for done in said] == [1, 1]
    assert all("content/a.md:4" in done.stderr for done in said)


def test_another_text_is_another_reading(tmp_path):
    kept = Kept(tmp_path, SETTINGS)
    kept.keep("ひとつ", Reading("<p>ひとつ</p>", {}, {}))
    assert kept.find("ひとつ") == Reading("<p>ひとつ</p>", {}, {})
    assert kept.find("ふたつ") is None


def test_another_way_of_reading_is_another_reading(tmp_path):
    Kept(tmp_path, SETTINGS).keep("x", Reading("y", {}, {}))
    configs = {"markdown.extensions.extra": {}, "markdown.extensions.toc": {"toc_depth": "2-2"}}
    other = SETTINGS | {"MARKDOWN": {"extension_configs": configs, "extensions": []}}
    assert Kept(tmp_path, other).find("x") is None
    assert Kept(tmp_path, SETTINGS | {"FORMATTED_FIELDS": []}).find("x") is None


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"content": 1}'])
def test_a_damaged_reading_is_none(tmp_path, damage):
    kept = Kept(tmp_path, SETTINGS)
    kept.keep("x", Reading("y", {}, {}))
    (path,) = tmp_path.rglob("*.json")
    path.write_bytes(damage)
    assert kept.find("x") is None
