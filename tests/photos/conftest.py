"""A tiny blog with photos."""

import sys
from pathlib import Path

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
