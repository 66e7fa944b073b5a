"""A Story holds its limits and its bytes."""

import json

import pytest
from explainer_kit import Actor, Event, Outcome, Step, Story, StoryError
from explainer_kit.story import canonical


def story(**changes):
    step = Step(
        "a", None, 0, "x", "x", "はじめ。", "意味。", (Event(0, 0, "x", "x", "data", "t", b"\xff"),)
    )
    parts = {
        "explainer": "e",
        "settings": {"port": "587"},
        "actors": (Actor("x", "エックス", "thing"),),
        "steps": (step,),
        "outcome": Outcome("done", True, "a", None, "", None),
        "hero": "a",
    }
    return Story(**(parts | changes))


def test_the_bytes_are_sorted_json_without_spaces():
    text = story().to_bytes().decode()
    assert text.startswith('{"actions":[],"actors":[{"id":"x","kind":"thing","label":"エックス"}]')
    assert json.loads(text)["steps"][0]["events"][0]["bytes"] == "/w=="


def test_plain_data_makes_the_same_story_again():
    assert Story.from_data(story().as_data()) == story()


@pytest.mark.parametrize("broken", [{"format": 2}, {}, {"format": 1}])
def test_other_data_is_refused(broken):
    with pytest.raises(StoryError):
        Story.from_data(broken)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"steps": ()}, "steps"),
        ({"hero": "z"}, "hero"),
        ({"outcome": Outcome("done", True, "z", None, "", None)}, "outcome"),
        ({"steps": (Step("a", None, 0, "x", "x", "長" * 41, ""),)}, "41 characters"),
        ({"steps": (Step("a", None, 0, "x", "y", "だれ。", ""),)}, "no actor"),
        ({"steps": (Step("a", None, 0, "x", "x", "同じ。", ""),) * 2}, "share an id"),
        ({"settings": {"x": "あ" * 100_000}}, "bytes"),
    ],
)
def test_a_story_over_its_limits_is_refused(changes, said):
    with pytest.raises(StoryError, match=said):
        story(**changes)


@pytest.mark.parametrize("value", [1.5, {"x": 0.0}, [object()], {1: "a"}])
def test_floats_and_objects_have_no_canonical_bytes(value):
    with pytest.raises(StoryError):
        canonical(value)
