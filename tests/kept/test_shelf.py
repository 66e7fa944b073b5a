"""What is kept between builds is found again by its text and the way it was made, never else."""

import json
from pathlib import Path

import pytest
from kept import Shelf, code_of


def _made(shelf: Shelf, text: str) -> tuple[object, bool]:
    """What the shelf gives, and whether it had to be made."""
    asked: list[str] = []
    found = shelf.find(text, lambda one: asked.append(one) or {"letters": len(one)})
    return found, bool(asked)


def test_a_thing_is_made_once(tmp_path: Path) -> None:
    path = tmp_path / "kept" / "things.json"
    first = Shelf(path, "way")
    assert _made(first, "紅葉") == ({"letters": 2}, True)
    assert _made(first, "紅葉") == ({"letters": 2}, False)
    first.save()
    assert _made(Shelf(path, "way"), "紅葉") == ({"letters": 2}, False)


def test_another_text_or_way_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "things.json"
    first = Shelf(path, "way", "1")
    _made(first, "紅葉")
    first.save()
    assert _made(Shelf(path, "way", "1"), "紅葉。") == ({"letters": 3}, True)
    assert _made(Shelf(path, "way", "2"), "紅葉") == ({"letters": 2}, True)


def test_kinds_and_bytes_of_one_text_are_kept_apart(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "things.json", "way")
    made = [shelf.find("柿", lambda _: "plain"), shelf.find("柿", lambda _: "other", "other")]
    assert made == ["plain", "other"]
    data = "柿".encode()
    assert shelf.find(data, lambda one: len(one), "bytes") == 3
    shelf.save()
    again = Shelf(tmp_path / "things.json", "way")
    assert again.find(data, lambda _: 0, "bytes") == 3


def test_what_is_no_longer_asked_for_goes(tmp_path: Path) -> None:
    path = tmp_path / "things.json"
    for texts in (["柿", "栗"], ["栗"]):
        shelf = Shelf(path, "way")
        for text in texts:
            _made(shelf, text)
        shelf.save()
    assert len(json.loads(path.read_text("utf-8"))["things"]) == 1
    assert _made(Shelf(path, "way"), "柿") == ({"letters": 1}, True)


@pytest.mark.parametrize("damaged", ["", "{", "[]", "null", '{"way": 1}', '{"things": 3}', "\0"])
def test_a_damaged_file_is_an_empty_shelf(tmp_path: Path, damaged: str) -> None:
    path = tmp_path / "things.json"
    path.write_text(damaged, "utf-8")
    shelf = Shelf(path, "way")
    assert _made(shelf, "紅葉") == ({"letters": 2}, True)
    shelf.save()
    assert _made(Shelf(path, "way"), "紅葉") == ({"letters": 2}, False)


def test_without_a_path_nothing_is_written(tmp_path: Path) -> None:
    shelf = Shelf(None, "way")
    assert _made(shelf, "紅葉") == ({"letters": 2}, True)
    shelf.save()
    assert not list(tmp_path.iterdir())


def test_the_code_of_a_module_is_that_of_its_whole_package() -> None:
    import search.index  # noqa: F401

    assert code_of("search.index") == code_of("search") != code_of("kept")
