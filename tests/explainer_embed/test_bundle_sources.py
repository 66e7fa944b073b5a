"""Libraries that are published as source: checked by hash, packed into the same wheel each time."""

import hashlib
import io
import tarfile
import zipfile

import pytest
from explainer_embed.bundle import BundleError
from explainer_embed.bundle.sources import fetch_sources, pack_sources, read_sources

from tests.conftest import ROOT

FILES = {
    "lib-1.0/setup.py": b"raise SystemExit('never run')",
    "lib-1.0/LICENSE": b"free",
    "lib-1.0/lib/__init__.py": b"",
    "lib-1.0/lib/tests/test_lib.py": b"",
    "lib-1.0/one.py": b"1",
    "lib-1.0/other.py": b"2",
}


@pytest.fixture
def project(tmp_path):
    """A project with one library; gives its root and the folder of archives."""
    folder = tmp_path / "wheels"
    folder.mkdir()
    with tarfile.open(folder / "lib-1.0.tar.gz", "w:gz") as archive:
        for name, data in FILES.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    digest = hashlib.sha256((folder / "lib-1.0.tar.gz").read_bytes()).hexdigest()
    (tmp_path / "explainers").mkdir()
    (tmp_path / "explainers" / "sources.toml").write_text(
        f'[lib]\nversion = "1.0"\nsha256 = "{digest}"\n'
        'modules = ["lib", "one.py"]\nlicences = ["LICENSE"]\n',
        "utf-8",
    )
    return tmp_path, folder


def test_a_wheel_holds_what_was_asked_for_and_its_licence(project):
    root, folder = project
    (wheel,) = pack_sources(read_sources(root), folder)
    assert wheel.name == "lib-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel) as packed:
        assert packed.namelist() == [
            "lib-1.0.dist-info/METADATA",
            "lib-1.0.dist-info/RECORD",
            "lib-1.0.dist-info/WHEEL",
            "lib-1.0.dist-info/licenses/LICENSE",
            "lib/__init__.py",
            "one.py",
        ]


def test_packing_twice_gives_the_same_bytes(project):
    root, folder = project
    first = pack_sources(read_sources(root), folder)[0].read_bytes()
    assert pack_sources(read_sources(root), folder)[0].read_bytes() == first


def test_another_archive_is_as_good_as_none(project):
    root, folder = project
    (folder / "lib-1.0.tar.gz").write_bytes(b"other")
    with pytest.raises(BundleError, match=r"lib 1\.0") as caught:
        pack_sources(read_sources(root), folder)
    assert "make setup" in caught.value.hint


def test_what_an_archive_lacks_is_named(project):
    root, folder = project
    path = root / "explainers" / "sources.toml"
    path.write_text(path.read_text("utf-8").replace("one.py", "two.py"), "utf-8")
    with pytest.raises(BundleError, match=r"two\.py"):
        pack_sources(read_sources(root), folder)


@pytest.mark.parametrize("text", ["[lib]\nversion = '1'\n", "lib = 1\n", "[lib"])
def test_a_list_that_cannot_be_read_is_told(project, text):
    root, _ = project
    (root / "explainers" / "sources.toml").write_text(text, "utf-8")
    with pytest.raises(BundleError, match=r"sources\.toml"):
        read_sources(root)


def test_nothing_is_fetched_when_all_is_there(project, monkeypatch):
    monkeypatch.setattr("explainer_embed.bundle.sources.subprocess", None)
    fetch_sources(*project)


def test_an_archive_that_cannot_be_had_is_told_with_its_remedy(project, monkeypatch):
    root, folder = project
    (folder / "lib-1.0.tar.gz").unlink()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    with pytest.raises(BundleError, match="ダウンロードできません"):
        fetch_sources(root, folder)


def test_the_projects_own_list_is_packed():
    names = [path.name for path in pack_sources(read_sources(ROOT), ROOT / ".cache" / "wheels")]
    assert [name.partition("-")[0] for name in names] == ["authres", "dkimpy", "pyspf"]
