"""`make schedule` and `make publish`, and the workflow that calls them."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
NOW = "1793577600"  # 2026-11-02T09:00 in Japan
WORKFLOW = ROOT / ".github" / "workflows" / "publish.yml"
STUB = """\
import os, pathlib, sys
site = pathlib.Path(os.environ["SITE_OUTPUT"])
for name in ("index.html", "404.html", "feeds/atom.xml", "sitemap.xml", "robots.txt", *{extra!r}):
    (site / name).parent.mkdir(parents=True, exist_ok=True)
    (site / name).write_text(os.environ["SITE_URL"])
sys.exit({status})
"""
STARTER = """\
#!/bin/sh
exec "{python}" "{script}" "$@"
"""
RSYNC = """\
import pathlib, shutil, sys
words = sys.argv[1:]
with open({log!r}, "a") as log: log.write(" ".join(words) + "\\n")
source, target = (word.partition(":")[2] or word for word in words[-2:])
if not pathlib.Path(source).exists(): sys.exit(23)
if pathlib.Path(source).is_file(): shutil.copy(source, target)
else: shutil.copytree(source, target, dirs_exist_ok=True)
"""


@pytest.fixture
def blog(tmp_path):
    """The tools in a blog of their own, whose `pelican` is a stand-in that writes a few files."""
    folder = tmp_path / "blog"
    for name in ("tools/schedule.py", "tools/publish.py", "plugins/posts"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    write(folder, "now", "2026-11-01", "いまの話")
    write(folder, "soon", "2026-11-02 20:00", "あしたの話")
    write(folder, "later", "2026-12-24", "聖夜の話")
    write(folder, "desk", "2026-10-01", "途中の話", "Status: draft\n")
    pelican(folder)
    return folder


def write(folder, slug, date, title, more=""):
    path = folder / "content" / "2026" / f"{slug}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"Title: {title}\nDate: {date}\n{more}\n本文。\n", "utf-8")


def pelican(folder, *extra, status=0):
    (folder / "pelican").mkdir(exist_ok=True)
    (folder / "pelican" / "__init__.py").touch()
    stub = STUB.format(extra=extra, status=status)
    (folder / "pelican" / "__main__.py").write_text(stub, "utf-8")


def run(folder, tool, *words, **environment):
    given = {"SOURCE_DATE_EPOCH": NOW} | environment
    kept = {name: value for name, value in os.environ.items() if name not in ("SITE_URL", "TO")}
    return subprocess.run(
        [sys.executable, f"tools/{tool}.py", *words],
        cwd=folder,
        env=kept | given,
        capture_output=True,
        text=True,
        check=False,
    )


def publish(folder, to, **environment):
    return run(folder, "publish", TO=str(to), SITE_URL="https://blog.example/sub", **environment)


def test_the_schedule_says_what_comes_when_and_what_is_a_draft(blog):
    done = run(blog, "schedule")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "つぎに公開される便り",
        "  2026年11月2日（月）20:00  「あしたの話」  content/2026/soon.md（あと11時間0分）",
        "  2026年12月24日（木）00:00  「聖夜の話」  content/2026/later.md（あと51日と15時間）",
        "",
        "下書き（Status: draft を消すまで、公開されません）",
        "  「途中の話」  content/2026/desk.md",
    ]


def test_the_workflow_is_told_to_publish_when_there_is_no_site_yet(blog):
    said = run(blog, "schedule", "--decide").stdout.splitlines()
    assert said[0] == "publish=true"
    assert said[2] == "next=つぎの予約は 2026年11月2日（月）20:00 の「あしたの話」です。"


def test_publishing_fills_a_new_folder_and_says_what_comes_next(blog, tmp_path):
    done = publish(blog, tmp_path / "public")
    assert done.returncode == 0, done.stderr
    assert "つぎの予約は 2026年11月2日（月）20:00 の「あしたの話」です。" in done.stdout
    assert (tmp_path / "public" / "index.html").read_text() == "https://blog.example/sub"
    assert (tmp_path / "public" / "published.json").is_file()


def test_publishing_again_takes_old_files_away(blog, tmp_path):
    pelican(blog, "2025/old/index.html")
    publish(blog, tmp_path / "public")
    assert (tmp_path / "public" / "2025" / "old").is_dir()
    pelican(blog)
    assert publish(blog, tmp_path / "public").returncode == 0
    assert not (tmp_path / "public" / "2025").exists()


def test_a_folder_with_something_else_in_it_is_left_alone(blog, tmp_path):
    album = tmp_path / "album"
    album.mkdir()
    (album / "photo.jpg").write_text("思い出")
    done = publish(blog, album)
    assert done.returncode == 1
    assert "空のフォルダー" in done.stderr
    assert [path.name for path in album.iterdir()] == ["photo.jpg"]


def test_a_build_that_fails_publishes_nothing(blog, tmp_path):
    publish(blog, tmp_path / "public")
    before = (tmp_path / "public" / "published.json").read_bytes()
    pelican(blog, "new/index.html", status=1)
    assert publish(blog, tmp_path / "public", SOURCE_DATE_EPOCH="1793577700").returncode == 1
    assert (tmp_path / "public" / "published.json").read_bytes() == before
    assert not (tmp_path / "public" / "new").exists()


@pytest.mark.parametrize("early", ["2026/soon/index.html", "drafts/desk/index.html"])
def test_a_site_with_something_early_in_it_is_not_published(blog, tmp_path, early):
    pelican(blog, early)
    done = publish(blog, tmp_path / "public")
    assert done.returncode == 1
    assert "まだ公開しないはず" in done.stderr
    assert not (tmp_path / "public").exists()


@pytest.mark.parametrize(
    ("to", "address"), [("", "https://a.example"), ("x", ""), ("x", "blog.example")]
)
def test_a_call_that_says_too_little_is_told_how(blog, to, address):
    done = run(blog, "publish", TO=to, SITE_URL=address)
    assert done.returncode == 2
    assert "使い方" in done.stderr


@pytest.fixture
def rsync(tmp_path, monkeypatch):
    """A stand-in for rsync that copies within the machine; its log has one line for each call."""
    programs = tmp_path / "programs"
    programs.mkdir()
    log = tmp_path / "rsync.log"
    program = programs / "rsync"
    script = tmp_path / "rsync.py"  # a first line can't hold a path with a blank
    script.write_text(RSYNC.format(log=str(log)))
    program.write_text(STARTER.format(python=sys.executable, script=script))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    return log


def test_a_host_gets_the_site_by_rsync_and_loses_old_files_only_of_a_site_of_ours(
    blog, tmp_path, rsync
):
    there = tmp_path / "host"
    there.mkdir()
    to = f"satomi@host.example:{there}"
    for _ in range(2):
        done = publish(blog, to)
        assert done.returncode == 0, done.stderr
    calls = [call for call in rsync.read_text().splitlines() if "--recursive" in call]
    assert ["--delete-after" in call for call in calls] == [False, True]
    assert (there / "published.json").is_file()


def test_a_published_site_that_fell_behind_is_told(blog, tmp_path, monkeypatch):
    """The site is served from a folder; a day later, what should be there is not."""
    import http.server
    import threading

    publish(blog, tmp_path / "public")

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *words, **named):
            super().__init__(*words, directory=str(tmp_path / "public"), **named)

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        good = run(blog, "schedule", SITE_URL=address)
        late = run(blog, "schedule", SITE_URL=address, SOURCE_DATE_EPOCH="1793664000")
        decided = run(blog, "schedule", "--decide", SITE_URL=address)
        due = run(blog, "schedule", "--decide", SITE_URL=address, SOURCE_DATE_EPOCH="1793617200")
        server.shutdown()
    assert good.returncode == 0, good.stdout + good.stderr
    assert late.returncode == 1
    assert "まだ公開されていません: 「あしたの話」" in late.stdout
    assert "publish=false" in decided.stdout
    assert "publish=true" in due.stdout


def test_the_workflow_runs_hourly_and_on_push_without_secrets():
    text = WORKFLOW.read_text("utf-8")
    workflow = yaml.load(text, yaml.BaseLoader)
    assert set(workflow["on"]) == {"push", "schedule", "workflow_dispatch"}
    (hourly,) = workflow["on"]["schedule"]
    assert re.fullmatch(r"[1-5]?\d \* \* \* \*", hourly["cron"])
    assert not re.search(r"\bsecrets\.\w", text)
    assert workflow["permissions"] == {"contents": "read"}


def test_the_workflow_uses_no_action_that_could_change_under_it():
    used = re.findall(r"uses: (\S+)", WORKFLOW.read_text("utf-8"))
    assert used
    assert [one for one in used if not re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", one)] == []
