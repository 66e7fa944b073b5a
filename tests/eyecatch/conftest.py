"""A tiny blog whose templates show eyecatches by the theme's own partials."""

import shutil
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "photos"))

import tiny_blog  # noqa: E402

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


@pytest.fixture
def blog(tmp_path):
    made = tiny_blog.Blog(tmp_path)
    with (tmp_path / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write(SETTINGS)
    templates = tmp_path / "theme" / "templates"
    (templates / "partials").mkdir()
    for name in ("eyecatch.html", "share_meta.html"):
        shutil.copy(ROOT / "theme" / "templates" / "partials" / name, templates / "partials")
    for name, text in TEMPLATES.items():
        (templates / name).write_text(text, encoding="utf-8")
    return made
