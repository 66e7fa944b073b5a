"""A tiny blog, built by a real Pelican in a process of its own: for photos and for eyecatches."""

import os
import subprocess
import sys
from pathlib import Path

from lxml import html

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = """
import photos
PLUGINS = [photos]
SITENAME = 'よその日記'
TIMEZONE = 'Asia/Tokyo'
PATH = 'content'
OUTPUT_PATH = 'output'
THEME = 'theme'
STATIC_PATHS = ['images']
RELATIVE_URLS = True
DELETE_OUTPUT_DIRECTORY = True
SLUGIFY_SOURCE = 'basename'
ARTICLE_URL = '{date:%Y}/{slug}/'
ARTICLE_SAVE_AS = ARTICLE_URL + 'index.html'
DIRECT_TEMPLATES = ['index']
FEED_DOMAIN = 'https://blog.example/sub'
SITEURL = FEED_DOMAIN
FEED_ALL_ATOM = 'feeds/atom.xml'
FEED_ALL_RSS = 'feeds/rss.xml'
RSS_FEED_SUMMARY_ONLY = False
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ''
MARKDOWN = {'extension_configs': {'markdown.extensions.extra': {}, 'markdown.extensions.meta': {}}}
"""
TEMPLATES = {
    "article.html": "<!doctype html><title>a</title>{{ article.content }}",
    "page.html": "<!doctype html><title>p</title>{{ page.content }}",
    "index.html": "<!doctype html><title>i</title>{% for article in articles %}"
    "{{ article.content }}{% endfor %}",
}


class Blog:
    """Write articles and photos, `build`, look at pages."""

    def __init__(self, folder):
        self.folder = folder
        self.output = folder / "output"
        (folder / "content" / "images").mkdir(parents=True)
        (folder / "theme" / "templates").mkdir(parents=True)
        (folder / "theme" / "static").mkdir()
        for name, text in TEMPLATES.items():
            (folder / "theme" / "templates" / name).write_text(text, encoding="utf-8")
        (folder / "pelicanconf.py").write_text(SETTINGS, encoding="utf-8")

    def put(self, name, data):
        """A file below content/."""
        path = self.folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    def write(self, text, name="2026/a.md", head="Title: 題\nDate: 2026-11-01\n\n"):
        """An article, or a page below pages/."""
        return self.put(name, (head + text).encode())

    def build(self, *lines, fatal="warnings"):
        """Build with further lines of settings; give the finished process."""
        (self.folder / "more.py").write_text(
            "from pelicanconf import *\n" + "\n".join(lines) + "\n", encoding="utf-8"
        )
        return subprocess.run(
            [
                sys.executable,
                "-W",
                "error",
                "-m",
                "pelican",
                "-s",
                "more.py",
                "--fatal",
                fatal,
            ],
            cwd=self.folder,
            env=os.environ | {"PYTHONPATH": str(ROOT / "plugins")},
            capture_output=True,
            text=True,
        )

    def built(self, *lines):
        """Build, and see that it went well."""
        done = self.build(*lines)
        assert done.returncode == 0, done.stdout + done.stderr
        return self

    def faults(self, *lines):
        """Build what can't be built: the lines of faults that are told."""
        done = self.build(*lines, fatal="errors")
        assert done.returncode == 1, done.stdout + done.stderr
        return [line for line in done.stderr.splitlines() if line.startswith("content/")]

    def page(self, name="2026/a/index.html"):
        """A built page as a tree."""
        return html.document_fromstring((self.output / name).read_text(encoding="utf-8"))

    def published(self):
        """All files of the site."""
        return sorted(path for path in self.output.rglob("*") if path.is_file())
