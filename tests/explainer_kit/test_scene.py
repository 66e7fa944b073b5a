"""Scenes refuse what could not be shown."""

import pytest
from explainer_kit.markup import el
from explainer_kit.scene import STYLE, Frame, Note, Place, Scene, SceneError, Travel


def scene(**changes):
    whole = {
        "width": 360,
        "height": 300,
        "base": (),
        "places": (Place("a", "甲", 10, 10), Place("b", "乙", 50, 50)),
        "frames": (Frame("one", ("a",)), Frame("two", ("b",))),
        "alt": "甲と乙",
    }
    return Scene(**whole | changes)


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"frames": ()}, "no frames"),
        ({"frames": (Frame("one", ()), Frame("one", ()))}, "two frames"),
        ({"frames": (Frame("one", ("c",)),)}, "'c' has no place"),
        ({"places": (Place("a", "甲", 1, 1), Place("a", "乙", 2, 2))}, "two places"),
        ({"alt": " "}, "alt is empty"),
        ({"width": 0}, "size 0 x 300"),
        ({"style": {"a}b": {"fill": "ink"}}}, "class 'a}b'"),
        ({"style": {"a": {"fill": "red;}"}}}, "'fill': 'red;}'"),
        ({"style": {"a": {"fill": "url(x)"}}}, "class a"),
    ],
)
def test_a_scene_that_cannot_be_shown_is_refused(changes, complaint):
    with pytest.raises(SceneError) as caught:
        scene(**changes)
    assert complaint in str(caught.value)


def test_all_faults_of_a_scene_are_told_together():
    with pytest.raises(SceneError) as caught:
        scene(alt="", width=0)
    assert "alt" in str(caught.value)
    assert "size" in str(caught.value)


@pytest.mark.parametrize("path", ["", "M0 0</path>", "url(#a)"])
def test_a_way_is_path_data_and_nothing_else(path):
    with pytest.raises(SceneError):
        Travel(el("g"), (0, 0), (1, 1), path)


def test_a_note_has_a_tone_that_exists():
    with pytest.raises(SceneError):
        Note("550", 1, 1, "loud")


def test_a_frame_belongs_to_one_half():
    with pytest.raises(SceneError):
        Frame("one", (), tone="bad")


def test_every_class_that_scenes_may_use_can_be_written():
    assert scene(style=STYLE).style == STYLE
