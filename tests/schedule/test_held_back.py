"""What waits for its hour is nowhere in a published site, and marked in the preview."""

from tests.schedule.conftest import SECRET


def _files(desk):
    output = desk.folder / "output"
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in output.rglob("*")
        if path.is_file()
    }


def _build(desk):
    done = desk.build()
    assert done.returncode == 0, done.stdout + done.stderr
    return _files(desk)


def test_not_a_byte_of_it_is_in_a_published_site(desk):
    """No page, feed, index, picture, figure, tag or name: every file is looked through."""
    desk.settings("WITH_UNPUBLISHED = False")
    files = _build(desk)
    assert "a.html" in files
    assert "feeds/atom.xml" in files
    seen = [name for name, data in files.items() if SECRET.encode() in data or SECRET in name]
    assert seen == []
    assert not any("secret" in name or "/b" in f"/{name}"[:3] for name in files)
    assert "images/garden.svg" in files


def test_nor_is_it_in_the_packed_index_of_the_search(desk):
    import zlib

    desk.settings("WITH_UNPUBLISHED = False")
    (index,) = [data for name, data in _build(desk).items() if name.endswith(".bin")]
    assert "もう読める話".encode() not in index  # it is packed, so unpack it to look
    unpacked = zlib.decompress(index)
    assert '"庭"'.encode() in unpacked
    assert "ひ" not in unpacked.decode("utf-8", "replace")


def test_its_hour_brings_it_out(desk, monkeypatch):
    desk.settings("WITH_UNPUBLISHED = False", "PLUGINS = [whole_build, search]")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1793617200")  # 20:00 in Japan, to the second
    files = _build(desk)
    assert SECRET.encode() in files["b.html"]
    assert SECRET.encode() in files["feeds/atom.xml"]
    assert "images/secret.svg" in files


def test_the_preview_has_it_as_a_draft_and_not_in_the_lists(desk):
    desk.settings("PLUGINS = [whole_build, search]")
    files = _build(desk)
    assert SECRET.encode() in files["drafts/b.html"]
    assert SECRET.encode() not in files["index.html"]
    assert SECRET.encode() not in files["feeds/atom.xml"]


def test_a_fault_in_a_draft_does_not_hold_up_the_others(desk):
    desk.settings("WITH_UNPUBLISHED = False")
    desk.write(
        "e.md", "/// explainer | kettel\n\n図。\n///\n", head="Title: 途中\nStatus: draft\n\n"
    )
    assert "a.html" in _build(desk)
