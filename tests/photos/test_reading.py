"""Whatever file comes in: one upright RGB picture in sRGB, and nothing else of the file."""

import io

import pytest
import snapshots
from photos.reading import MAX_BYTES, UnusableError, is_photo, is_video, read
from photos.tints import TINTS, tint_of
from PIL import Image

FORMATS = ["JPEG", "PNG", "WEBP", "AVIF"]


def red_then_blue(form, **options):
    first, second = (Image.new("RGB", (40, 30), colour) for colour in ("red", "blue"))
    return snapshots.saved(first, form, save_all=True, append_images=[second], **options)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_is_turned_as_it_was_held(form, orientation):
    picture, size = read(snapshots.from_phone(form, orientation), 1600)
    assert picture.size == size == (640, 480)
    assert all(map(snapshots.near, snapshots.corners(picture), snapshots.CORNERS))


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_of_the_file_stays_with_the_picture(form):
    picture, _ = read(snapshots.from_phone(form), 1600)
    assert picture.info == {}
    assert not picture.getexif()


def test_a_wide_profile_is_converted():
    """Display P3 (200, 80, 60) is about (216, 71, 47) in sRGB, by the matrices of both."""
    photo = Image.new("RGB", (8, 8), (200, 80, 60))
    data = snapshots.saved(photo, "PNG", icc_profile=snapshots.display_p3())
    picture, _ = read(data, 1600)
    assert snapshots.near(picture.getpixel((3, 3)), (216, 71, 47), by=6)


def test_srgb_stays_as_it_is():
    data = snapshots.saved(snapshots.scene(), "PNG", icc_profile=snapshots.srgb())
    assert all(
        snapshots.near(a, b, by=1)
        for a, b in zip(snapshots.corners(read(data, 1600)[0]), snapshots.CORNERS, strict=True)
    )


def test_a_broken_profile_counts_as_none():
    data = snapshots.saved(snapshots.scene(), "PNG", icc_profile=b"not a profile")
    assert snapshots.corners(read(data, 1600)[0]) == snapshots.CORNERS


def test_cmyk_becomes_rgb():
    picture, _ = read(snapshots.saved(snapshots.scene().convert("CMYK"), quality=95), 1600)
    assert picture.mode == "RGB"
    assert all(map(snapshots.near, snapshots.corners(picture), snapshots.CORNERS))


def test_sixteen_bits_of_grey_keep_their_shades():
    levels = [0, 16384, 32768, 65535]
    grey = Image.frombytes("I;16", (4, 1), b"".join(one.to_bytes(2, "little") for one in levels))
    picture, _ = read(snapshots.saved(grey, "PNG"), 1600)
    assert [picture.getpixel((x, 0))[0] for x in range(4)] == [0, 64, 128, 255]


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "PA", "RGBA"])
def test_each_kind_of_pixels_becomes_rgb(mode):
    form = "TIFF" if mode == "PA" else "PNG"
    picture, _ = read(snapshots.saved(snapshots.scene().convert(mode), form), 1600)
    assert picture.mode == "RGB"


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_what_is_transparent_lies_on_white(mode):
    data = snapshots.saved(Image.new(mode, (4, 4), 0), "PNG")
    assert read(data, 1600)[0].getpixel((1, 1)) == (255, 255, 255)


def test_the_second_picture_in_a_phones_jpeg_is_left_out():
    picture, _ = read(red_then_blue("MPO"), 1600)
    assert snapshots.near(picture.getpixel((5, 5)), (254, 0, 0))


def test_a_big_photo_is_read_at_least_as_wide_as_wanted():
    picture, size = read(snapshots.saved(snapshots.scene(4032, 3024)), 1600)
    assert size == (4032, 3024)
    assert 1600 <= picture.width < 4032


@pytest.mark.parametrize("form", ["GIF", "PNG", "WEBP", "AVIF"])
def test_a_moving_picture_is_refused(form):
    with pytest.raises(UnusableError, match="動く画像"):
        read(red_then_blue(form), 1600)


def test_a_photo_of_more_than_40_megapixels_is_refused():
    with pytest.raises(UnusableError, match=r"8000×5001（約4,000万画素）"):
        read(snapshots.saved(Image.new("1", (8000, 5001)), "PNG"), 1600)


def test_a_picture_that_would_fill_the_memory_is_refused():
    with pytest.raises(UnusableError, match="4,000万画素まで"):
        read(snapshots.saved(Image.new("1", (20000, 20000)), "PNG"), 1600)


def test_a_file_of_more_than_20_megabytes_is_refused():
    with pytest.raises(UnusableError, match="20 MB まで"):
        read(snapshots.from_phone() + bytes(MAX_BYTES), 1600)


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xd8\xff\xe1", b"GIF89a", snapshots.from_phone()[:3000], b"hello" * 99],
    ids=["empty", "only a start", "gif", "cut off", "text"],
)
def test_a_broken_file_is_refused(data):
    with pytest.raises(UnusableError, match="読めません"):
        read(data, 1600)


def test_heic_without_its_library_says_what_to_do(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pillow_heif", None)
    monkeypatch.delitem(Image.OPEN, "HEIF", raising=False)
    with pytest.raises(UnusableError, match=r"HEIC.*requirements-heic\.txt.*JPEG"):
        read(b"\0\0\0\x24ftypheic\0\0\0\0" + bytes(99), 1600)


@pytest.mark.parametrize(
    ("name", "start"),
    [
        (".JPG", b""),
        (".heic", b""),
        (".HEIF", b""),
        (".dat", b"\xff\xd8\xff\xe1"),
        (".dat", b"RIFF\0\0\0\0WEBP"),
        (".dat", b"\0\0\0\x24ftypheic"),
        (".dat", b"\0\0\0\x1cftypavif"),
        (".svg", b"\x89PNG\r\n"),
    ],
)
def test_a_photo_is_known_by_its_name_or_its_start(name, start):
    assert is_photo(name, start)


@pytest.mark.parametrize("name", [".svg", ".pdf", ".txt", ".woff2"])
def test_other_files_are_no_photos(name):
    assert not is_photo(name, b"<svg xmlns=")


@pytest.mark.parametrize("name", [".MOV", ".mp4", ".3gp"])
def test_a_video_is_known_by_its_name(name):
    assert is_video(name)


@pytest.mark.parametrize("number", range(len(TINTS)))
def test_a_plain_picture_has_the_tint_of_its_colour(number):
    assert tint_of(Image.new("RGB", (30, 20), TINTS[number])) == number


def test_the_picture_that_is_read_can_be_written_as_anything():
    picture, _ = read(snapshots.from_phone("PNG"), 1600)
    for form in ("AVIF", "WEBP", "JPEG"):
        assert Image.open(io.BytesIO(snapshots.saved(picture, form))).size == (640, 480)
