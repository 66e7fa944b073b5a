"""The bundle's small pieces: archives, stages, the trimmed library, parts, compression."""

from __future__ import annotations

import gzip
import importlib
import importlib.resources
import os
import py_compile
import sys
import zipfile
from pathlib import Path

import brotli
import pytest
from explainer_embed.bundle.archive import digest, folder_digest, read_zip, write_zip
from explainer_embed.bundle.compress import compress_all, sent_bytes
from explainer_embed.bundle.inside.generated_code import GeneratedCode
from explainer_embed.bundle.inside.rest_of_stdlib import RestFinder, install
from explainer_embed.bundle.inside.sitecustomize import StoredZips
from explainer_embed.bundle.parts import add_data, write_parts
from explainer_embed.bundle.stages import KEEP, Stages
from explainer_embed.bundle.stdlib import split_stdlib


def test_a_zip_is_the_same_bytes_whatever_the_order_and_the_day(tmp_path, monkeypatch):
    write_zip(tmp_path / "one.zip", {"a.pyc": b"1", "b/c.pyc": b"2"})
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    write_zip(tmp_path / "two.zip", {"b/c.pyc": b"2", "a.pyc": b"1"})
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_a_zip_is_stored_so_that_brotli_can_work_on_it(tmp_path):
    write_zip(tmp_path / "one.zip", {"a.pyc": b"x" * 5000})
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}


def test_a_digest_tells_where_one_part_ends():
    assert digest(["ab", "c"]) != digest(["a", "bc"])


def test_a_folder_digest_sees_content_and_names_but_not_dates_or_skipped_folders(tmp_path):
    (tmp_path / "a.py").write_text("1")
    before = folder_digest(tmp_path, ["__pycache__"])
    os.utime(tmp_path / "a.py", (1, 1))
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.pyc").write_text("x")
    assert folder_digest(tmp_path, ["__pycache__"]) == before
    (tmp_path / "a.py").rename(tmp_path / "b.py")
    assert folder_digest(tmp_path, ["__pycache__"]) != before


def test_a_stage_is_done_once(tmp_path):
    lines: list[str] = []
    stages = Stages(tmp_path, lines.append)
    first = stages.run("s", "key", "できました", lambda out: (out / "x").write_text("1"))
    again = stages.run("s", "key", "できました", lambda out: (out / "x").write_text("2"))
    assert (again / "x").read_text() == "1"
    assert first == again
    assert len(lines) == 1


def test_a_stage_that_fails_leaves_nothing_behind(tmp_path):
    stages = Stages(tmp_path, lambda line: None)

    def fail(out: Path) -> None:
        (out / "half").write_text("")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        stages.run("s", "key", "できました", fail)
    assert list((tmp_path / "s").iterdir()) == []


def test_old_results_of_a_stage_are_thrown_away(tmp_path):
    stages = Stages(tmp_path, lambda line: None)
    for number in range(KEEP + 3):
        done = stages.run("s", str(number), "", lambda out: None)
        os.utime(done, (number, number))
    assert len(list((tmp_path / "s").iterdir())) == KEEP


def _library(folder: Path) -> Path:
    full = folder / "full.zip"
    write_zip(
        full,
        {
            "asked.pyc": b"",
            "pack/__init__.pyc": b"",
            "pack/asked.pyc": b"",
            "pack/left.pyc": b"",
            "left.pyc": b"",
        },
    )
    return full


def test_the_trimmed_library_has_what_is_wanted_with_the_packages_it_lies_in(tmp_path):
    split_stdlib(_library(tmp_path), ["asked", "pack.asked", "not_in_the_library"], tmp_path)
    assert set(read_zip(tmp_path / "stdlib.zip")) == {
        "asked.pyc",
        "pack/__init__.pyc",
        "pack/asked.pyc",
        "rest_of_stdlib.txt",
    }


def test_the_rest_of_the_library_is_all_the_others_and_is_listed_in_the_trimmed_one(tmp_path):
    split_stdlib(_library(tmp_path), ["asked", "pack.asked"], tmp_path)
    assert set(read_zip(tmp_path / "stdlib-rest.zip")) == {"left.pyc", "pack/left.pyc"}
    assert read_zip(tmp_path / "stdlib.zip")["rest_of_stdlib.txt"] == b"left\npack.left"


@pytest.fixture
def rest(tmp_path):
    """An archive with one module, and a finder for it that counts how often it fetches."""
    write_zip(tmp_path / "source.zip", {"forgotten_module.py": b"ANSWER = 42\n"})
    calls: list[int] = []

    def fetch() -> bytes:
        calls.append(1)
        return (tmp_path / "source.zip").read_bytes()

    names = frozenset({"forgotten_module", "other_module"})
    finder = RestFinder(names, fetch, str(tmp_path / "rest.zip"))
    sys.meta_path.append(finder)
    yield calls
    sys.meta_path.remove(finder)
    sys.modules.pop("forgotten_module", None)


def test_a_forgotten_module_is_fetched_and_imported(rest):
    assert importlib.import_module("forgotten_module").ANSWER == 42
    assert rest == [1]


def test_the_rest_is_fetched_once_even_if_a_listed_module_is_not_in_it(rest):
    importlib.import_module("forgotten_module")
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("other_module")
    assert rest == [1]


def test_a_module_that_is_nowhere_fetches_nothing(rest):
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("no_such_module_anywhere")
    assert rest == []


def test_a_fetch_that_fails_is_an_import_error_that_names_the_module(tmp_path):
    def fetch() -> bytes:
        raise OSError("offline")

    finder = RestFinder(frozenset({"colour"}), fetch, str(tmp_path / "rest.zip"))
    with pytest.raises(ImportError, match=r"colour.*offline"):
        finder.find_spec("colour")


def test_install_reads_the_list_that_lies_beside_it(tmp_path, monkeypatch):
    write_zip(tmp_path / "stdlib.zip", {"rest_of_stdlib.txt": b"left\npack.left"})
    monkeypatch.setattr(
        "explainer_embed.bundle.inside.rest_of_stdlib.__file__",
        str(tmp_path / "stdlib.zip" / "rest_of_stdlib.pyc"),
    )
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    assert install(lambda: b"").names == {"left", "pack.left"}


def _wheel(path: Path) -> Path:
    write_zip(
        path,
        {
            "lib/__init__.pyc": b"code",
            "lib/data.json": b"{}",
            "lib/py.typed": b"",
            "lib/tests/test_lib.pyc": b"code",
            "lib/docs/guide.rst": b"text",
            "extra.pyc": b"code",
            "lib-1.0.dist-info/METADATA": b"Name: lib\nVersion: 1.0\n\nA long README.\n",
            "lib-1.0.dist-info/RECORD": b"...",
            "lib-1.0.dist-info/entry_points.txt": b"[group]\nname = lib:thing\n",
            "lib-1.0.dist-info/licenses/LICENSE": b"...",
        },
    )
    return path


def test_a_part_holds_what_runs_and_the_metadata_that_importlib_reads(tmp_path):
    write_parts([_wheel(tmp_path / "lib.whl")], {}, tmp_path)
    assert read_zip(tmp_path / "first.zip") == {
        "lib/__init__.pyc": b"code",
        "lib/data.json": b"{}",
        "extra.pyc": b"code",
        "lib-1.0.dist-info/METADATA": b"Name: lib\nVersion: 1.0\n",
        "lib-1.0.dist-info/entry_points.txt": b"[group]\nname = lib:thing\n",
    }


def test_a_file_is_added_to_a_part_beside_what_it_holds(tmp_path):
    write_zip(tmp_path / "first.zip", {"a.pyc": b"code"})
    add_data(tmp_path / "first.zip", "data.bin", b"data")
    assert read_zip(tmp_path / "first.zip") == {"a.pyc": b"code", "data.bin": b"data"}


def test_a_module_can_be_moved_into_a_part_of_its_own(tmp_path):
    parts = write_parts([_wheel(tmp_path / "lib.whl")], {"extra": "later"}, tmp_path)
    assert parts == {"first": "first.zip", "later": "later.zip"}
    assert read_zip(tmp_path / "later.zip") == {"extra.pyc": b"code"}
    assert "extra.pyc" not in read_zip(tmp_path / "first.zip")


def test_a_package_within_another_can_be_moved_too(tmp_path):
    names = ("lib/__init__.pyc", "lib/sub/__init__.pyc", "lib/sub/deep/a.pyc", "lib/subway.pyc")
    write_zip(tmp_path / "lib.whl", dict.fromkeys(names, b"code"))
    write_parts([tmp_path / "lib.whl"], {"lib.sub": "later"}, tmp_path)
    assert sorted(read_zip(tmp_path / "first.zip")) == ["lib/__init__.pyc", "lib/subway.pyc"]
    assert sorted(read_zip(tmp_path / "later.zip")) == [
        "lib/sub/__init__.pyc",
        "lib/sub/deep/a.pyc",
    ]


def test_a_file_gets_a_br_and_a_gz_that_unpack_to_it(tmp_path):
    data = b"season " * 500
    (tmp_path / "a.mjs").write_bytes(data)
    compress_all([tmp_path / "a.mjs"], tmp_path / "cache")
    assert brotli.decompress((tmp_path / "a.mjs.br").read_bytes()) == data
    assert gzip.decompress((tmp_path / "a.mjs.gz").read_bytes()) == data
    assert sent_bytes(tmp_path / "a.mjs") == (tmp_path / "a.mjs.br").stat().st_size


def test_small_and_deflated_files_are_left_as_they_are(tmp_path):
    (tmp_path / "small.json").write_bytes(b"{}")
    (tmp_path / "deflated.whl").write_bytes(b"x" * 5000)
    compress_all(list(tmp_path.iterdir()), tmp_path / "cache")
    assert list(tmp_path.glob("*.br")) == []


def test_the_same_content_is_compressed_once(tmp_path, monkeypatch):
    (tmp_path / "a.mjs").write_bytes(b"season " * 500)
    compress_all([tmp_path / "a.mjs"], tmp_path / "cache")
    (tmp_path / "b.mjs").write_bytes(b"season " * 500)
    monkeypatch.setattr("explainer_embed.bundle.compress.METHODS", {".br": None, ".gz": None})
    compress_all([tmp_path / "b.mjs"], tmp_path / "cache")
    assert (tmp_path / "b.mjs.br").read_bytes() == (tmp_path / "a.mjs.br").read_bytes()


def _compiled(folder: Path, source: str) -> bytes:
    (folder / "source.py").write_text(source, "utf-8")
    py_compile.compile(str(folder / "source.py"), cfile=str(folder / "source.pyc"))
    return (folder / "source.pyc").read_bytes()


@pytest.fixture
def stored(tmp_path, monkeypatch):
    """A finder in front of all others, and a zip on sys.path with a package and its data."""
    archive = tmp_path / "part.zip"
    write_zip(
        archive,
        {
            "quickly/__init__.pyc": _compiled(tmp_path, "FROM = 'zip'"),
            "quickly/deep.pyc": _compiled(tmp_path, "def fail():\n    raise ValueError('深い')"),
            "quickly/data.txt": "秋".encode(),
        },
    )
    finder = StoredZips(GeneratedCode())
    monkeypatch.setattr(sys, "meta_path", [finder, *sys.meta_path])
    monkeypatch.setattr(sys, "path", [*sys.path, str(archive)])
    yield finder
    finder.close()
    for name in ("quickly", "quickly.deep"):
        sys.modules.pop(name, None)


def test_a_stored_module_is_imported_by_the_quick_finder(stored):
    module = importlib.import_module("quickly.deep")
    assert module.__spec__.loader is stored
    assert module.__file__.endswith("part.zip/quickly/deep.pyc")


def test_a_package_in_a_stored_zip_offers_its_data(stored):
    package = importlib.import_module("quickly")
    assert importlib.resources.read_text(package, "data.txt", encoding="utf-8") == "秋"


def test_the_quick_finder_sees_a_zip_that_is_added_later(stored, tmp_path, monkeypatch):
    write_zip(tmp_path / "later.zip", {"added_later.pyc": _compiled(tmp_path, "X = 1")})
    assert stored.find_spec("added_later") is None
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path / "later.zip")])
    assert stored.find_spec("added_later").loader is stored


def test_what_comes_first_on_the_path_wins_in_the_quick_finder(stored, tmp_path, monkeypatch):
    write_zip(tmp_path / "other.zip", {"quickly/__init__.pyc": _compiled(tmp_path, "")})
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path / "other.zip")])
    assert stored.find_spec("quickly").origin.endswith("part.zip/quickly/__init__.pyc")


def test_deflated_modules_and_sources_are_left_to_zipimport(tmp_path, monkeypatch):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("deflated.pyc", _compiled(tmp_path, "X = 1"))
        archive.writestr("source_only.py", "X = 1")
    finder = StoredZips(GeneratedCode())
    monkeypatch.setattr(sys, "path", [str(tmp_path / "a.zip")])
    found = [finder.find_spec(name) for name in ("deflated", "source_only", "json")]
    finder.close()
    assert found == [None, None, None]
