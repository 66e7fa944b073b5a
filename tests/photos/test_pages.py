"""Finding an author's photos: what an address means, and on which line it stands."""

import unicodedata

import pytest
from photos.pages import Place, line_of, look_up
from photos.studio import WIDTHS, _widths


@pytest.fixture
def place(tmp_path):
    root = tmp_path / "content"
    for name in ("images/a.jpg", "images/柿 の実.JPG", "2026/beside.jpg"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(b"")
    (tmp_path / "outside.jpg").write_bytes(b"")
    return Place(root, root / "2026")


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("{static}/images/a.jpg", "images/a.jpg"),
        ("|static|/images/a.jpg", "images/a.jpg"),
        ("{filename}/images/a.jpg", "images/a.jpg"),
        ("{attach}beside.jpg", "2026/beside.jpg"),
        ("/images/a.jpg", "images/a.jpg"),
        ("images/a.jpg", "images/a.jpg"),
        ("../images/a.jpg", "images/a.jpg"),
        ("beside.jpg", "2026/beside.jpg"),
        ("images/a.jpg?x=1#y", "images/a.jpg"),
        ("images/%E6%9F%BF%20%E3%81%AE%E5%AE%9F.JPG", "images/柿 の実.JPG"),
    ],
)
def test_each_way_to_write_an_address_finds_the_file(place, address, name):
    assert look_up(address, place).path == (place.root / name).resolve()


def test_a_name_as_a_mac_spells_it_is_found(place):
    decomposed = unicodedata.normalize("NFD", "がま口.jpg")
    (place.root / "images" / decomposed).write_bytes(b"")
    assert look_up("images/がま口.jpg", place).path


@pytest.mark.parametrize("address", ["../../outside.jpg", "/../outside.jpg", "nowhere/a.jpg"])
def test_nothing_outside_of_the_content_is_found(place, address):
    assert look_up(address, place).path is None


@pytest.mark.parametrize(
    ("address", "hint"),
    [
        ("images/a.JPG", "images/a.jpg"),
        ("images/aa.jpg", "images/a.jpg"),
        ("imagse/a.jpg", "images/a.jpg"),
        ("images/zzzzzz.png", None),
    ],
)
def test_a_near_miss_is_named(place, address, hint):
    found = look_up(address, place)
    assert (found.path, found.hint) == (None, hint)


SOURCE = """Title: 題

![ひとつ](images/a.jpg)と![ふたつ](images/a.jpg)

```
![書きかた](images/a.jpg)
```

![よその](images/aa.jpg) <img src="images/a.jpg">
"""


@pytest.mark.parametrize(("nth", "line"), [(0, 3), (1, 3), (2, 9), (3, 9)])
def test_each_mention_has_its_line(nth, line):
    assert line_of(SOURCE, "images/a.jpg", nth) == line


def test_what_stands_nowhere_is_told_of_the_first_line():
    assert line_of(SOURCE, "images/b.jpg", 0) == 1


@pytest.mark.parametrize("own", [1, 300, 479, 480, 520, 800, 1199, 1600, 4032])
def test_no_size_is_above_the_photos_own(own):
    widths = _widths(own)
    assert widths == sorted(set(widths))
    assert max(widths) == min(own, WIDTHS[-1])
