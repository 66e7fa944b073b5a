"""The real site, built once for all tests that look at it."""

import collections
import contextlib
import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

import browser as tools_browser
import hypothesis
import pytest

# How long a case takes says more about the machine than about the code.
hypothesis.settings.register_profile("project", deadline=None, derandomize=True)
hypothesis.settings.load_profile("project")

ROOT = Path(__file__).resolve().parent.parent
NOW = "1795348800"  # 2026-11-22T12:00:00Z, the now of every site that tests build


BUILDING = {"site", "elsewhere", "published", "little"}
"""Fixtures that build a whole site."""
BUILDERS = {
    "author_blocks/test_blocks.py",
    "check_post/test_site.py",
    "eyecatch/test_site.py",
    "photos/test_site.py",
    "schedule/test_commands.py",
    "schedule/test_desk.py",
    "schedule/test_held_back.py",
    "seo/test_pages.py",
}
"""Files whose tests do so themselves."""


def pytest_xdist_auto_num_workers():
    """One process more than cores, for tests wait: for pages, for servers, for each other."""
    return min(4, 1 + (os.cpu_count() or 1))


def pytest_collection_modifyitems(items):
    """Mark what builds sites, which is slow (`make check` leaves it to `make test`), and say what
    comes when, where several processes share the files (`--dist loadfile`: the tests of a file
    share what was made for them).

    One file that asks for the blog comes first: it fills the caches while others have tests that
    need no site. Files that open a browser come last, for its driver keeps an event loop in this
    thread until the end, and code that starts a loop of its own is tested before. Of these what
    builds or needs Python comes first, and then the largest files, so that at the end nobody
    waits long for another.
    """
    files = collections.defaultdict(list)
    for item in items:
        files[item.path].append(item)
        place = item.path.relative_to(ROOT / "tests").as_posix()
        if place in BUILDERS or BUILDING.intersection(item.fixturenames):
            item.add_marker(pytest.mark.builds)

    def some(path, mark):
        return any(item.get_closest_marker(mark) for item in files[path])

    wanting = (path for path in files if any("site" in item.fixturenames for item in files[path]))
    first = next((path for path in wanting if not some(path, "browser")), None)

    def when(path):
        slow = some(path, "builds") or some(path, "bundle")
        if some(path, "browser"):
            return (3, not slow, -len(files[path]))
        if path == first:
            return (0,)
        return (2 if slow else 1,)

    order = {path: place for place, path in enumerate(sorted(files, key=when))}
    items.sort(key=lambda item: (order[item.path], bool(item.get_closest_marker("browser"))))


@contextlib.contextmanager
def alone(name="build"):
    """Let no two test processes of this checkout do this at once: the second finds caches full."""
    cache = ROOT / ".cache"
    cache.mkdir(exist_ok=True)
    with (cache / f"tests-{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


FILLED = ROOT / ".cache" / "tests-filled"
"""Names the run that has built the blog once."""


@contextlib.contextmanager
def in_turn():
    """Build alone until this run has built the blog once: who comes later finds the caches full."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", "")
    if run and FILLED.is_file() and FILLED.read_text() == run:
        yield
    else:
        with alone():
            yield


def build_site(output, *, settings="pelicanconf.py", **environment):
    """Build the blog as an author would, by bare `pelican`; give the finished process."""
    with in_turn():
        done = subprocess.run(
            [sys.executable, "-m", "pelican", "-s", settings, "--log-handler", "plain"],
            cwd=ROOT,
            env=os.environ | {"SITE_OUTPUT": str(output), "SOURCE_DATE_EPOCH": NOW} | environment,
            capture_output=True,
            text=True,
        )
    if done.returncode == 0:
        FILLED.write_text(os.environ.get("PYTEST_XDIST_TESTRUNUID", ""))
    return done


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The folder of the built blog; all processes of one run share it."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    output = shared / "site" / "output"
    with alone("site"):
        if not output.is_dir():
            done = build_site(output)
            assert done.returncode == 0, done.stdout + done.stderr
    return output


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """The browser that `make test` found or installed; a container's root needs --no-sandbox."""
    path = tools_browser.find()
    assert path, "no Chromium or Chrome: run `python tools/browser.py`, or set CHROMIUM"
    return browser_type_launch_args | {"executable_path": path, "args": ["--no-sandbox"]}


@pytest.fixture
def elsewhere(tmp_path):
    """A Pelican site that is not ours, with the kettle of the kit's tests installed."""
    return Elsewhere(tmp_path)


class Elsewhere:
    """A tiny Pelican project: `write` articles, then `build`."""

    def __init__(self, folder):
        self.folder = folder
        self.content = folder / "content"
        self.content.mkdir()
        packages = folder / "packages"
        info = packages / "kettle-1.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: kettle\nVersion: 1\n")
        (info / "entry_points.txt").write_text(
            "[explainer_kit.explainers]\nkettle = example_kettle:explainer\n"
        )
        shutil.copy(ROOT / "tests" / "explainer_kit" / "example_kettle.py", packages)
        self.packages = packages
        self.settings(
            "import explainer_embed",
            "PLUGINS = [explainer_embed]",
            "SITENAME = 'よそのブログ'",
            "TIMEZONE = 'Asia/Tokyo'",
            "PATH = 'content'",
            "MARKDOWN = {'extension_configs': {'markdown.extensions.extra': {},"
            " 'markdown.extensions.meta': {}}}",
            "FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None",
            f"EXPLAINER_ROOT = {str(ROOT)!r}",
        )

    def settings(self, *lines):
        with (self.folder / "pelicanconf.py").open("a", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")

    def write(self, name, text, *, head="Title: 題\nDate: 2026-11-01\n\n"):
        path = self.content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(head + text, encoding="utf-8")
        return path

    def build(self, *words):
        paths = [str(ROOT / "plugins"), str(self.packages)]
        with in_turn():
            return subprocess.run(
                [sys.executable, "-m", "pelican", *words],
                cwd=self.folder,
                env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
                capture_output=True,
                text=True,
            )
