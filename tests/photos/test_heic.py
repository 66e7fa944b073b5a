"""HEIC, with the library that an author may add: fetched for these tests only (make test-all)."""

import importlib
import io
import subprocess
import sys
from pathlib import Path

import pytest
import snapshots
from photos.reading import read
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.servers


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """A folder with pillow-heif, as requirements-heic.txt pins it."""
    folder = tmp_path_factory.mktemp("heif")
    pinned = ["--no-deps", "--require-hashes", "-r", str(ROOT / "requirements-heic.txt")]
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(folder), *pinned],
        check=True,
    )
    return folder


@pytest.fixture
def heic(library, monkeypatch):
    """Makes HEIC as a phone does: turned as it was held, and saying so in the container, too."""
    monkeypatch.syspath_prepend(str(library))
    pillow_heif = importlib.import_module("pillow_heif")
    pillow_heif.register_heif_opener()

    def make(orientation):
        image = snapshots.scene()
        if snapshots.STORED[orientation] is not None:
            image = image.transpose(snapshots.STORED[orientation])
        exif = snapshots.exif(orientation).tobytes()
        return snapshots.saved(image, "HEIF", exif=exif, xmp=snapshots.XMP)

    yield make
    Image.OPEN.pop("HEIF")
    Image.ID.remove("HEIF")


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_heic_is_turned_as_it_was_held(heic, orientation):
    picture, size = read(heic(orientation), 1600)
    assert picture.size == size == (640, 480)
    assert all(map(snapshots.near, snapshots.corners(picture), snapshots.CORNERS))


def test_nothing_of_a_heic_stays(heic):
    photo = heic(6)
    assert snapshots.CAMERA.encode() in photo
    picture, _ = read(photo, 1600)
    assert picture.info == {}


def test_a_blog_publishes_a_heic_in_the_usual_formats(blog, heic, library):
    blog.put("images/kaki.heic", heic(6))
    blog.write("![柿](images/kaki.heic)\n")
    blog.built(f"import sys; sys.path.insert(0, {str(library)!r})")
    published = list((blog.output / "photos").iterdir())
    assert {path.suffix for path in published} == {".avif", ".webp", ".jpg"}
    assert not any(snapshots.CAMERA.encode() in path.read_bytes() for path in published)
    for path in published:
        with Image.open(io.BytesIO(path.read_bytes())) as image:
            assert all(map(snapshots.near, snapshots.corners(image), snapshots.CORNERS))
