"""A tiny blog whose templates show eyecatches by the theme's own partials."""

import shutil
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "photos"))

import snapshots  # noqa: E402
import tiny_blog  # noqa: E402

HEAD_OF_ARTICLE = "Title: 小雪、柿をひとつ\nDate: 2026-11-22\nCategory: 季節\nTags: 小雪\n"
OWN_PHOTO = "Eyecatch: images/kaki.jpg\nEyecatch-Alt: 台所の柿\n"

HEAD = '<!doctype html><html><head><title>t</title>{% include "partials/share_meta.html" %}</head>'
TEMPLATES = {
    "article.html": HEAD + '<body>{% include "partials/eyecatch.html" %}{{ article.content }}',
    "page.html": HEAD + '<body>{% include "partials/eyecatch.html" %}</body>',
    "index.html": HEAD + '<body>{% set place = "card" %}{% for article in articles %}'
    '{% include "partials/eyecatch.html" %}{% endfor %}</body>',
}
SETTINGS = """
import eyecatch, photos
PLUGINS = [photos, eyecatch]
SITENAME = '季めぐり便り'
JINJA_ENVIRONMENT = {'autoescape': True, 'trim_blocks': True, 'lstrip_blocks': True}
"""


def _blog(folder):
    made = tiny_blog.Blog(folder)
    with (folder / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write(SETTINGS)
    templates = folder / "theme" / "templates"
    (templates / "partials").mkdir()
    for name in ("eyecatch.html", "share_meta.html"):
        shutil.copy(ROOT / "theme" / "templates" / "partials" / name, templates / "partials")
    for name, text in TEMPLATES.items():
        (templates / name).write_text(text, encoding="utf-8")
    return made


@pytest.fixture
def blog(tmp_path):
    """A blog to write and build."""
    return _blog(tmp_path)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A blog with one of everything, built once."""
    made = _blog(tmp_path_factory.mktemp("eyecatch"))
    made.put("images/kaki.jpg", snapshots.from_phone(size=(1600, 1200)))
    made.write("本文。", head=HEAD_OF_ARTICLE + "\n")
    made.write("本文。", "2026/own.md", head=HEAD_OF_ARTICLE + OWN_PHOTO + "\n")
    made.write("本文。", "2026/ocha.md", head=HEAD_OF_ARTICLE + "Motif: ocha\n\n")
    made.write(
        "本文。", "2026/other.md", head="Title: 睍睆\nShare-Title: けんかん\nDate: 2026-11-01\n\n"
    )
    made.write("本文。", "2026/signs.md", head='Title: <b>5 < 7 & "記号"\nDate: 2026-11-01\n\n')
    made.write("", "pages/profile.md", head="Title: プロフィール\nSlug: profile\n\n本文。")
    return made.built("SITESUBTITLE = '阿佐ヶ谷から。'")
