"""A tiny blog with photos."""

import sys
from pathlib import Path
from xml.etree import ElementTree

import photos
import pytest

sys.path.insert(0, str(Path(__file__).parent))

import snapshots
import tiny_blog


@pytest.fixture
def blog(tmp_path):
    return tiny_blog.Blog(tmp_path)


@pytest.fixture
def with_photo(blog):
    """A blog that has content/images/kaki.jpg."""
    blog.put("images/kaki.jpg", snapshots.from_phone())
    return blog


@pytest.fixture(scope="module")
def gallery(tmp_path_factory):
    """A blog that shows photos in every way, built once."""
    made = tiny_blog.Blog(tmp_path_factory.mktemp("gallery"))
    made.put("images/kaki.jpg", snapshots.from_phone())
    made.put("images/big.jpg", snapshots.from_phone(size=(2000, 1500)))
    made.put("images/tall.jpg", snapshots.from_phone(orientation=6, size=(480, 640)))
    asked = ElementTree.tostring(photos.picture("images/kaki.jpg", "柿", sizes="10rem"), "unicode")
    raw = '<img class="small" sizes="20rem" alt="柿" src="images/kaki.jpg">'
    kaki = "![柿がひとつ](images/kaki.jpg)\n"
    articles = {
        "a": kaki,
        "three": f"{kaki}\n{kaki}\n{kaki}",
        "big": "![柿](images/big.jpg)\n",
        "tall": "![柿](images/tall.jpg)\n",
        "figure": '![柿](images/kaki.jpg "台所の <柿>")\n',
        "figures": '![一](images/kaki.jpg "ひとつ")\n![二](images/kaki.jpg "ふたつ")\n',
        "raw": f"<p>ここに{raw}</p>\n",
        "asked": f"<div>{asked}</div>\n",
        "link": "[柿の写真]({static}/images/kaki.jpg)\n",
    }
    for name, text in articles.items():
        made.write(text, f"2026/{name}.md")
    made.write(kaki, "pages/about.md", head="Title: 題\nSlug: about\n\n")
    return made.built()
