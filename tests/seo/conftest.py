"""A small blog with the real settings and theme, as it is published, without figures."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SITE = "https://blog.example/sub"
SETTINGS = f"""
import os, sys
sys.path.insert(0, {str(ROOT)!r})
os.environ["SITE_URL"] = {SITE!r}
from publishconf import *

PLUGINS = [one for one in PLUGINS if one.__name__ not in ("explainer_embed", "check_post")]
PATH = "content"
OUTPUT_PATH = "output"
STATIC_PATHS = ["images"]
"""
AT_HOME = """
SITEURL = FEED_DOMAIN = ""
FEED_ALL_ATOM = FEED_ALL_RSS = None
"""
CONTENT = {
    "old.md": "Title: いちばん古い\nDate: 2026-10-01 09:00\nModified: 2026-10-20 08:30\n"
    "Category: 季節\nTags: 散歩\nSummary: 古い話。\n"
    "Old_url: 2025/furui/, /2024/motto-furui.html\n\n本文。",
    "new.md": 'Title: <b>5 < 7 & "記号" </script>\nDate: 2026-11-01 09:00\nCategory: 季節\n'
    "Tags: 散歩\nSummary: 新しい話。\n\n"
    '<ruby>紅葉<rt>もみじ</rt></ruby>と[古い話]({filename}old.md)と<a href="#saki">先</a>。\n\n'
    "![庭]({static}/images/garden.svg)\n\n"
    '<script>alert(1)</script>\n\n<p id="saki" class="x">先の話。</p>\n',
    "pages/profile.md": "Title: プロフィール\nSlug: profile\nSummary: わたしのこと。\n\n本文。",
    "images/garden.svg": "<svg/>",
}


def build(place, *settings, **content):
    """Build a blog in a folder; give the finished process."""
    for name, text in (CONTENT | content).items():
        target = place / "content" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    (place / "settings.py").write_text(SETTINGS + "\n".join(settings), encoding="utf-8")
    command = [sys.executable, "-m", "pelican", "-s", "settings.py", "--log-handler", "plain"]
    return subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def published(tmp_path_factory):
    """The output of the small blog at a known address."""
    place = tmp_path_factory.mktemp("seo")
    done = build(place)
    assert done.returncode == 0, done.stdout + done.stderr
    return place / "output"
