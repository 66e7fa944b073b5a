"""The whole bundle, built for a small project of its own, and run in the pinned Pyodide."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest
from explainer_embed.bundle import Bundle, BundleError, build
from explainer_embed.bundle.archive import read_zip
from explainer_embed.bundle.interpreter import Interpreter, Job
from explainer_embed.bundle.pinned import find_pyodide
from explainer_kit import figure_fields, story

pytestmark = pytest.mark.bundle

ROOT = Path(__file__).parents[2]
NODE = ROOT / ".venv" / "bin" / "node"
NPM = ROOT / "node_modules" / "pyodide"

PYPROJECT = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
[project]
name = "tiny-explainers"
version = "0.1.0"
dependencies = ["explainer-kit"]
[project.entry-points."explainer_kit.explainers"]
tiny = "tiny:explainer"
[tool.hatch.build.targets.wheel]
packages = ["tiny"]
"""
TINY = '''\
"""An explainer as small as can be."""
from explainer_kit.controls import Choice, Option, Text
from explainer_kit.explainer import Explainer
from explainer_kit.scene import Frame, Scene
from explainer_kit.story import Actor, Outcome, Step, Story


def simulate(settings, actions):
    if settings["colour"] == "warm":
        import colorsys
    if "秋" in settings["word"]:
        import quopri
    return Story(
        "tiny", settings,
        (Actor("a", "A", "phone"), Actor("b", "B", "phone")),
        (Step("s", None, 0, "a", "b", settings["word"] or "なし", "いみ"),),
        Outcome("done", True, "s", None, "なぜ", None),
        "s",
    )


def draw(story):
    return Scene(100, 100, (), (), tuple(Frame(step.id, ()) for step in story.steps), "絵")


COLOUR = Choice("colour", "色", (Option("cool", "すずしい"), Option("warm", "あたたかい")), "cool")
explainer = Explainer(
    "tiny", "小さな説明図", "ためしのもの", (COLOUR, Text("word", "ことば", max_length=30)),
    (), {"done": "できた"}, simulate, draw, ("colour",),
)
'''


def _project(root: Path) -> Path:
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(ROOT / name, root / name)
    kit = ROOT / "explainers" / "explainer-kit"
    shutil.copytree(kit, root / "explainers" / "explainer-kit")
    (root / "explainers" / "tiny" / "tiny").mkdir(parents=True)
    (root / "explainers" / "tiny" / "pyproject.toml").write_text(PYPROJECT, "utf-8")
    (root / "explainers" / "tiny" / "tiny" / "__init__.py").write_text(TINY, "utf-8")
    (root / "explainers" / "requirements.txt").write_text("")
    return root


def _copy(project: Path, root: Path) -> Path:
    shutil.copytree(project, root, dirs_exist_ok=True)
    return root


def _build(root: Path, cache: Path, lines: list[str] | None = None) -> Bundle:
    distributions = [path.parent for path in (root / "explainers").glob("*/pyproject.toml")]
    return build(root, cache, distributions, NODE, NPM, (lines if lines is not None else []).append)


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    return _project(tmp_path_factory.mktemp("project"))


@pytest.fixture(scope="module")
def cache(tmp_path_factory) -> Path:
    """A cache of its own; what has been compressed before, here or by a build, is taken over."""
    folder = tmp_path_factory.mktemp("cache")
    kept = ROOT / ".cache" / "compressed"
    if kept.is_dir():
        shutil.copytree(kept, folder / "compressed")
    return folder


@pytest.fixture(scope="module")
def bundle(project, cache) -> Bundle:
    return _build(project, cache)


@pytest.fixture(scope="module")
def site(bundle, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    bundle.install(folder)
    return folder


def _folder(site: Path, bundle: Bundle, which: str) -> Path:
    return site / Path(bundle.manifest()[which]["base"]).name


def _contents(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _python(site: Path, bundle: Bundle, script: Path) -> object:
    """Run a script in Node as the page's worker would run it: trimmed library, first part."""
    runtime, parts = _folder(site, bundle, "runtime"), _folder(site, bundle, "bundle")
    job = Job(
        script=str(script),
        stdlib=runtime / "stdlib.zip",
        files={
            "/lib/first.zip": parts / "first.zip",
            "/rest/stdlib-rest.zip": runtime / "stdlib-rest.zip",
        },
        path=("/lib/first.zip",),
    )
    return Interpreter(NODE, find_pyodide(ROOT, NPM)).run(job, "動きません", "直してください")


def test_every_file_of_the_manifest_is_installed_with_its_sizes(bundle, site):
    for which in ("runtime", "bundle"):
        folder = _folder(site, bundle, which)
        for name, size in bundle.manifest()[which]["files"].items():
            sent = folder / f"{name}.br" if (folder / f"{name}.br").exists() else folder / name
            assert (folder / name).stat().st_size == size["bytes"], name
            assert sent.stat().st_size == size["sent"], name


def test_the_manifest_names_the_explainers_and_their_parts(bundle):
    tiny = {"entry": "tiny:explainer", "parts": ["first"]}
    assert bundle.manifest()["explainers"] == {"tiny": tiny}


def test_runtime_and_first_part_stay_under_their_limit(bundle):
    assert bundle.manifest()["megabytes"] <= 4.2


def test_a_second_build_takes_everything_from_the_cache(project, cache, bundle):
    lines: list[str] = []
    assert _build(project, cache, lines) == bundle
    assert lines == []


def test_another_checkout_with_an_empty_cache_gives_the_same_bytes(
    project, tmp_path, cache, bundle, site, monkeypatch
):
    monkeypatch.setenv("PYTHONHASHSEED", "77")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "compressed").symlink_to(cache / "compressed")
    (tmp_path / "else where").mkdir()
    other = _build(_copy(project, tmp_path / "else where"), tmp_path / "cache")
    other.install(tmp_path / "site")
    assert _contents(tmp_path / "site") == _contents(site)


def test_an_edit_of_an_explainer_leaves_the_runtime_as_it_was(project, tmp_path, cache, bundle):
    root = _copy(project, tmp_path)
    source = root / "explainers" / "tiny" / "tiny" / "__init__.py"
    source.write_text(source.read_text("utf-8").replace("なし", "なにも"), "utf-8")
    edited = _build(root, cache).manifest()
    assert edited["runtime"] == bundle.manifest()["runtime"]
    assert edited["bundle"]["base"] != bundle.manifest()["bundle"]["base"]


def test_no_source_is_sent_only_compiled_modules(bundle, site):
    for which, name in (("runtime", "stdlib.zip"), ("bundle", "first.zip")):
        files = read_zip(_folder(site, bundle, which) / name)
        assert [file for file in files if file.endswith(".py")] == []


def test_nothing_sent_tells_where_it_was_built(bundle, site, project, cache):
    for which, name in (("runtime", "stdlib.zip"), ("bundle", "first.zip")):
        data = (_folder(site, bundle, which) / name).read_bytes()
        for place in (ROOT, project, cache):
            assert str(place).encode() not in data


def test_the_lock_names_just_our_packages_and_their_files(bundle, site):
    folder = _folder(site, bundle, "bundle")
    lock = json.loads((folder / "pyodide-lock.json").read_text("utf-8"))
    assert sorted(lock["packages"]) == ["explainer-kit", "tiny-explainers"]
    for package in lock["packages"].values():
        wheel = folder / package["file_name"]
        assert "-cp314-" in wheel.name
        assert hashlib.sha256(wheel.read_bytes()).hexdigest() == package["sha256"]


def test_what_any_traced_run_imports_is_in_the_trimmed_library(bundle, site):
    names = read_zip(_folder(site, bundle, "runtime") / "stdlib.zip")
    assert {"colorsys.pyc", "quopri.pyc"} <= names.keys()
    assert "sqlite3/__init__.pyc" not in names


RUN = """\
import json, sys, rest_of_stdlib
from explainer_kit.page import respond
fetched = []
finder = rest_of_stdlib.install(
    lambda: fetched.append(1) or open("/rest/stdlib-rest.zip", "rb").read())
def main(request):
    story = json.loads(respond(json.dumps(
        {"op": "run", "name": "tiny", "settings": {"word": "秋の便り"}, "actions": []})))["story"]
    import tiny
    loaders = {type(module.__spec__.loader).__name__ for module in (tiny, json)}
    say = story["steps"][0]["say"]
    return json.dumps({"say": say, "fetched": fetched, "loaders": sorted(loaders)})
"""


def test_an_explainer_runs_from_what_is_sent_without_fetching_the_rest(bundle, site, tmp_path):
    (tmp_path / "run.py").write_text(RUN, "utf-8")
    assert _python(site, bundle, tmp_path / "run.py") == {
        "say": "秋の便り",
        "fetched": [],
        "loaders": ["StoredZips"],
    }


UNSAID = """\
import json
from explainer_kit import figure_fields, story
def main(request):
    told = [one.__doc__ for one in (story, story.canonical, story.Event.as_data)]
    try:
        figure_fields._choice(None, "", "")
    except AssertionError as error:
        line = error.__traceback__.tb_next.tb_lineno
    return json.dumps({"told": told, "line": line})
"""


def test_docstrings_are_not_sent_but_asserts_are_and_fail_in_the_same_line(bundle, site, tmp_path):
    (tmp_path / "run.py").write_text(UNSAID, "utf-8")
    with pytest.raises(AssertionError) as failed:
        figure_fields._choice(None, "", "")
    line = failed.tb.tb_next.tb_lineno
    assert story.Event.as_data.__doc__
    assert _python(site, bundle, tmp_path / "run.py") == {"told": [None] * 3, "line": line}


GENERATED = """\
import json
from generated_code import KNOWN
KNOWN.noted = set()
from explainer_kit.page import respond
def main(request):
    respond(json.dumps({"op": "run", "name": "tiny", "settings": {}, "actions": []}))
    from dataclasses import make_dataclass
    known = {"used": KNOWN.used > 20, "compiled": len(KNOWN.noted)}
    new = make_dataclass("New", [("nobody_foresaw", int)], frozen=True)
    return json.dumps(known | {"new": repr(new(1)), "compiled for it": len(KNOWN.noted)})
"""


def test_classes_are_made_from_shipped_code_and_others_are_compiled(bundle, site, tmp_path):
    (tmp_path / "run.py").write_text(GENERATED, "utf-8")
    assert _python(site, bundle, tmp_path / "run.py") == {
        "used": True,
        "compiled": 0,
        "new": "New(nobody_foresaw=1)",
        "compiled for it": 1,
    }


IMPORT_ALL = """\
import importlib, json, sys, zipfile
def works(name):
    try:
        importlib.import_module(name)
    except ImportError:
        return False
    return True
def main(request):
    names = sorted(json.loads(json.loads(request)["names"]))
    return json.dumps([name for name in names if works(name)])
"""


def test_every_module_left_out_can_still_be_imported(bundle, site, tmp_path, cache):
    """With trimmed library and rest, the same modules import as with the whole library."""
    listed = read_zip(_folder(site, bundle, "runtime") / "stdlib.zip")["rest_of_stdlib.txt"]
    quiet = [
        name
        for name in listed.decode().split()
        if not name.startswith(("antigravity", "this", "__hello__", "__phello__"))
        and not name.endswith("__main__")
    ]
    job = f"import json\nNAMES = {quiet!r}\n" + IMPORT_ALL.replace(
        'sorted(json.loads(json.loads(request)["names"]))', "NAMES"
    )
    net = "import rest_of_stdlib\nrest_of_stdlib.install("
    net += 'lambda: open("/rest/stdlib-rest.zip", "rb").read())\n'
    (tmp_path / "trimmed.py").write_text(net + job, "utf-8")
    (tmp_path / "whole.py").write_text(job, "utf-8")
    pyodide = Interpreter(NODE, find_pyodide(ROOT, NPM))
    whole = pyodide.run(Job(script=str(tmp_path / "whole.py")), "", "")
    assert len(whole) > 300
    assert _python(site, bundle, tmp_path / "trimmed.py") == whole


def _with(root: Path, old: str, new: str, file: str = "pyproject.toml") -> Path:
    path = root / "explainers" / "tiny" / file
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    return root


def test_what_an_explainer_of_a_later_part_generates_lies_in_that_part(
    project, tmp_path, cache, bundle
):
    root = _with(
        _copy(project, tmp_path),
        'packages = ["tiny"]',
        'packages = ["tiny"]\n[tool.explainer-bundle.parts]\nlater = ["tiny"]',
    )
    own = """
from dataclasses import make_dataclass
make_dataclass("Own", ["only_in_tiny"])


def draw"""
    _with(root, "\ndef draw", own, "tiny/__init__.py")
    _with(root, '("colour",),\n', '("colour",), ("first", "later"),\n', "tiny/__init__.py")
    _build(root, cache).install(tmp_path / "site")
    parts = next((tmp_path / "site").glob("bundle-*"))
    names = ("first.zip", "later.zip")
    held = {name: read_zip(parts / name)["generated_code.bin"] for name in names}
    assert [part for part, code in held.items() if b"only_in_tiny" in code] == ["later.zip"]
    assert [part for part, code in held.items() if b"__eq__" in code] == ["first.zip", "later.zip"]


def test_a_dependency_that_nothing_provides_is_named_at_build(project, tmp_path, cache, bundle):
    root = _with(_copy(project, tmp_path), '["explainer-kit"]', '["explainer-kit", "numpy"]')
    with pytest.raises(BundleError, match="numpy") as caught:
        _build(root, cache)
    assert "requirements.in" in caught.value.hint


def test_an_explainer_that_fails_in_the_browsers_python_fails_the_build(
    project, tmp_path, cache, bundle
):
    root = _copy(project, tmp_path)
    _with(root, "import colorsys", "import tkinter", "tiny/__init__.py")
    with pytest.raises(BundleError, match="動きませんでした") as caught:
        _build(root, cache)
    assert "tkinter" in caught.value.detail


def test_a_syntax_error_in_an_explainer_names_its_file(project, tmp_path, cache, bundle):
    root = _with(
        _copy(project, tmp_path), "def draw(story):", "def draw(story:", "tiny/__init__.py"
    )
    with pytest.raises(BundleError) as caught:
        _build(root, cache)
    assert "tiny/__init__.py" in str(caught.value)


def test_a_node_that_is_not_there_is_told_with_its_remedy(project, cache, bundle):
    pyodide = Interpreter(ROOT / "no-such-node", find_pyodide(ROOT, NPM))
    with pytest.raises(BundleError, match="no-such-node") as caught:
        pyodide.run(Job(script="trace.py"), "", "")
    assert "make setup" in caught.value.hint
