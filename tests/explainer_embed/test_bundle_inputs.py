"""What the bundle is made from is checked, and each fault names its remedy."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from explainer_embed.bundle import BundleError, prefetch
from explainer_embed.bundle.libraries import find_wheels, read_requirements
from explainer_embed.bundle.pinned import LOCK, RUNTIME_FILES, STDLIB, find_pyodide
from explainer_embed.bundle.wheels import Distribution


def _project(root: Path, *, package: str = "1.2.3", lock: str = "1.2.3") -> Path:
    packages = {"node_modules/pyodide": {"version": lock}}
    (root / "package.json").write_text(json.dumps({"dependencies": {"pyodide": package}}))
    (root / "package-lock.json").write_text(json.dumps({"packages": packages}))
    return root


def _npm(folder: Path, version: str = "1.2.3") -> Path:
    folder.mkdir()
    (folder / "package.json").write_text(json.dumps({"version": version}))
    (folder / LOCK).write_text(json.dumps({"info": {"python": "3.14.2"}}))
    for name in (STDLIB, *RUNTIME_FILES):
        (folder / name).write_bytes(b"")
    return folder


def test_the_pinned_pyodide_is_found(tmp_path):
    found = find_pyodide(_project(tmp_path), _npm(tmp_path / "pyodide"))
    assert (found.version, found.tag) == ("1.2.3", "cp314")


def test_a_missing_pyodide_is_told_with_its_remedy(tmp_path):
    with pytest.raises(BundleError, match="見つかりません") as caught:
        find_pyodide(_project(tmp_path), tmp_path / "nowhere")
    assert "make setup" in caught.value.hint


@pytest.mark.parametrize("name", [STDLIB, LOCK, *RUNTIME_FILES])
def test_a_pyodide_without_one_of_its_files_is_refused(tmp_path, name):
    (_npm(tmp_path / "pyodide") / name).unlink()
    with pytest.raises(BundleError, match=name):
        find_pyodide(_project(tmp_path), tmp_path / "pyodide")


def test_a_pyodide_of_another_version_is_refused_with_both_versions(tmp_path):
    with pytest.raises(BundleError, match=r"1\.2\.3 .*9\.9\.9") as caught:
        find_pyodide(_project(tmp_path), _npm(tmp_path / "pyodide", "9.9.9"))
    assert "make setup" in caught.value.hint


def test_a_range_in_package_json_is_no_pin(tmp_path):
    with pytest.raises(BundleError, match=r"\^1\.2\.3"):
        find_pyodide(_project(tmp_path, package="^1.2.3"), _npm(tmp_path / "pyodide"))


def _requirements(root: Path, text: str) -> Path:
    (root / "explainers").mkdir(exist_ok=True)
    (root / "explainers" / "requirements.txt").write_text(text)
    return root


def _wheel(folder: Path, name: str, content: bytes = b"wheel") -> str:
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(content)
    return "--hash=sha256:" + hashlib.sha256(content).hexdigest()


def test_a_verified_pure_wheel_is_found(tmp_path):
    digest = _wheel(tmp_path / "wheels", "some_lib-1.0-py3-none-any.whl")
    root = _requirements(tmp_path, f"some-lib==1.0 \\\n    {digest}\n    # via x\n")
    found = find_wheels(read_requirements(root), tmp_path / "wheels")
    assert [path.name for path in found] == ["some_lib-1.0-py3-none-any.whl"]


def test_a_missing_library_is_named_with_its_remedy(tmp_path):
    root = _requirements(tmp_path, f"some-lib==1.0 --hash=sha256:{'0' * 64}\n")
    with pytest.raises(BundleError, match=r"some-lib 1\.0") as caught:
        find_wheels(read_requirements(root), tmp_path / "wheels")
    assert "make setup" in caught.value.hint


def test_a_wheel_with_another_hash_is_as_good_as_missing(tmp_path):
    _wheel(tmp_path / "wheels", "some_lib-1.0-py3-none-any.whl")
    root = _requirements(tmp_path, f"some-lib==1.0 --hash=sha256:{'0' * 64}\n")
    with pytest.raises(BundleError, match="用意されていません"):
        find_wheels(read_requirements(root), tmp_path / "wheels")


@pytest.mark.parametrize(
    "name",
    [
        "fast_lib-1.0-cp313-cp313-manylinux_2_28_x86_64.whl",
        "fast_lib-1.0-py3-none-manylinux_2_28_x86_64.whl",
        "fast_lib-1.0-cp313-abi3-any.whl",
        "fast_lib-1.0-py2-none-any.whl",
    ],
)
def test_a_library_that_is_not_pure_python_is_named_with_its_remedy(tmp_path, name):
    digest = _wheel(tmp_path / "wheels", name)
    root = _requirements(tmp_path, f"fast-lib==1.0 {digest}\n")
    with pytest.raises(BundleError, match=r"純粋な Python.*fast-lib 1\.0") as caught:
        find_wheels(read_requirements(root), tmp_path / "wheels")
    assert "requirements.in" in caught.value.hint


def test_a_pure_wheel_comes_before_one_for_a_platform(tmp_path):
    platform = _wheel(tmp_path / "wheels", "lib-1.0-cp313-cp313-linux_x86_64.whl", b"fast")
    pure = _wheel(tmp_path / "wheels", "lib-1.0-py3-none-any.whl", b"pure")
    root = _requirements(tmp_path, f"lib==1.0 {platform} {pure}\n")
    found = find_wheels(read_requirements(root), tmp_path / "wheels")
    assert [path.name for path in found] == ["lib-1.0-py3-none-any.whl"]


@pytest.mark.parametrize(
    "line", ["lib>=1.0 --hash=sha256:" + "0" * 64, "lib==1.0", "git+https://example.test/lib"]
)
def test_a_requirement_without_version_or_hash_is_refused(tmp_path, line):
    with pytest.raises(BundleError, match="版とハッシュ"):
        read_requirements(_requirements(tmp_path, line + "\n"))


def test_markers_are_judged_for_the_browser(tmp_path):
    digest = f"--hash=sha256:{'0' * 64}"
    text = (
        f"a==1 ; sys_platform == 'win32' {digest}\nb==1 ; sys_platform == 'emscripten' {digest}\n"
    )
    assert [lib.name for lib in read_requirements(_requirements(tmp_path, text))] == ["b"]


def test_prefetch_does_not_run_pip_when_all_is_there(tmp_path, monkeypatch):
    digest = _wheel(tmp_path / "wheels", "lib-1.0-py3-none-any.whl")
    monkeypatch.setattr("explainer_embed.bundle.libraries.subprocess", None)
    prefetch(_requirements(tmp_path, f"lib==1.0 {digest}\n"), tmp_path / "wheels")


def test_prefetch_that_gets_no_wheel_is_told_with_its_remedy(tmp_path, monkeypatch):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    root = _requirements(tmp_path, f"no-such-lib==1.0 --hash=sha256:{'0' * 64}\n")
    with pytest.raises(BundleError, match="ダウンロードできません") as caught:
        prefetch(root, tmp_path / "wheels")
    assert "no-such-lib" in str(caught.value)


def test_a_distribution_says_which_modules_form_a_part_of_their_own(tmp_path):
    (tmp_path / "pyproject.toml").write_text(
        '[project]\nname = "a"\n[tool.explainer-bundle.parts]\nlater = ["x", "y"]\n'
    )
    assert Distribution.read(tmp_path).parts == {"x": "later", "y": "later"}


def test_a_pyproject_without_a_name_is_told_with_its_path(tmp_path):
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    with pytest.raises(BundleError, match=r"pyproject\.toml"):
        Distribution.read(tmp_path)
