"""What somebody on the way saw is read off the run, road by road."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from explainer_kit.story import Story
from mail_story import roads
from send_flow import explainer

ALL = {"EHLO", "AUTH", "MAIL", "RCPT", "message"}


def seen(story: Story) -> dict[tuple[str, str], set[str]]:
    return {(road.source, road.target): set(road.seen) for road in roads(story)}


def test_on_locked_roads_nothing_but_greetings_is_seen(run: Callable[..., Story]) -> None:
    assert seen(run()) == {
        ("phone", "office"): {"EHLO"},
        ("office", "remote"): {"EHLO"},
        ("friend", "remote"): set(),
    }


def test_tls_from_the_first_word_shows_not_even_a_greeting(run: Callable[..., Story]) -> None:
    assert seen(run(port="465", security="tls"))["phone", "office"] == set()


def test_what_an_app_sends_in_the_clear_is_seen_whole(run: Callable[..., Story]) -> None:
    story = run(line="stripped", security="if-offered", office="plain-too")

    assert seen(story)["phone", "office"] == ALL
    assert seen(story)["office", "remote"] == {"EHLO"}
    assert roads(story)[0].altered


def test_a_password_that_was_refused_was_seen_all_the_same(run: Callable[..., Story]) -> None:
    story = run(line="stripped", security="if-offered")

    assert seen(story)["phone", "office"] == {"EHLO", "AUTH"}


def test_an_app_that_insists_gives_nothing_away(run: Callable[..., Story]) -> None:
    story = run(line="stripped")

    assert seen(story)["phone", "office"] == {"EHLO"}


def test_what_is_sealed_is_counted_as_the_wire_carried_it(run: Callable[..., Story]) -> None:
    story = run()
    road = roads(story)[0]
    records = [
        event.text
        for step in story.steps
        for event in step.events
        if event.kind == "wire" and event.conn == 1
    ]

    assert road.records == len(records)
    assert road.length == sum(int(text.split()[2]) for text in records)


@pytest.mark.parametrize("preset", explainer.presets, ids=lambda preset: preset.id)
def test_the_table_has_a_row_for_every_road(preset, run: Callable[..., Story]) -> None:  # type: ignore[no-untyped-def]
    story = run(**preset.settings)
    assert explainer.tables is not None
    drawn = "".join(map(str, explainer.tables(story)[:1]))

    assert drawn.count("<tr>") - 1 == len(roads(story)) or not roads(story)
