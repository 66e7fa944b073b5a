"""What holds for every combination of what can be picked."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from explainer_kit.explainer import Preset
from explainer_kit.story import Story
from sync_flow import explainer
from sync_flow.words import WORDS


def named(story: Story, step: str) -> str:
    return f"{story.settings}: {step}"


def test_says_one_sentence_a_step_and_explains_it(all_stories: list[Story]) -> None:
    assert [
        named(story, step.id)
        for story in all_stories
        for step in story.steps
        if not step.say.endswith("。") or not step.meaning
    ] == []


def test_ends_in_an_outcome_that_the_explainer_names(all_stories: list[Story]) -> None:
    assert {story.outcome.id for story in all_stories} <= set(explainer.outcomes)


def test_a_failure_says_why_and_what_mends_it(all_stories: list[Story]) -> None:
    assert all(story.outcome.why for story in all_stories)
    assert all(story.outcome.ok == (story.outcome.fix is None) for story in all_stories)


def test_quotes_the_servers_own_line(all_stories: list[Story]) -> None:
    for story in all_stories:
        said = [line for s in story.steps for event in s.events for line in event.text.split("\n")]
        assert story.outcome.reply is None or story.outcome.reply in said


def test_the_steps_follow_the_clock(all_stories: list[Story]) -> None:
    for story in all_stories:
        times = [step.at_ms for step in story.steps]
        assert times == sorted(times)


def test_decisions_are_told_in_japanese(all_stories: list[Story]) -> None:
    events = [event for story in all_stories for step in story.steps for event in step.events]

    assert [e.text for e in events if e.kind == "decision" and e.text.isascii()] == []


def test_no_password_is_told(all_stories: list[Story]) -> None:
    assert not any("yuuyake" in story.to_bytes().decode() for story in all_stories)


def test_has_a_picture_for_every_step_in_the_same_order(all_stories: list[Story]) -> None:
    for story in all_stories:
        frames = explainer.draw(story).frames
        assert [frame.step for frame in frames] == [step.id for step in story.steps]


@pytest.mark.parametrize("preset", explainer.presets, ids=lambda preset: preset.id)
def test_a_preset_ends_as_promised(preset: Preset, run: Callable[..., Story]) -> None:
    assert run(**preset.settings).outcome.id == preset.outcome


def test_every_outcome_has_a_preset() -> None:
    assert {preset.outcome for preset in explainer.presets} == set(explainer.outcomes)


def test_scenes_are_in_the_table_of_words(all_stories: list[Story]) -> None:
    assert {step.scene for story in all_stories for step in story.steps} <= set(WORDS)


def test_three_devices_are_three_actors(run: Callable[..., Story]) -> None:
    ids = [actor.id for actor in run(devices="3").actors]

    assert ids == ["phone", "computer", "tablet", "office", "friend"]
