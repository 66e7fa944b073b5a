"""What holds for every run: each combination of a settings screen, and many of all else."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from explainer_kit.scene import Place
from explainer_kit.story import MAX_SAY, Story
from mail_story import VERDICTS, draw
from mail_story.scene_frames import SCENES
from mail_world import Scenario, WorldEvent, play
from send_flow import explainer


def one_sentence(say: str) -> bool:
    return say.endswith("。") and say.count("。") == 1


def test_says_one_short_sentence_a_step(story: Story) -> None:
    assert [step.id for step in story.steps if not 0 < len(step.say) <= MAX_SAY] == []
    assert [step.id for step in story.steps if not one_sentence(step.say)] == []


def test_explains_every_step(story: Story) -> None:
    assert [step.id for step in story.steps if not step.meaning] == []


def test_has_a_picture_for_every_step_in_the_same_order(story: Story) -> None:
    assert [frame.step for frame in draw(story).frames] == [step.id for step in story.steps]


def test_shows_only_scenes_that_the_post_office_has(story: Story) -> None:
    assert {step.scene for step in story.steps} <= SCENES


def test_ends_in_an_outcome_that_the_explainer_names(story: Story) -> None:
    assert story.outcome.id in explainer.outcomes


def test_quotes_the_servers_own_line(story: Story) -> None:
    said = [
        line for step in story.steps for event in step.events for line in event.text.split("\n")
    ]

    assert story.outcome.reply is None or story.outcome.reply in said


def test_a_failure_says_why_and_what_mends_it(story: Story) -> None:
    assert story.outcome.why
    assert story.outcome.ok or story.outcome.fix


def test_tells_each_event_of_the_world_exactly_once(
    picked: Mapping[str, str], story: Story
) -> None:
    settings = explainer.settings(picked)
    record = play(Scenario(**(settings | {"port": int(settings["port"])})))  # type: ignore[arg-type]

    happened = sorted((e.at_ms, e.conn, e.source, e.kind, _in_the_clear(e)) for e in record.events)
    told = sorted(
        (e.at_ms, e.conn, e.source, e.kind, e.data or b"") for s in story.steps for e in s.events
    )
    assert told == happened


def _in_the_clear(event: WorldEvent) -> bytes:
    """Of a TLS record of the model a story shows the header alone: the rest is sealed by a toy."""
    data = event.data or b""
    return data[:5] if event.tag == "record" and "real" not in event.detail else data


def test_decisions_and_waits_are_told_in_japanese(story: Story) -> None:
    spoken = [
        event.text
        for step in story.steps
        for event in step.events
        if event.kind in ("decision", "clock", "dns")
    ]

    assert [text for text in spoken if text.isascii()] == []


def test_the_steps_follow_the_clock(story: Story) -> None:
    times = [step.at_ms for step in story.steps]

    assert times == sorted(times)


def test_ends_within_a_week_of_virtual_time(story: Story) -> None:
    last = max(event.at_ms for step in story.steps for event in step.events)

    assert last < 7 * 86_400_000


def test_no_password_is_told(story: Story) -> None:
    whole = story.to_bytes().decode()

    assert "yuuyake-1122" not in whole
    assert "yuuyake-1222" not in whole


def test_every_row_of_the_table_of_endings_is_reached(all_stories: list[Story]) -> None:
    assert {story.outcome.id for story in all_stories} == {verdict.id for verdict in VERDICTS}


def test_labels_keep_their_places(all_stories: list[Story]) -> None:
    places: set[tuple[Place, ...]] = {draw(story).places for story in all_stories}

    assert len(places) == 1


def test_the_same_settings_give_the_same_bytes(run: Callable[..., Story]) -> None:
    again = explainer.run({"recipient": "unknown"})

    assert again.to_bytes() == run(recipient="unknown").to_bytes()
